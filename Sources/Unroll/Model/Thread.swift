/// One author's chain of posts, as it is shown: the result of `unroll`.
package struct Thread: Sendable, Equatable {
    package var network: Network
    /// The id of the first post; where that cannot be read, the conversation's root id, else the earliest survivor.
    package var id: PostID
    /// Ids under which the same thread was or may be known: a root that is not the first post, other versions.
    package var aliases: [PostID]
    package var url: Link?
    /// The post that was given.
    package var anchor: PostID
    package var author: Author
    /// The beginning of the first post, in plain text.
    package var title: String
    package var language: String?
    /// The main line, in order.
    package var posts: [Post]
    /// Other chains by the author, each where it parts from the rest.
    package var branches: [Branch]
    /// The author's answers to others.
    package var answers: [Answer]
    /// Other people's posts that the thread answers, oldest first.
    package var context: [ContextPost]
    /// Proved gaps in the main line.
    package var missing: [Hole]
    package var completeness: Completeness
    package var retrieved: Timestamp
    package var source: Source
    package var remarks: [Remark]

    package init(
        network: Network, id: PostID, aliases: [PostID], url: Link?, anchor: PostID, author: Author, title: String,
        language: String?, posts: [Post], branches: [Branch], answers: [Answer], context: [ContextPost],
        missing: [Hole], completeness: Completeness, retrieved: Timestamp, source: Source, remarks: [Remark]
    ) {
        (self.network, self.id, self.aliases, self.url, self.anchor) = (network, id, aliases, url, anchor)
        (self.author, self.title, self.language) = (author, title, language)
        (self.posts, self.branches, self.answers, self.context) = (posts, branches, answers, context)
        (self.missing, self.completeness) = (missing, completeness)
        (self.retrieved, self.source, self.remarks) = (retrieved, source, remarks)
    }

    /// A chain that leaves the main line.
    package struct Branch: Sendable, Equatable {
        /// The author's post it answers; nil where that is not known.
        package var attachedTo: PostID?
        package var posts: [Post]
        /// Proved gaps in this chain.
        package var missing: [Hole]

        package init(attachedTo: PostID?, posts: [Post], missing: [Hole] = []) {
            (self.attachedTo, self.posts, self.missing) = (attachedTo, posts, missing)
        }
    }

    /// The author's answer to somebody else's post.
    package struct Answer: Sendable, Equatable {
        package var to: ContextPost?
        package var posts: [Post]
        /// Proved gaps in this chain.
        package var missing: [Hole]

        package init(to: ContextPost?, posts: [Post], missing: [Hole] = []) {
            (self.to, self.posts, self.missing) = (to, posts, missing)
        }
    }

    /// A post that is not the author's, or the place where it was.
    package enum ContextPost: Sendable, Equatable {
        case post(Post)
        case tombstone(Tombstone)
    }

    /// A proved gap in a chain of the author's.
    package struct Hole: Sendable, Equatable {
        /// The last post before the gap; nil when the beginning is missing.
        package var after: PostID?
        /// How many posts are missing; nil when only that some are.
        package var count: Int?
        /// The id of the missing post, where one is known.
        package var id: PostID?
        package var reason: Reason

        package enum Reason: Sendable, Equatable, Hashable {
            case gone(Tombstone.Reason)
            /// The author's numbering says so.
            case numbering
            /// The network counts more posts than were found.
            case networkCount
        }

        package init(after: PostID?, count: Int?, id: PostID? = nil, reason: Reason) {
            (self.after, self.count, self.id, self.reason) = (after, count, id, reason)
        }
    }

    /// Something the person who asked should know.
    package enum Remark: Sendable, Equatable, Hashable {
        /// The link led to somebody else's single post; the thread it stands under is shown.
        case foreignAnchor(author: String)
    }
}

/// Whether a thread is all there.
package struct Completeness: Sendable, Equatable {
    package enum State: String, Sendable, Codable, CaseIterable {
        /// No hole, and everything by this author in the conversation was asked for and answered to the end.
        case complete
        /// There is a proved hole.
        case incomplete
        /// No hole, but not everything could be asked.
        case unknown
    }

    package var state: State
    /// Posts in the main line.
    package var found: Int
    /// Posts the thread should have, where numbering or the network tells.
    package var expected: Int?
    /// Why not everything could be asked.
    package var shortfalls: [Shortfall]

    package init(state: State, found: Int, expected: Int? = nil, shortfalls: [Shortfall] = []) {
        (self.state, self.found, self.expected, self.shortfalls) = (state, found, expected, shortfalls)
    }
}
