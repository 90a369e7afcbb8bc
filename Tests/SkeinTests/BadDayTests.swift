import Foundation
import Loopback
import Simulated
import Synchronization
import Testing
import Unroll

/// Servers that refuse, break off or answer nonsense, each met by the built program: one sentence, and nothing half-done.
@Suite struct BadDayTests {
    @Test(arguments: [
        (
            LoopbackAnswer.status(401, "{\"error\":\"This method requires an authenticated user\"}"),
            "answers nobody without a login"
        ),
        (.status(401), "answers nobody without a login"),
        (.status(403), "refuses to show this post"),
        (.status(404, "<!doctype html><title>Not found</title>"), "knows no such post"),
        (.status(410), "was deleted"),
        (.status(500), "is having trouble (status 500)"),
        (.status(503), "is having trouble (status 503)"),
        (.status(200, "<!doctype html><p>Welcome</p>"), "could not be read as posts"),
        (.status(200, "{\"id\":\"1\",\"uri\":"), "could not be read as posts"),
        (.status(200, "{\"id\":1,\"uri\":[],\"account\":\"no\",\"content\":{}}"), "could not be read as posts"),
        (.status(200, String(repeating: "[", count: 100_000)), "could not be read as posts"),
        (.redirect(to: "/@ines/112000000000000001"), "round in circles"),
        (.redirect(to: "http://10.0.0.1/"), "SKEIN_ALLOW_HOSTS"),
        (.endless, "sent more than Skein takes"),
        (.raw([], ending: .reset), "broke off the connection"),
        (.raw(Array("SSH-2.0-OpenSSH_9.2\r\n".utf8), ending: .close), "broke off the connection"),
    ])
    func everyRefusalIsOneSentence(answer: LoopbackAnswer, part: String) async throws {
        let server = try await StrangeServer { _ in answer }
        let run = try await server.run()
        await server.stop()
        #expect(run.status == 1)
        #expect(run.output.isEmpty)
        #expect(run.errors.contains(part), "\(run.errors)")
        #expect(run.errors.split(separator: "\n").count == 1, "\(run.errors)")
    }

    @Test func aResetHalfwayIsTriedAgain() async throws {
        let world = Self.world()
        let count = Mutex(0)
        let stage = try await Stage(["https://home.example"]) { request in
            let number = count.withLock { count in
                count += 1
                return count
            }
            return number % 2 == 1 ? .failure(.connectionLost) : MastodonSimulation(world).server(request)
        }
        defer { Task { await stage.stop() } }
        guard case .mastodon(let link) = world.link("t2") else { return }
        let thread = try await stage.thread(link.url)
        #expect(thread.posts.count == 4)
        #expect(thread.completeness.state == "complete")
    }

    @Test func aPauseIsWaitedForAndSaid() async throws {
        let world = Self.world()
        let refused = Mutex(false)
        let stage = try await Stage(["https://home.example"]) { request in
            let isFirst = refused.withLock { refused in
                defer { refused = true }
                return !refused
            }
            if isFirst {
                return .success(
                    Response(
                        status: 429, headers: ["retry-after": "1"], body: [], url: request.url,
                        received: Timestamp(milliseconds: 0)))
            }
            return MastodonSimulation(world).server(request)
        }
        defer { Task { await stage.stop() } }
        guard case .mastodon(let link) = world.link("t1") else { return }
        let run = try await stage.run("unroll", link.url, "--format", "json")
        #expect(run.status == 0)
        #expect(run.errors.contains("waiting for 127.0.0.1 until "))
        #expect(try ThreadJSON(run).posts.count == 4)
    }

    @Test func privateAddressesAreNeverAsked() async throws {
        let server = try await StrangeServer { _ in .status(200) }
        defer { Task { await server.stop() } }
        let run = try await SkeinRun.of("unroll", "https://127.0.0.1:\(server.server.port)/@ines/1")
        #expect(run.status == 1)
        #expect(run.errors.contains("SKEIN_ALLOW_HOSTS"))
        #expect(server.server.connectionCount == 0)
    }

    @Test func nothingOfAServerReachesTheTerminalAsItIs() async throws {
        let server = try await StrangeServer { _ in
            .status(404, "\u{1b}]0;owned\u{7}\u{1b}[31m", headers: ["content-type": "text/plain"])
        }
        defer { Task { await server.stop() } }
        let run = try await server.run()
        #expect(run.errors.unicodeScalars.allSatisfy { $0.value >= 0x20 || $0 == "\n" })
    }

    @Test(.timeLimit(.minutes(1))) func controlCEndsItAtOnceAndLeavesNothing() async throws {
        let server = try await StrangeServer { _ in .stall }
        defer { Task { await server.stop() } }
        let folder = try TemporaryFolder()
        defer { folder.remove() }
        let process = try SkeinProcess(
            ["unroll", server.link, "--output", folder.file("thread.md")],
            environment: ["SKEIN_ALLOW_HOSTS": server.server.host])
        while server.server.requests.isEmpty { try await Task.sleep(for: .milliseconds(20)) }
        process.send(SIGINT)
        let run = try await process.result()
        #expect(run.status == 128 + SIGINT)
        #expect(run.output.isEmpty)
        #expect(folder.names == [])
    }

    static func world() -> MastodonWorld {
        var world = MastodonWorld([.init("home.example")], [.init("ines", at: "home.example")])
        world.writeChain("t", by: "ines", 4)
        return world
    }
}
