import Foundation
import Glibc
import Loopback
import Simulated
import Testing
import Unroll

@testable import Serve
@testable import Store

/// A worker that is killed again and again while it unrolls.
@Suite(.timeLimit(.minutes(10)), .serialized) struct CrashTests {
    @Test(arguments: ArchiveEngine.available) func nothingAcknowledgedIsLost(_ engine: ArchiveEngine) async throws {
        var world = WorkStage.breadThread(6)
        let threads = 8
        for number in 1..<threads {
            var other = WorkStage.breadThread(6)
            for index in other.posts.indices { other.posts[index] = other.posts[index].moved(by: number) }
            world.posts += other.posts
        }
        let stage = try await WorkStage.x(engine, world)
        let links = world.posts.filter { $0.parent == nil }.map { "https://x.com/i/status/\($0.id)" }
        #expect(links.count == threads)
        let origin = stage.network.origin(of: "https://api.x.com")
        let arguments = [stage.revealed, stage.site.settings.folder, origin, world.token] + links
        var (acknowledged, kills) = (Set<String>(), 0)
        for _ in 0..<30 {
            let probe = try ServeProbe(arguments)
            usleep(UInt32.random(in: 20_000...300_000))
            acknowledged.formUnion(probe.kill().filter { $0.hasPrefix("job ") }.map { String($0.dropFirst(4)) })
            kills += 1
            try await check(acknowledged, stage)
        }
        let last = try ServeProbe(arguments)
        _ = last.lines { $0.contains("ready") }
        while try await done(stage).count < threads { try await Task.sleep(for: .milliseconds(50)) }
        _ = last.kill()
        #expect(Set(try await done(stage)) == Set(links))
        let urls = stage.network.requests.map(\.url)
        #expect(
            urls.count - Set(urls).count <= kills * stage.site.settings.workers,
            "only what was under way is asked again")
        for link in links {
            let kept = try await stage.store.thread(.target(.x, link), for: .host)
            #expect(kept?.thread.posts.count == 6 && kept?.thread.completeness.state == .complete)
        }
        await stage.stop()
    }

    /// Every job that was acknowledged is there, waiting, running or kept, and every chain of exchanges is whole.
    private func check(_ acknowledged: Set<String>, _ stage: WorkStage) async throws {
        try await stage.store.database.read { c throws(StoreFailure) in
            for link in acknowledged {
                let job = try c.openJob("unroll", name: link)
                let kept = try c.find(.target(.x, link), for: .host)
                #expect(job != nil || kept != nil, "\(link) is lost")
                if let open = try c.openRetrieval(of: link, on: .x) {
                    #expect(KeptExchange.isUnbroken(try c.exchanges(of: open)))
                }
            }
        }
    }

    private func done(_ stage: WorkStage) async throws -> [String] {
        try await stage.store.database.read { c throws(StoreFailure) in
            try c.rebuildable(after: 0).compactMap(\.target)
        }
    }
}

extension XWorld.Post {
    /// The same post, `number` days later.
    fileprivate func moved(by number: Int) -> XWorld.Post {
        func later(_ id: String) -> String { Int64(id).map { String($0 + Int64(number) * (86_400_000 << 22)) } ?? id }
        return XWorld.Post(later(id), by: author, text, parent: parent.map(later))
    }
}

/// A run of `serveprobe`.
final class ServeProbe {
    private let process = Process()
    private let output = Pipe()
    private var text = ""

    init(_ arguments: [String]) throws {
        process.executableURL = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath()
            .deletingLastPathComponent().appending(path: "serveprobe")
        process.arguments = arguments
        process.standardOutput = output
        try process.run()
    }

    func lines(until isEnough: (String) -> Bool) -> [String] {
        while !isEnough(text), read() {}
        return text.split(separator: "\n").map(String.init)
    }

    /// Kills it where it stands; the whole lines it had printed.
    func kill() -> [String] {
        Glibc.kill(process.processIdentifier, SIGKILL)
        while read() {}
        process.waitUntilExit()
        return text.split(separator: "\n", omittingEmptySubsequences: false).dropLast().map(String.init)
    }

    private func read() -> Bool {
        let data = output.fileHandleForReading.availableData
        text += String(decoding: data, as: UTF8.self)
        return !data.isEmpty
    }
}
