import Unroll

/// The name of a document among others: network, whose post it is, its id, and the title; safe on every common file system.
package struct DocumentName: Hashable, Sendable {
    /// Bytes that a title may add.
    static let maximumTitleLength = 80
    static let maximumIDLength = 100

    package let text: String

    package init(_ thread: Thread, _ format: Format) {
        let id = thread.id.value.split(separator: "/").last.map(String.init) ?? ""
        let names = thread.network == .x ? [id] : [thread.author.handle, id]
        let identity = names.map { DocumentName.safe($0, maximum: DocumentName.maximumIDLength) }
        let title = DocumentName.safe(thread.title.lowercased(), maximum: DocumentName.maximumTitleLength)
        text =
            ([thread.network.rawValue] + identity + [title]).filter { !$0.isEmpty }.joined(separator: "-") + "."
            + format.fileExtension
    }

    /// Letters, marks and digits of any script, with everything else as single hyphens. A point stands only inside: the name goes on with
    /// one.
    private static func safe(_ text: String, maximum: Int) -> String {
        var name = ""
        var isParted = false
        for character in text {
            guard isSafe(character) else {
                isParted = true
                continue
            }
            let piece = (isParted && !name.isEmpty ? "-" : "") + String(character)
            if name.utf8.count + piece.utf8.count > maximum { break }
            name += piece
            isParted = false
        }
        while let last = name.last, last == "." || last == "-" { name.removeLast() }
        return name
    }

    private static func isSafe(_ character: Character) -> Bool {
        character == "_" || character == "@" || character == "."
            || (character.unicodeScalars.count <= 8 && character.unicodeScalars.allSatisfy(isSafe))
    }

    private static func isSafe(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter, .decimalNumber,
            .nonspacingMark, .spacingMark:
            true
        default: false
        }
    }
}

extension Format {
    var fileExtension: String {
        switch self {
        case .markdown: "md"
        case .html: "html"
        case .text: "txt"
        case .json: "json"
        case .pdf: "pdf"
        }
    }
}
