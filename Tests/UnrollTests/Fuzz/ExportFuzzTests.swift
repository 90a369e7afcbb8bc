import Foundation
import Simulated
import Testing

@testable import Unroll

/// Damaged files of an X data export.
@Suite struct ExportFuzzTests {
    private static let posts = (1...12).map { number in
        ExportPost(
            1000 + number, "\(number)/12 a &amp; b https://t.co/abc @kaja", to: number == 1 ? nil : 999 + number,
            more: """
                "entities": {"urls": [{"url": "https://t.co/abc", "expanded_url": "https://a.example/b", \
                "display_url": "a.example/b", "indices": ["10", "26"]}], "user_mentions": [{"screen_name": "kaja", \
                "id_str": "78", "indices": ["27", "32"]}]},
                """)
    }

    /// What comes out does not depend on how the file was cut into pieces.
    @Test func splitterFuzz() throws {
        let file = try #require(ExportFile(path: "data/tweets.js"))
        let list = Self.posts.map(\.json).joined(separator: ", ")
        let bytes = Array("window.YTD.tweets.part0 = [ \(list) ]".utf8)
        var mutator = Mutator(seed: 31)
        for round in 0..<FuzzRounds.count(usually: 400) {
            let damaged = mutator.isLucky(oneIn: 2) ? mutator.damaged(bytes) : mutator.damagedJSON(bytes)
            let whole = Self.split(damaged, into: damaged.count + 1, file)
            let pieces = Self.split(damaged, into: Int.random(in: 1...50, using: &mutator.random), file)
            #expect(whole == pieces, "round \(round)")
            #expect(whole.elements.reduce(0) { $0 + ($1?.count ?? 0) } <= damaged.count)
        }
    }

    private struct Split: Equatable {
        var elements: [[UInt8]?] = []
        var failure: ExportFailure?
    }

    private static func split(_ bytes: [UInt8], into size: Int, _ file: ExportFile) -> Split {
        var (splitter, split) = (ExportSplitter(file), Split())
        do throws(ExportFailure) {
            for start in stride(from: 0, to: bytes.count, by: size) {
                let piece = Array(bytes[start..<min(start + size, bytes.count)])
                try splitter.feed(piece) { split.elements.append($0.json) }
            }
            try splitter.finish()
        } catch {
            split.failure = error
        }
        return split
    }

    @Test func indexFuzz() throws {
        let export = MemoryExport(Self.posts)
        var mutator = Mutator(seed: 32)
        var read = 0
        for round in 0..<FuzzRounds.count(usually: 150) {
            var damaged = export
            for (path, text) in export.files.sorted(by: { $0.key < $1.key }) where mutator.isLucky(oneIn: 2) {
                damaged.files[path] = String(decoding: mutator.damagedJSON(Array(text.utf8)), as: UTF8.self)
            }
            guard let index = try? damaged.index() else { continue }
            for thread in index.threads {
                let conversation = try damaged.conversation(thread.id.value)
                Soundness.check(conversation, "round \(round)")
                _ = try? unroll(conversation)
                read += 1
            }
        }
        #expect(read > 0)
    }
}
