import Print
import Render
import Store
import Unroll

/// Every place of the site. All addresses are made by `address` and read by `init(path:query:)`, and by nothing else.
package enum Place: Hashable, Sendable {
    case home
    /// The threads that were kept before those on the first page.
    case recent(after: ListCursor)
    /// Where a link is given: by the form, by another app, or as the rest of an address.
    case unroll
    /// What is happening with a link that was given.
    case job(Int64)
    case thread(ThreadPlace)
    /// What changed between the retrievals of a thread.
    case history(ThreadPlace)
    /// Where a thread is asked for again.
    case refresh(ThreadPlace)
    case author(AuthorPlace)
    /// An author by a name that may change.
    case handle(Network, String)
    case search(SearchPlace)
    case feed(FeedPlace)
    case medium(MediumPlace)
    /// How other sites embed the page of this address.
    case oEmbed(String)
    case help
    /// The sample conversation on a pretend network, and how far one has come.
    case practice(PracticePlace)
    case manifest
    /// A file of the program's own, whose name holds its hash.
    case asset(String)
    case robots
    case health
    case ready
}

extension Place {
    /// Whether it holds nothing of the archive, so that it is open even where only the host may read.
    var isOpen: Bool {
        switch self {
        case .help, .practice, .manifest, .asset, .robots, .health, .ready: true
        case .home, .recent, .unroll, .job, .thread, .history, .refresh, .author, .handle, .search, .feed, .medium,
            .oEmbed:
            false
        }
    }

    /// Whether something can be sent there; every other place is only read.
    var takesForms: Bool {
        switch self {
        case .unroll, .refresh: true
        default: false
        }
    }
}

/// A thread, as one of its addresses names it.
package struct ThreadPlace: Hashable, Sendable {
    /// How a thread is shown in the browser.
    package enum View: String, Sendable, CaseIterable {
        case posts, reading, text
    }

    package var network: Network
    /// `PostID.path` of the thread, or of one of its posts.
    package var path: [String]
    /// The key of a thread that is seen by link.
    package var linkKey: String?
    package var view = View.posts
    /// A file to take along instead of the page.
    package var format: Format?
    /// Of a PDF.
    package var paper = PrintOptions.Paper.a4
    /// Whether a PDF holds the thread as files too.
    package var holdsFiles = false
    /// `PostID.name` of a post to go to.
    package var post: String?

    package init(_ network: Network, _ path: [String], linkKey: String? = nil) {
        (self.network, self.path, self.linkKey) = (network, path, linkKey)
    }

    package init(_ thread: PostID, on network: Network, linkKey: String? = nil) {
        self.init(network, thread.path(on: network), linkKey: linkKey)
    }
}

/// An author's threads.
package struct AuthorPlace: Hashable, Sendable {
    package var network: Network
    package var id: Author.ID
    package var after: ListCursor?

    package init(_ network: Network, _ id: Author.ID, after: ListCursor? = nil) {
        (self.network, self.id, self.after) = (network, id, after)
    }
}

/// A page of what was found.
package struct SearchPlace: Hashable, Sendable {
    package var text: String
    package var order = SearchOrder.newest
    package var after: SearchCursor?

    package init(_ text: String, order: SearchOrder = .newest, after: SearchCursor? = nil) {
        (self.text, self.order, self.after) = (text, order, after)
    }
}

package struct FeedPlace: Hashable, Sendable {
    package enum Form: String, Sendable, CaseIterable {
        case atom, json
    }

    package enum Subject: Hashable, Sendable {
        case site
        case author(Network, Author.ID)
        case search(String)
    }

    package var subject: Subject
    package var form: Form

    package init(_ subject: Subject, _ form: Form) { (self.subject, self.form) = (subject, form) }
}

/// How far one has come on the practice page.
package struct PracticePlace: Hashable, Sendable {
    package enum Step: Int, Sendable, CaseIterable {
        case timeline, paste, progress, thread
    }

    package var step: Step
    /// The post whose link was taken, counted from 0.
    package var post: Int

    package init(_ step: Step = .timeline, post: Int = 0) { (self.step, self.post) = (step, post) }
}

/// A copy of a picture, video or sound.
package struct MediumPlace: Hashable, Sendable {
    /// Hexadecimal SHA-256.
    package var hash: String
    /// Pixels, of a smaller version; nil for the thing itself.
    package var width: Int?
    /// The key of the thread in which it is seen by link.
    package var linkKey: String?

    package init(hash: String, width: Int? = nil, linkKey: String? = nil) {
        (self.hash, self.width, self.linkKey) = (hash, width, linkKey)
    }
}
