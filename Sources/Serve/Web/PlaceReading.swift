import Print
import Render
import Store
import Unroll

extension Place {
    /// The place at `path`, whose parts are decoded, with `query`; nil where there is none.
    init?(path: [String], query: WebQuery) {
        guard let first = path.first else {
            self = query["after"].flatMap { ListCursor(text: $0) }.map { .recent(after: $0) } ?? .home
            return
        }
        let rest = Array(path.dropFirst())
        switch (first, rest.count) {
        case ("unroll", 0): self = .unroll
        case ("unrolling", 1):
            guard let key = Int64(rest[0]), key > 0 else { return nil }
            self = .job(key)
        case ("thread", 2...4): self.init(thread: rest, query)
        case ("author", 2): self.init(author: rest, query)
        case ("search", 0): self = .search(SearchPlace(query))
        case ("feed.atom", 0): self = .feed(FeedPlace(.site, .atom))
        case ("feed.json", 0): self = .feed(FeedPlace(.site, .json))
        case ("feed", 1...2): self.init(feed: rest, query)
        case ("media", 1):
            self = .medium(MediumPlace(hash: rest[0], width: query["width"].flatMap { Int($0) }, linkKey: query["key"]))
        case ("oembed", 0): self = .oEmbed(query["url"] ?? "")
        case ("help", 0): self = .help
        case ("practice", 0):
            let step = query["step"].flatMap { Int($0) }.flatMap(PracticePlace.Step.init) ?? .timeline
            self = .practice(PracticePlace(step, post: query["post"].flatMap { Int($0) } ?? 0))
        case ("manifest.webmanifest", 0): self = .manifest
        case ("assets", 1): self = .asset(rest[0])
        case ("robots.txt", 0): self = .robots
        case ("healthz", 0): self = .health
        case ("readyz", 0): self = .ready
        default: return nil
        }
    }

    private init?(thread parts: [String], _ query: WebQuery) {
        guard let network = Network(rawValue: parts[0]) else { return nil }
        let length = network == .x ? 1 : 2
        var path = Array(parts.dropFirst())
        let page = path.count == length + 1 ? path.removeLast() : nil
        guard path.count == length, let last = path.last, path.allSatisfy({ !$0.isEmpty }) else { return nil }
        var thread = ThreadPlace(network, path, linkKey: query["key"])
        switch page {
        case nil:
            thread.view = query["view"].flatMap(ThreadPlace.View.init) ?? .posts
            for format in Format.allCases where last.hasSuffix(format.ending.description) {
                thread.format = format
                thread.path[length - 1] = String(last.dropLast(format.ending.description.count))
            }
            if thread.format == .pdf {
                thread.paper = query["paper"].flatMap(PrintOptions.Paper.init) ?? .a4
                thread.holdsFiles = query["files"] == "1"
            }
            self = .thread(thread)
        case "history": self = .history(thread)
        case "refresh": self = .refresh(thread)
        default: return nil
        }
    }

    private init?(author parts: [String], _ query: WebQuery) {
        guard let network = Network(rawValue: parts[0]), !parts[1].isEmpty else { return nil }
        if parts[1].hasPrefix("@") {
            self = .handle(network, String(parts[1].dropFirst()))
        } else {
            self = .author(
                AuthorPlace(network, Author.ID(parts[1]), after: query["after"].flatMap { ListCursor(text: $0) }))
        }
    }

    private init?(feed parts: [String], _ query: WebQuery) {
        guard let last = parts.last, let dot = last.lastIndex(of: "."),
            let form = FeedPlace.Form(rawValue: String(last[last.index(after: dot)...]))
        else { return nil }
        let name = String(last[..<dot])
        switch parts.count {
        case 1 where name == "search": self = .feed(FeedPlace(.search(query["q"] ?? ""), form))
        case 2:
            guard let network = Network(rawValue: parts[0]) else { return nil }
            self = .feed(FeedPlace(.author(network, Author.ID(name)), form))
        default: return nil
        }
    }
}

extension SearchPlace {
    fileprivate init(_ query: WebQuery) {
        self.init(
            query["q"] ?? "", order: query["order"].flatMap(SearchOrder.init) ?? .newest,
            after: query["after"].flatMap { SearchCursor(text: $0) })
    }
}
