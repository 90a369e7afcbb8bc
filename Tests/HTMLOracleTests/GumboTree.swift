import CGumbo

@testable import Unroll

/// How gumbo, a parser that builds the tree the HTML standard asks for, reads a fragment: the tree told as the events Skein's own
/// reader gives, so that one writer makes text of both. The fragment is read as a document's body, because gumbo's fragments
/// follow an older standard: there HTML did not break out of SVG and MathML.
struct GumboTree {
    private(set) var events: [HTMLEvent] = []
    /// Whether something stands before a table although the source has it inside: the standard takes misplaced content out of
    /// tables, Skein leaves it where it is.
    private(set) var hasMisplaced = false
    private var lastOffset: UInt32 = 0
    private var lastID = 0

    init(_ source: String) {
        var source = "<!DOCTYPE html><body>" + source
        source.withUTF8 { bytes in
            bytes.withMemoryRebound(to: CChar.self) { buffer in
                var options = kGumboDefaultOptions
                guard let output = gumbo_parse_with_options(&options, buffer.baseAddress, buffer.count) else { return }
                defer { gumbo_destroy_output(&options, output) }
                children(of: output.pointee.root.pointee.v.element)
            }
        }
    }

    private mutating func children(of element: GumboElement) {
        for index in 0..<Int(element.children.length) {
            guard let pointer = element.children.data[index] else { continue }
            visit(pointer.assumingMemoryBound(to: GumboNode.self).pointee)
        }
    }

    private mutating func visit(_ node: GumboNode) {
        switch node.type {
        case GUMBO_NODE_ELEMENT, GUMBO_NODE_TEMPLATE: visit(element: node.v.element)
        case GUMBO_NODE_TEXT, GUMBO_NODE_CDATA, GUMBO_NODE_WHITESPACE:
            follow(node.v.text.start_pos)
            events.append(.text(Array(String(cString: node.v.text.text).utf8)))
        default: break
        }
    }

    private mutating func visit(element: GumboElement) {
        let html = Self.element(element)
        if html.isHTML("body") { return children(of: element) }
        if html.isHTML("table") || html.traits.contains(.void) { follow(element.start_pos) }
        if html.traits.contains(.void) && html.namespace == .html { return events.append(.void(html)) }
        lastID += 1
        let id = lastID
        events.append(.open(id: id, html))
        children(of: element)
        events.append(.close(id: id))
    }

    private mutating func follow(_ position: GumboSourcePosition) {
        hasMisplaced = hasMisplaced || position.offset < lastOffset
        lastOffset = position.offset
    }

    private static func element(_ element: GumboElement) -> HTMLElement {
        let attributes = (0..<Int(element.attributes.length)).compactMap { index -> HTMLAttribute? in
            guard let pointer = element.attributes.data[index] else { return nil }
            let attribute = pointer.assumingMemoryBound(to: GumboAttribute.self).pointee
            return HTMLAttribute(name: String(cString: attribute.name), value: String(cString: attribute.value))
        }
        let namespace: HTMLElement.Namespace =
            switch element.tag_namespace {
            case GUMBO_NAMESPACE_SVG: .svg
            case GUMBO_NAMESPACE_MATHML: .mathML
            default: .html
            }
        return HTMLElement(HTMLTag(name: name(of: element), attributes: attributes), namespace: namespace)
    }

    private static func name(of element: GumboElement) -> String {
        if element.tag != GUMBO_TAG_UNKNOWN {
            return String(cString: gumbo_normalized_tagname(element.tag)).lowercased()
        }
        var original = element.original_tag
        gumbo_tag_from_original_text(&original)
        guard let data = original.data else { return "" }
        return String(decoding: UnsafeRawBufferPointer(start: data, count: Int(original.length)), as: UTF8.self)
            .lowercased()
    }
}
