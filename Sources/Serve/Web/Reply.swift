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

    /// The answer on the wire; without its body where the reader has this version already.
    func response(to headers: HTTPFields, isHead: Bool) -> Response {
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
        if let tag {
            let quoted = "\"\(tag)\""
            fields[.eTag] = quoted
            if status == .ok, let known = headers[.ifNoneMatch], known == "*" || known.contains(quoted) {
                return Response(status: .notModified, headers: fields)
            }
        }
        let response = Response(
            status: status, headers: fields, body: stream ?? ResponseBody(byteBuffer: body))
        return isHead ? response.createHeadResponse() : response
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
