import Unroll

/// What a page of the site adds to the posts of a thread: names to link to, and what is known of them beyond their text.
package struct PageMarks: Sendable {
    package var network: Network
    /// Whether posts carry their numbers, which are their permalinks.
    package var isNumbered = true
    /// Where earlier texts are shown, and the posts of which some are kept.
    package var history: SiteAddress?
    package var revised: Set<PostID> = []

    package init(_ network: Network) { self.network = network }

    /// The name of a post within the page: what an address leads to after `#`.
    package func anchor(_ post: PostID) -> String { SiteAddress.encoded("p-" + post.name(on: network)) }

    /// X wants its logo shown, each post to show its time, which leads to it, and links to go through its own redirect.
    var keepsToDisplayRules: Bool { network == .x }
}
