import Render
import Store
import Unroll

/// The site's copies of what a thread shows, for a document that holds them: as many as there is room for, in the order they are read.
struct KeptPictures: Sendable {
    /// Of pictures, and of their bytes at every place where they stand: the document is in memory while it is made.
    static let maximumCount = 256
    static let maximumBytes = 16 << 20

    /// Of one picture, the best first; the original is what is left.
    private typealias Widths = [Int]

    private(set) var links: [Link] = []
    private var widths: [Link: Widths] = [:]
    private var uses: [Link: Int] = [:]

    /// Emoji are left out: nobody can say how often they stand in a text.
    init(_ thread: Unroll.Thread) {
        if let avatar = thread.author.avatar { add(avatar, [192, 96]) }
        let posts = thread.shownPosts
        for post in posts {
            let attachments = post.attachments + (post.article?.cover.map { [$0] } ?? [])
            for link in attachments.flatMap(\.mediaLinks) + (post.card?.image.map { [$0] } ?? []) {
                add(link, [1280, 640])
            }
        }
        let emoji = Set((thread.author.emoji + posts.flatMap(\.knownEmoji)).map(\.url))
        links.removeAll(where: emoji.contains)
    }

    private mutating func add(_ link: Link, _ widths: Widths) {
        uses[link, default: 0] += 1
        if uses[link] == 1 {
            links.append(link)
            self.widths[link] = widths
        }
    }

    /// The bytes by the address under which the thread knows the picture; what cannot be read is left out.
    func pictures(
        _ media: [Link: Medium], in folder: MediaFolder, limit: Int = maximumBytes
    ) async -> [String: RenderOptions.Picture] {
        var found: [String: RenderOptions.Picture] = [:]
        var room = limit
        for link in links where room > 0 && found.count < KeptPictures.maximumCount {
            guard let medium = media[link], let type = MediumType(rawValue: medium.type), type.kind == .picture else {
                continue
            }
            // A smaller version does not move.
            for width in (type == .gif ? [] : (widths[link] ?? []).map(Int?.some)) + [nil] {
                let path = folder.path(of: medium.hash, width: width)
                guard let file = try? await MediaFile.open(path) else { continue }
                let size = file.length * (uses[link] ?? 1)
                guard size <= room, let bytes = try? await file.bytes() else { continue }
                room -= size
                found[link.text] = RenderOptions.Picture(
                    bytes: bytes, type: (width == nil ? type : .webp).rawValue)
                break
            }
        }
        return found
    }
}
