import Foundation
import Simulated
import Testing

@testable import Unroll

/// What is read of the JSON in an export.
@Suite struct JSONReaderTests {
    private struct Everything: JSONObject, Equatable {
        var text: String?
        var number: Int64?
        var id: Int64?
        var count: Int?
        var flag: Bool?
        var numbers: [Int64] = []
        var inner: [Everything] = []

        mutating func read(_ key: JSONKey, from json: inout JSONReader) throws(JSONReader.Malformed) {
            switch key {
            case "text": text = try json.text()
            case "number": number = try json.number()
            case "id": id = try json.id()
            case "count": count = try json.count()
            case "flag": flag = try json.flag()
            case "numbers": numbers = try json.numbers()
            case "inner": inner = try json.objects()
            default: try json.skip()
            }
        }
    }

    private func read(_ json: String) throws -> Everything? {
        var reader = JSONReader(Array(json.utf8))
        return try reader.object()
    }

    @Test(arguments: [
        (#""plain""#, "plain"), (#""""#, ""), (#""a\"b\\c\/d""#, "a\"b\\c/d"), (#""\b\f\n\r\t""#, "\u{8}\u{c}\n\r\t"),
        (#""\u00fc\u4e2d""#, "ü中"), (#""\ud83d\ude80!""#, "🚀!"), (#""\ud83d""#, "\u{fffd}"),
        (#""\ud83d\u0041""#, "\u{fffd}A"), (#""\ude80x""#, "\u{fffd}x"), (#""é ü 🏳️‍🌈""#, "é ü 🏳️‍🌈"),
    ])
    func strings(json: String, text: String) throws {
        #expect(try read(#"{"text": \#(json), "id": 7}"#) == Everything(text: text, id: 7))
        #expect(try read(#"{"t\u0065xt":\#(json)}"#)?.text == text)
    }

    @Test(
        arguments: [
            ("12", 12), (#""12""#, 12), ("-3", -3), (#""-3""#, -3), ("0", 0), ("9223372036854775807", .max),
            ("9223372036854775808", nil), ("1.5", nil), (#""""#, nil), (#""1 ""#, nil), ("null", nil), ("[1]", nil),
            (#"{"1": 1}"#, nil), (#""٣""#, nil),
        ] as [(String, Int64?)])
    func numbers(json: String, number: Int64?) throws {
        #expect(try read("{\"number\":\(json) ,\"text\":\"after\"}") == Everything(text: "after", number: number))
        #expect(try read("{\"id\":\(json)}")?.id == number.flatMap { $0 > 0 ? $0 : nil })
        #expect(try read("{\"count\":\(json)}")?.count == number.flatMap { $0 >= 0 ? Int($0) : nil })
        #expect(try read("{\"numbers\":[\(json), \(json)]}")?.numbers == (number.map { [$0, $0] } ?? []))
    }

    @Test func whatIsOfAnotherTypeIsMissing() throws {
        for other in ["1", "true", "null", "[]", "{}", #"{"a": [{"b": "}]\""}]}"#, #"["text", {"text": 1}]"#] {
            #expect(try read(#"{"text": \#(other), "number": 5}"#) == Everything(number: 5))
            #expect(try read(#"{"inner": \#(other), "number": 5}"#)?.number == 5)
        }
        #expect(try read(#"{"flag": "true"}"#)?.flag == true)
        #expect(try read(#"{"flag": false}"#)?.flag == false)
        #expect(try read(#"{"flag": 1}"#)?.flag == nil)
        #expect(try read(#"{"inner": [1, {"id": 2}, "x", {"id": 3}, null]}"#)?.inner.map(\.id) == [2, 3])
        #expect(try read(#"{"numbers": [1, 2, ], "text": "a",}"#) == Everything(text: "a", numbers: [1, 2]))
        for none in ["[]", "1", #""{}""#, "null", ""] {
            #expect(((try? read(none)) ?? nil) == nil, "\(none)")
        }
    }

    @Test(arguments: [
        "{", #"{"text""#, #"{"text":"#, #"{"text": "a"#, #"{"text": "a\"#, #"{"text" "a"}"#, "{text: 1}", "{,}",
        #"{"inner": [{"id": 1]}"#, #"{"other": }"#,
    ])
    func whatIsNoJSONIsSaid(_ json: String) {
        #expect(throws: JSONReader.Malformed.self, "\(json)") { try read(json) }
    }

    @Test func aDamagedMemberIsMissing() throws {
        for damaged in [
            #""\x""#, #""\u12""#, #""\u12g4""#, #"[{"id": 1, "text" 2}]"#, #"nonsense { "]" }"#, #"[1 2 "}" ,]"#,
        ] {
            #expect(try read(#"{"text": \#(damaged), "id": 7}"#) == Everything(id: 7))
            #expect(try read(#"{"inner": \#(damaged), "id": 7}"#)?.id == 7)
            #expect(try read(#"{"numbers": \#(damaged), "id": 7}"#)?.id == 7)
            #expect(try read(#"{"other": \#(damaged), "id": 7}"#)?.id == 7)
        }
        #expect(try read(#"{"text": "a" "b", "id": 7}"#) == Everything(text: "a", id: 7))
    }

    /// Whatever Foundation can read, this reads alike; and nothing traps.
    @Test func readsAsFoundationDoes() throws {
        let samples = [
            #"{"text": "a\u00fc\ud83d\ude80\n", "number": "12", "id": 9, "numbers": ["1", 2, "x"], "flag": "true"}"#,
            #"{"inner": [{"text": "b", "other": {"x": [1, 2, {"y": "]"}]}}, 5, {"count": "7"}], "text": "ends"}"#,
        ]
        var mutator = Mutator(seed: 77)
        for round in 0..<FuzzRounds.count(usually: 4000) {
            let json = mutator.damaged(samples[round % samples.count])
            let value = (try? read(json)) ?? nil
            // Foundation leaves out byte order marks.
            if json.unicodeScalars.contains("\u{feff}") { continue }
            guard let object = try? JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String: Any] else {
                continue
            }
            let text = object["text"] as? String
            #expect(value != nil && value?.text == text, "\(json)")
            #expect(value?.inner.count == ((object["inner"] as? [Any])?.count { $0 is [String: Any] } ?? 0), "\(json)")
        }
    }
}
