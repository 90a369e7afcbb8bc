import Simulated
import Testing

@testable import Unroll

/// What a backfill brought home from a simulated world, with posts under the names the world gives them.
struct MastodonRun {
    let conversation: Conversation
    let requests: [Request]
    private let names: [PostID: String]

    init(
        _ world: MastodonWorld, _ key: String, on host: String? = nil, tokens: Set<String> = [],
        link: PostLink? = nil
    ) throws {
        var settings = BackfillSettings()
        settings.mastodonTokenHosts = tokens
        let backfill = Backfill(link ?? world.link(key, on: host), settings: settings)
        (conversation, requests) = try run(backfill, against: MastodonSimulation(world).server)
        names = Dictionary(world.posts.map { (PostID(world.uri($0.key)), $0.key) }) { first, _ in first }
    }

    /// The posts, in the order of their times.
    var posts: [String] {
        conversation.posts.sorted { $0.order < $1.order }.map { names[$0.id] ?? $0.id.value }
    }

    /// The tombstones with their reasons.
    var tombstones: [String: Tombstone.Reason] {
        var found: [String: Tombstone.Reason] = [:]
        for case .tombstone(let lost) in conversation.entries { found[names[lost.id] ?? lost.id.value] = lost.reason }
        return found
    }

    var anchor: String? { names[conversation.anchor] }
    var root: String? { conversation.root.flatMap { names[$0] } }

    func post(_ key: String) -> Post? {
        names.first { $0.value == key }.flatMap { conversation.post($0.key) }
    }

    func asked(_ part: String) -> Int { requests.count { $0.url.contains(part) } }
}

extension MastodonWorld {
    static let home = "home.example"
    static let far = "far.example"

    /// Ines and Tom at home, Kaja on another server, and what the test writes.
    static func with(
        _ flavour: Flavour = .mastodon, far: Flavour = .mastodon, _ write: (inout MastodonWorld) -> Void
    ) -> MastodonWorld {
        var world = MastodonWorld(
            [Server(home, flavour), Server(Self.far, far)],
            [Person("ines", at: home), Person("tom", at: home), Person("kaja", at: Self.far)])
        write(&world)
        return world
    }

    /// `t1`…`tN` by Ines.
    static func chain(_ count: Int, _ flavour: Flavour = .mastodon) -> MastodonWorld {
        with(flavour) { $0.writeChain("t", by: "ines", count) }
    }

    mutating func changeServer(_ host: String, _ change: (inout Server) -> Void) {
        for index in servers.indices where servers[index].host == host { change(&servers[index]) }
    }
}

func names(_ prefix: String, _ range: ClosedRange<Int>) -> [String] { range.map { "\(prefix)\($0)" } }
