/// Reads what a post shows besides its text into the model. Where there is no view of it, only the record, files lead to the
/// author's own server (`com.atproto.sync.getBlob`).
struct BlueskyEmbeds {
    /// Whose post it is, for files.
    var author: DID
    /// The origin of the author's server, where it is known.
    var home: String?
    /// How many quotes stand around this post.
    var depth: Int
    var now: Timestamp

    func put(_ embed: EmbedWire, into post: inout Post) {
        switch embed {
        case .images(let pictures): post.attachments += pictures.prefix(20).map(attachment)
        case .video(let video): post.attachments.append(attachment(video))
        case .external(let external): post.card = card(external) ?? post.card
        case .record(let quoted): put(quoted, into: &post)
        case .recordWithMedia(let quoted, let media):
            put(quoted, into: &post)
            if let media { put(media, into: &post) }
        }
    }

    private func attachment(_ picture: PictureWire) -> Attachment {
        Attachment(
            kind: .image, url: Link(picture.fullsize) ?? file(picture.image),
            preview: Link(picture.thumb ?? picture.thumbnail), alt: picture.alt ?? "",
            width: side(picture.aspectRatio?.width), height: side(picture.aspectRatio?.height))
    }

    private func attachment(_ video: VideoWire) -> Attachment {
        Attachment(
            kind: video.presentation == "gif" ? .gif : .video, url: Link(video.playlist) ?? file(video.video),
            preview: Link(video.thumbnail), alt: video.alt ?? "", width: side(video.aspectRatio?.width),
            height: side(video.aspectRatio?.height))
    }

    /// A width or height that a picture can have.
    private func side(_ pixels: Int?) -> Int? { pixels.flatMap { (1...100_000).contains($0) ? $0 : nil } }

    private func card(_ external: ExternalWire) -> Card? {
        let image: Link? =
            switch external.thumb {
            case .address(let address): Link(address)
            case .blob(let blob): file(blob)
            case nil: nil
            }
        return Link(external.uri).map {
            Card(url: $0, title: external.title ?? "", summary: external.description ?? "", image: image)
        }
    }

    /// A file in the author's repository.
    private func file(_ blob: BlobWire?) -> Link? {
        guard let home, let hash = blob?.hash, (1...128).contains(hash.utf8.count),
            hash.utf8.allSatisfy(\.isASCIIAlphanumeric)
        else { return nil }
        return Link("\(home)/xrpc/com.atproto.sync.getBlob?did=\(queryValue(author.text))&cid=\(hash)")
    }
}
