/// How far one author's posts of the conversation have been gathered, and by which way.
struct BlueskyGathering: Sendable {
    /// Pages of an author's feed that are read at most: 10,000 posts.
    static let maximumFeedPages = 100
    /// Views of threads that are asked for at most.
    static let maximumThreads = 200

    enum Stage: Sendable {
        /// Who the author is and where the records are.
        case introduction
        /// The author's word on being shown, from the own server, where the AppView does not know it.
        case consent
        case records
        case feed
        case threads
        /// Views of the records found.
        case views
        /// The posts answered.
        case parents
        case finished
    }

    let author: DID
    var stage = Stage.introduction
    var listing: RecordListing?
    /// Pages read of the author's feed, which goes back in time.
    var feedPages = 0
    /// Views of threads asked for.
    var threads = 0

    init(of author: DID) { self.author = author }
}
