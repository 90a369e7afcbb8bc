/// Why the backfill asks something.
enum MastodonErrand: Sendable, Hashable {
    /// The status the link names, on the server the link names.
    case given
    /// The page the link names, for the address it redirects to.
    case page
    /// The link, put to the server's own search.
    case search
    /// The status on its author's own server.
    case home(MastodonServer)
    /// The status's page on its author's own server, for the address it redirects to.
    case homePage(MastodonServer)
    /// What stands around a given status that its author's own server says is deleted.
    case neighbours
    case gather(MastodonGathering.Errand)
    case walk(ActivityPubWalk.Errand)
}
