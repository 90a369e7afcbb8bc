import HTTPTypes
import Hummingbird
import NIOCore
import Render
import Unroll

/// What a visit is answered with.
struct Reply: Sendable {
    /// How long others may keep it.
    enum Freshness: Sendable {
        /// Asked for again each time; an answer that is still the same is not sent again.
        case checked
        /// Never kept.
        case never
        /// Never changes under this address.
        case immutable
    }

    var status: HTTPResponse.Status = .ok
    var type: String
    var body: ByteBuffer
    var freshness = Freshness.checked
    /// What tells this version from others, without quotes.
    var tag: String?
    var location: SiteAddress?
    var headers: [(name: HTTPField.Name, value: String)] = []
    /// A body that is sent piece by piece instead of `body`.
    var stream: ResponseBody?
    /// Whether search engines are asked to leave it out.
    var isNoIndex = true
    /// The thread whose page this is, for caches.
    var thread: Int64?
    /// When the site makes the page anew although nothing was kept or removed.
    var expires: Timestamp?

    init(_ bytes: [UInt8], type: String) { (body, self.type) = (ByteBuffer(bytes: bytes), type) }

    init(page html: HTML, status: HTTPResponse.Status = .ok) {
        self.init(html.bytes, type: "text/html; charset=utf-8")
        self.status = status
    }

    init(text: String, type: String = "text/plain; charset=utf-8") { self.init(Array(text.utf8), type: type) }

    /// Sends the reader on.
    static func redirect(to place: Place, status: HTTPResponse.Status = .seeOther) -> Reply {
        var reply = Reply(text: "")
        (reply.status, reply.location, reply.freshness) = (status, place.address, .never)
        return reply
    }
}

extension Reply {
    /// Nothing of a third party, no script but the site's own, no markup of anybody else's that could act.
    static let contentPolicy =
        "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; media-src 'self'; "
        + "connect-src 'self'; manifest-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"

    /// The answer on the wire, packed as the reader takes it; without its body where the reader has this version already.
    func response(to headers: HTTPFields, isHead: Bool) -> Response {
        var reply = self
        if tag == nil && status == .ok && freshness == .checked && stream == nil { reply.tag = fingerprint }
        let packed = reply.packed(ContentEncoding(accepting: headers[.acceptEncoding]), .quick)
        if status == .ok, let tag = reply.tag, Reply.isKnown(tag, to: headers) {
            return Response(status: .notModified, headers: packed.fields)
        }
        let body = stream ?? ResponseBody(byteBuffer: packed.body)
        let response = Response(status: status, headers: packed.fields, body: body)
        return isHead ? response.createHeadResponse() : response
    }

    /// What tells these bytes from others.
    var fingerprint: String { body.withUnsafeReadableBytes { Serve.fingerprint($0) } }

    /// The fields and the body, packed where that makes it shorter. Each way of packing has a tag of its own.
    func packed(_ encoding: ContentEncoding, _ effort: ContentEncoding.Effort) -> PackedReply {
        let isWorthwhile = isCompressible && body.readableBytes >= Reply.leastPacked
        let bytes = isWorthwhile ? encoding.packed(Array(buffer: body), effort) : nil
        var fields = self.fields
        if isCompressible { fields[.vary] = "accept, accept-encoding" }
        if bytes != nil { fields[.contentEncoding] = encoding.rawValue }
        if let tag { fields[.eTag] = bytes == nil ? "\"\(tag)\"" : "\"\(tag)-\(encoding.rawValue)\"" }
        return PackedReply(fields: fields, body: bytes.map { ByteBuffer(bytes: $0) } ?? body)
    }

    /// Shorter bodies are sent as they are.
    private static let leastPacked = 1024

    private var isCompressible: Bool {
        stream == nil
            && (type.hasPrefix("text/") || type.contains("json") || type.contains("xml") || type.contains("javascript"))
    }

    private var fields: HTTPFields {
        var fields = HTTPFields()
        fields[.contentType] = type
        fields[.cacheControl] = cacheControl
        fields[.contentSecurityPolicy] = Reply.contentPolicy
        fields[.xContentTypeOptions] = "nosniff"
        fields[Reply.referrerPolicy] = "no-referrer"
        fields[Reply.openerPolicy] = "same-origin"
        fields[Reply.resourcePolicy] = "same-origin"
        if isNoIndex { fields[Reply.robotsTag] = "noindex" }
        if let location { fields[.location] = location.text }
        for (name, value) in self.headers { fields[name] = value }
        return fields
    }

    /// Whether whoever sent `headers` has the version of this tag, packed in whatever way. Dates are not asked for: what was taken out
    /// of a page leaves nothing newer behind.
    static func isKnown(_ tag: String, to headers: HTTPFields) -> Bool {
        headers[.ifNoneMatch].map { $0 == "*" || $0.contains("\"\(tag)\"") || $0.contains("\"\(tag)-") } ?? false
    }

    private var cacheControl: String {
        switch freshness {
        case .checked: "no-cache"
        case .never: "no-store"
        case .immutable: "public, max-age=31536000, immutable"
        }
    }

    static let referrerPolicy = HTTPField.Name("referrer-policy") ?? .server
    static let openerPolicy = HTTPField.Name("cross-origin-opener-policy") ?? .server
    static let resourcePolicy = HTTPField.Name("cross-origin-resource-policy") ?? .server
    static let robotsTag = HTTPField.Name("x-robots-tag") ?? .server
}

/// A reply with its body as it is sent.
struct PackedReply: Sendable {
    var fields: HTTPFields
    var body: ByteBuffer
}
