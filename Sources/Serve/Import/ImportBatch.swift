import Store
import Unroll

/// Threads of an export that are kept together.
struct ImportBatch: Sendable {
    private(set) var keepings: [Keeping] = []
    /// How many posts they were made from.
    private(set) var posts = 0
    private(set) var refused = 0
    private(set) var broken = 0

    mutating func add(_ conversation: Conversation, _ settings: SiteSettings) {
        posts += conversation.postCount
        guard let thread = try? unroll(conversation) else { return broken += 1 }
        guard var keeping = try? settings.keeping(thread, retrieval: nil) else { return refused += 1 }
        let own = thread.posts + thread.branches.flatMap(\.posts) + thread.answers.flatMap(\.posts)
        keeping.isInLists = own.count > 1
        keeping.brought = Set(own.flatMap(\.exported).map(\.link))
        keeping.prepare()
        keepings.append(keeping)
    }
}

extension Post {
    /// What an export holds of what the post and its quotes show: where it would be on the network, and its file.
    var exported: [(link: Link, file: String)] {
        let own = attachments.compactMap { attachment in
            attachment.file.flatMap { file in attachment.url.map { (link: $0, file: file) } }
        }
        guard case .post(let quoted)? = quote else { return own }
        return own + quoted.exported
    }
}
