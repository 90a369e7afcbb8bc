import Unroll

extension Site {
    /// The page that a link leads to which somebody gave the site though no network has it: one of the site's own, or a post of the
    /// practice conversation. Who may see the page is for it to say.
    func ownPlace(at given: String, _ visit: Visit) -> Place? {
        guard given.utf8.count <= PostLink.maximumTextLength,
            let address = PastedText(given).addresses.first.flatMap({ URLParts($0.text) })
        else { return nil }
        if address.host == PracticeConversation.host {
            let number = address.segments.last.flatMap { Int($0) } ?? 1
            return .practice(PracticePlace(.thread, post: max(number, 1) - 1))
        }
        return Door(settings).leadsHere(address, asked: visit.authority) ? Place(page: address) : nil
    }
}

extension Door {
    /// Whether an address is one of the site's: of its origin for the public, or of the name and port by which it was asked.
    fileprivate func leadsHere(_ address: URLParts, asked authority: String?) -> Bool {
        [settings.origin, authority.map { "http://" + $0 }].contains { name in
            guard let own = name.flatMap({ URLParts($0) }), own.unusualPort == address.unusualPort else { return false }
            return own.host == address.host || Door.isLoopback(own.host) && Door.isLoopback(address.host)
        }
    }
}

extension URLParts {
    /// Nil for those that need not be said.
    fileprivate var unusualPort: Int? { port.flatMap { [80, 443].contains($0) ? nil : $0 } }
}

extension Place {
    /// What somebody means by the address of one of the site's pages: nothing where that holds no thread, and no list of any.
    fileprivate init?(page address: URLParts) {
        let query = WebQuery((address.query ?? "")[...])
        guard let place = Place(path: address.segments.map { WebQuery.decoded($0[...]) }, query: query) else {
            return nil
        }
        switch place {
        case .thread(var thread):
            thread.post = address.fragment.flatMap { name in
                name.hasPrefix("p-") ? WebQuery.decoded(name.dropFirst(2)) : nil
            }
            self = .thread(thread)
        case .refresh(let thread): self = .thread(thread)
        case .history, .job, .author, .handle, .search, .practice: self = place
        case .home, .recent, .unroll, .feed, .medium, .oEmbed, .help, .manifest, .asset, .robots, .health, .ready:
            return nil
        }
    }
}
