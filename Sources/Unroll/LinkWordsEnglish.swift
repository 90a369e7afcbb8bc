@Sendable func englishLinkProblem(_ problem: LinkProblem) -> String {
    switch problem {
    case .empty: "Give a link to a post on X, Bluesky or a Mastodon-compatible server."
    case .tooLong: "This text is too long to look for a link in; give only the link to the post."
    case .noLink: "There is no link in this; copy the link of a post on X, Bluesky or a Mastodon-compatible server."
    case .broken(let host): "This link to \(host) is cut off or misspelt; open the post and copy its link again."
    case .account(let host):
        "This link to \(host) leads to an account; open one of its posts and copy the link of that."
    case .noPost(let host): "This link to \(host) leads to no post; open a post of the thread and copy its link."
    case .unsupportedNetwork(let name):
        "Skein does not read \(name); it takes links to posts on X, Bluesky and Mastodon-compatible servers."
    case .unsupportedServer(let software):
        "This looks like a page of \(software), which Skein cannot ask for posts; look the post up on a Mastodon server and copy its link there."
    case .shortened(let host):
        "A short link of \(host) does not tell where it leads; open it and copy the post's own link."
    case .unknownPage(let host):
        "By its address this page of \(host) is no post; give a link to a post on X, Bluesky or a Mastodon-compatible server."
    }
}
