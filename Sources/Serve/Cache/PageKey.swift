import HTTPTypes

/// What decides which page somebody gets: where they ask, at which address of the site, and whether they are its host. A key that is
/// needed to see a thread is part of the target.
struct PageKey: Hashable, Sendable {
    let authority: String
    let target: String
    let isHost: Bool

    /// Nil for what is never answered from the cache.
    init?(_ request: HTTPRequest, isHost: Bool) {
        guard request.method == .get || request.method == .head, let target = request.path,
            let authority = request.authority
        else { return nil }
        // A reader who asks for another form gets another answer at the same address.
        if let accept = request.headerFields[.accept], !PageKey.takesPages(accept) { return nil }
        (self.authority, self.target, self.isHost) = (authority, target, isHost)
    }

    private static func takesPages(_ accept: String) -> Bool {
        accept == "*/*" || (accept.hasPrefix("text/html") && !accept.contains("markdown"))
    }
}
