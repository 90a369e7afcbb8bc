import Foundation
import Store
import Testing
import Unroll

@testable import Serve

/// A PostgreSQL that is restarted, or out of connections: one sentence, then everything goes on.
@Suite(.timeLimit(.minutes(5)), .enabled(if: ArchiveEngine.server != nil, "SKEIN_TEST_POSTGRES is not set"))
struct OutageTests {
    private static let thread = Invented.thread(Invented.posts(["A lens is cut.", "Sand first."]))
    private static let sentence = Words.english.site.errors.unavailable.sentence

    @Test func aServerThatGoesAndComesBack() async throws {
        let server = try OwnServer()
        defer { server.end() }
        try await SiteStage.run(database: DatabaseAddress(server.address)) { site in
            try await site.keep(Self.thread)
            let address = site.address(of: Self.thread)
            try await site.untilReady(address)
            server.say("stop")
            let away = try await site.get("/search?q=lens")
            #expect(away.status == 503)
            #expect(away.body.contains(Self.sentence))
            #expect(try await site.ask(address).status == 200, "what is ready is shown")
            #expect(try await site.get("/readyz").body == StoreFailure.unavailable.description + "\n")
            #expect(try await site.get("/healthz").status == 200)
            server.say("start")
            #expect(try await site.get("/search?q=lens").status == 200)
            #expect(try await site.get(address).status == 200)
            #expect(try await site.get("/readyz").status == 200)
        }
    }

    @Test func aServerWithoutConnectionsLeft() async throws {
        let server = try OwnServer()
        defer { server.end() }
        server.say("sql CREATE ROLE guest LOGIN")
        server.say("sql CREATE DATABASE guest OWNER guest")
        let address = server.address.replacing("skein@", with: "guest@").replacing("/postgres", with: "/guest")
        try await SiteStage.run(database: DatabaseAddress(address)) { site in
            try await site.keep(Self.thread)
            server.say("sql ALTER ROLE guest CONNECTION LIMIT 0")
            server.say("sql SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = 'guest'")
            let away = try await site.get("/search?q=lens")
            #expect(away.status == 503)
            #expect(away.body.contains(Self.sentence))
            server.say("sql ALTER ROLE guest CONNECTION LIMIT -1")
            #expect(try await site.get("/search?q=lens").status == 200)
        }
    }
}

/// A PostgreSQL server for one test alone, that does what it is told: `stop`, `start`, `sql STATEMENT`.
private final class OwnServer: Sendable {
    let address: String
    private let process: ProcessBox
    private let (input, output) = (Pipe(), Pipe())

    init() throws {
        let process = Process()
        process.executableURL = URL(filePath: "/bin/bash")
        process.arguments = [
            "Scripts/with-postgres.sh", "bash", "-c",
            """
            echo "$SKEIN_TEST_POSTGRES"
            while read -r order rest; do
                case $order in
                stop) $SKEIN_TEST_POSTGRES_CTL -m fast -w stop ;;
                # As it was started before, which only this order does.
                start) $SKEIN_TEST_POSTGRES_CTL -w -t 60 -l /dev/null restart ;;
                sql) psql -X -q -d "$SKEIN_TEST_POSTGRES" -c "$rest" ;;
                esac >/dev/null 2>&1 </dev/null
                echo done
            done
            """,
        ]
        process.currentDirectoryURL = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent()
        process.environment = ProcessInfo.processInfo.environment.filter { !$0.key.hasPrefix("SKEIN_TEST_POSTGRES") }
        (process.standardInput, process.standardOutput) = (input, output)
        try process.run()
        self.process = ProcessBox(process: process)
        address = OwnServer.line(of: output)
    }

    /// Returns when it is done.
    func say(_ order: String) {
        input.fileHandleForWriting.write(Data((order + "\n").utf8))
        _ = OwnServer.line(of: output)
    }

    func end() {
        try? input.fileHandleForWriting.close()
        process.process.waitUntilExit()
    }

    private static func line(of pipe: Pipe) -> String {
        var text = ""
        while !text.hasSuffix("\n") {
            let data = pipe.fileHandleForReading.availableData
            if data.isEmpty { break }
            text += String(decoding: data, as: UTF8.self)
        }
        return String(text.split(separator: "\n").last ?? "")
    }
}

/// Foundation's `Process` is not Sendable; after `run` it is only waited for, by one caller.
private struct ProcessBox: @unchecked Sendable { let process: Process }
