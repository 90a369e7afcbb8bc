import Unroll

/// Pictures in a document: inside it where their bytes are given, otherwise as their description, with a link to where
/// the network has them. A document never makes a browser ask anybody for anything.
struct HTMLPictures {
    var options: RenderOptions

    /// What belongs to a post, or nothing where the reader wants no media.
    func figures(_ attachments: [Attachment]) -> HTML? {
        if options.media == .none || attachments.isEmpty { return nil }
        return "<div class=\"media\">\n\(attachments.map(figure))</div>\n"
    }

    func figure(_ attachment: Attachment) -> HTML {
        guard let image = embedded(attachment) else { return described(attachment) }
        let alt = oneLine(attachment.alt)
        // A picture's own alternative says the same to people who hear it.
        let caption: HTML =
            attachment.kind != .image
            ? "<figcaption>\(label(attachment))</figcaption>"
            : alt.isEmpty ? "" : "<figcaption aria-hidden=\"true\"><bdi>\(alt)</bdi></figcaption>"
        return "<figure>\(HTML.link(attachment.url, image))\(caption)</figure>\n"
    }

    /// A small picture in the place of its shortcode, or the shortcode.
    func emoji(_ emoji: CustomEmoji, text: String) -> HTML {
        guard let picture = picture(emoji.url.text) else { return "\(text)" }
        return "<img class=\"emoji\" src=\"\(data: picture)\" alt=\"\(oneLine(text))\">"
    }

    /// The author's picture, where its bytes are given; it says nothing the name beside it does not say.
    func avatar(_ author: Author) -> HTML? {
        author.avatar.flatMap { picture($0.text) }.map {
            "<img class=\"avatar\" src=\"\(data: $0)\" alt=\"\" width=\"48\" height=\"48\">"
        }
    }

    /// The picture of a link card, where its bytes are given.
    func thumbnail(_ link: Link, alt: String) -> HTML? {
        picture(link.text).map { "<img src=\"\(data: $0)\" alt=\"\(oneLine(alt))\">" }
    }

    private func embedded(_ attachment: Attachment) -> HTML? {
        let places = [attachment.file, attachment.url?.text, attachment.preview?.text]
        guard let picture = places.lazy.compactMap({ $0.flatMap(picture) }).first else { return nil }
        let sides: HTML =
            if let width = attachment.width, let height = attachment.height, (1...20_000).contains(width),
                (1...20_000).contains(height)
            {
                " width=\"\(width)\" height=\"\(height)\""
            } else { "" }
        let alt =
            oneLine(attachment.alt).isEmpty ? options.words.post.attachment(attachment.kind) : oneLine(attachment.alt)
        return "<img src=\"\(data: picture)\" alt=\"\(alt)\"\(sides)>"
    }

    private func described(_ attachment: Attachment) -> HTML {
        "<figure class=\"described\"><p>\(HTML.link(attachment.url, label(attachment)))</p></figure>\n"
    }

    /// The kind of thing, how long it plays, and its description.
    private func label(_ attachment: Attachment) -> HTML {
        let words = options.words
        let length = attachment.durationMilliseconds.map { ", " + words.date.duration($0) } ?? ""
        let kind: HTML =
            "<span class=\"kind\" lang=\"\(words.language)\">\(words.post.attachment(attachment.kind) + length)"
        return oneLine(attachment.alt).isEmpty
            ? "\(kind) \(words.post.undescribed)</span>" : "\(kind):</span> <bdi>\(oneLine(attachment.alt))</bdi>"
    }

    private func picture(_ place: String) -> EmbeddedPicture? {
        options.media == .embed ? options.pictures[place].flatMap(EmbeddedPicture.init) : nil
    }
}
