import Render
import Unroll

extension PrintOptions {
    /// Whether anything is said of pictures, videos and sounds.
    var showsMedia: Bool { true }
}

extension DocumentComposer {
    /// Dots an inch below which no picture is made larger.
    private static let resolution = 120.0

    /// A picture with its description below, or only that.
    mutating func set(_ attachment: Attachment, _ post: Post, _ setting: Setting) {
        let places = [attachment.file, attachment.url?.text, attachment.preview?.text]
        guard options.showsPictures, !post.isSensitive, let placed = pictures.picture(places, &made) else {
            setDescription(attachment, setting, isSensitive: post.isSensitive)
            return
        }
        let alt = oneLine(attachment.alt)
        let kind = words.post.attachment(attachment.kind)
        let hasCaption = !alt.isEmpty || attachment.kind != .image
        setFigure(placed, alt: alt.isEmpty ? kind + " " + words.post.undescribed : alt, setting, keepsNext: hasCaption)
        if hasCaption { setDescription(attachment, setting, isCaption: true) }
    }

    private mutating func setFigure(
        _ placed: PictureBook.Placed, alt: String, _ setting: Setting, maximumHeight: Double? = nil, keepsNext: Bool
    ) {
        let room = setter.width(setting)
        let natural = Double(placed.width) * 72 / DocumentComposer.resolution
        let limit = min(maximumHeight ?? .infinity, setter.sheet.depth * 0.45)
        let width = min(min(room, natural), limit * Double(placed.width) / Double(placed.height))
        let height = width * Double(placed.height) / Double(placed.width)
        let figure = SetFigure(
            picture: placed.name, width: max(1, width), height: max(1, height),
            element: made.structure.add(
                .figure, to: setting.parent, language: setting.language == setter.language ? nil : setting.language,
                alternative: legible(alt)),
            orientation: placed.orientation)
        var slab = Slab(content: .figure(figure), height: figure.height)
        (slab.space, slab.frames) = (10, setting.frames)
        slab.x = setting.isRightToLeft ? setting.indent.left + room - width : setting.indent.left
        put([slab], keepsNext: keepsNext)
    }

    /// A card's picture.
    mutating func setThumbnail(_ link: Link, alt: String, _ setting: Setting) {
        guard options.showsPictures, let placed = pictures.picture([link.text], &made) else { return }
        let line = oneLine(alt)
        setFigure(
            placed, alt: line.isEmpty ? words.post.attachment(.image) + " " + words.post.undescribed : line, setting,
            maximumHeight: 140, keepsNext: true)
        put([Slab(content: .nothing, height: 6)].framed(setting), keepsNext: true)
    }

    /// The kind of thing, how long it plays, and its description.
    private mutating func setDescription(
        _ attachment: Attachment, _ setting: Setting, isSensitive: Bool = false, isCaption: Bool = false
    ) {
        let alt = oneLine(attachment.alt)
        let name = alt.isEmpty ? attachment.undescribedName(words) : attachment.name(words) + ": "
        var passages: [Passage] = []
        if isSensitive { passages.append(Passage(words.post.sensitive + ". ", .label, language: words.language)) }
        if !isCaption || attachment.kind != .image {
            passages.append(Passage(name, .label, language: words.language))
        }
        if !alt.isEmpty { passages.append(Passage(alt, .label, isIsolated: true)) }
        if let url = attachment.url, !isCaption || attachment.kind != .image { passages += reference(to: url) }
        set(passages, .label, setting, space: isCaption ? 4 : 8)
    }
}

extension [Slab] {
    fileprivate func framed(_ setting: Setting) -> [Slab] {
        map { slab in
            var slab = slab
            slab.frames = setting.frames
            return slab
        }
    }
}
