/// The first reading of an export: learns whose it is and notes where each post stands, so that little is kept of each.
package struct ExportSurvey: Sendable {
    /// More posts than anybody has written.
    package static let maximumPosts = 4_000_000

    /// What is to be read, in this order.
    package var files: [ExportFile] { catalog.files(of: [.manifest, .account, .profile, .posts]) }

    private let catalog: ExportCatalog
    private let positions: [ExportFile: Int]
    private var manifest: ExportManifest?
    private var account: ExportedAccount?
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
        case .manifest: manifest = element.read(as: ExportManifest.self)
        case .account: account = element.read(as: ExportAccount.self)?.account
        case .profile: profile = element.read(as: ExportProfile.self)?.profile
        case .posts: addPost(element)
        case .notes: break
        }
    }

    private mutating func addPost(_ element: ExportElement) {
        elements += 1
        guard let tweet = element.read(as: ExportWrapped<ExportTweet.Surveyed>.self)?.content,
            tweet.head.id != nil, entries.count < ExportSurvey.maximumPosts
        else { return unreadable += 1 }
        if tweet.head.isRepost { reposts += 1 }
        let versions = tweet.edits?.versions ?? []
        guard let position = positions[element.place.file],
            let entry = ExportEntry(
                tweet.head, first: versions.first, file: position, number: element.place.number)
        else { return }
        entries.append(entry)
        if versions.count > 1 { self.versions.append(Array((versions + [entry.id]).prefix(32))) }
    }

    /// The index, once every file has been read. Takes over all that was noted.
    package mutating func index() throws(ExportFailure) -> ExportIndex {
        guard let author else { throw .noAccount }
        if entries.isEmpty { throw .empty }
        var handedOver: [ExportEntry] = []
        swap(&handedOver, &entries)
        var index = ExportIndex(
            catalog: catalog, author: author, isPartial: isPartial, entries: handedOver, versions: versions)
        index.made = manifest?.archive?.made.flatMap { Timestamp(rfc3339: $0) }
        (index.reposts, index.unreadable) = (reposts, unreadable)
        return index
    }

    private var author: Author? {
        let other = manifest?.account
        guard let id = account?.id ?? other?.id else { return nil }
        let handle = account?.handle ?? other?.handle ?? ""
        let name = account?.name ?? other?.name ?? ""
        return Author(
            id: Author.ID(String(id)), handle: handle, name: XText(raw: name, marks: []).text,
            url: XURL.profile(handle), avatar: Link(profile?.avatar),
            bio: XText(raw: profile?.description?.bio ?? "", marks: []).text)
    }

    /// Whether posts may be missing: the manifest says so or is not there, or less came than it lists.
    private var isPartial: Bool {
        guard let manifest, manifest.archive?.isPartial == false, unreadable == 0 else { return true }
        let listed = manifest.kinds?.posts?.files.compactMap(\.count) ?? []
        return elements < Int64(clamping: listed.reduce(0) { $0.addingReportingOverflow($1).partialValue })
    }
}
