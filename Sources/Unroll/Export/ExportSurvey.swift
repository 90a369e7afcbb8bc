import FoundationEssentials

/// The first reading of an export: learns whose it is and notes where each post stands, so that little is kept of each.
package struct ExportSurvey: Sendable {
    /// More posts than anybody has written.
    package static let maximumPosts = 4_000_000

    /// What is to be read, in this order.
    package var files: [ExportFile] { catalog.files(of: [.manifest, .account, .profile, .posts]) }

    private let catalog: ExportCatalog
    private let positions: [ExportFile: Int]
    private let decoder = JSONDecoder()
    private var manifest: ExportManifest?
    private var account: ExportAccount.Account?
    private var profile: ExportProfile.Profile?
    private var entries: [ExportEntry] = []
    private var versions: [[Int64]] = []
    private var elements: Int64 = 0
    private var unreadable = 0
    private var reposts = 0

    package init(_ catalog: ExportCatalog) {
        self.catalog = catalog
        positions = Dictionary(zip(catalog.files, 0...), uniquingKeysWith: { first, _ in first })
    }

    package mutating func add(_ element: ExportElement) {
        switch element.place.file.kind {
        case .manifest: manifest = element.decoded(as: ExportManifest.self, by: decoder)
        case .account: account = element.decoded(as: ExportAccount.self, by: decoder)?.account
        case .profile: profile = element.decoded(as: ExportProfile.self, by: decoder)?.profile
        case .posts: addPost(element)
        case .notes: break
        }
    }

    private mutating func addPost(_ element: ExportElement) {
        elements += 1
        guard let tweet = element.decoded(as: ExportWrapped<ExportTweet.Surveyed>.self, by: decoder)?.content,
            tweet.head.number != nil, entries.count < ExportSurvey.maximumPosts
        else { return unreadable += 1 }
        if tweet.head.isRepost { reposts += 1 }
        guard let position = positions[element.place.file],
            let entry = ExportEntry(tweet, file: position, number: element.place.number)
        else { return }
        entries.append(entry)
        if let ids = tweet.edits?.versions, ids.count > 1 { versions.append(Array((ids + [entry.id]).prefix(32))) }
    }

    /// The index, once every file has been read. Takes over all that was noted.
    package mutating func index() throws(ExportFailure) -> ExportIndex {
        guard let author else { throw .noAccount }
        if entries.isEmpty { throw .empty }
        var handedOver: [ExportEntry] = []
        swap(&handedOver, &entries)
        var index = ExportIndex(
            catalog: catalog, author: author, isPartial: isPartial, entries: handedOver, versions: versions)
        index.made = manifest?.archiveInfo?.generationDate.flatMap { Timestamp(rfc3339: $0) }
        (index.reposts, index.unreadable) = (reposts, unreadable)
        return index
    }

    private var author: Author? {
        let user = manifest?.userInfo
        guard let id = (account?.accountId ?? user?.accountId)?.id else { return nil }
        let handle = account?.username ?? user?.userName ?? ""
        let name = account?.accountDisplayName ?? user?.displayName ?? ""
        return Author(
            id: Author.ID(String(id)), handle: handle, name: XText(raw: name, marks: []).text,
            url: XURL.profile(handle), avatar: Link(profile?.avatarMediaUrl),
            bio: XText(raw: profile?.description?.bio ?? "", marks: []).text)
    }

    /// Whether posts may be missing: the manifest says so or is not there, or less came than it lists.
    private var isPartial: Bool {
        guard let manifest, manifest.archiveInfo?.isPartialArchive?.value == false, unreadable == 0 else { return true }
        let listed =
            (manifest.dataTypes?.tweets ?? manifest.dataTypes?.tweet)?.files.compactMap { $0.count?.count } ?? []
        return elements < Int64(clamping: listed.reduce(0) { $0.addingReportingOverflow($1).partialValue })
    }
}
