/// An element as its start tag gives it.
struct HTMLElement {
    enum Namespace { case html, svg, mathML }

    var name: String
    var attributes: [HTMLAttribute]
    var namespace: Namespace
    var traits: HTMLTraits

    init(_ tag: HTMLTag, namespace: Namespace = .html) {
        (name, attributes, self.namespace) = (tag.name, tag.attributes, namespace)
        switch namespace {
        case .html: self.traits = HTMLTraits.of(name)
        case .svg, .mathML: self.traits = HTMLElement.foreignTraits(of: tag, in: namespace)
        }
    }

    /// The value of an attribute; nil when it is missing.
    subscript(attribute: String) -> String? { attributes.first { $0.name == attribute }?.value }

    /// The words of an attribute.
    func words(of attribute: String) -> [Substring] {
        self[attribute]?.split { $0 == " " || $0 == "\n" || $0 == "\t" || $0 == "\u{0C}" || $0 == "\r" } ?? []
    }

    /// Whether this is HTML's own element of that name.
    func isHTML(_ name: String) -> Bool { namespace == .html && self.name == name }

    private static func foreignTraits(of tag: HTMLTag, in namespace: Namespace) -> HTMLTraits {
        let isIntegration =
            switch namespace {
            case .svg: ["foreignobject", "desc", "title"].contains(tag.name)
            default: ["mi", "mo", "mn", "ms", "mtext"].contains(tag.name) || isAnnotationOfHTML(tag)
            }
        if isIntegration { return [.hidden, .special, .scope, .integration] }
        return namespace == .mathML && tag.name == "annotation-xml" ? [.hidden, .special, .scope] : .hidden
    }

    private static func isAnnotationOfHTML(_ tag: HTMLTag) -> Bool {
        let encoding = tag.attributes.first { $0.name == "encoding" }?.value.lowercased()
        return tag.name == "annotation-xml" && (encoding == "text/html" || encoding == "application/xhtml+xml")
    }
}
