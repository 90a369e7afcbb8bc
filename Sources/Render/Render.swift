import Unroll

/// The forms in which a thread can be taken along.
package enum Format: String, Sendable, CaseIterable {
    case markdown, html, text, json
    /// Printed rather than rendered.
    case pdf

    /// The same among those that are rendered; nil for what is printed.
    package var rendered: RenderedFormat? { RenderedFormat(rawValue: rawValue) }

    package init(_ format: RenderedFormat) {
        self =
            switch format {
            case .markdown: .markdown
            case .html: .html
            case .text: .text
            case .json: .json
            }
    }
}

/// The forms that are rendered.
package enum RenderedFormat: String, Sendable, CaseIterable {
    case markdown, html, text, json
}

/// What may be chosen about a document.
package struct RenderOptions: Sendable {
    package enum Media: String, Sendable, CaseIterable {
        /// Pictures inside the document where the format can hold them.
        case embed
        case link, none
    }

    /// A picture's bytes, as they were fetched or found in an export.
    package struct Picture: Sendable, Equatable {
        package var bytes: [UInt8]
        package var type: String
        package init(bytes: [UInt8], type: String) { (self.bytes, self.type) = (bytes, type) }
    }

    /// Markdown: posts joined into prose, numbering stripped.
    package var prose = false
    package var media = Media.link
    /// Text: columns.
    package var width = 80
    /// Text: whether ANSI colours may be used.
    package var color = false
    /// HTML: pictures to embed, by `Attachment.url` (or `file`) text; one that is not here becomes its description.
    package var pictures: [String: Picture] = [:]
    /// HTML and Markdown: what the site that serves the document has copies of, by its address in the network.
    package var copies: [Link: MediaCopy] = [:]
    package var words = Words.english

    package init() {}
}

/// The thread as a document, in UTF-8, ending with a line end; JSON is one line.
package func render(_ thread: Thread, as format: RenderedFormat, _ options: RenderOptions = RenderOptions()) -> [UInt8]
{
    switch format {
    case .markdown: MarkdownDocument(thread, options).bytes
    case .html: HTMLDocument(thread, options).html.bytes
    case .text: TextDocument(thread, options).bytes
    case .json: JSONDocument(thread).bytes
    }
}
