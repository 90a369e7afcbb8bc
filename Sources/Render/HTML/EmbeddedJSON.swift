/// JSON that may stand in a `<script>` of a page: whatever is in its texts, it cannot end the element or open another.
package struct EmbeddedJSON: Sendable {
    fileprivate let bytes: [UInt8]

    package init(_ json: JSON) {
        var writer = JSONWriter(isEmbedded: true)
        writer.write(json)
        bytes = writer.bytes
    }
}

extension HTML {
    /// An element of data, which is never run.
    package static func data(_ json: EmbeddedJSON, type: StaticString) -> HTML {
        "<script type=\"\(trusted: type)\">\(json: json.bytes)</script>\n"
    }
}
