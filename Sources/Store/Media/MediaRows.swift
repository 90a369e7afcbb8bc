import Unroll

extension Connection {
    /// What `attempts` is of addresses that no network is ever asked for.
    private static var unasked: Int { -1_000_000 }

    /// Notes that each owner shows what is at these addresses; those that are new are to be copied, from `now` on, or where that is
    /// nil, never from the network; but for those whose bytes are brought along.
    func use(
        _ uses: [(owner: MediaOwner, links: [Link])], now: Timestamp?, brought: Set<Link> = []
    ) throws(StoreFailure) {
        var sources: [[UInt8]: Link] = [:]
        var rows: [SQL] = []
        for (owner, links) in uses {
            for link in links where link.isOfWeb {
                let key = mediaKey(link)
                sources[key] = link
                rows.append("(\(key), \(owner.name), \(owner.key))")
            }
        }
        // In one order, so that two who keep at the same time do not wait for each other.
        let ordered = sources.sorted { $0.value.text < $1.value.text }
        for isBrought in [false, true] {
            let due = isBrought ? nil : now
            let attempts = now == nil ? Self.unasked : 0
            try insert(
                "INSERT INTO media_sources (hash, url, attempts, due) VALUES ",
                rows: ordered.filter { brought.contains($0.value) == isBrought }
                    .map { "(\($0.key), \($0.value.text), \(attempts), \(due))" }, ending: " ON CONFLICT DO NOTHING")
        }
        try insert(
            "INSERT INTO media_uses (source, owner, owner_key) VALUES ", rows: rows, ending: " ON CONFLICT DO NOTHING")
    }

    /// Whether there is anything to take.
    package func isMediaDue(at now: Timestamp) throws(StoreFailure) -> Bool {
        try first("SELECT attempts FROM media_sources WHERE due IS NOT NULL AND due <= \(now) LIMIT 1") != nil
    }

    /// Takes addresses that are to be copied now, those that wait longest first; nobody else gets them before `lease`, when
    /// they are due again unless something came of them.
    package func takeMediaDue(
        at now: Timestamp, lease: Timestamp, limit: Int = 16
    ) throws(StoreFailure) -> [MediaSource] {
        var sources: [MediaSource] = []
        for row in try query(
            """
            UPDATE media_sources SET due = \(lease) WHERE hash IN (
                SELECT hash FROM media_sources WHERE due IS NOT NULL AND due <= \(now) ORDER BY due LIMIT \(limit))
            RETURNING url, attempts
            """)
        {
            guard let url = Link(try row.text("url")) else { continue }
            sources.append(MediaSource(url: url, attempts: try row.count("attempts")))
        }
        return sources
    }

    /// Notes that the copy of what is at `link` is kept. The same bytes from several addresses are one medium.
    package func keep(_ medium: Medium, from link: Link, now: Timestamp) throws(StoreFailure) {
        guard try first("SELECT attempts FROM media_sources WHERE hash = \(mediaKey(link))") != nil else {
            // It was removed while it was copied.
            try execute(
                """
                INSERT INTO media_waste (hash) SELECT \(medium.hash) WHERE NOT EXISTS (
                    SELECT 1 FROM media WHERE hash = \(medium.hash)) ON CONFLICT DO NOTHING
                """)
            return
        }
        try execute(
            """
            INSERT INTO media (hash, type, length, width, height, kept) VALUES (\(medium.hash), \(medium.type),
                \(medium.length), \(medium.width), \(medium.height), \(now)) ON CONFLICT DO NOTHING
            """)
        try execute("DELETE FROM media_waste WHERE hash = \(medium.hash)")
        try execute(
            """
            UPDATE media_sources SET media = (SELECT key FROM media WHERE hash = \(medium.hash)), due = NULL,
                failure = NULL, attempts = attempts + 1 WHERE hash = \(mediaKey(link))
            """)
        try noteChange(ofThreadsShowing: link)
    }

    /// The pages that show what is at `link`.
    private func noteChange(ofThreadsShowing link: Link) throws(StoreFailure) {
        let rows = try query(
            """
            SELECT owner_key AS post FROM media_uses WHERE source = \(mediaKey(link)) AND owner = 'post'
            UNION SELECT posts.key AS post FROM media_uses JOIN posts ON posts.author = owner_key
            WHERE source = \(mediaKey(link)) AND owner = 'author' LIMIT 1001
            """)
        if rows.count > 1000 { return try noteChangeOfEverything() }
        try noteChange(ofThreadsWith: Set(try rows.map { row throws(StoreFailure) in try row.integer("post") }))
    }

    /// An author's posts that show something of which there is no copy, in the order of their keys.
    package func postsWithoutCopies(
        by author: Author.ID, on network: Network, after key: Int64, limit: Int
    ) throws(StoreFailure) -> [(key: Int64, post: Post)] {
        try query(
            """
            SELECT posts.key AS key, posts.model AS model FROM posts
            WHERE posts.author = (SELECT key FROM authors WHERE network = \(network.rawValue) AND id = \(columnID(author.value)))
                AND posts.key > \(key) AND EXISTS (SELECT 1 FROM media_uses
                    JOIN media_sources ON media_sources.hash = media_uses.source
                    WHERE owner = 'post' AND owner_key = posts.key AND media_sources.media IS NULL)
            ORDER BY posts.key LIMIT \(limit)
            """
        ).map { row throws(StoreFailure) in
            let post = try Post(form: row.bytes("model"), author: Author(id: author, handle: ""))
            return (try row.integer("key"), post)
        }
    }

    /// Notes that a copy could not be made; it is tried again at `retry`, or never where that is nil.
    package func mediaFailed(_ link: Link, because failure: String, retry: Timestamp?) throws(StoreFailure) {
        try execute(
            """
            UPDATE media_sources SET due = CASE WHEN attempts < 0 THEN NULL ELSE CAST(\(retry) AS \(dialect.integer)) END,
                failure = \(failure), attempts = attempts + 1
            WHERE hash = \(mediaKey(link))
            """)
    }

    /// The copies of what is at these addresses, as far as there are any.
    package func media(at links: [Link]) throws(StoreFailure) -> [Link: Medium] {
        let links = Dictionary(links.map { (mediaKey($0), $0) }) { first, _ in first }
        var found: [Link: Medium] = [:]
        for part in Array(links.keys).chunked(256) {
            for row in try query(
                """
                SELECT media_sources.hash AS source, media.hash AS hash, type, length, width, height FROM media_sources
                JOIN media ON media.key = media_sources.media
                WHERE media_sources.hash IN (\(list: part.map(SQLValue.blob)))
                """)
            {
                if let link = links[try row.bytes("source")] { found[link] = try Medium(row) }
            }
        }
        return found
    }

    /// Notes that the file of a medium is not there: what it was copied from is copied again.
    package func mediumLost(_ hash: [UInt8], now: Timestamp) throws(StoreFailure) {
        guard let key = try first("SELECT key FROM media WHERE hash = \(hash)")?.integer("key") else { return }
        try execute(
            """
            UPDATE media_sources SET media = NULL, due = CASE WHEN attempts < 0 THEN NULL ELSE \(now) END WHERE media = \(key)
            """)
        try execute("DELETE FROM media WHERE key = \(key)")
    }

    /// Forgets what `owner` shows, but for what is at `kept`. Files that nobody shows any more go on the waste list.
    func dropMediaUses(of owner: MediaOwner, except kept: [Link] = []) throws(StoreFailure) {
        let others: SQL =
            kept.isEmpty ? "" : " AND source NOT IN (\(list: kept.map { .blob(mediaKey($0)) }))"
        let rows = try query(
            "DELETE FROM media_uses WHERE owner = \(owner.name) AND owner_key = \(owner.key)" + others
                + " RETURNING source")
        for row in rows {
            let source = try row.bytes("source")
            let unused = try query(
                """
                DELETE FROM media_sources WHERE hash = \(source)
                    AND NOT EXISTS (SELECT 1 FROM media_uses WHERE source = \(source)) RETURNING media
                """)
            guard let key = try unused.first?.integerOrNil("media") else { continue }
            let waste = try query(
                """
                DELETE FROM media WHERE key = \(key)
                    AND NOT EXISTS (SELECT 1 FROM media_sources WHERE media = \(key)) RETURNING hash
                """)
            for row in waste {
                try execute("INSERT INTO media_waste (hash) VALUES (\(row.bytes("hash"))) ON CONFLICT DO NOTHING")
            }
        }
    }

    /// Hashes of files that are to be deleted; `wasteRemoved` takes them off the list once they are.
    package func mediaWaste(limit: Int = 100) throws(StoreFailure) -> [[UInt8]] {
        try query("SELECT hash FROM media_waste ORDER BY hash LIMIT \(limit)").map { row throws(StoreFailure) in
            try row.bytes("hash")
        }
    }

    package func wasteRemoved(_ hash: [UInt8]) throws(StoreFailure) {
        try execute("DELETE FROM media_waste WHERE hash = \(hash)")
    }
}

extension Link {
    fileprivate var isOfWeb: Bool { !text.lowercased().hasPrefix("mailto:") }
}

func mediaKey(_ link: Link) -> [UInt8] { digest(Array(link.text.utf8)) }
