import Synchronization
import Testing
import Unroll

@testable import Serve

@Suite(.timeLimit(.minutes(1))) struct ImportLineTests {
    @Test func whatWasPutComesInOrder() async throws {
        let line = ImportLine()
        line.fill { put throws(ExportFailure) in for count in 1...5 { _ = put(Self.batch(broken: count)) } }
        var broken: [Int] = []
        for await next in line.batches {
            broken.append(try next.get().broken)
            line.makeRoom()
        }
        #expect(broken == [1, 2, 3, 4, 5])
    }

    /// Whoever keeps what was read may fail while more waits.
    @Test func whoReadsEndsWhenNothingMoreIsWanted() async throws {
        let (ended, end) = AsyncStream<[Bool]>.makeStream()
        weak var last: ImportLine?
        do {
            let line = ImportLine()
            last = line
            line.fill { put throws(ExportFailure) in
                end.yield((1...6).map { put(Self.batch(broken: $0)) })
                end.finish()
            }
            for await _ in line.batches { break }
            line.close()
        }
        var answers: [Bool] = []
        for await answer in ended { answers = answer }
        #expect(answers.prefix(1) == [true] && answers.suffix(3) == [false, false, false])
        while last != nil { try await Task.sleep(for: .milliseconds(1)) }
    }

    private static func batch(broken: Int) -> ImportBatch {
        let nothing = Conversation(
            network: .x, anchor: PostID("1"), source: Source(kind: .export, host: "export.zip"),
            retrieved: Timestamp(seconds: 0))
        var batch = ImportBatch()
        for _ in 0..<broken { batch.add(nothing, SiteSettings(folder: "/nowhere")) }
        return batch
    }
}
