/// One question Skein wants to put to a server: always a GET. What is secret about it (a token) is only named here;
/// Fetch adds it for the origin it belongs to.
package struct Request: Hashable, Sendable {
    package enum Kind: String, Sendable, Codable {
        case http
        /// A DNS TXT look-up; `url` is `dns:` and the name, the answer's body one record a line.
        case dnsText
    }

    /// Which of the person's own keys opens this door.
    package enum Credential: Hashable, Sendable {
        case x
        /// `host` or `host:port`, in lower case.
        case mastodon(host: String)
    }

    package static let json = "application/json"
    package static let activityJSON = "application/activity+json"

    package var kind: Kind
    package var url: String
    package var accept: String
    package var credential: Credential?
    /// An answer with a longer body (after decompression) is a `FetchFailure.tooLarge`.
    package var maximumBytes: Int
    /// The most this request can cost, in millionths of a US dollar; 0 for free ones.
    package var priceMicrodollars: Int

    package init(
        _ url: String, kind: Kind = .http, accept: String = Request.json, credential: Credential? = nil,
        maximumBytes: Int = 16 << 20, priceMicrodollars: Int = 0
    ) {
        (self.url, self.kind, self.accept, self.credential) = (url, kind, accept, credential)
        (self.maximumBytes, self.priceMicrodollars) = (maximumBytes, priceMicrodollars)
    }
}

/// What a server answered.
package struct Response: Sendable, Equatable {
    package var status: Int
    /// Names in lower case; a header that came several times is joined with commas.
    package var headers: [String: String]
    package var body: [UInt8]
    /// The address that answered, after redirects.
    package var url: String
    package var received: Timestamp

    package init(status: Int, headers: [String: String] = [:], body: [UInt8], url: String, received: Timestamp) {
        (self.status, self.headers, self.body, self.url, self.received) = (status, headers, body, url, received)
    }
}

/// Why there was no answer. Failures are answers too: what to do about them is the backfill's decision.
package enum FetchFailure: String, Error, Hashable, Sendable, Codable, CaseIterable {
    case timedOut = "timed-out"
    /// The name is not known to the DNS.
    case unknownHost = "unknown-host"
    /// The address is private, loopback, link-local or otherwise not to be asked.
    case refusedAddress = "refused-address"
    /// Plain http where it is not allowed, or something that is no web address.
    case refusedURL = "refused-url"
    /// The server sends on to an address of either kind.
    case refusedRedirect = "refused-redirect"
    case unreachable
    /// The connection broke off, also when tried again.
    case connectionLost = "connection-lost"
    /// TLS failed: certificate, name or protocol.
    case insecure
    case tooLarge = "too-large"
    case tooManyRedirects = "too-many-redirects"
    /// It would cost more than is left of today's budget.
    case budgetSpent = "budget-spent"
    /// What it costs could not be written down, so it was not asked.
    case budgetUncounted = "budget-uncounted"
    /// A recording was played that does not hold this request.
    case notRecorded = "not-recorded"
    /// The person stopped it.
    case cancelled
}
