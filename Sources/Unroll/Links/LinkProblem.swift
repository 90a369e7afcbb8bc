/// Why a text names no post that Skein can read. `Words` has the sentence for each.
package enum LinkProblem: Error, Hashable, Sendable {
    case empty
    /// Longer than `PostLink.maximumTextLength`.
    case tooLong
    /// There is no web address in it.
    case noLink
    /// A link to a post that is cut off or misspelt.
    case broken(host: String)
    /// An account, not one of its posts.
    case account(host: String)
    /// Another page of a network Skein reads.
    case noPost(host: String)
    /// A network Skein does not read.
    case unsupportedNetwork(name: String)
    /// A page of a kind of fediverse server whose posts Skein cannot ask for.
    case unsupportedServer(software: String)
    /// A short address that leads somewhere else.
    case shortened(host: String)
    /// A page that by its address is no post on any network Skein reads.
    case unknownPage(host: String)
}
