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
package struct Viewer: Sendable, Hashable {
    package let isHost: Bool
    /// Whether they are shown the posts that vanished from X since they were kept: by its rules the host alone is, unless the settings
    /// say otherwise.
    let seesVanishedFromX: Bool
    /// The key that the address holds, for threads that are seen by link.
    private(set) var linkKey: String?

    package static let host = Viewer(isHost: true, seesVanishedFromX: true)
    package static let anyone = anyone(seeingVanishedFromX: false)

    package static func anyone(seeingVanishedFromX isShown: Bool) -> Viewer {
        Viewer(isHost: false, seesVanishedFromX: isShown)
    }

    /// The same one, who has the link.
    package func holding(_ linkKey: String?) -> Viewer {
        if isHost { return self }
        var viewer = self
        viewer.linkKey = linkKey
        return viewer
    }

    /// Whether they are shown the posts that vanished from `network` since they were kept.
    package func seesVanished(from network: Network) -> Bool { network != .x || seesVanishedFromX }
}

/// The one place that decides who sees what: lists, search, feeds, pages, media and caches all ask here.
package enum Visibility {
    /// Which rows of `threads` a list may show. A thread that vanished from X as a whole is nothing to those who are not shown such posts.
    package static func listed(to viewer: Viewer) -> SQL {
        // Not a list of all audiences, which SQLite would look up one by one and sort.
        if viewer.isHost { return "1 = 1" }
        if viewer.seesVanishedFromX { return "threads.audience = 'public'" }
        return "(threads.audience = 'public' AND (threads.posts > 0 OR threads.network <> \(Network.x.rawValue)))"
    }

    /// Which rows of `threads` a page may show.
    package static func open(to viewer: Viewer) -> SQL {
        if viewer.isHost { return "1 = 1" }
        guard let key = viewer.linkKey else { return "threads.audience = 'public'" }
        return "(threads.audience = 'public' OR (threads.audience = 'link' AND threads.link_key = \(key)))"
    }

    /// Which rows of `posts` and `thread_posts` a page may show.
    package static func shown(to viewer: Viewer) -> SQL {
        if viewer.seesVanishedFromX { return "1 = 1" }
        return "(posts.network <> \(Network.x.rawValue) OR (posts.gone IS NULL AND thread_posts.lost = 0))"
    }

    /// Which rows of `posts` a page shows with everything they ever held: that vanishes from X with an edit, and with what is quoted.
    static func whole(to viewer: Viewer) -> SQL {
        if viewer.seesVanishedFromX { return "1 = 1" }
        return """
            NOT (posts.network = \(Network.x.rawValue) AND (posts.revision > 1 OR EXISTS (
                SELECT 1 FROM post_quotes LEFT JOIN posts AS quoted
                ON quoted.network = post_quotes.network AND quoted.id = post_quotes.quoted
                WHERE post_quotes.post = posts.key AND (post_quotes.gone IS NOT NULL OR quoted.gone IS NOT NULL))))
            """
    }

    /// Who besides the host finds a post, as it is marked in the index of words.
    enum Mark: String, CaseIterable {
        case everybody = "v=p"
        /// Who is shown what vanished from X.
        case whoSeesVanished = "v=v"
    }

    /// The marks of which a post has to have one, so that `viewer` may find it.
    static func marks(for viewer: Viewer) -> [Mark]? {
        if viewer.isHost { return nil }
        return viewer.seesVanishedFromX ? Mark.allCases : [.everybody]
    }
}
