import Foundation
import Simulated
import Testing

@testable import Unroll

@Suite struct PostLinkTests {
    struct Row: Sendable, CustomTestStringConvertible {
        var pasted: String
        var expected: String
        var testDescription: String { pasted }
    }

    static let rows: [Row] = {
        let file = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Links.txt")
        let text = (try? String(contentsOf: file, encoding: .utf8)) ?? ""
        return text.split(separator: "\n").filter { !$0.hasPrefix("#") }.compactMap { line in
            guard let bar = line.range(of: " | ", options: .backwards) else { return nil }
            return Row(pasted: unescaped(String(line[..<bar.lowerBound])), expected: String(line[bar.upperBound...]))
        }
    }()

    @Test(arguments: rows)
    func reads(_ row: Row) { #expect(described(row.pasted) == row.expected) }

    @Test func hasEnoughRows() { #expect(PostLinkTests.rows.count >= 150) }

    @Test func takesNothingAtAll() { #expect(described("") == "empty") }

    @Test func takesLongTextsButNoEndlessOnes() {
        let link = "https://x.com/ana/status/20"
        #expect(described(String(repeating: "tea ", count: 10_000) + link) == "x 20")
        #expect(described(String(repeating: "tea ", count: 20_000) + link) == "tooLong")
    }

    @Test func hasASentenceForEachProblem() {
        let problems: [LinkProblem] = [
            .empty, .tooLong, .noLink, .broken(host: "x.com"), .account(host: "x.com"), .noPost(host: "x.com"),
            .unsupportedNetwork(name: "Threads"), .unsupportedServer(software: "Misskey"), .shortened(host: "t.co"),
            .unknownPage(host: "example.org"),
        ]
        let sentences = problems.map(Words.english.linkProblem)
        #expect(Set(sentences).count == problems.count)
        for sentence in sentences { #expect(sentence.hasSuffix(".")) }
    }

    /// Whatever is pasted, what comes out is a well-formed post of a network, or a problem.
    @Test func survivesMutations() throws {
        var random = SplitMix(seed: 20)
        let pieces = PostLinkTests.rows.map { Array($0.pasted.unicodeScalars) }
        let spice = Array("/@:.?#%[]()<> \n…4aZ\u{0}\u{202e}漢é".unicodeScalars)
        for _ in 0..<20_000 {
            var text = try #require(pieces.randomElement(using: &random))
            for _ in 0..<Int.random(in: 1...6, using: &random) {
                let place = Int.random(in: 0...text.count, using: &random)
                switch Int.random(in: 0..<4, using: &random) {
                case 0: text.insert(try #require(spice.randomElement(using: &random)), at: place)
                case 1: text.removeSubrange(place..<min(text.count, place + 3))
                case 2: text.insert(contentsOf: try #require(pieces.randomElement(using: &random)), at: place)
                default: if place < text.count { text[place] = try #require(spice.randomElement(using: &random)) }
                }
            }
            var view = String.UnicodeScalarView()
            view.append(contentsOf: text)
            let pasted = String(view)
            #expect(isSound(pasted), "\(pasted.debugDescription)")
        }
    }

    private func isSound(_ pasted: String) -> Bool {
        switch try? PostLink(pasted) {
        case nil: true
        case .x(let link): Int64(link.id).map { $0 > 0 } == true
        case .bluesky(let link):
            (DID(link.actor) != nil || Handle(link.actor)?.text == link.actor) && RecordKey.isValid(link.rkey)
        case .mastodon(let link): URLParts(link.origin)?.origin == link.origin && link.url.hasPrefix(link.origin + "/")
        }
    }

    private func described(_ pasted: String) -> String {
        do throws(LinkProblem) {
            switch try PostLink(pasted) {
            case .x(let link): return "x \(link.id)"
            case .bluesky(let link): return "bluesky \(link.actor) \(link.rkey)"
            case .mastodon(let link): return "mastodon \(link.origin) \(link.id ?? "-") \(link.url)"
            }
        } catch {
            return described(error)
        }
    }

    private func described(_ problem: LinkProblem) -> String {
        switch problem {
        case .empty: "empty"
        case .tooLong: "tooLong"
        case .noLink: "noLink"
        case .broken(let host): "broken \(host)"
        case .account(let host): "account \(host)"
        case .noPost(let host): "noPost \(host)"
        case .unsupportedNetwork(let name): "unsupportedNetwork \(name)"
        case .unsupportedServer(let software): "unsupportedServer \(software)"
        case .shortened(let host): "shortened \(host)"
        case .unknownPage(let host): "unknownPage \(host)"
        }
    }

    private static func unescaped(_ text: String) -> String {
        text.replacingOccurrences(of: "\\n", with: "\n").replacing(#/\\u\{([0-9a-f]+)\}/#) { match in
            UInt32(match.1, radix: 16).flatMap(Unicode.Scalar.init).map { String(Character($0)) } ?? ""
        }
    }
}
