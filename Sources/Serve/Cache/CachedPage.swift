import HTTPTypes
import NIOCore
import Unroll

/// A page that was made once and is sent as it is until its thread changes.
struct CachedPage: Sendable {
    let thread: Int64
    let reply: Reply
    /// Ready to be sent, by how the body is packed; none before it was prepared.
    private(set) var responses: [ContentEncoding: PreparedResponse] = [:]

    init(_ reply: Reply, of thread: Int64) { (self.reply, self.thread) = (reply, thread) }

    /// Whether it still says what is so.
    func isFresh(at now: Timestamp) -> Bool { reply.expires.map { now < $0 } ?? true }

    /// The bytes it takes, about.
    var size: Int { responses.values.reduce(reply.body.readableBytes + 1024) { $0 + $1.size } }

    /// With a response for every encoding.
    func prepared() -> CachedPage {
        var page = self
        for encoding in ContentEncoding.allCases {
            page.responses[encoding] = PreparedResponse(reply.packed(encoding, .thorough))
        }
        return page
    }
}

/// A response as it goes over the wire, but for its date.
struct PreparedResponse: Sendable {
    /// As it stands in `ETag`.
    let tag: String
    /// Status line and fields, each with its line end.
    let head: ByteBuffer
    /// The same of an answer that the reader has this version.
    let notModified: ByteBuffer
    let body: ByteBuffer

    /// The bytes it takes beside the page.
    var size: Int { head.readableBytes + notModified.readableBytes + body.readableBytes }

    init(_ reply: PackedReply) {
        let fields = reply.fields
        tag = fields[.eTag] ?? ""
        body = reply.body
        head = PreparedResponse.lines(
            "200 OK", fields, length: body.readableBytes)
        notModified = PreparedResponse.lines("304 Not Modified", fields, length: nil)
    }

    /// `HTTPField` lets no line end into a value.
    private static func lines(_ status: String, _ fields: HTTPFields, length: Int?) -> ByteBuffer {
        var lines = ByteBuffer(string: "HTTP/1.1 \(status)\r\n")
        for field in fields { lines.writeString("\(field.name.canonicalName): \(field.value)\r\n") }
        if let length { lines.writeString("content-length: \(length)\r\n") }
        return lines
    }
}
