extension ExportMedia {
    /// - Parameters:
    ///   - post: the id of the post, with which the names of its files begin.
    ///   - find: the path of a file in the export by its name, where it is there.
    func attachment(of post: Int64, find: @escaping (String) -> String?) -> Attachment {
        let still = Link(source)
        let playable = kind == .image ? [] : files
        let sources = (playable.compactMap(\.url) + [kind == .image ? source : nil].compactMap(\.self))
        return Attachment(
            kind: kind, url: kind == .image ? still : Link(playable.first?.url) ?? Link(expanded),
            preview: kind == .image ? nil : still, alt: alt ?? "", width: sizes?.large?.width,
            height: sizes?.large?.height, durationMilliseconds: video?.milliseconds,
            file: sources.lazy.compactMap { basename($0).flatMap { find("\(post)-\($0)") } }.first)
    }

    private var kind: Attachment.Kind {
        switch type {
        case "photo": .image
        case "video": .video
        case "animated_gif": .gif
        default: .unknown
        }
    }

    /// The files of a video, the best first; playlists are left out.
    private var files: [Variant] {
        (video?.variants ?? []).filter { $0.type == "video/mp4" && $0.url != nil }
            .sorted { ($0.bitrate ?? 0) > ($1.bitrate ?? 0) }
    }
}

/// What stands behind the last slash of an address, without its query.
private func basename(_ url: String) -> String? {
    guard let name = URLParts(url)?.segments.last, !name.isEmpty else { return nil }
    return name
}
