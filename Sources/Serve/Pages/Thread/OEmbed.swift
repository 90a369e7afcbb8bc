import HTTPTypes
import Render
import Store
import Unroll

/// What another site shows in the place of a link to a thread (oEmbed 1.0): its first words, who wrote it, and the way to it. Words
/// only, so that nothing is asked of this site by readers who never came here.
struct OEmbed {
    var page: ShownThread
    var words: Words
    var origin: String
    /// Pixels that whoever embeds has room for.
    var maximumWidth: Int?

    static let usualWidth = 600

    var json: JSON {
        let thread = page.thread
        return [
            "version": .string("1.0"), "type": .string("rich"), "title": .string(heading(thread, words)),
            "author_name": .string(thread.author.shownName), "author_url": JSON(thread.author.url).orAbsent,
            "provider_name": .string("Skein"), "provider_url": .string(origin + Place.home.address.text),
            "cache_age": .number(3600), "html": .string(String(decoding: html.bytes, as: UTF8.self)),
            "width": .number(min(OEmbed.usualWidth, max(1, maximumWidth ?? OEmbed.usualWidth))), "height": .null,
        ]
    }

    private var html: HTML {
        let thread = page.thread
        let opening = thread.posts.first?.firstWords(limit: 280) ?? ""
        let address = origin + Place.thread(page.place).address.text
        return """
            <blockquote\(attribute: "cite", thread.url?.text)\(attribute: "lang", thread.language) dir="auto"><p>\(opening)</p>\
            <footer>\(thread.author.shownName) (@\(thread.author.handle)), \
            <a href="\(address)">\(words.thread.network(thread.network)), \
            \(words.thread.posts(thread.posts.count))</a></footer></blockquote>
            """
    }
}

extension Site {
    /// Only of what anybody may see; whoever holds the link of another thread is told that it is not for embedding (401), and everybody
    /// else that there is none (404) or none any more (410).
    func oEmbed(of url: String, _ visit: Visit) async throws(SiteFailure) -> Reply {
        let query = WebQuery(visit.query[...])
        guard query["format"] ?? "json" == "json" else { return plain(.notImplemented) }
        guard let place = thread(at: url) else { throw .notFound }
        let holder = settings.stranger.holding(place.linkKey)
        let found = try await read { [store] connection throws(StoreFailure) in
            try ShownThread.load(place, for: holder, removals: store.removals, from: connection)
        }
        switch found {
        // Of what vanished as a whole there is nothing to show elsewhere.
        case .page(let page) where page.thread.ownPosts.isEmpty: throw .notFound
        case .page(let page) where page.kept.audience == .public:
            let embed = OEmbed(
                page: page, words: words, origin: origin(of: visit),
                maximumWidth: query["maxwidth"].flatMap { Int($0) })
            var reply = Reply(embed.json.bytes, type: "application/json")
            reply.thread = page.kept.key
            reply.headers.append((.accessControlAllowOrigin, "*"))
            return reply
        case .page: return plain(.unauthorized)
        case .elsewhere(let place): return try await oEmbed(of: Place.thread(place).address.text, visit)
        case .removed: throw .removed
        case .nothing: throw .notFound
        }
    }

    /// The thread whose page has this address on the site, whole or from its root.
    private func thread(at url: String) -> ThreadPlace? {
        var target = url.split(separator: "#", maxSplits: 1).first.map(String.init) ?? ""
        if let parts = URLParts(target) {
            guard Door(settings).isOwn(parts.hostAndPort) else { return nil }
            target = parts.path + (parts.query.map { "?" + $0 } ?? "")
        }
        guard case .thread(var place)? = Visit(method: .get, target: target, headers: [:], viewer: .anyone).place else {
            return nil
        }
        (place.format, place.view) = (nil, .posts)
        return place
    }

    private func plain(_ status: HTTPResponse.Status) -> Reply {
        var reply = Reply(text: status.reasonPhrase + "\n")
        reply.status = status
        return reply
    }
}
