import Render
import Store
import Unroll

/// A thread in a list: when, how it begins, and how long it is.
struct ThreadCard {
    var summary: ThreadSummary
    var words: Words
    /// Whether the author is named, as they are where threads of several stand together.
    var isNamed = true

    var html: HTML {
        let place = Place.thread(
            ThreadPlace(
                summary.id, on: summary.network, linkKey: summary.audience == .link ? summary.linkKey : nil))
        let title = oneLine(summary.title)
        let posts = words.thread.posts(summary.posts)
        let mark: HTML? = words.site.thread.audienceMark(summary.audience.rawValue).map { " · \($0)" }
        let name: HTML? = isNamed ? "<bdi>\(summary.author.shownName)</bdi> · " : nil
        return """
            <article class="thread-card">
            <h3\(attribute: "lang", summary.language) dir="auto"><a href="\(place.address)">\(title.isEmpty ? posts : title)</a></h3>
            \(opening)<p class="facts">\(name)\(words.thread.network(summary.network)) · \
            <time datetime="\(summary.published.rfc3339)">\(words.date.day(summary.published))</time> · \(words.site.thread.readPosts(summary.posts))\(mark)</p>
            </article>

            """
    }

    private var opening: HTML? {
        let start = Opening(title: summary.title, posts: summary.opening, on: summary.network)
        let text: HTML? = start.text.isEmpty ? nil : "\(start.text)"
        let warning: HTML? = start.warning.map { "\(words.post.warning): <bdi>\($0)</bdi>" }
        guard text != nil || warning != nil else { return nil }
        let space: HTML? = text == nil || warning == nil ? nil : " "
        return
            "<p class=\"opening\"\(attribute: "lang", summary.language) dir=\"auto\">\(text)\(space)\(warning)</p>\n"
    }
}
