import Unroll

extension SiteSettings {
    /// The origin of addresses that are read outside the site, in feeds and bookmarks: the one the host decided on, else the one
    /// by which the site was asked.
    func origin(asked authority: String?) -> String {
        if let origin { return origin.hasSuffix("/") ? String(origin.dropLast()) : origin }
        let asked = authority.flatMap { URLParts("http://" + $0)?.hostAndPort }
        return "http://" + (asked ?? "localhost:\(port)")
    }
}

extension Site {
    /// The one by which others find the site; nil where nobody but its host does.
    var publicOrigin: String? { settings.origin == nil ? nil : settings.origin(asked: nil) }

    func origin(of visit: Visit) -> String { settings.origin(asked: visit.authority) }
}
