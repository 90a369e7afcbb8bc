import Testing

@testable import Store
@testable import Unroll

/// What the site asks while somebody reads costs the same at any size of the archive: no statement goes through a whole table, and no
/// list is sorted after it was read. The statements are those that are really asked, caught on their way.
@Suite(.timeLimit(.minutes(2))) struct PlanTests {
    static let questions = [
        "lighthouse", "lighthouse from:ines", "lighthouse network:bluesky", "lighthouse before:2026 after:2020",
        "lighthouse has:image", "\"the lighthouse\" from:ines before:2026", "from:ines", "network:x", "",
    ]

    @Test(arguments: Engine.available, [Viewer.anyone, .host]) func listsAreReadInTheOrderOfAnIndex(
        _ engine: Engine, _ viewer: Viewer
    ) async throws {
        let plans = try await plans(engine) { c throws(StoreFailure) in
            let cursor = ListCursor(instant: Timestamp(seconds: 1_800_000_000), key: 9)
            for after in [nil, cursor] {
                _ = try c.recentThreads(after: after, for: viewer)
                _ = try c.threads(by: Sample.ines.id, on: .bluesky, after: after, for: viewer)
            }
            _ = try c.news(by: Sample.ines.id, on: .bluesky, for: viewer)
        }
        #expect(plans.count == 7)
        for plan in plans { #expect(!plan.readsAll && !plan.sorts, "\(plan)") }
    }

    @Test(arguments: Engine.available, questions) func searchAsksTheIndexOfWords(
        _ engine: Engine, _ question: String
    ) async throws {
        let plans = try await plans(engine) { c throws(StoreFailure) in
            for viewer in [Viewer.anyone, .host] {
                for cursor in [nil, SearchCursor(rank: 1 << 40, post: .max)] {
                    _ = try c.search(SearchQuery(question), after: cursor, for: viewer)
                    _ = try c.search(SearchQuery(question), order: .relevance, after: cursor, for: viewer)
                }
            }
        }
        #expect(plans.contains { $0.statement.contains("search") })
        for plan in plans { #expect(!plan.readsAll, "\(plan)") }
    }

    /// Going through the posts one by one until enough of them fit finds frequent words only, and ends nowhere for one that nobody wrote.
    @Test(arguments: Engine.available.filter { $0 == .postgres }) func whatIsNotFoundSoonTheIndexOfWordsIsAskedFor(
        _ engine: Engine
    ) async throws {
        for question in ["unwritten", "unwritten from:ines"] {
            let plans = try await plans(engine) { c throws(StoreFailure) in
                _ = try c.search(SearchQuery(question), after: nil, for: .anyone)
            }
            let asked = plans.contains { $0.steps.contains { $0.contains("Index Scan on search_words") } }
            #expect(asked, "\(question) \(plans)")
        }
    }

    @Test(arguments: Engine.available) func pagesAreFoundByTheirNames(_ engine: Engine) async throws {
        let plans = try await plans(engine) { c throws(StoreFailure) in
            let (post, id) = (Sample.post(1, "", in: "thread1-").id, Sample.ines.id)
            for name in [.key(1), .id(.bluesky, post), .post(.bluesky, post), .linkKey("k"), .target(.x, "t")]
                as [ThreadName]
            {
                _ = try c.thread(name, for: .anyone)
            }
            for network in Network.allCases {
                _ = try c.thread(.path(network, post.path(on: .bluesky)), for: .anyone.holding("k"))
            }
            _ = try c.author(id, of: .bluesky)
            _ = try c.versions(of: id, on: .bluesky)
            _ = try c.authors(called: "ines.example", on: .bluesky)
            _ = try c.media(at: [Sample.link("https://cdn.example/a")])
            _ = try c.medium(Array(repeating: 1, count: 32), for: .anyone)
            _ = try c.isJobDue(["unroll"], now: Sample.start)
            _ = try c.isMediaDue(at: Sample.start)
        }
        for plan in plans { #expect(!plan.readsAll, "\(plan)") }
    }

    /// It is asked whenever a feed is, and however much other threads show.
    @Test func copiesAreCountedFromTheThreads() async throws {
        let plans = try await plans(.sqlite) { c throws(StoreFailure) in _ = try c.copyCounts(of: [1, 2]) }
        let steps = plans.flatMap(\.steps)
        #expect(steps.first?.contains("thread_posts") == true, "\(plans)")
        #expect(steps.contains { $0.contains("owner=? AND owner_key=?") }, "\(plans)")
    }

    private func plans(
        _ engine: Engine, of reading: @escaping @Sendable (any Connection) throws(StoreFailure) -> Void
    ) async throws -> [Plan] {
        let archive = try await Archive(engine)
        for number in 1...30 {
            let author = number.isMultiple(of: 3) ? Sample.marit : Sample.ines
            try await archive.keep(
                Sample.thread([Sample.post(number, "the lighthouse \(number)", by: author, in: "thread\(number)-")]))
        }
        return try await archive.store.database.read { connection throws(StoreFailure) in
            // A planner with few rows would rather read and sort them all; these costs leave only what has to be.
            if engine == .postgres {
                try connection.execute("SET LOCAL enable_seqscan = off")
                try connection.execute("SET LOCAL enable_sort = off")
            }
            let planned = PlannedConnection(connection)
            try reading(planned)
            return planned.plans
        }
    }
}

/// How the database goes about a statement.
private struct Plan: CustomStringConvertible {
    var statement: String
    var steps: [String]

    var readsAll: Bool {
        steps.contains { step in
            step.contains("Seq Scan") || (step.hasPrefix("SCAN") && !step.contains("INDEX"))
        }
    }

    var sorts: Bool { steps.contains { $0.contains("TEMP B-TREE FOR ORDER BY") || $0.contains("Sort Key") } }

    var description: String { statement + "\n" + steps.joined(separator: "\n") }
}

/// Asks for the plan of every statement before it runs it.
private final class PlannedConnection: Connection {
    let dialect: Dialect
    private let connection: any Connection
    private(set) var plans: [Plan] = []

    init(_ connection: any Connection) { (self.connection, dialect) = (connection, connection.dialect) }

    func query(_ sql: SQL) throws(StoreFailure) -> [Row] {
        let (explain, column): (SQL, String) =
            dialect == .sqlite ? ("EXPLAIN QUERY PLAN ", "detail") : ("EXPLAIN ", "QUERY PLAN")
        let steps = try connection.query(explain + sql).map { row throws(StoreFailure) in try row.text(column) }
        plans.append(Plan(statement: sql.text, steps: steps))
        return try connection.query(sql)
    }

    func execute(_ sql: SQL) throws(StoreFailure) -> Int { try connection.execute(sql) }
}
