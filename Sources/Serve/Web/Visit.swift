import HTTPTypes
import Hummingbird
import NIOCore
import Store

/// What somebody asks the site, read and judged.
struct Visit: Sendable {
    enum Method: Sendable { case get, post }

    var method: Method
    /// Nil where there is none at this address.
    var place: Place?
    /// The path as it came, without query, and what follows the question mark.
    var path: String
    var query: String
    /// The link that stands behind the site's own address.
    var given: String?
    /// The fields of a form that was sent.
    var form = WebQuery.none
    var headers: HTTPFields
    /// By which name and port the site was asked.
    var authority: String?
    /// Who asks, as far as it does not depend on a link that is held.
    var viewer: Viewer

    var isHost: Bool { viewer.isHost }

    /// Whether `place` is asked for by its address otherwise written: with a slash too much, or characters encoded that need not be.
    /// Nobody writes those of files.
    func isOtherwiseWritten(_ place: Place) -> Bool {
        switch place {
        case .medium, .asset: false
        default: method == .get && given == nil && path != place.address.path
        }
    }

    /// Who asks, with the key that the address holds.
    func viewer(at thread: ThreadPlace) -> Viewer { viewer.holding(thread.linkKey) }

    init(method: Method, target: String, headers: HTTPFields, viewer: Viewer) {
        let parts = target.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
        path = parts.first.map(String.init) ?? ""
        query = parts.count > 1 ? String(parts[1]) : ""
        (self.method, self.headers, self.viewer) = (method, headers, viewer)
        let names = path.split(separator: "/").map { WebQuery.decoded($0) }
        place = Place(path: names, query: WebQuery(query[...]))
        if place == nil, let link = GivenLink.behindAddress(target) { (place, given) = (.unroll, link) }
    }
}

extension Visit {
    /// Bytes of an address, and of a form.
    static let limits = (target: 16 << 10, form: 64 << 10)

    /// Reads a request, or says why it is refused.
    static func read(
        _ request: Request, peerIsLoopback: Bool, _ settings: SiteSettings
    ) async throws(SiteFailure) -> Visit {
        let method: Method
        switch request.method {
        case .get, .head: method = .get
        case .post: method = .post
        default: throw .wrongMethod
        }
        guard let target = request.head.path, target.utf8.count <= limits.target else { throw .tooLong }
        let door = Door(settings)
        var visit = Visit(
            method: method, target: target, headers: request.headers,
            viewer: door.isHost(request.headers, peerIsLoopback: peerIsLoopback) ? .host : settings.stranger)
        // Whoever watches over the program knows it by its address.
        guard [.health, .ready].contains(visit.place) || door.isOwn(request.head.authority) else { throw .foreignHost }
        visit.authority = request.head.authority
        if method == .post {
            guard door.isSameSite(request.headers) else { throw .crossSite(visit.place) }
            do {
                let body = try await request.body.collect(upTo: limits.form)
                visit.form = WebQuery(Substring(String(buffer: body)))
            } catch is NIOTooManyBytesError {
                throw .tooLarge
            } catch { throw .unreadable }
        }
        return visit
    }
}
