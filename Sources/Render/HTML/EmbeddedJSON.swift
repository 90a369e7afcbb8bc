/// JSON that may stand in a `<script>` of a page: whatever is in its texts, it cannot end the element or open another.
package struct EmbeddedJSON: Sendable {
    fileprivate let bytes: [UInt8]

    package init(_ json: JSON) {
        // Outside of strings JSON has none of these, and inside each may be written as an escape.
        let plain = json.bytes
        var safe: [UInt8] = []
        safe.reserveCapacity(plain.count)
        var start = 0
        for index in plain.indices {
            let escape: StaticString
            switch plain[index] {
            case 0x26: escape = "\\u0026"
            case 0x3c: escape = "\\u003c"
            case 0x3e: escape = "\\u003e"
            default: continue
            }
            safe += plain[start..<index]
            escape.withUTF8Buffer { safe.append(contentsOf: $0) }
            start = index + 1
        }
        bytes = safe + plain[start...]
    }
}

extension HTML {
    /// An element of data, which is never run.
    package static func data(_ json: EmbeddedJSON, type: StaticString) -> HTML {
        "<script type=\"\(trusted: type)\">\(json: json.bytes)</script>\n"
    }
}
