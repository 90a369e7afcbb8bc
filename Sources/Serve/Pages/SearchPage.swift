import Render
import Store
import Unroll

/// What was found, or how to ask.
struct ResultPage: Sendable {
    var place: SearchPlace
    var query: SearchQuery
    /// Nil where nothing was asked.
    var found: SearchPage?

    static func load(
        _ place: SearchPlace, _ connection: any Connection, for viewer: Viewer
    ) throws(StoreFailure) -> ResultPage {
        let query = SearchQuery(place.text)
        let found =
            query.isEmpty
            ? nil : try connection.search(query, order: place.order, after: place.after, for: viewer)
        return ResultPage(place: place, query: query, found: found)
    }

    func html(_ words: Words) -> HTML {
        let search = words.site.search
        let asked = oneLine(place.text)
        var frame = Frame(asked.isEmpty ? search.title : search.titleFor(asked), words)
        if found != nil { frame.head = FeedPlace.Subject.search(place.text).links(words) }
        return frame.page(
            "<h1>\(search.title)</h1>\n\(form(search))\(notices(search))\(results(words))\(syntax(search))")
    }

    private func form(_ search: SearchWords) -> HTML {
        let orders: [HTML] = SearchOrder.allCases.map { order in
            let checked: HTML = order == place.order ? " checked" : ""
            return """
                <label><input type="radio" name="order" value="\(order.rawValue)"\(checked)> \
                \(order == .newest ? search.newest : search.relevance)</label>

                """
        }
        return """
            <form class="search" role="search" action="\(Place.search(SearchPlace("")).address)">
            <input type="search" name="q" value="\(place.text)" maxlength="\(SearchQuery.limits.length)" \
            autocomplete="off" aria-label="\(search.label)" placeholder="\(search.label)">
            <button>\(search.button)</button>
            <fieldset><legend>\(search.order)</legend>
            \(orders)</fieldset>
            </form>

            """
    }

    /// What the reader has to know before the results.
    private func notices(_ search: SearchWords) -> HTML {
        var notices: [HTML] = query.misread.map { "\(search.leftOut($0))" }
        if place.text.unicodeScalars.count > SearchQuery.limits.length {
            notices.append("\(search.tooLong(SearchQuery.limits.length))")
        } else if found == nil, notices.isEmpty, !oneLine(place.text).isEmpty {
            notices.append("\(query.excluded.isEmpty ? search.noWord : search.onlyExcluded)")
        }
        if found?.isPartial == true { notices.append("\(search.partial)") }
        if place.after != nil {
            let first = Place.search(SearchPlace(place.text, order: place.order))
            notices.append("\(search.further) <a href=\"\(first.address)\">\(search.first)</a>")
        }
        let paragraphs: [HTML] = notices.map { "<p class=\"notice\">\($0)</p>\n" }
        return "\(paragraphs)"
    }

    private func results(_ words: Words) -> HTML? {
        guard let found else { return nil }
        let search = words.site.search
        if found.hits.isEmpty {
            return "<p class=\"nothing\">\(place.after == nil ? search.nothing : search.noMore)</p>\n"
        }
        var next = place
        next.after = found.next
        let more: HTML? = found.next.map { _ in
            "<p class=\"pages\"><a rel=\"next\" href=\"\(Place.search(next).address)\">\(search.more)</a></p>\n"
        }
        return "<ol class=\"results\">\n\(found.hits.map { SearchResult(hit: $0, words: words).html })</ol>\n\(more)"
    }

    /// How to ask: open where nothing was asked or found, else folded.
    private func syntax(_ search: SearchWords) -> HTML {
        let open: HTML = found?.hits.isEmpty ?? true ? " open" : ""
        let items: [HTML] = search.syntax.map { item in
            """
            <dt><a href="\(Place.search(SearchPlace(item.example)).address)"><bdi>\(item.example)</bdi></a></dt>
            <dd>\(item.meaning)</dd>

            """
        }
        return """
            <details class="syntax"\(open)><summary>\(search.howToAsk)</summary>
            <dl>
            \(items)</dl></details>

            """
    }
}

extension SearchWords {
    fileprivate func leftOut(_ misread: SearchQuery.Misread) -> String {
        let part = oneLine(misread.part)
        return switch misread.missing {
        case .handle: noHandle(part)
        case .network: noNetwork(part)
        case .kind: noKind(part)
        case .date: noDate(part)
        case .word: noFilter(part)
        }
    }
}

/// A post that was found.
struct SearchResult {
    var hit: SearchHit
    var words: Words

    private var thread: ThreadSummary { hit.thread }

    var html: HTML {
        var place = ThreadPlace(
            thread.id, on: thread.network, linkKey: thread.audience == .link ? thread.linkKey : nil)
        place.post = hit.post.id.name(on: thread.network)
        let title = oneLine(thread.title)
        return """
            <li class="result">
            <h2\(attribute: "lang", thread.language) dir="auto"><a href="\(Place.thread(place).address)">\
            \(title.isEmpty ? words.thread.posts(thread.posts) : title)</a></h2>
            \(hit.finds.map(excerpt))<p class="facts"><bdi>\(hit.post.author.shownName)</bdi> · \
            \(words.thread.network(thread.network)) · \
            <time datetime="\(hit.post.published.rfc3339)">\(words.date.day(hit.post.published))</time>\(number)\(mark)</p>
            </li>

            """
    }

    private var number: HTML? {
        guard let number = hit.number, thread.posts > 1 else { return nil }
        return " · \(words.site.search.number(number, thread.posts))"
    }

    private var mark: HTML? { words.site.thread.audienceMark(thread.audience.rawValue).map { " · \($0)" } }

    private func excerpt(_ find: SearchFind) -> HTML {
        let text = SearchExcerpt(find.part.text, find.highlights).html
        let language = find.part.language ?? thread.language
        guard let label = words.post.label(find.part.kind) else {
            return "<p class=\"excerpt\"\(attribute: "lang", language) dir=\"auto\">\(text)</p>\n"
        }
        return "<p class=\"excerpt\">\(label): <bdi\(attribute: "lang", language)>\(text)</bdi></p>\n"
    }
}

extension PostWords {
    /// What is said before a part of a post that does not stand for itself.
    fileprivate func label(_ kind: SearchPart.Kind) -> String? {
        switch kind {
        case .text: nil
        case .warning: warning
        case .article: article
        case .option: poll
        case .card: card
        case .quote: quoted
        case .attachment(let kind): attachment(kind)
        }
    }
}

extension Site {
    func search(_ place: SearchPlace, _ visit: Visit) async throws(SiteFailure) -> Reply {
        let page = try await read { connection throws(StoreFailure) in
            try ResultPage.load(place, connection, for: visit.viewer)
        }
        return Reply(page: page.html(words))
    }
}
