import Render
import Store
import Unroll

extension Place {
    /// Where the place is, from the root of the site.
    package var address: SiteAddress {
        switch self {
        case .home: SiteAddress([])
        case .recent(let cursor): SiteAddress([], query: [SiteAddress.Field("after", cursor.text)])
        case .unroll: SiteAddress(["unroll"])
        case .job(let key): SiteAddress(["unrolling", String(key)])
        case .thread(let thread): thread.address
        case .history(let thread): SiteAddress(thread.parts + ["history"], query: thread.query)
        case .refresh(let thread): SiteAddress(thread.parts + ["refresh"], query: thread.query)
        case .author(let author):
            SiteAddress(
                ["author", author.network.rawValue, author.id.value],
                query: author.after.map { [SiteAddress.Field("after", $0.text)] } ?? [])
        case .handle(let network, let handle): SiteAddress(["author", network.rawValue, "@" + handle])
        case .search(let search): search.address
        case .feed(let feed): feed.address
        case .medium(let medium):
            SiteAddress(
                ["media", medium.hash],
                query: (medium.width.map { [SiteAddress.Field("width", String($0))] } ?? [])
                    + (medium.linkKey.map { [SiteAddress.Field("key", $0)] } ?? []))
        case .oEmbed(let url): SiteAddress(["oembed"], query: [SiteAddress.Field("url", url)])
        case .help: SiteAddress(["help"])
        case .practice(let practice): practice.address
        case .manifest: SiteAddress(["manifest.webmanifest"])
        case .asset(let name): SiteAddress(["assets", name])
        case .robots: SiteAddress(["robots.txt"])
        case .health: SiteAddress(["healthz"])
        case .ready: SiteAddress(["readyz"])
        }
    }
}

extension ThreadPlace {
    fileprivate var parts: [String] { ["thread", network.rawValue] + path }

    fileprivate var query: [SiteAddress.Field] { linkKey.map { [SiteAddress.Field("key", $0)] } ?? [] }

    fileprivate var address: SiteAddress {
        var choices: [SiteAddress.Field] = view == .posts ? [] : [SiteAddress.Field("view", view.rawValue)]
        if format == .pdf {
            if paper != .a4 { choices.append(SiteAddress.Field("paper", paper.rawValue)) }
            if holdsFiles { choices.append(SiteAddress.Field("files", "1")) }
        }
        return SiteAddress(
            parts, ending: format?.ending ?? "", query: choices + query, fragment: post.map { "p-" + $0 })
    }
}

extension Format {
    /// With its dot, as addresses of files to take along end.
    var ending: StaticString {
        switch self {
        case .markdown: ".md"
        case .html: ".html"
        case .text: ".txt"
        case .json: ".json"
        case .pdf: ".pdf"
        }
    }
}

extension SearchPlace {
    fileprivate var address: SiteAddress {
        var query: [SiteAddress.Field] = text.isEmpty ? [] : [SiteAddress.Field("q", text)]
        if order != .newest { query.append(SiteAddress.Field("order", order.rawValue)) }
        if let after { query.append(SiteAddress.Field("after", after.text)) }
        return SiteAddress(["search"], query: query)
    }
}

extension PracticePlace {
    fileprivate var address: SiteAddress {
        if self == PracticePlace() { return SiteAddress(["practice"]) }
        let fields = [SiteAddress.Field("step", String(step.rawValue)), SiteAddress.Field("post", String(post))]
        return SiteAddress(["practice"], query: fields)
    }
}

extension FeedPlace {
    fileprivate var address: SiteAddress {
        let ending: StaticString = form == .atom ? ".atom" : ".json"
        return switch subject {
        case .site: SiteAddress(["feed"], ending: ending)
        case .author(let network, let id): SiteAddress(["feed", network.rawValue, id.value], ending: ending)
        case .search(let text): SiteAddress(["feed", "search"], ending: ending, query: [SiteAddress.Field("q", text)])
        }
    }
}

extension ListCursor {
    var text: String { "\(instant.milliseconds).\(key)" }

    init?(text: String) {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false).map { Int64($0) }
        guard parts.count == 2, let instant = parts[0], let key = parts[1] else { return nil }
        self.init(instant: Timestamp(milliseconds: instant), key: key)
    }
}

extension SearchCursor {
    var text: String { "\(rank).\(post)" }

    init?(text: String) {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false).map { Int64($0) }
        guard parts.count == 2, let rank = parts[0], let post = parts[1] else { return nil }
        self.init(rank: rank, post: post)
    }
}
