import Simulated
import Testing

@testable import Unroll

/// Exports with anything in them: nothing traps, and nothing depends on how the bytes happen to be cut.
@Suite struct ExportFuzzTests {
    private struct Outcome: Equatable {
        var elements: [[UInt8]?] = []
        var hasFailed = false
    }

    private func split(_ bytes: [UInt8], piece: Int, limits: ExportSplitter.Limits = .init()) throws -> Outcome {
        var splitter = ExportSplitter(try #require(ExportFile(path: "data/tweets.js")), limits: limits)
        var outcome = Outcome()
        do {
            for start in stride(from: 0, to: bytes.count, by: piece) {
                try splitter.feed(Array(bytes[start..<min(start + piece, bytes.count)])) { element in
                    #expect(element.place.number == outcome.elements.count)
                    #expect(element.json?.count ?? 0 <= limits.elementBytes)
                    outcome.elements.append(element.json)
                }
            }
            try splitter.finish()
        } catch {
            outcome.hasFailed = true
        }
        #expect(splitter.mostKept <= max(limits.elementBytes, limits.headBytes + 1))
        return outcome
    }

    @Test func splittingIsTheSameInAnyPieces() throws {
        var random = SplitMix(seed: 11)
        let sample = Array(
            "\u{feff}window.YTD.tweets.part0 = [ {\"a\": \"ü \\\" ] } \\\\\", \"b\": [1, {}]},\n [2], \"x\", 3 ] ;".utf8
        )
        let alphabet = Array("[]{}\",\\= ax;\n".utf8)
        for round in 0..<FuzzRounds.count(usually: 2000) {
            var bytes = sample
            for _ in 0..<(round % 5) {
                let place = Int.random(in: 0..<bytes.count, using: &random)
                switch Int.random(in: 0..<3, using: &random) {
                case 0: bytes.remove(at: place)
                case 1: bytes.insert(alphabet[Int.random(in: alphabet.indices, using: &random)], at: place)
                default: bytes[place] = alphabet[Int.random(in: alphabet.indices, using: &random)]
                }
            }
            let whole = try split(bytes, piece: bytes.count)
            for piece in [1, 2, 5, 13] { #expect(try split(bytes, piece: piece) == whole, "round \(round)") }
        }
    }

    /// Lists made of any values come apart into just these values; only those that are too large or too deep are missing.
    @Test func splittingGivesBackWhatWasListed() throws {
        var random = SplitMix(seed: 12)
        var limits = ExportSplitter.Limits()
        (limits.elementBytes, limits.depth) = (160, 6)
        for round in 0..<FuzzRounds.count(usually: 1500) {
            let values = (0..<Int.random(in: 0...6, using: &random)).map { _ in ExportFuzzTests.value(&random, depth: 0)
            }
            let spaces = ["", " ", "\n", "\r\n\t"]
            func space() -> String { spaces.randomElement(using: &random) ?? "" }
            let list = values.map { space() + $0.json + ($0.isPlain ? "" : space()) }.joined(separator: ",")
            let text = "window.YTD.tweets.part0 =\(space())[\(list)\(values.isEmpty ? space() : "")]\(space())"
            let piece = Int.random(in: 1...50, using: &random)
            let outcome = try split(Array(text.utf8), piece: piece, limits: limits)
            #expect(!outcome.hasFailed, "round \(round)")
            let expected = values.map { value in
                value.depth > limits.depth || value.json.utf8.count > limits.elementBytes ? nil : Array(value.json.utf8)
            }
            #expect(outcome.elements == expected, "round \(round)")
        }
    }

    private struct Value {
        var json: String
        var depth: Int
        /// Neither a list nor an object nor a string.
        var isPlain = false
    }

    private static func value(_ random: inout SplitMix, depth: Int) -> Value {
        let string = "\"" + (["", "a", "]}", "\\\"", "\\\\", "ü👩🏽‍🚀", "{[,"].randomElement(using: &random) ?? "") + "\""
        switch Int.random(in: 0..<(depth < 9 ? 5 : 2), using: &random) {
        case 0:
            return Value(
                json: ["12", "-3.5e7", "true", "null"].randomElement(using: &random) ?? "0", depth: 0, isPlain: true)
        case 1: return Value(json: string, depth: 0, isPlain: true)
        case let kind:
            let parts = (0..<Int.random(in: 0...3, using: &random)).map { _ in value(&random, depth: depth + 1) }
            let inner = 1 + (parts.map(\.depth).max() ?? 0)
            if kind < 4 { return Value(json: "[" + parts.map(\.json).joined(separator: ", ") + "]", depth: inner) }
            return Value(json: "{" + parts.map { string + ":" + $0.json }.joined(separator: ",") + "}", depth: inner)
        }
    }

    private let thread = [
        ExportPost(10, "One"), ExportPost(11, "Two", to: 10), ExportPost(12, "aside", to: 10),
        ExportPost(14, "Four", to: 13), ExportPost(15, "Five", to: 14), ExportPost(50, "@bo no", to: 49, of: 88),
    ]
    private let note =
        #"{"noteTweet": {"noteTweetId": "10", "createdAt": "2025-05-02T08:15:30.000Z", "core": {"text": "One and all", "styletags": [{"styleTypes": [{"value": "0"}], "fromIndex": "0", "toIndex": "3"}]}}}"#

    /// Whatever is damaged, the posts that are left make a thread or the failure has a name.
    @Test func damagedExportsAreReadOrRefused() throws {
        var (random, survivors) = (SplitMix(seed: 3), 0)
        let export = MemoryExport(thread, notes: note)
        for round in 0..<FuzzRounds.count(usually: 1500) {
            var damaged = export
            for path in ["data/tweets.js", "data/note-tweet.js", "data/manifest.js"] where Bool.random(using: &random) {
                var bytes = Array((export.files[path] ?? "").utf8)
                for _ in 0..<Int.random(in: 1...6, using: &random) {
                    bytes[Int.random(in: bytes.indices, using: &random)] =
                        Bool.random(using: &random)
                        ? .random(in: 0x30...0x39, using: &random) : .random(in: 0x20...0x7e, using: &random)
                }
                damaged.files[path] = String(decoding: bytes, as: UTF8.self)
            }
            do {
                let index = try damaged.index()
                #expect(index.threads.allSatisfy { $0.posts > 1 && $0.posts <= thread.count }, "round \(round)")
                let posts = Array(try damaged.conversation("10").posts)
                #expect(posts.contains { $0.id == PostID("10") }, "round \(round)")
                survivors += 1
            } catch { #expect(error is ExportFailure, "round \(round): \(error)") }
        }
        #expect(survivors > 0)
    }
}
