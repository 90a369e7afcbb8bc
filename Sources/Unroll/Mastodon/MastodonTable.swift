/// Everything one server has sent, by its own ids, which mean nothing elsewhere: from here they become the ids that hold on every
/// server.
struct MastodonTable: Sendable {
    let server: MastodonServer
    private(set) var statuses: [MastodonLocalID: MastodonStatus] = [:]
    /// What is known to answer a status, in the order in which it came.
    private(set) var children: [MastodonLocalID: [MastodonLocalID]] = [:]
    /// Whose each status is, beside the statuses, which are large to look into.
    private(set) var accounts: [MastodonLocalID: MastodonLocalID] = [:]
    private var authors: [MastodonLocalID: Author.ID] = [:]

    init(server: MastodonServer) { self.server = server }

    subscript(id: MastodonLocalID?) -> MastodonStatus? { id.flatMap { statuses[$0] } }

    /// Keeps a status, the later one where it comes again; boosts are no part of any thread. False when it was known.
    @discardableResult
    mutating func add(_ status: MastodonStatus) -> Bool {
        guard status.reblog == nil else { return false }
        accounts[status.id] = status.account.id
        if let account = status.account.id { authors[account] = authorID(of: status) }
        let isNew = statuses.updateValue(status, forKey: status.id) == nil
        if isNew, let parent = status.inReplyToID { children[parent, default: []].append(status.id) }
        return isNew
    }

    /// The statuses from `id` upward, itself first, as far as they are known; a circle ends it.
    func chain(from id: MastodonLocalID) -> [MastodonStatus] {
        var (chain, seen, next) = ([MastodonStatus](), Set<MastodonLocalID>(), Optional(id))
        while let id = next, let status = statuses[id], seen.insert(id).inserted {
            chain.append(status)
            next = status.inReplyToID
        }
        return chain
    }

    /// The identity of a status: its `uri`, or its web address where a server leaves that out.
    func postID(of status: MastodonStatus) -> PostID {
        PostID(status.uri ?? status.url ?? standIn("statuses", status.id))
    }

    /// The identity of what `status` answers. A status never seen has, where the author's own server speaks of the author's own
    /// post, the address its siblings have; else an address of this server's interface, which stays the same from one
    /// retrieval to the next but does not hold elsewhere.
    func parentID(of status: MastodonStatus) -> PostID? {
        guard let parent = status.inReplyToID else { return nil }
        if let known = statuses[parent] { return postID(of: known) }
        if isLocal(status), let own = status.account.id, own == status.inReplyToAccountID, let uri = status.uri,
            let sibling = MastodonAddress.sibling(of: uri, known: status.id, wanted: parent)
        {
            return PostID(sibling)
        }
        return PostID(standIn("statuses", parent))
    }

    func parent(of status: MastodonStatus) -> Post.Parent? {
        guard status.inReplyToID != nil || status.inReplyToAccountID != nil else { return nil }
        let known = self[status.inReplyToID].map(authorID(of:))
        let said = status.inReplyToAccountID.map { authors[$0] ?? Author.ID(standIn("accounts", $0)) }
        return Post.Parent(id: parentID(of: status), author: known ?? said)
    }

    /// The identity of an author: the actor's `uri`, which older and other servers leave out; then what the post's own `uri`
    /// tells, then the profile's address.
    func authorID(of status: MastodonStatus) -> Author.ID {
        let account = status.account
        return Author.ID(
            account.uri ?? status.uri.flatMap(MastodonAddress.actor(in:)) ?? account.url
                ?? account.id.map { standIn("accounts", $0) } ?? server.origin)
    }

    /// Whether this server is the author's own.
    func isLocal(_ status: MastodonStatus) -> Bool {
        if let acct = status.account.acct, !acct.contains("@") { return true }
        return (status.uri ?? status.url).flatMap { URLParts($0)?.hostAndPort } == server.host
    }

    private func standIn(_ kind: String, _ id: MastodonLocalID) -> String {
        "\(server.origin)/api/v1/\(kind)/\(id.value)"
    }
}
