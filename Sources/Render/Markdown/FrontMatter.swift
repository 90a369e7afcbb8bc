import Unroll

/// What stands at the top of a Markdown file for programs to read: YAML between two rules.
struct FrontMatter {
    private(set) var text = "---\n"

    init(_ thread: Thread, _ words: Words) {
        add("title", MarkdownText.metadata(heading(thread, words)))
        add("author", MarkdownText.metadata(thread.author.shownName))
        add("handle", handle(thread.author.handle))
        add(bare: "network", thread.network.rawValue)
        if let url = thread.url { add("source", url.address) }
        if let first = thread.posts.first { add(bare: "published", first.published.rfc3339) }
        add(bare: "retrieved", thread.retrieved.rfc3339)
        add(bare: "posts", String(thread.posts.count))
        if let language = thread.language { add("language", language) }
        add(bare: "completeness", thread.completeness.state.rawValue)
        if thread.vanishedCount > 0 { add(bare: "vanished", String(thread.vanishedCount)) }
        add(bare: "type", "thread")
        add("thread_id", address(thread.id))
        text += "---\n"
    }

    /// A handle as networks give them stays as it is, for programs that do not read Markdown here; anything else is a text.
    private func handle(_ handle: String) -> String {
        let isUsual = handle.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber) || "@._-".contains($0) }
        return isUsual && handle.first != "-" ? handle : MarkdownText.metadata(handle)
    }

    /// An id is an address or a number; whatever else a network may send in its place is percent-encoded.
    private func address(_ id: PostID) -> String {
        id.value.utf8.reduce(into: "") { text, byte in
            if (0x21...0x7e).contains(byte) && !"\"'()*<>[\\]^`{|}$".utf8.contains(byte) {
                text.unicodeScalars.append(Unicode.Scalar(byte))
            } else {
                text += percentEncoded(byte)
            }
        }
    }

    private mutating func add(bare key: StaticString, _ value: String) { text += "\(key): \(value)\n" }

    private mutating func add(_ key: StaticString, _ value: String) {
        text += "\(key): \"" + oneLine(value).replacing("\\", with: "\\\\").replacing("\"", with: "\\\"") + "\"\n"
    }
}

extension MarkdownText {
    /// A text as YAML wants it for programs that read Markdown in its values, as pandoc does.
    fileprivate static func metadata(_ text: String) -> String { MarkdownText("\(oneLine(text))").text }
}
