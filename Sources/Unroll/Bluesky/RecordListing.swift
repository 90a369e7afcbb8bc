/// The author's posts of one conversation, picked out of the list of all their records, oldest first. The list begins a minute
/// before the conversation's first post, because clocks differ.
///
/// It is read to its end where that is not too far: posts may follow years later, and only the end of the list proves that there
/// are none. It is left earlier when the author has written for a year without a word in this conversation, or after 300
/// pages (30,000 posts): a prolific author's server would otherwise be asked for hundreds of pages for nothing.
struct RecordListing: Sendable {
    static let maximumPages = 300
    static let quietMilliseconds: Int64 = 365 * 86_400_000

    let author: DID
    let home: String
    /// The conversation's first post, or the given one where nobody can say.
    let root: PostID
    /// A post that cannot be read: what answers it belongs to the conversation too, whatever its root.
    let lost: PostID?
    private(set) var hits: [PostID: PostRecordWire] = [:]
    /// The root that answers to the lost post name.
    private(set) var rootOfLost: RecordAddress?
    private(set) var hasEnded = false
    private(set) var stoppedEarly = false
    private var cursor: String?
    private var pages = 0
    private var lastHit: Timestamp?

    init(of author: DID, at home: String, root: RecordAddress, started: Timestamp? = nil, lost: PostID? = nil) {
        (self.author, self.home, self.root, self.lost) = (author, home, root.id, lost)
        lastHit = TID(root.rkey)?.instant ?? started
        cursor = lastHit.map { TID($0.advanced(byMilliseconds: -60_000)).text }
    }

    /// The next page, by lexicon com.atproto.repo.listRecords.
    var request: Request {
        let parameters = [
            ("repo", author.text), ("collection", RecordAddress.posts), ("limit", "100"), ("reverse", "true"),
        ]
        let place = cursor.map { [("cursor", $0)] } ?? []
        return XRPC.request(home, "com.atproto.repo.listRecords", parameters + place)
    }

    mutating func receive(_ page: RecordsWire) {
        pages += 1
        var last: Timestamp?
        for record in page.records.compactMap(\.wrappedValue) {
            guard let address = RecordAddress(record.uri), address.author == author, address.isPost else { continue }
            last = TID(address.rkey)?.instant ?? last
            if belongs(record.value, address.id) {
                hits[address.id] = record.value
                lastHit = last ?? lastHit
            }
        }
        guard let next = page.cursor, next != cursor, !page.records.isEmpty else {
            hasEnded = true
            return
        }
        cursor = next
        stoppedEarly = pages >= Self.maximumPages || isQuiet(at: last)
        hasEnded = stoppedEarly
    }

    /// Also counts what answers a post that counts: some programs name a wrong root.
    private mutating func belongs(_ record: PostRecordWire, _ id: PostID) -> Bool {
        if id == root || record.root?.id == root { return true }
        guard let parent = record.parent?.id else { return false }
        if parent == lost { rootOfLost = record.root }
        return parent == lost || hits[parent] != nil
    }

    private func isQuiet(at instant: Timestamp?) -> Bool {
        guard let instant, let lastHit else { return false }
        return instant.milliseconds - lastHit.milliseconds > Self.quietMilliseconds
    }
}
