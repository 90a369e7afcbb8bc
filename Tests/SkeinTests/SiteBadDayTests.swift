import Foundation
import Loopback
import Simulated
import Synchronization
import Testing
import Unroll

/// Bad days of a site that the built program serves.
@Suite(.timeLimit(.minutes(5))) struct SiteBadDayTests {
    /// Servers that refuse, lie and lead astray: the page of the job says so in one sentence, and the log in none of theirs.
    @Test func whatServersDoIsSaidOnThePage() async throws {
        let secret = "quietly-spoken"
        let answers: [(LoopbackAnswer, String)] = [
            (.status(404, secret), "knows no such post"), (.status(401, secret), "answers nobody without a login"),
            (.status(410), "was deleted"), (.status(500, secret), "is having trouble (status 500)"),
            (.status(200, "<!doctype html><p>\(secret)</p>"), "could not be read as posts"),
            (.status(200, String(repeating: "[", count: 100_000)), "could not be read as posts"),
            (.endless, "sent more than Skein takes"), (.truncated("{\"\(secret)\"", ending: .reset), "broke off"),
            (.raw(Array("SSH-2.0-\(secret)\r\n".utf8), ending: .close), "broke off"),
            (.redirect(to: "http://10.0.0.1/\(secret)"), "SKEIN_ALLOW_HOSTS"),
            (.redirect(to: "/@ines/112000000000000001"), "round in circles"),
        ]
        var servers: [(server: StrangeServer, part: String)] = []
        for (answer, part) in answers { servers.append((try await StrangeServer { _ in answer }, part)) }
        let hosts = servers.map(\.server.server.host).joined(separator: ",")
        let site = try await RunningSite.start(
            environment: ["SKEIN_ALLOW_HOSTS": hosts, "SKEIN_X_TOKEN": "token-\(secret)", "SKEIN_WORKERS": "16"])
        for (server, part) in servers {
            let page = try await site.post("/unroll", ["link": server.link])
            let said = try await site.until(page.path) { $0.text.contains(part) }
            #expect(said.status == 200)
            #expect(!said.text.contains(secret), "\(part)")
        }
        let log = try await site.stop()
        expectOrdinary(log, without: [secret, "112000000000000001"])
        for (server, _) in servers { await server.stop() }
        site.remove()
    }

    /// Also one that could not say goodbye to them.
    @Test func aKilledSiteLeavesNoWorkers() async throws {
        let folder = try TemporaryFolder()
        defer { folder.remove() }
        let sample = ReplayTests.path("Samples/x-export")
        let kept = try await SkeinRun.of("import", sample, "--data", folder.file("data"))
        #expect(kept.status == 0, "\(kept.errors)")
        let site = try await RunningSite.start(in: folder)
        #expect(try await site.status("/thread/x/1918217770890166272.pdf") == 200)
        let workers = ChildProcesses.of(site.process.id)
        #expect(!workers.isEmpty)
        site.process.send(SIGKILL)
        _ = try await site.process.result()
        for worker in workers { while ChildProcesses.isAlive(worker) { try await Task.sleep(for: .milliseconds(10)) } }
    }

    @Test func privateAddressesAreNotAskedFor() async throws {
        let server = try await StrangeServer { _ in .status(200) }
        let site = try await RunningSite.start()
        for link in [
            "https://127.0.0.1:\(server.server.port)/@ines/1", "https://localhost:\(server.server.port)/@ines/2",
        ] {
            let page = try await site.post("/unroll", ["link": link])
            let said = try await site.until(page.path) { !$0.text.contains("http-equiv=\"refresh\"") }
            #expect(said.text.contains("SKEIN_ALLOW_HOSTS"), "\(said.text)")
        }
        #expect(server.server.connectionCount == 0)
        try await site.stop()
        await server.stop()
        site.remove()
    }

    @Test func twoSitesOnOneFileAreOne() async throws {
        let marit = BlueskyWorld.Account("Marit")
        let world = Mutex(BlueskyWorld([marit]))
        let first = world.withLock { $0.chain(marit, 3) }
        let (appView, plc, homes) = world.withLock { ($0.appView, $0.plc, $0.accounts.compactMap(\.home)) }
        let stage = try await Stage([appView, plc] + homes) { request in
            BlueskySimulation(world.withLock { $0 }).server(request)
        }
        let folder = try TemporaryFolder()
        let environment = stage.environment.merging(["SKEIN_COOL_DOWN": "0"]) { $1 }
        let one = try await RunningSite.start(in: folder, environment: environment)
        let other = try await RunningSite.start(in: folder, environment: environment)
        let link = "https://bsky.app/profile/marit.example.com/post/\(first[0].split(separator: "/").last ?? "")"
        async let ones = one.unroll(link)
        async let others = other.unroll(link)
        let pages = try await [ones, others]
        #expect(pages.allSatisfy { $0.status == 200 } && pages[0].path == pages[1].path)
        let urls = stage.network.requests.map(\.url).filter { !$0.contains("/img/") }
        #expect(urls.count == Set(urls).count, "it was fetched once")
        for _ in 0..<20 { _ = try await other.get(pages[0].path) }
        world.withLock { _ = $0.write(marit, "A late thought", to: first[2]) }
        _ = try await one.post(pages[0].path + "/refresh")
        let page = try await other.until(pages[0].path) { $0.text.contains("A late thought") }
        #expect(page.status == 200)
        for site in [one, other] { expectOrdinary(try await site.stop(), without: ["A late thought", "marit"]) }
        folder.remove()
        await stage.stop()
    }

    @Test func aBodyOf100MegabytesIsNotHeld() async throws {
        let site = try await RunningSite.start()
        _ = try await site.get("/")
        let before = site.process.peakMemory
        let page = try await site.post("/unroll", ["link": String(repeating: "a", count: 100 << 20)])
        #expect(page.status == 413)
        #expect(page.text.contains("Paste a single link to a post."))
        #expect(site.process.peakMemory - before < 50 << 20)
        #expect(try await site.status("/healthz") == 200)
        expectOrdinary(try await site.stop(), without: ["aaaa"])
        site.remove()
    }
}

/// A log of lines `name=value`, with none of these texts in it.
func expectOrdinary(_ log: String, without texts: [String]) {
    for line in log.split(separator: "\n") where !line.hasPrefix("Skein is at http://localhost:") {
        #expect(
            line.wholeMatch(of: /time=\S+ level=(info|warning|error) message=("[^"]*"|\S+)( [a-z]+=("[^"]*"|\S+))*/)
                != nil,
            "\(line)")
    }
    for text in texts { #expect(!log.contains(text), "the log holds \(text)") }
}

extension SkeinProcess {
    /// Bytes of memory it had at most; 0 when it has ended.
    var peakMemory: Int {
        let status = (try? String(contentsOfFile: "/proc/\(id)/status", encoding: .utf8)) ?? ""
        return (status.firstMatch(of: /VmHWM:\s+(\d+) kB/).flatMap { Int($0.1) } ?? 0) << 10
    }
}

/// Processes as the system tells of them in /proc.
private enum ChildProcesses {
    static func of(_ parent: pid_t) -> [pid_t] {
        let all = (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []
        return all.compactMap { pid_t($0) }.filter { fields($0)?.parent == parent }
    }

    static func isAlive(_ process: pid_t) -> Bool { fields(process).map { $0.state != "Z" } ?? false }

    /// What stands behind the name of a process, which may hold anything.
    private static func fields(_ process: pid_t) -> (state: Substring, parent: pid_t)? {
        guard let stat = try? String(contentsOfFile: "/proc/\(process)/stat", encoding: .utf8) else { return nil }
        let parts = stat.split(separator: ")").last?.split(separator: " ") ?? []
        return parts.count > 1 ? pid_t(parts[1]).map { (parts[0], $0) } : nil
    }
}
