import HTTPTypes
import Hummingbird
import Render
import Unroll

extension ShownThread {
    /// The thread as a file to take along, with these pictures in it where the format can hold them. Browsers show it; saved, it has a
    /// name of its own.
    func file(_ format: RenderedFormat, _ pictures: [String: RenderOptions.Picture], _ words: Words) -> Reply {
        var options = RenderOptions()
        options.words = words
        options.prose = format == .markdown && place.view == .reading
        if format == .html { (options.media, options.pictures) = (.embed, pictures) }
        if place.view == .text { options.media = .none }
        var reply = Reply(render(thread, as: format, options), type: format.mediaType)
        reply.headers.append((.contentDisposition, disposition(DocumentName(thread, Format(format)).text)))
        if format == .html {
            reply.headers.append((.contentSecurityPolicy, HTMLPolicy.text + "; frame-ancestors 'none'"))
        }
        if !pictures.isEmpty {
            // Pictures get no shorter by being packed, and take much room in a cache of pages.
            (reply.tag, reply.stream) = (reply.fingerprint, ResponseBody(byteBuffer: reply.body))
        }
        return reply
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
    fileprivate var mediaType: String {
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
