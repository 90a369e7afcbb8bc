import Fetch
import Render
import Unroll

/// The pictures of a thread that a document can hold: attachments, posters of videos, cards, covers, custom emoji and the author.
struct PictureAddresses: Sendable {
    /// Bytes of one picture, and of all in a document.
    static let maximumBytes = 8 << 20
    static let maximumTotalBytes = 96 << 20
    static let maximumCount = 2_000
    /// What browsers show (`EmbeddedPicture`).
    static let accept = "image/avif,image/webp,image/png,image/jpeg,image/gif"

    /// The places of one picture, best first.
    private var places: [[String]] = []
    private var files: [String] = []

    init(_ thread: Thread) {
        add(thread.author.avatar)
        for emoji in thread.author.emoji { add(emoji.url) }
        let context = thread.context + thread.answers.compactMap(\.to)
        for case .post(let post) in context { add(post) }
        for post in thread.posts + thread.branches.flatMap(\.posts) + thread.answers.flatMap(\.posts) { add(post) }
    }

    private mutating func add(_ post: Post) {
        for attachment in post.attachments { add(attachment) }
        if let cover = post.article?.cover { add(cover) }
        add(post.card?.image)
        for emoji in post.emoji + post.spareEmoji { add(emoji.url) }
        if case .post(let quoted)? = post.quote { add(quoted) }
    }

    private mutating func add(_ attachment: Attachment) {
        if let file = attachment.file { files.append(file) }
        let all = attachment.kind == .image ? [attachment.url, attachment.preview] : [attachment.preview]
        places.append(all.compactMap { $0?.text })
    }

    private mutating func add(_ link: Link?) {
        if let link { places.append([link.text]) }
    }

    /// Asks for each picture once, and for a smaller one where the best cannot be had.
    func pictures(over http: some HTTP) async -> [String: RenderOptions.Picture] {
        var found: [String: RenderOptions.Picture] = [:]
        var (asked, total): (Set<String>, Int) = ([], 0)
        for rank in 0..<(places.map(\.count).max() ?? 0) {
            let wanted = places.filter { $0.count > rank && $0[..<rank].allSatisfy { found[$0] == nil } }
            var addresses = wanted.map { $0[rank] }.filter { asked.insert($0).inserted }[...]
            while !addresses.isEmpty, total < Self.maximumTotalBytes, asked.count <= Self.maximumCount {
                let requests = addresses.prefix(16).map {
                    Request($0, accept: Self.accept, maximumBytes: Self.maximumBytes)
                }
                addresses = addresses.dropFirst(16)
                await ask(requests, over: http) { result, request in
                    guard case .success(let response) = result, response.status == 200 else { return }
                    let type = response.headers["content-type"] ?? ""
                    found[request.url] = RenderOptions.Picture(bytes: response.body, type: type)
                    total += response.body.count
                }
            }
        }
        return found
    }

    /// Reads the pictures that lie in an export.
    func pictures(in archive: ExportArchive) -> [String: RenderOptions.Picture] {
        var (found, total): ([String: RenderOptions.Picture], Int) = ([:], 0)
        for file in files where found[file] == nil && total < Self.maximumTotalBytes {
            guard let bytes = try? archive.bytes(of: file, limit: Self.maximumBytes) else { continue }
            found[file] = RenderOptions.Picture(bytes: bytes, type: "")
            total += bytes.count
        }
        return found
    }
}
