extension PostLink {
    /// In bytes.
    package static let maximumTextLength = 64 << 10

    /// Takes what people paste: a link to a post, bare or with words around it, with or without `https://`, or the bare number of a post
    /// on X. Of several links the first that leads to a post counts.
    package init(_ text: String) throws(LinkProblem) {
        guard text.utf8.count <= PostLink.maximumTextLength else { throw .tooLong }
        let words = PastedText(text)
        if words.isEmpty { throw .empty }
        if let id = XLink(digits: words.plain) {
            self = .x(id)
            return
        }
        do throws(LinkProblem) {
            self = try PostLink.first(in: words.addresses)
        } catch {
            if case .broken = error { throw error }
            guard text.contains("%"), let link = try? PostLink.first(in: PastedText(percentDecoded(text)).addresses)
            else { throw error }
            self = link
        }
    }

    private static func first(in addresses: [PastedAddress]) throws(LinkProblem) -> PostLink {
        var problem: LinkProblem?
        for address in addresses {
            do throws(LinkProblem) {
                return try PostLink(address)
            } catch {
                if problem.map(\.isVague) ?? true { problem = error }
            }
        }
        throw problem ?? .noLink
    }

    private init(_ address: PastedAddress) throws(LinkProblem) {
        if address.text.hasPrefix("at://") {
            self = .bluesky(try BlueskyLink(atURI: address))
            return
        }
        guard let parts = URLParts(address.text) else { throw .noLink }
        if address.isCut { throw .broken(host: parts.host) }
        if let link = try XLink(onX: parts) ?? XLink(onThreadReader: parts) {
            self = .x(link)
        } else if let link = try BlueskyLink(parts) {
            self = .bluesky(link)
        } else {
            if let problem = LinkProblem(knownHost: parts.host) { throw problem }
            if let link = try MastodonLink(parts) {
                self = .mastodon(link)
            } else if let link = XLink(onMirror: parts) {
                self = .x(link)
            } else {
                throw LinkProblem(fediversePage: parts) ?? .unknownPage(host: parts.hostAndPort)
            }
        }
    }
}

extension LinkProblem {
    /// Whether a problem with a later link would say more.
    fileprivate var isVague: Bool {
        switch self {
        case .noLink, .unknownPage: true
        default: false
        }
    }
}
