import HTTPTypes
import Unroll

/// Who is let in, and as whom.
struct Door: Sendable {
    let settings: SiteSettings

    init(_ settings: SiteSettings) { self.settings = settings }

    /// Whether a request is meant for this site: a name that somebody points at this machine is not one of the site's.
    func isOwn(_ authority: String?) -> Bool {
        guard let authority, let parts = URLParts("http://" + authority), parts.path.isEmpty else { return false }
        if let origin = settings.origin.flatMap({ URLParts($0) }) {
            return parts.host == origin.host || (settings.isOnLoopback && Door.isLoopback(parts.host))
        }
        return settings.isOnLoopback ? Door.isLoopback(parts.host) : true
    }

    /// Whether the host asks: on a machine of their own, without a server in between that could speak for anybody.
    func isHost(_ headers: HTTPFields, peerIsLoopback: Bool) -> Bool {
        settings.isOnLoopback && settings.origin == nil && peerIsLoopback
            && Door.forwarding.allSatisfy { headers[$0] == nil }
    }

    /// Whether a form was sent from a page of the site itself.
    func isSameSite(_ headers: HTTPFields) -> Bool {
        if let site = headers[Door.fetchSite] { return site == "same-origin" || site == "none" }
        guard let origin = headers[.origin] else { return true }
        return URLParts(origin).map { isOwn($0.hostAndPort) } ?? false
    }

    static func isLoopback(_ host: String) -> Bool { ["localhost", "127.0.0.1", "::1"].contains(host) }

    private static let forwarding = ["x-forwarded-for", "forwarded", "x-real-ip", "via"].compactMap {
        HTTPField.Name($0)
    }
    private static let fetchSite = HTTPField.Name("sec-fetch-site") ?? .origin
}
