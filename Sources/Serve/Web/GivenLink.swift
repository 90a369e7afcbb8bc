import Unroll

/// A link that somebody gave the site with the address itself: put behind the site's own, or in the fields in which other apps and the
/// bookmarklet send it.
enum GivenLink {
    /// The link that follows the site's address (`/https://x.com/a/status/1?s=20`, also with the one slash that proxies leave of two,
    /// percent-encoded, or without `https://`); nil for an address that holds none. `target` is as it came.
    static func behindAddress(_ target: String) -> String? {
        var rest = target.dropFirst()
        let start = WebQuery.decoded(rest.prefix(16)).lowercased()
        guard let scheme = ["https", "http"].first(where: { start.hasPrefix($0 + ":/") }) else {
            let host = rest.prefix { $0 != "/" }
            guard host.contains("."), (try? PostLink(String(rest))) != nil else { return nil }
            return String(rest)
        }
        if rest.prefix(scheme.count + 3).contains("%") {
            let path = rest.prefix { $0 != "?" }
            rest = WebQuery.decoded(path) + rest[path.endIndex...]
        }
        return scheme + "://" + rest.dropFirst(scheme.count + 1).drop { $0 == "/" }
    }

    /// From a form or a query: `link` of the site's own field, `url` and `text` of other apps, which may put the link into either.
    static func inFields(_ fields: WebQuery) -> String? {
        let given = ["link", "url", "text"].compactMap { fields[$0] }.filter { !$0.isEmpty }
        return given.first { (try? PostLink($0)) != nil } ?? given.first
    }
}
