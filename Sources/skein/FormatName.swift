import Render

extension Format {
    /// The form a file of this name has; nil when its ending does not tell.
    init?(fileName: String) {
        switch Format.ending(of: fileName) {
        case "md", "markdown": self = .markdown
        case "html", "htm": self = .html
        case "txt", "text": self = .text
        case "json": self = .json
        case "pdf": self = .pdf
        default: return nil
        }
    }

    /// Whether a file's ending promises another form than Skein writes, as `.docx` does.
    static func isForeign(fileName: String) -> Bool {
        guard Format(fileName: fileName) == nil, let ending = ending(of: fileName) else { return false }
        return ending.utf8.count <= 5 && ending.allSatisfy { $0.isLetter || $0.isNumber }
            && ending.contains(where: \.isLetter)
    }

    private static func ending(of fileName: String) -> String? {
        let name = fileName.split(separator: "/").last?.drop { $0 == "." } ?? ""
        return name.split(separator: ".", omittingEmptySubsequences: false).dropFirst().last?.lowercased()
    }
}
