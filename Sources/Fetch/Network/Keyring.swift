import Unroll

/// The person's own keys, and the one origin each of them may be sent to.
struct Keyring: Sendable {
    private let xToken: Secret?
    private let xOrigin: String?
    private let mastodonTokens: [String: Secret]

    init(_ settings: FetchSettings) {
        (xToken, mastodonTokens) = (settings.xToken, settings.mastodonTokens)
        xOrigin = WebAddress(settings.xOrigin)?.origin
    }

    /// The key for `address`, an address that may be asked; nil where there is none or it belongs elsewhere.
    func key(_ credential: Request.Credential?, for address: WebAddress) -> Secret? {
        switch credential {
        case .x: address.origin == xOrigin ? xToken : nil
        case .mastodon(let host):
            WebAddress((address.isSecure ? "https://" : "http://") + host)?.origin == address.origin
                ? mastodonTokens[host] : nil
        case nil: nil
        }
    }
}
