import Unroll

/// Who may see a thread.
package enum Audience: String, Sendable, Codable, CaseIterable, Comparable {
    /// Listed, in search and in feeds.
    case `public`
    /// At an address with a random key, listed nowhere.
    case link
    /// The host alone.
    case `private`

    /// Fewer people see what is greater.
    package static func < (left: Audience, right: Audience) -> Bool { left.strictness < right.strictness }

    private var strictness: Int {
        switch self {
        case .public: 0
        case .link: 1
        case .private: 2
        }
    }

    /// 128 bits, as 22 characters that can stand in an address.
    package static func linkKey(using random: inout some RandomNumberGenerator) -> String {
        let digits = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_".utf8)
        var bits: UInt64 = 0
        let key = (0..<22).map { place in
            // Six bits a character, ten characters from what is drawn at once: drawing asks the kernel.
            bits = place % 10 == 0 ? random.next() : bits >> 6
            return digits[Int(bits & 63)]
        }
        return String(decoding: key, as: UTF8.self)
    }
}

/// Who asks.
package enum Viewer: Sendable, Hashable {
    case host
    case anyone
    /// Anybody who has the link.
    case holder(linkKey: String)
}

/// The one place that decides who sees what: lists, search, feeds, pages, media and caches all ask here.
package enum Visibility {
    /// Which rows of `threads` a list may show. Of what has vanished from X altogether, strangers are shown nothing.
    package static func listed(to viewer: Viewer) -> SQL {
        switch viewer {
        // Not a list of all audiences, which SQLite would look up one by one and sort.
        case .host: "1 = 1"
        case .anyone, .holder: "(threads.audience = 'public' AND threads.posts > 0)"
        }
    }

    /// Which rows of `threads` a page may show.
    package static func open(to viewer: Viewer) -> SQL {
        switch viewer {
        case .host: "1 = 1"
        case .anyone: "threads.audience = 'public'"
        case .holder(let key):
            "(threads.audience = 'public' OR (threads.audience = 'link' AND threads.link_key = \(key)))"
        }
    }

    /// Whether a page shows the posts that vanished from `network` since they were kept: on X, by its rules, the host alone sees
    /// them, unless the settings say otherwise.
    package static func showsVanished(on network: Network, to viewer: Viewer, onX isShownOnX: Bool) -> Bool {
        network != .x || viewer == .host || isShownOnX
    }

    /// The same about rows of `posts` and `thread_posts`: which of them a page may show.
    package static func shown(to viewer: Viewer, vanishedOnX isShownOnX: Bool) -> SQL {
        if showsVanished(on: .x, to: viewer, onX: isShownOnX) { return "1 = 1" }
        return "(posts.network <> \(Network.x.rawValue) OR (posts.gone IS NULL AND thread_posts.lost = 0))"
    }

    /// What marks a post in the index of words that anybody may find.
    static let publicMark = "v=p"

    /// The marks of which a post has to have one, so that `viewer` may find it.
    static func marks(for viewer: Viewer) -> [String]? {
        switch viewer {
        case .host: nil
        case .anyone, .holder: [publicMark]
        }
    }
}
