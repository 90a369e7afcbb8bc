import HTTPTypes
import Render
import Unroll

extension ShownThread {
    /// The thread as a file to take along. Browsers show it; saved, it has a name of its own.
    func file(_ format: RenderedFormat, origin: String?, _ words: Words) -> Reply {
        var reply = Reply(document(format, origin: origin, words), type: format.mediaType)
        reply.headers += fileHeaders(Format(format))
        return reply
    }

    /// What is said with a file of this format.
    func fileHeaders(_ format: Format) -> [(name: HTTPField.Name, value: String)] {
        var headers = [(HTTPField.Name.contentDisposition, disposition(DocumentName(thread, format).text))]
        if format == .html {
            headers.append((.contentSecurityPolicy, HTMLPolicy.text + "; frame-ancestors 'none'"))
        }
        return headers
    }

    /// The thread as a document, with these pictures in it where the format can hold them, or with links to the copies at `origin`.
    func document(
        _ format: RenderedFormat, _ pictures: [String: RenderOptions.Picture] = [:], origin: String?, _ words: Words
    ) -> [UInt8] {
        var options = RenderOptions()
        options.words = words
        if format == .markdown {
            options.copies = origin.map { origin in copies.mapValues { $0.at(origin) } } ?? [:]
            options.prose = place.view == .reading
        }
        if format == .html { (options.media, options.pictures) = (.embed, pictures) }
        if place.view == .text { options.media = .none }
        return render(thread, as: format, options)
    }
}

/// A file name in the two forms that RFC 6266 asks for: in ASCII, and in UTF-8 for everybody who can read it.
func disposition(_ name: String) -> String {
    let plain = name.unicodeScalars.map { scalar in
        scalar.isASCII && (scalar.properties.isAlphabetic || "0123456789-_.@".unicodeScalars.contains(scalar))
            ? String(scalar) : "_"
    }.joined()
    var encoded = ""
    for byte in name.utf8 {
        switch byte {
        case 0x30...0x39, 0x41...0x5a, 0x61...0x7a, 0x2d, 0x2e, 0x5f:
            encoded.unicodeScalars.append(Unicode.Scalar(byte))
        default: encoded += (byte < 16 ? "%0" : "%") + String(byte, radix: 16, uppercase: true)
        }
    }
    return "inline; filename=\"\(plain)\"; filename*=UTF-8''\(encoded)"
}

extension RenderedFormat {
    var mediaType: String {
        switch self {
        case .markdown: "text/markdown; charset=utf-8"
        case .html: "text/html; charset=utf-8"
        case .text: "text/plain; charset=utf-8"
        case .json: "application/json"
        }
    }
}

extension Visit {
    /// Whether Markdown is asked for rather than a page (RFC 9110, 12.5.1).
    var prefersMarkdown: Bool {
        let wanted = (headers[.accept] ?? "").lowercased().split(separator: ",").prefix(32).map(AcceptedType.init)
        guard let markdown = wanted.first(where: { $0.type == "text/markdown" }), markdown.quality > 0 else {
            return false
        }
        let page = wanted.first { $0.type == "text/html" }
        return markdown.quality > page?.quality ?? 0
            || (markdown.quality == page?.quality
                && wanted.first { $0.type == "text/markdown" || $0.type == "text/html" }?.type == "text/markdown")
    }
}

private struct AcceptedType {
    var type: String
    var quality = 1.0

    init(_ text: Substring) {
        let parts = text.split(separator: ";").map { $0.filter { $0 != " " && $0 != "\t" } }
        type = parts.first ?? ""
        for part in parts.dropFirst() where part.hasPrefix("q=") { quality = Double(part.dropFirst(2)) ?? 0 }
    }
}
