import Render
import Store
import Unroll

/// A thread in a list: when, what it begins with, and how long it is.
struct ThreadCard {
    var summary: ThreadSummary
    var words: Words

    var html: HTML {
        let place = Place.thread(
            ThreadPlace(
                summary.id, on: summary.network, linkKey: summary.audience == .link ? summary.linkKey : nil))
        let title = oneLine(summary.title)
        let posts = words.thread.posts(summary.posts)
        let mark: HTML? = words.site.thread.audienceMark(summary.audience.rawValue).map { " · \($0)" }
        return """
            <article class="thread-card">
            <h3\(attribute: "lang", summary.language) dir="auto"><a href="\(place.address)">\(title.isEmpty ? posts : title)</a></h3>
            <p class="facts"><bdi>\(summary.author.displayName)</bdi> · \(words.thread.network(summary.network)) · \
            <time datetime="\(summary.published.rfc3339)">\(words.date.day(summary.published))</time> · \(words.site.thread.readPosts(summary.posts))\(mark)</p>
            </article>

            """
    }
}
