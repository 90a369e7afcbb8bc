/// Leads from a handle to its DID: the AppView is asked first; where it does not know, the handle's own domain, by DNS and by
/// web, as the protocol has it. What a domain says counts only when the account says the same of itself.
struct HandleResolution: Sendable {
    enum Step: Hashable, Sendable {
        case appView, dns, wellKnown
    }

    let handle: Handle
    private(set) var did: DID?
    /// Whether the domain alone vouches for the handle so far.
    private(set) var isUnverified = false
    /// What the AppView answered instead of a DID.
    private(set) var failure: BackfillFailure?
    private(set) var hasAskedDomain = false

    init(_ handle: Handle) { self.handle = handle }

    /// The next questions; empty when there are none left.
    mutating func questions(_ settings: BackfillSettings) -> [(Step, Request)] {
        if did != nil || hasAskedDomain { return [] }
        if failure == nil {
            let method = "com.atproto.identity.resolveHandle"
            return [(.appView, XRPC.request(settings.blueskyURL, method, [("handle", handle.text)]))]
        }
        hasAskedDomain = true
        let scheme = settings.plainHosts.contains(handle.text) ? "http" : "https"
        return [
            (.dns, Request("dns:_atproto.\(handle)", kind: .dnsText, maximumBytes: 64 << 10)),
            (
                .wellKnown,
                Request("\(scheme)://\(handle)/.well-known/atproto-did", accept: "text/plain", maximumBytes: 4096)
            ),
        ]
    }

    mutating func receive(_ result: Result<Response, FetchFailure>, for step: Step, from host: String) {
        switch step {
        case .appView:
            do throws(BackfillFailure) {
                did = DID(try XRPC.read(result, as: Answer.self, from: host).did)
                if did == nil { failure = .unreadable(host: host) }
            } catch {
                failure = error.isNotFound ? .unknownHandle(handle.text) : error
            }
        case .dns:
            let records = text(result)?.split(whereSeparator: \.isNewline) ?? []
            let names = Set(records.filter { $0.hasPrefix("did=") }.map { $0.dropFirst(4) })
            accept(names.count == 1 ? names.first.flatMap { DID(String($0)) } : nil)
        case .wellKnown:
            accept(text(result).flatMap { DID($0.trimmed) })
        }
    }

    private struct Answer: Decodable {
        var did: String
    }

    /// The domain's word; DNS, which is asked first, goes before the web.
    private mutating func accept(_ found: DID?) {
        guard did == nil, let found else { return }
        (did, isUnverified) = (found, true)
    }

    private func text(_ result: Result<Response, FetchFailure>) -> String? {
        guard case .success(let response) = result, response.status == 200 else { return nil }
        return String(validating: response.body, as: UTF8.self)
    }
}

extension String {
    /// Without white space at either end.
    fileprivate var trimmed: String {
        String(drop { $0.isWhitespace }.reversed().drop { $0.isWhitespace }.reversed())
    }
}
