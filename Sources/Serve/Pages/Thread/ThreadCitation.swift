import Render
import Unroll

/// How a thread is cited, as a sentence and for BibTeX.
struct ThreadCitation {
    var thread: Unroll.Thread
    var words: Words

    private var title: String { heading(thread, words) }
    private var published: Timestamp { thread.posts.first?.published ?? thread.retrieved }
    private var address: String { thread.url?.text ?? "" }

    var html: HTML {
        """
        <details class="cite"><summary>\(words.site.thread.cite)</summary>
        <p class="version" dir="auto">\(sentence)</p>
        <pre>\(bibTeX)</pre>
        </details>

        """
    }

    var sentence: String {
        words.site.thread.citation(
            ThreadPageWords.Citation(
                author: thread.author.shownName, handle: oneLine(thread.author.handle), title: title,
                network: words.thread.network(thread.network), published: words.date.day(published),
                address: address, retrieved: words.date.day(thread.retrieved)))
    }

    var bibTeX: String {
        let name = "\(thread.network.rawValue)-\(thread.id.name(on: thread.network))"
        let key = String(decoding: name.utf8.filter(isOfKey), as: UTF8.self)
        let fields = [
            ("author", "{" + escaped(thread.author.shownName) + "}"), ("title", "{" + escaped(title) + "}"),
            ("date", String(published.rfc3339.prefix(10))),
            ("url", String(decoding: address.utf8.filter { !"{}\\ ".utf8.contains($0) }, as: UTF8.self)),
            ("urldate", String(thread.retrieved.rfc3339.prefix(10))),
            ("organization", words.thread.network(thread.network)),
        ]
        let lines = fields.map { "  \($0) = {\($1)}" }.joined(separator: ",\n")
        return "@online{\(key),\n\(lines)\n}"
    }

    private func isOfKey(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x39, 0x41...0x5a, 0x61...0x7a, 0x2d: true
        default: false
        }
    }

    /// Text in which nothing is a command or a brace.
    private func escaped(_ text: String) -> String {
        guard text.utf8.contains(where: { "\\{}%&$#_~^".utf8.contains($0) }) else { return text }
        return text.unicodeScalars.reduce(into: "") { escaped, scalar in
            switch scalar {
            case "\\": escaped += "\\textbackslash "
            case "{", "}", "%", "&", "$", "#", "_": escaped += "\\" + String(scalar)
            case "~": escaped += "\\textasciitilde "
            case "^": escaped += "\\textasciicircum "
            default: escaped.unicodeScalars.append(scalar)
            }
        }
    }
}
