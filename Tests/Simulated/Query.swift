import Unroll

/// The parameters of a request's query, decoded.
package struct Query: Sendable {
    package private(set) var parameters: [(name: String, value: String)] = []

    package init(_ url: String) {
        for pair in (URLParts(url)?.query ?? "").split(separator: "&") {
            let sides = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            parameters.append((Query.decoded(sides[0]), sides.count > 1 ? Query.decoded(sides[1]) : ""))
        }
    }

    /// The first value of a parameter.
    package subscript(name: String) -> String? { parameters.first { $0.name == name }?.value }

    /// A name that is given more than once.
    package var repeated: String? {
        var seen: Set<String> = []
        return parameters.first { !seen.insert($0.name).inserted }?.name
    }

    private static func decoded(_ text: Substring) -> String {
        var (bytes, rest) = ([UInt8](), text.utf8)
        while let byte = rest.popFirst() {
            if byte == 0x25, let value = UInt8(String(rest.prefix(2)) ?? "", radix: 16) {
                bytes.append(value)
                rest = rest.dropFirst(2)
            } else {
                bytes.append(byte == 0x2b ? 0x20 : byte)
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}
