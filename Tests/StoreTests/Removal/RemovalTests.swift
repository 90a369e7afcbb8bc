import Foundation
import Testing

@testable import Store
@testable import Unroll

@Suite(.timeLimit(.minutes(2))) struct RemovalTests {
    let now = Sample.start.advanced(byMilliseconds: 500_000_000)

    var marits: Unroll.Thread {
        Sample.thread([
            Sample.post(1, "removeme first", by: Sample.marit), Sample.post(2, "removeme second", by: Sample.marit),
        ])
    }

    /// A thread of Ines's that quotes Marit's first post and answers her second.
    var quoting: Unroll.Thread {
        var post = Sample.post(20, "see this")
        post.quote = .post(marits.posts[0])
        var thread = Sample.thread([post])
        thread.context = [.post(marits.posts[1])]
        return thread
    }

    /// Every table's every text and bytes, to look for traces.
    func contents(_ archive: Archive) async throws -> String {
        try await archive.store.database.read { c throws(StoreFailure) in
            var all = ""
            for table in [
                "authors", "author_versions", "posts", "post_revisions", "post_quotes", "post_copies", "threads",
                "thread_aliases", "retrievals", "removals", "traces", "jobs", "media_sources", "settings",
            ] as [SQL] {
                for row in try c.query("SELECT * FROM \(table)") {
                    for value in row.values {
                        if case .text(let text) = value { all += text + "\n" }
                        if case .blob(let bytes) = value { all += String(decoding: bytes, as: UTF8.self) + "\n" }
                    }
                }
            }
            for retrieval in try c.query("SELECT DISTINCT retrieval FROM exchanges") {
                for exchange in try c.exchanges(of: retrieval.integer("retrieval")) {
                    all += exchange.request.url + String(decoding: exchange.body, as: UTF8.self) + "\n"
                }
            }
            return all
        }
    }

    func filled(_ engine: Engine) async throws -> (archive: Archive, marits: Int64, quoting: Int64) {
        let archive = try await Archive(engine)
        let retrieval = try await archive.store.database.write { c throws(StoreFailure) in
            try c.begin("https://bsky.example/20", on: .bluesky, at: Sample.start)
        }
        let body = "{\"did\":\"did:plc:marit\",\"text\":\"removeme first\",\"uri\":\"\(marits.posts[0].id)\"}"
        let response = Response(status: 200, body: Array(body.utf8), url: "https://a.example", received: Sample.start)
        try await archive.store.keep(Request("https://a.example"), .success(response), at: Sample.start, in: retrieval)
        let second = try await archive.keep(quoting, retrieval: retrieval)
        var edited = quoting
        (edited.posts[0].text, edited.retrieved) = ("see this!", edited.retrieved.advanced(byMilliseconds: 1))
        try await archive.keep(edited)
        return (archive, try await archive.keep(marits), second)
    }

    @Test(arguments: Engine.available) func anAuthorIsGoneEverywhere(_ engine: Engine) async throws {
        let (archive, marits, quoting) = try await filled(engine)
        #expect(try await archive.search("removeme").count == 3)
        try await archive.store.removeAuthor(Sample.marit.id, on: .bluesky, at: now)
        #expect(try await archive.store.thread(.key(marits), for: .host) == nil)
        #expect(try await archive.search("removeme", for: .host).isEmpty)
        let all = try await contents(archive)
        for trace in ["removeme", "marit", "Marit"] { #expect(!all.contains(trace), "\(trace)") }
        let left = try #require(try await archive.store.thread(.key(quoting), for: .host))
        #expect(left.thread.posts[0].quote == .placeholder(QuotePlaceholder(.withdrawn)))
        #expect(left.thread.context.isEmpty)
        #expect(try await archive.search("see") == ["see this!"])

        // Neither a refresh nor somebody else's thread brings them back.
        var again = self.marits
        again.retrieved = now.advanced(byMilliseconds: 1)
        #expect(
            try await archive.store.keep(Keeping(again, audience: .public, reason: "network", linkKey: "k")) == .removed
        )
        var refreshed = self.quoting
        refreshed.retrieved = now.advanced(byMilliseconds: 1)
        try await archive.keep(refreshed)
        #expect(try await contents(archive).contains("removeme") == false)
        let retrieval = try await archive.store.database.write { c throws(StoreFailure) in
            try c.begin("again", on: .bluesky, at: Sample.start)
        }
        let response = Response(
            status: 200, body: Array("removeme".utf8), url: "https://a.example", received: Sample.start)
        for thread in [refreshed, again] {
            try await archive.store.keep(
                Request("https://a.example"), .success(response), at: Sample.start, in: retrieval)
            var thread = thread
            thread.retrieved = now.advanced(byMilliseconds: thread == again ? 3 : 2)
            try await archive.keep(thread, retrieval: retrieval)
            #expect(try await contents(archive).contains("removeme") == false)
        }
    }

    @Test(arguments: Engine.available) func aThreadIsGoneEverywhere(_ engine: Engine) async throws {
        let (archive, marits, quoting) = try await filled(engine)
        try await archive.store.removeThread(marits, at: now)
        #expect(try await contents(archive).contains("removeme") == false)
        #expect(
            try await archive.store.thread(.key(quoting), for: .host)?.thread.posts[0].quote
                == .placeholder(QuotePlaceholder(.withdrawn)))
        let isRemoved = try await archive.store.database.read { [id = self.marits.posts[1].id] c throws(StoreFailure) in
            try c.isRemoved([id], by: nil, on: .bluesky, key: Archive.key)
        }
        #expect(isRemoved)
        // Another thread of hers is still welcome.
        #expect(try await archive.keep(Sample.thread([Sample.post(7, "other", by: Sample.marit, in: "o")])) > 0)
    }

    /// Whether a word stands somewhere in the pages of SQLite's index.
    private func isInIndex(_ word: String, _ archive: Archive) async throws -> Bool {
        let rows = try await archive.store.database.read { c throws(StoreFailure) in
            try c.query("SELECT block FROM search_data")
        }
        return try rows.contains { String(decoding: try $0.bytes("block"), as: UTF8.self).contains(word) }
    }

    @Test func wordsLeaveTheIndexOfSQLite() async throws {
        let archive = try await Archive(.sqlite)
        let removed = try await archive.keep(Sample.thread([Sample.post(1, "qqxunlikely", by: Sample.marit)]))
        for number in 2...40 {
            try await archive.keep(Sample.thread([Sample.post(number, "common \(number)", in: "thread\(number)-")]))
        }
        #expect(try await isInIndex("qqxunlikely", archive))
        try await archive.store.removeThread(removed, at: now)
        #expect(try await isInIndex("qqxunlikely", archive) == false)
        #expect(try await archive.search("common").count > 10)
    }

    @Test func wordsLeaveTheLogOfSQLite() async throws {
        let archive = try await Archive(.sqlite)
        let removed = try await archive.keep(Sample.thread([Sample.post(1, "qqxunlikely", by: Sample.marit)]))
        try await archive.keep(Sample.thread([Sample.post(2, "common", in: "other")]))
        func holds(_ word: String) throws -> Bool {
            try ["archive.db", "archive.db-wal"].contains { name in
                try Data(contentsOf: archive.laboratory.folder.appending(path: name)).range(of: Data(word.utf8)) != nil
            }
        }
        #expect(try holds("qqxunlikely") && holds("common"))
        try await archive.store.removeThread(removed, at: now)
        #expect(try !holds("qqxunlikely") && holds("common"))
    }

    @Test(arguments: Engine.available) func authorsOfWhomNothingIsLeftGo(_ engine: Engine) async throws {
        let archive = try await Archive(engine)
        var reader = Author(id: Author.ID("did:plc:reader"), handle: "reader.example")
        reader.avatar = Sample.link("https://cdn.example/reader")
        var thread = marits
        thread.context = [.post(Sample.post(8, "why?", by: reader))]
        let first = try await archive.keep(thread)
        var other = Sample.thread([Sample.post(20, "see this")])
        other.context = [.post(Sample.post(9, "what?", by: reader, in: "b"))]
        let second = try await archive.keep(other)
        try await archive.store.removeThread(first, at: now)
        #expect(try await contents(archive).contains("reader.example"))
        #expect(try await contents(archive).contains("marit") == false)
        try await archive.store.removeThread(second, at: now)
        let left = try await archive.store.database.read { c throws(StoreFailure) in
            try ["authors", "author_versions", "media_sources", "media_uses"].map { (table: SQL) throws(StoreFailure) in
                try c.query("SELECT * FROM \(table)").count
            }
        }
        #expect(left == [0, 0, 0, 0])
    }

    /// In how many rows of PostgreSQL's pages, those that no statement sees any more among them, a word stands.
    private func rowsInPages(with word: String, _ archive: Archive) async throws -> Int {
        try await archive.store.database.read { c throws(StoreFailure) in
            var count = 0
            for table in ["posts", "post_revisions", "threads"] {
                count +=
                    try c.first(
                        """
                        SELECT COUNT(*) AS rows FROM generate_series(0,
                            pg_relation_size(CAST(\(table) AS TEXT)) / 8192 - 1) AS page,
                            heap_page_items(get_raw_page(\(table), page)) WHERE position(\(Array(word.utf8)) IN t_data) > 0
                        """)?.count("rows") ?? 0
            }
            return count
        }
    }

    /// Also those that somebody who reads at the same time could still see.
    @Test(.enabled(if: Engine.available.contains(.postgres)), arguments: [false, true])
    func rowsLeaveTheTablesOfPostgreSQL(whileSomebodyReads isRead: Bool) async throws {
        let archive = try await Archive(.postgres)
        // Nobody else may look into pages.
        try await archive.laboratory.asOwner("ALTER ROLE \"$\" SUPERUSER")
        try await archive.store.database.write { c throws(StoreFailure) in
            try c.execute("CREATE EXTENSION IF NOT EXISTS pageinspect")
        }
        var thread = Sample.thread([Sample.post(1, "qqxunlikely", by: Sample.marit)])
        try await archive.keep(thread)
        (thread.posts[0].text, thread.retrieved) = ("qqxunlikely!", thread.retrieved.advanced(byMilliseconds: 1))
        let removed = try await archive.keep(thread)
        try await archive.keep(Sample.thread([Sample.post(2, "common", in: "other")]))
        #expect(try await rowsInPages(with: "qqxunlikely", archive) > 1)
        let (beginnings, beginning) = AsyncStream.makeStream(of: Void.self)
        async let reading: Void? =
            !isRead
            ? nil
            : archive.store.database.read { c throws(StoreFailure) in
                _ = try c.first("SELECT 1 AS one FROM posts")
                beginning.yield()
                usleep(700_000)
            }
        if isRead { for await _ in beginnings { break } }
        try await archive.store.removeThread(removed, at: now)
        #expect(try await rowsInPages(with: "qqxunlikely", archive) == 0)
        try await reading
        #expect(try await rowsInPages(with: "common", archive) > 0)
    }

    /// Neither answers to what was removed name it, nor the thread that was asked for by it.
    @Test(arguments: Engine.available) func idsOfWhatWasRemovedGo(_ engine: Engine) async throws {
        let asked = "https://bsky.app/profile/marit.example/post/removed"
        func thread(at hours: Int64) -> Unroll.Thread {
            var post = Sample.post(30, "she asked")
            post.parent = Post.Parent(id: marits.posts[0].id, author: Sample.marit.id)
            var thread = Sample.thread([Sample.post(29, "a start"), post])
            thread.anchor = marits.posts[0].id
            thread.retrieved = Sample.start.advanced(byMilliseconds: hours * 3_600_000)
            return thread
        }
        let archive = try await Archive(engine)
        for isRefresh in [false, true] {
            let retrieval = try await archive.store.database.write { [now] c throws(StoreFailure) in
                try c.begin(asked, on: .bluesky, at: now)
            }
            let key = try await archive.keep(thread(at: isRefresh ? 300 : 1), retrieval: retrieval)
            #expect(try await contents(archive).contains("did:plc:marit") == !isRefresh)
            if !isRefresh { try await archive.store.removeAuthor(Sample.marit.id, on: .bluesky, at: now) }
            #expect(try await contents(archive).contains("did:plc:marit") == false)
            let kept = try #require(try await archive.store.thread(.key(key), for: .host)).thread
            #expect(kept.posts[1].parent == nil && kept.anchor == kept.id)
        }
    }

    /// The words of somebody who was removed come again with answers about others, and those of people whose posts are kept for nobody:
    /// no answer is kept then, though nothing of it is in the thread.
    @Test(
        arguments: Engine.available,
        [
            ("{\"author\":{\"did\":\"did:plc:marit\"},\"text\":\"removeme\"}", false),
            ("{\"author\":{\"did\":\"did:plc:other\"},\"text\":\"removeme\"}", true),
            ("{\"labels\":[{\"val\":\"!no-unauthenticated\"}],\"text\":\"removeme\"}", false),
        ])
    func answersWithOthersInThemAreNotKept(_ engine: Engine, answer: (text: String, stays: Bool)) async throws {
        let (archive, _, _) = try await filled(engine)
        try await archive.store.removeAuthor(Sample.marit.id, on: .bluesky, at: now)
        let retrieval = try await archive.store.database.write { [now] c throws(StoreFailure) in
            try c.begin("https://bsky.app/profile/other.example/post/1", on: .bluesky, at: now)
        }
        let response = Response(
            status: 200, body: Array(answer.text.utf8), url: "https://a.example", received: Sample.start)
        try await archive.store.keep(Request("https://a.example"), .success(response), at: Sample.start, in: retrieval)
        var thread = Sample.thread([Sample.post(40, "mine", in: "mine")])
        (thread.anchor, thread.retrieved) = (PostID("at://did:plc:other/app.bsky.feed.post/1"), now)
        thread.remarks = [.foreignAnchor(author: "other.example")]
        let key = try await archive.keep(thread, retrieval: retrieval)
        #expect(try await contents(archive).contains("removeme") == answer.stays)
        // The post it was asked for by may be among what they wrote.
        let isNamed = answer.text.contains("marit")
        #expect(try await contents(archive).contains("other.example") == !isNamed)
        let kept = try #require(try await archive.store.thread(.key(key), for: .host)).thread
        #expect(kept.posts.count == 1 && kept.remarks.isEmpty == isNamed && (kept.anchor == kept.id) == isNamed)
    }

    /// A handle is a word, and a short number may stand anywhere: answers about others stay, on every network.
    @Test(arguments: Engine.available) func answersWithNamesThatAreWordsStay(_ engine: Engine) async throws {
        let archive = try await Archive(engine)
        let uri = Author(id: Author.ID("71"), handle: "uri")
        try await archive.keep(Sample.thread([Sample.post(1, "mine", by: uri)], network: .x))
        for (number, id) in ["did:plc:other", "did:plc:maritza", "did:plc:marit"].enumerated() {
            let retrieval = try await archive.store.database.write { [now] c throws(StoreFailure) in
                try c.begin("https://bsky.app/profile/other.example/post/\(number)", on: .bluesky, at: now)
            }
            let body = "{\"uri\":\"at://\(id)/app.bsky.feed.post/\(number)\",\"likes\":71}"
            let response = Response(
                status: 200, body: Array(body.utf8), url: "https://a.example", received: Sample.start)
            try await archive.store.keep(
                Request("https://a.example/71"), .success(response), at: Sample.start, in: retrieval)
            try await archive.keep(Sample.thread([Sample.post(50 + number, "theirs")]), retrieval: retrieval)
        }
        func answers() async throws -> Int {
            try await archive.store.database.read { c throws(StoreFailure) in
                try c.query("SELECT number FROM exchanges").count
            }
        }
        try await archive.store.removeAuthor(uri.id, on: .x, at: now)
        #expect(try await answers() == 3)
        try await archive.store.removeAuthor(Sample.marit.id, on: .bluesky, at: now)
        #expect(try await answers() == 2, "her id begins another one")
    }

    /// What is to be looked through for traces is noted with the removal itself.
    @Test(arguments: Engine.available) func aPurgeThatWasBrokenOffIsGoneOnWith(_ engine: Engine) async throws {
        let (archive, marits, _) = try await filled(engine)
        try await archive.store.database.write { [now] c throws(StoreFailure) in
            try c.removeThread(marits, at: now, key: Archive.key)
        }
        #expect(try await contents(archive).contains("removeme"), "in answers about others")
        try await archive.store.purge()
        #expect(try await contents(archive).contains("removeme") == false)
        #expect(try await archive.store.database.read { c throws(StoreFailure) in try c.traces() }.isEmpty)
    }

    /// Ids may be spelled otherwise in an address or in JSON, and jobs and retrievals that came to nothing hold links.
    @Test(arguments: Engine.available) func whoWasAskedForIsForgotten(_ engine: Engine) async throws {
        let (archive, marits, _) = try await filled(engine)
        let id = self.marits.posts[0].id.value
        let encoded = id.replacing(":", with: "%3A").replacing("/", with: "%2F")
        let bodies = ["{\"uri\":\"\(id.replacing("/", with: "\\/"))\"}", "nothing of hers"]
        let links = [
            "https://bsky.app/profile/marit.example/post/\(id.split(separator: "/").last ?? "")",
            "https://x.com/i/status/1",
        ]
        for (number, body) in bodies.enumerated() {
            let retrieval = try await archive.store.database.write { [now] c throws(StoreFailure) in
                _ = try c.enqueue("unroll", name: links[number], payload: links[number], due: now, now: now)
                return try c.begin(links[number], on: .bluesky, at: now)
            }
            let url = "https://a.example/?" + (number == 0 ? encoded : "")
            let response = Response(status: 200, body: Array(body.utf8), url: url, received: now)
            try await archive.store.keep(Request(url), .success(response), at: now, in: retrieval)
        }
        try await archive.store.removeThread(marits, at: now)
        try await archive.store.database.read { c throws(StoreFailure) in
            let left = try c.query("SELECT payload FROM jobs WHERE payload <> ''").map { row throws(StoreFailure) in
                try row.text("payload")
            }
            #expect(left == [links[1]])
            let targets = try c.query("SELECT target FROM retrievals").map { row throws(StoreFailure) in
                try row.text("target")
            }
            #expect(!targets.contains(links[0]) && targets.contains(links[1]))
        }
    }

    @Test(arguments: Engine.available) func mediaNobodyElseUsesGo(_ engine: Engine) async throws {
        let archive = try await Archive(engine)
        let first = try await archive.keep(marits)
        try await archive.keep(Sample.thread([Sample.post(1, "hers too")]))
        let links = (1...3).map { Sample.link("https://cdn.example/\($0).jpg") }
        let now = now
        let later = now.advanced(byMilliseconds: 1)
        let media = (1...2).map { Medium(hash: Array(repeating: UInt8($0), count: 32), type: "image/webp", length: $0) }
        let keys = try await archive.store.database.write { c throws(StoreFailure) in
            let keys = try c.query(
                "SELECT posts.key AS key FROM posts JOIN authors ON authors.key = posts.author ORDER BY authors.key, posts.key"
            ).map { row throws(StoreFailure) in try row.integer("key") }
            try c.use([(.post(keys[0]), links), (.post(keys[2]), [links[2], links[2]])], now: now)
            #expect(Set(try c.takeMediaDue(at: now, lease: later).map(\.url)) == Set(links))
            #expect(try c.takeMediaDue(at: now, lease: later).isEmpty)
            try c.keep(media[0], from: links[0], now: now)
            try c.keep(media[1], from: links[1], now: now)
            try c.keep(media[1], from: links[2], now: now)
            try c.mediaFailed(links[0], because: "404", retry: now)
            #expect(try c.takeMediaDue(at: now, lease: later).map(\.attempts) == [2])
            try c.mediaFailed(links[0], because: "no picture", retry: nil)
            #expect(try c.takeMediaDue(at: later.advanced(byMilliseconds: 1), lease: later).isEmpty)
            #expect(try c.media(at: links) == [links[0]: media[0], links[1]: media[1], links[2]: media[1]])
            #expect(try c.medium(media[0].hash, for: .anyone) == media[0])
            #expect(try c.medium([1], for: .host) == nil)
            return keys
        }
        try await archive.store.database.write { c throws(StoreFailure) in
            try c.setAudience(.link, reason: "x", of: first)
            #expect(try c.medium(media[0].hash, for: .anyone) == nil)
            #expect(try c.medium(media[1].hash, for: .anyone) == media[1])
        }
        #expect(keys.count == 3)
        try await archive.store.removeThread(first, at: now)
        try await archive.store.database.write { c throws(StoreFailure) in
            #expect(try c.mediaWaste() == [media[0].hash])
            #expect(try c.medium(media[1].hash, for: .host) == media[1])
            try c.wasteRemoved(media[0].hash)
            #expect(try c.mediaWaste().isEmpty)
        }
    }
}
