import HTTPTypes

extension Site {
    /// What belongs at the place of a visit, from the cache where it is there.
    func answer(_ visit: Visit, to request: HTTPRequest) async throws(SiteFailure) -> Reply {
        guard let key = PageKey(request, isHost: visit.isHost) else { return try await answer(visit) }
        if let page = pages[key, at: clock.now()] { return page.reply }
        let moment = pages.moment
        var reply = try await answer(visit)
        // Kept under its own address only, so that nobody fills the cache with addresses that mean the same.
        if let thread = reply.thread, reply.isCacheable, visit.place?.address.text == key.target {
            reply.tag = reply.fingerprint
            pages.keep(CachedPage(reply, of: thread), for: key, since: moment)
        }
        return reply
    }
}

extension Reply {
    fileprivate var isCacheable: Bool { status == .ok && stream == nil && freshness == .checked }
}
