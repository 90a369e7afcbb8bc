import Unroll

/// Pictures in a document: inside it where their bytes are given, from the site that serves it where that has copies, otherwise as
/// their description, with a link to where the network has them. A document never makes a browser ask anybody else for anything.
struct HTMLPictures {
    var options: RenderOptions

    /// What belongs to a post, or nothing where the reader wants no media.
    func figures(_ attachments: [Attachment]) -> HTML? {
        if options.media == .none || attachments.isEmpty { return nil }
        return "<div class=\"media\">\n\(attachments.map(figure))</div>\n"
    }

    /// The same in words.
    func described(_ attachments: [Attachment]) -> HTML? {
        if options.media == .none || attachments.isEmpty { return nil }
        return "<div class=\"media\">\n\(attachments.map(described))</div>\n"
    }

    func figure(_ attachment: Attachment) -> HTML {
        if let image = embedded(attachment) {
            let isStill = attachment.kind != .image
            return figure(isStill ? player(attachment, image) : HTML.link(attachment.url, image), attachment)
        }
        if let copy = copied(attachment) { return figure(copy, attachment) }
        return described(attachment)
    }

    private func figure(_ content: HTML, _ attachment: Attachment) -> HTML {
        let alt = oneLine(attachment.alt)
        // A picture's own alternative says the same to people who hear it.
        let caption: HTML =
            attachment.kind != .image
            ? "<figcaption>\(label(attachment))</figcaption>"
            : alt.isEmpty ? "" : "<figcaption aria-hidden=\"true\"><bdi>\(alt)</bdi></figcaption>"
        return "<figure>\(content)\(caption)</figure>\n"
    }

    /// A small picture in the place of its shortcode, or the shortcode.
    func emoji(_ emoji: CustomEmoji, text: String) -> HTML {
        if let picture = picture(emoji.url.text) {
            return "<img class=\"emoji\" src=\"\(data: picture)\" alt=\"\(oneLine(text))\">"
        }
        guard let copy = pictureCopy(emoji.url) else { return "\(text)" }
        return """
            <img class="emoji" src="\(copy.address)" alt="\(oneLine(text))" width="20" height="20" loading="lazy">
            """
    }

    /// The author's picture, where there is one; it says nothing the name beside it does not say.
    func avatar(_ author: Author) -> HTML? {
        guard let avatar = author.avatar else { return nil }
        if let picture = picture(avatar.text) {
            return "<img class=\"avatar\" src=\"\(data: picture)\" alt=\"\" width=\"48\" height=\"48\">"
        }
        return pictureCopy(avatar).map { copy in
            let sharp: String? =
                copy.smaller.isEmpty ? nil : "\(copy.address(for: 96)) 2x, \(copy.address(for: 192)) 4x"
            return """
                <img class="avatar" src="\(copy.address(for: 96))"\(attribute: "srcset", sharp) alt="" width="48" height="48">
                """
        }
    }

    /// The picture of a link card, where there is one.
    func thumbnail(_ link: Link, alt: String) -> HTML? {
        if let picture = picture(link.text) { return "<img src=\"\(data: picture)\" alt=\"\(oneLine(alt))\">" }
        return pictureCopy(link).map { image($0, alt: oneLine(alt)) }
    }

    private func embedded(_ attachment: Attachment) -> HTML? {
        let places = [attachment.file, attachment.url?.text, attachment.preview?.text]
        guard let picture = places.lazy.compactMap({ $0.flatMap(picture) }).first else { return nil }
        let alt =
            oneLine(attachment.alt).isEmpty ? options.words.post.attachment(attachment.kind) : oneLine(attachment.alt)
        return "<img src=\"\(data: picture)\" alt=\"\(alt)\"\(sides(attachment.width, attachment.height))>"
    }

    /// A picture that opens large, or something that plays.
    private func copied(_ attachment: Attachment) -> HTML? {
        let label = oneLine(attachment.alt)
        let alt = label.isEmpty ? options.words.post.attachment(attachment.kind) : label
        let thing = attachment.url.flatMap(mediaCopy)
        let still = attachment.preview.flatMap(pictureCopy)
        switch thing?.type.kind {
        case .video:
            return thing.map { video($0, attachment, poster: still, label: alt) }
        case .audio:
            return thing.map {
                "<audio controls preload=\"none\" src=\"\($0.address)\" aria-label=\"\(alt)\"></audio>"
            }
        case .picture, nil:
            guard let picture = thing ?? still else { return nil }
            let image = image(picture, alt: alt, width: attachment.width, height: attachment.height)
            if thing == nil, attachment.kind != .image { return player(attachment, image) }
            return "<a href=\"\(picture.address)\">\(image)</a>"
        }
    }

    /// A still of what does not play here, marked, that leads to where the network has it.
    private func player(_ attachment: Attachment, _ still: HTML) -> HTML {
        guard let url = attachment.url else { return still }
        let place = URLParts(url.text).map { options.words.post.plays($0.host) }
        return """
            <a class="play" href="\(url)" rel="nofollow noreferrer"\(attribute: "title", place)>\(still)</a>
            """
    }

    private func video(_ copy: MediaCopy, _ attachment: Attachment, poster: MediaCopy?, label: String) -> HTML {
        let still = poster.map { $0.address(for: 640).text }
        let manner: HTML = attachment.kind == .gif ? " loop muted playsinline" : " playsinline"
        return """
            <video controls preload="none" src="\(copy.address)"\(attribute: "poster", still)\(manner) aria-label="\(label)"\
            \(sides(attachment.width ?? poster?.width, attachment.height ?? poster?.height))></video>
            """
    }

    private func image(_ copy: MediaCopy, alt: String, width: Int? = nil, height: Int? = nil) -> HTML {
        let source = copy.type == .gif ? copy.address : copy.address(for: 640)
        let set = copy.sourceSet
        return """
            <img src="\(source)"\(attribute: "srcset", set)\
            \(attribute: "sizes", set.map { _ in "(min-width: 40rem) 37rem, 94vw" })\
            \(sides(copy.width ?? width, copy.height ?? height)) loading="lazy" decoding="async" alt="\(alt)">
            """
    }

    private func sides(_ width: Int?, _ height: Int?) -> HTML {
        guard let width, let height, (1...20_000).contains(width), (1...20_000).contains(height) else { return "" }
        return " width=\"\(width)\" height=\"\(height)\""
    }

    private func mediaCopy(_ link: Link) -> MediaCopy? { options.media == .none ? nil : options.copies[link] }

    private func pictureCopy(_ link: Link) -> MediaCopy? {
        mediaCopy(link).flatMap { $0.type.kind == .picture ? $0 : nil }
    }

    private func described(_ attachment: Attachment) -> HTML {
        "<figure class=\"described\"><p>\(HTML.link(attachment.url, label(attachment)))</p></figure>\n"
    }

    /// The kind of thing, how long it plays, and its description.
    private func label(_ attachment: Attachment) -> HTML {
        let (words, alt) = (options.words, oneLine(attachment.alt))
        let name = alt.isEmpty ? attachment.undescribedName(words) : attachment.name(words) + ":"
        let description: HTML? = alt.isEmpty ? nil : " <bdi>\(alt)</bdi>"
        return "<span class=\"kind\" lang=\"\(words.language)\">\(name)</span>\(description)"
    }

    private func picture(_ place: String) -> EmbeddedPicture? {
        options.media == .embed ? options.pictures[place].flatMap(EmbeddedPicture.init) : nil
    }
}
