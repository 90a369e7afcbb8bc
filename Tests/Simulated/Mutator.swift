/// Damages what servers and people send, in ways that get past a first look: single bytes, whole stretches, and the values
/// inside well-formed JSON. Its course is fixed by the seed, so that a failure can be found again.
package struct Mutator: Sendable {
    package var random: SplitMix

    package init(seed: UInt64) { random = SplitMix(seed: seed) }

    /// True once in `times`, on the average.
    package mutating func isLucky(oneIn times: Int) -> Bool { Int.random(in: 0..<times, using: &random) == 0 }

    /// One to six changes: a bit flipped, a byte set, stretches dropped, doubled, moved or cut off, hostile text put in.
    package mutating func damaged(_ bytes: [UInt8]) -> [UInt8] {
        var bytes = bytes
        for _ in 0..<Int.random(in: 1...6, using: &random) {
            let place = Int.random(in: 0...bytes.count, using: &random)
            let length = Int.random(in: 1...(isLucky(oneIn: 4) ? 400 : 8), using: &random)
            let stretch = place..<min(place + length, bytes.count)
            switch Int.random(in: 0..<8, using: &random) {
            case 0 where !stretch.isEmpty: bytes[place] ^= 1 << UInt8.random(in: 0..<8, using: &random)
            case 1 where !stretch.isEmpty: bytes[place] = UInt8.random(in: .min ... .max, using: &random)
            case 2: bytes.removeSubrange(stretch)
            case 3: bytes.insert(contentsOf: bytes[stretch], at: place)
            case 4: bytes.insert(contentsOf: bytes[stretch], at: Int.random(in: 0...bytes.count, using: &random))
            case 5 where isLucky(oneIn: 4): bytes.removeSubrange(place...)
            default: bytes.insert(contentsOf: element(of: Self.texts).utf8, at: place)
            }
        }
        return bytes
    }

    package mutating func damaged(_ text: String) -> String {
        String(decoding: damaged(Array(text.utf8)), as: UTF8.self)
    }

    /// One to four values of a JSON text replaced: by others of the same text, by what no server should send, by themselves
    /// nested a thousand deep, by nothing. Still JSON, mostly; what is none has its bytes damaged.
    package mutating func damagedJSON(_ bytes: [UInt8]) -> [UInt8] {
        let values = JSONValues(bytes).ranges
        if values.isEmpty || isLucky(oneIn: 8) { return damaged(bytes) }
        var places = (0..<Int.random(in: 1...4, using: &random)).map { _ in element(of: values) }
        places.sort { $0.lowerBound > $1.lowerBound }
        var (result, end) = (bytes, bytes.count)
        for place in places where place.upperBound <= end {
            end = place.lowerBound
            result.replaceSubrange(place, with: replacement(of: Array(bytes[place]), among: values, in: bytes))
        }
        return result
    }

    private mutating func replacement(of value: [UInt8], among values: [Range<Int>], in bytes: [UInt8]) -> [UInt8] {
        let isText = value.count >= 2 && value.first == UInt8(ascii: "\"")
        switch Int.random(in: 0..<8, using: &random) {
        case 0,
            1 where isText, 2 where isText:
            let place = isText ? Int.random(in: 1..<value.count, using: &random) : 0
            return isText ? value[..<place] + Array(element(of: Self.escaped).utf8) + value[place...] : Array("{}".utf8)
        case 3: return value + [UInt8(ascii: ",")] + value
        case 4:
            let depth = element(of: [3, 60, 500, 5000])
            let (open, close) = element(of: [("[", "]"), (#"{"quoted_status":"#, "}"), (#"{"record":"#, "}")])
            return Array(repeating: Array(open.utf8), count: depth).joined() + value
                + Array(repeating: Array(close.utf8), count: depth).joined()
        case 5, 6: return Array(bytes[element(of: values)])
        default: return Array(element(of: Self.values).utf8)
        }
    }

    private mutating func element<Element>(of list: [Element]) -> Element {
        list[Int.random(in: 0..<list.count, using: &random)]
    }

    private static let values = [
        "null", "true", "[]", "{}", "\"\"", "0", "-1", "1e999", "-0.0", "9223372036854775807", "-9223372036854775808",
        "99999999999999999999999999", "1e-400", "0.1", #""9999-12-31T23:59:60+23:59""#, #""0000-01-01T00:00:00Z""#,
        #""javascript:alert(1)""#, #""https://a.example/\u0000""#, #""file:///etc/passwd""#, #""http://[::1]:99999/""#,
        #""@""#, #""../../..""#, "", "[null]", "[[]]", #"{"id":null}"#, #""<p><b><a href=https://a.example>x""#,
        "\"\u{202e}\"",
    ]

    private static let escaped =
        texts.filter { text in !text.utf8.contains { $0 < 0x20 || $0 == 0x22 } } + [
            #"\u0000"#, #"\ud83d"#, #"\ude00"#, #"\n\n\n"#, #"\""#, #"\u202e"#, #"<a href=\"https://a.example\">"#,
        ]

    private static let texts = [
        "🇵🇹", "e\u{301}", "👩‍👩‍👧", "\u{202e}", "\u{200d}", "&amp;", "&#x1F600;", "&lt", "<b>", "</p>", "<p><i>",
        "<table><td>",
        "https://t.co/abc", "@ines", "#tag", ":teapot:", "1/", "(2/3)", String(repeating: "9", count: 40), "\u{0}",
        "\r\n",
        "\u{feff}", "]]>", "<!--", "%00", "%", "://", "[", "{", "\"", "\\u", "-", ".", ",", "e9",
        String(repeating: "<i>", count: 200),
        String(repeating: "a", count: 3000), "at://did:plc:a/app.bsky.feed.post/3k", "0", "٣", "①",
    ]
}

/// Where the values of a JSON text are, keys included: found by brackets and quotation marks alone.
private struct JSONValues {
    private(set) var ranges: [Range<Int>] = []

    init(_ bytes: [UInt8]) {
        var (open, position) = ([Int](), 0)
        while position < bytes.count {
            let start = position
            position += 1
            switch bytes[start] {
            case UInt8(ascii: "{"), UInt8(ascii: "["): open.append(start)
            case UInt8(ascii: "}"), UInt8(ascii: "]"):
                if let first = open.popLast() { ranges.append(first..<position) }
            case UInt8(ascii: "\""):
                while position < bytes.count, bytes[position] != UInt8(ascii: "\"") {
                    position += bytes[position] == UInt8(ascii: "\\") ? 2 : 1
                }
                position = min(position + 1, bytes.count)
                ranges.append(start..<position)
            case UInt8(ascii: "-"), 0x30...0x39, 0x61...0x7a:
                while position < bytes.count, Self.isWord(bytes[position]) { position += 1 }
                ranges.append(start..<position)
            default: break
            }
        }
    }

    private static func isWord(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x39, 0x41...0x5a, 0x61...0x7a, UInt8(ascii: "."), UInt8(ascii: "-"), UInt8(ascii: "+"): true
        default: false
        }
    }
}
