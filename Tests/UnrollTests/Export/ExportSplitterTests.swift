import Simulated
import Testing

@testable import Unroll

@Suite struct ExportSplitterTests {
    private let file: ExportFile

    init() throws { file = try #require(ExportFile(path: "data/tweets.js")) }

    private struct Outcome: Equatable {
        var elements: [String?] = []
        var failed = false
        var mostKept = 0
    }

    private func split(_ bytes: [UInt8], piece: Int, limits: ExportSplitter.Limits = .init()) -> Outcome {
        var splitter = ExportSplitter(file, limits: limits)
        var outcome = Outcome()
        do {
            for start in stride(from: 0, to: bytes.count, by: max(piece, 1)) {
                try splitter.feed(Array(bytes[start..<min(start + piece, bytes.count)])) { element in
                    #expect(element.place.number == outcome.elements.count)
                    outcome.elements.append(element.json.map { String(decoding: $0, as: UTF8.self) })
                }
            }
            try splitter.finish()
        } catch {
            outcome.failed = true
        }
        outcome.mostKept = splitter.mostKept
        return outcome
    }

    private func split(_ text: String) -> Outcome { split(Array(text.utf8), piece: text.utf8.count) }

    @Test(arguments: [
        ("window.YTD.tweets.part0 = [ {\"a\":1} , {\"b\":[2]} ]", ["{\"a\":1}", "{\"b\":[2]}"]),
        ("\u{feff}window.YTD.tweets.part0=[]", []),
        ("[{\"a\":\"]}\\\"]\"}];\n", ["{\"a\":\"]}\\\"]\"}"]),
        ("x = [1,\"a,b\",null]", ["1", "\"a,b\"", "null"]),
        ("window.__THAR_CONFIG = {\"a\":{}} ;", ["{\"a\":{}}"]),
        ("x = [\"\\\\\",{}]", ["\"\\\\\"", "{}"]),
    ])
    func elementsComeOneByOne(text: String, elements: [String]) {
        let outcome = split(text)
        #expect(outcome.elements == elements)
        #expect(!outcome.failed)
    }

    @Test(arguments: [
        "", "window.YTD.tweets.part0 = ", "x = [", "x = [{}", "x = [{\"a\":\"b]", "<html>[1]</html>", "x = [{}] more",
        "x = [}", "x = [{}}]", "PK\u{3}\u{4}", String(repeating: "a", count: 600) + "=[]", "x = {\"a\":1",
    ])
    func whatIsBrokenIsSaidSo(text: String) { #expect(split(text).failed) }

    @Test func deepAndLargeElementsAreLeftOut() {
        let deep = String(repeating: "[", count: 65) + String(repeating: "]", count: 65)
        let fits = String(repeating: "[", count: 64) + String(repeating: "]", count: 64)
        var limits = ExportSplitter.Limits()
        limits.elementBytes = 200
        let large = "\"" + String(repeating: "a", count: 199) + "\""
        for piece in [1, 10, 1000] {
            let outcome = split(Array("x = [\(deep),\(fits),\(large),{}]".utf8), piece: piece, limits: limits)
            #expect(outcome.elements == [nil, fits, nil, "{}"])
            #expect(outcome.mostKept <= 200)
        }
    }

    @Test func keepsOneElementAtATime() {
        let element = "{\"tweet\":{\"full_text\":\"" + String(repeating: "x", count: 2000) + "\"}}"
        let text = "x = [" + Array(repeating: element, count: 500).joined(separator: ",\n") + "]"
        let outcome = split(Array(text.utf8), piece: 64 << 10)
        #expect(outcome.elements.count == 500)
        #expect(outcome.mostKept <= element.utf8.count)
    }
}
