/// JSON that may stand in a `<script>` of a page: whatever is in its texts, it cannot end the element or open another.
package struct EmbeddedJSON: Sendable {
    fileprivate let bytes: [UInt8]

    package init(_ json: JSON) {
        // Outside of strings JSON has none of these, and inside each may be written as an escape.
        bytes = json.bytes.flatMap { byte in
            switch byte {
            case 0x26, 0x3c, 0x3e: Array("\\u00\(String(byte, radix: 16))".utf8)
            default: [byte]
            }
        }
    }
}

extension HTML {
    /// An element of data, which is never run.
    package static func data(_ json: EmbeddedJSON, type: StaticString) -> HTML {
        "<script type=\"\(trusted: type)\">\(json: json.bytes)</script>\n"
    }
}
