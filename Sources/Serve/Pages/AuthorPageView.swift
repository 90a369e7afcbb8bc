import Render
import Store
import Unroll

/// Sets the page of an author.
struct AuthorPageView {
    var page: AuthorPage
    var words: Words

    private var said: AuthorPageWords { words.site.author }

    var html: HTML {
        let author = page.author
        var frame = Frame(said.title(author.shownName), words)
        frame.head = feedLinks
        var options = RenderOptions()
        (options.words, options.copies) = (words, page.copies)
        let shown = HTMLAuthor(author, options)
        let profile: HTML? = author.url.map {
            " · <a href=\"\($0)\" rel=\"nofollow noreferrer\">\(said.profile(words.thread.network(page.network)))</a>"
        }
        return frame.page(
            """
            <header class="head">
            <div class="author">\(shown.avatar)<h1>\(shown.name)</h1></div>
            <p class="facts"><bdi>@\(author.handle)</bdi> · \(words.thread.network(page.network))\(profile)</p>
            \(former)\(bio)</header>
            <h2 class="label">\(said.threads)</h2>
            \(page.threads.threads.map { ThreadCard(summary: $0, words: words, isNamed: false).html })\(older)\(feeds)
            """)
    }

    /// Paragraphs and lines as the author made them.
    private var bio: HTML? {
        let lines = page.author.bio.split(whereSeparator: \.isNewline).map { oneLine(String($0)) }.filter {
            !$0.isEmpty
        }
        if lines.isEmpty { return nil }
        let set: [HTML] = lines.prefix(AuthorPageView.bioLines).map { "<p dir=\"auto\">\($0)</p>\n" }
        return "<div class=\"bio\">\n\(set)</div>\n"
    }

    /// More lines than networks let anybody write.
    private static let bioLines = 40

    private var former: HTML? {
        if page.former.isEmpty { return nil }
        return "<p class=\"facts\">\(said.formerly(page.former.map { "@" + $0 }.joined(separator: ", ")))</p>\n"
    }

    private var older: HTML? {
        page.threads.next.map { cursor in
            let next = Place.author(AuthorPlace(page.network, page.author.id, after: cursor)).address
            return "<p class=\"next\"><a rel=\"next\" href=\"\(next)\">\(said.older)</a></p>\n"
        }
    }

    private func feed(_ form: FeedPlace.Form) -> SiteAddress {
        Place.feed(FeedPlace(.author(page.network, page.author.id), form)).address
    }

    private var feeds: HTML {
        """
        <p class="facts">\(said.feeds): <a href="\(feed(.atom))">\(said.atom)</a> · <a href="\(feed(.json))">\(said.jsonFeed)</a></p>

        """
    }

    private var feedLinks: HTML { feedDiscovery(of: page.author, on: page.network, words) }
}

/// What tells feed readers of an author's feeds.
func feedDiscovery(of author: Author, on network: Network, _ words: Words) -> HTML {
    func address(_ form: FeedPlace.Form) -> SiteAddress {
        Place.feed(FeedPlace(.author(network, author.id), form)).address
    }
    let title = words.site.author.title(author.shownName)
    return """
        <link rel="alternate" type="application/atom+xml" title="\(title)" href="\(address(.atom))">
        <link rel="alternate" type="application/feed+json" title="\(title)" href="\(address(.json))">

        """
}

/// Several authors who had the same handle, one after another.
struct AuthorChoice {
    var network: Network
    var handle: String
    var authors: [AuthorVersion]
    var words: Words

    var html: HTML {
        let said = words.site.author
        let title = said.several(oneLine(handle))
        let items: [HTML] = authors.map { version in
            let place = Place.author(AuthorPlace(network, version.author.id)).address
            return """
                <article class="thread-card"><h2><a href="\(place)"><bdi>\(version.author.shownName)</bdi></a></h2>
                <p class="facts">\(said.lastSeen(words.date.day(version.lastSeen)))</p></article>

                """
        }
        return Frame(title, words).page("<h1>\(title)</h1>\n\(items)")
    }
}
