/// A piece of HTML source. Comments, doctypes and processing instructions leave no token.
enum HTMLToken {
    /// UTF-8, references decoded.
    case text([UInt8])
    case start(HTMLTag)
    case end(name: String)
}

/// A start tag; the name and the attributes' names are in lower case.
struct HTMLTag {
    var name: String
    var attributes: [HTMLAttribute] = []
    var isSelfClosing = false
}

struct HTMLAttribute: Hashable {
    var name: String
    var value: String
}
