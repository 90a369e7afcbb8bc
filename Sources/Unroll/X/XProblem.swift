import FoundationEssentials

/// What X says cannot be shown or done (RFC 7807 problem details): inside `errors` of an answer with status 200, or as the body
/// of another status.
struct XProblem: Decodable, Sendable {
    @Lenient var type: String?
    @Lenient var title: String?
    @Lenient var detail: String?
    @Lenient var reason: String?
    @Lenient var resourceID: String?
    @Lenient var resourceType: String?
    @Lenient var value: String?

    enum CodingKeys: String, CodingKey {
        case type, title, detail, reason, value
        case resourceID = "resource_id"
        case resourceType = "resource_type"
    }

    init?(_ body: [UInt8]) {
        guard let problem = try? JSONDecoder().decode(XProblem.self, from: Data(body)) else { return nil }
        self = problem
    }

    /// The last part of `type`, e.g. `resource-not-found`; the rest differs between `api.twitter.com` and `api.x.com`.
    var kind: String { type?.split(separator: "/").last.map(String.init) ?? "" }

    /// The post that cannot be shown, and why; nil when the problem is with something else.
    var gone: (id: String, reason: Tombstone.Reason)? {
        guard let id = resourceID ?? value, XURL.isID(id),
            ["tweet", "post", nil].contains(resourceType), let gone = goneReason
        else { return nil }
        return (id, gone)
    }

    private var goneReason: Tombstone.Reason? {
        let words = ((detail ?? "") + " " + (title ?? "")).lowercased()
        switch kind {
        case "resource-not-found", "not-authorized-for-resource", "resource-unavailable", "disallowed-resource":
            if words.contains("suspend") { return .suspended }
            if words.contains("withheld") { return .notVisible }
            if words.contains("blocked") { return .blocked }
        default: return nil
        }
        switch kind {
        case "resource-not-found": return .deleted
        case "not-authorized-for-resource": return .protected
        default: return .notVisible
        }
    }
}
