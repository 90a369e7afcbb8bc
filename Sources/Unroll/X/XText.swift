/// A post's text as X shows it, made from the text X sends: that one is HTML-escaped, has `https://t.co/…` in place of every link,
/// begins with the handles a reply answers to, and ends with links to the post's own pictures and to the post it quotes.
package struct XText: Equatable, Sendable {
    package var text: String
    /// In order, inside `text`.
    package var facets: [Facet]

    /// A stretch X marks in the text it sends. The indices are those X gives; where they do not point at what the mark names, it
    /// is looked for in the text (X counts code points, some exports UTF-16 units, and some indices are wrong).
    package struct Mark: Equatable, Sendable {
        package enum Kind: Equatable, Sendable {
            /// `isHidden`: it leads to the post's own media or to the post it quotes, so that X does not show it at the end.
            case link(short: String, expanded: String?, display: String?, isHidden: Bool)
            case mention(handle: String, id: Author.ID?)
            case hashtag(String)
            case cashtag(String)
            case bold, italic
        }

        package var kind: Kind
        package var start: Int?
        package var end: Int?

        package init(_ kind: Kind, start: Int? = nil, end: Int? = nil) {
            (self.kind, self.start, self.end) = (kind, start, end)
        }
    }

    /// Only so many marks of one post are looked at.
    package static let maximumMarks = 2000

    /// - Parameter start: where the shown text begins (`display_text_range[0]`); counts only when handles alone stand before it.
    package init(raw: String, marks: [Mark], from start: Int = 0) {
        var source = XTextSource(raw)
        let placed = marks.prefix(XText.maximumMarks).compactMap { mark in source.place(mark) }
        var writer = XTextWriter(source: source, placed: placed, from: start)
        writer.write()
        text = writer.text
        facets = writer.facets
    }
}

/// A mark with its place in the text X sends, in code points.
struct PlacedXMark {
    var range: Range<Int>
    var kind: XText.Mark.Kind

    var isLink: Bool { if case .link = kind { true } else { false } }
}

/// Walks over the text X sends once and writes the one X shows.
private struct XTextWriter {
    private let source: XTextSource
    /// In order, not overlapping.
    private let links: [PlacedXMark]
    private let others: [PlacedXMark]
    private let shown: Range<Int>
    /// For each code point of the source, where it went; those before and behind the shown stretch go to its ends.
    private var destination: [Int]
    private var written: [UInt8] = []
    private var count = 0
    private(set) var facets: [Facet] = []

    var text: String { String(decoding: written, as: UTF8.self) }

    init(source: XTextSource, placed: [PlacedXMark], from start: Int) {
        self.source = source
        var end = 0
        links = placed.filter(\.isLink).sorted { $0.range.lowerBound < $1.range.lowerBound }.filter { link in
            if link.range.lowerBound < end { return false }
            end = link.range.upperBound
            return true
        }
        others = placed.filter { !$0.isLink }
        shown = source.shown(from: start, links: links)
        destination = Array(repeating: 0, count: source.scalars.count + 1)
    }

    mutating func write() {
        var position = shown.lowerBound
        for link in links where link.range.lowerBound >= shown.lowerBound && link.range.upperBound <= shown.upperBound {
            copy(position..<link.range.lowerBound)
            write(link)
            position = link.range.upperBound
        }
        copy(position..<shown.upperBound)
        for index in shown.upperBound..<destination.count { destination[index] = count }
        for mark in others { note(mark) }
        facets = Facet.sound(facets, length: count)
    }

    private mutating func copy(_ range: Range<Int>) {
        var position = range.lowerBound
        while position < range.upperBound {
            let (scalar, length) = source.unescaped(at: position)
            for index in position..<min(position + length, destination.count) { destination[index] = count }
            append(scalar)
            position += length
        }
    }

    private mutating func append(_ scalar: Unicode.Scalar) {
        written.append(scalar: scalar)
        count += 1
    }

    private mutating func write(_ link: PlacedXMark) {
        guard case .link(let short, let expanded, let display, _) = link.kind,
            let target = expanded.flatMap({ Link($0) }) ?? Link(short)
        else { return copy(link.range) }
        let shown = display.flatMap { $0.isEmpty ? nil : $0 } ?? target.display()
        for index in link.range { destination[index] = count }
        let start = count
        for scalar in shown.unicodeScalars { append(scalar) }
        facets.append(
            Facet(start..<count, .link(LinkForms(short: Link(short), expanded: target, display: shown))))
    }

    private mutating func note(_ mark: PlacedXMark) {
        let (start, end) = (destination[mark.range.lowerBound], destination[mark.range.upperBound])
        guard start < end, mark.range.lowerBound >= shown.lowerBound else { return }
        switch mark.kind {
        case .mention(let handle, let id):
            facets.append(Facet(start..<end, .mention(handle: handle, id: id, url: XURL.profile(handle))))
        case .hashtag(let tag): facets.append(Facet(start..<end, .hashtag(tag: tag, url: XURL.hashtag(tag))))
        case .cashtag(let tag): facets.append(Facet(start..<end, .hashtag(tag: tag, url: XURL.cashtag(tag))))
        case .bold: facets.append(Facet(start..<end, .bold))
        case .italic: facets.append(Facet(start..<end, .italic))
        case .link: break
        }
    }
}
