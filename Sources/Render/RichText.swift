import Unroll

/// A post's text read for setting: paragraphs of lines of pieces, each piece in one style and at most one object.
package struct RichText {
    package struct Style: OptionSet, Hashable {
        package let rawValue: UInt8
        package init(rawValue: UInt8) { self.rawValue = rawValue }
        package static let bold = Style(rawValue: 1)
        package static let italic = Style(rawValue: 2)
        package static let strikethrough = Style(rawValue: 4)
        package static let code = Style(rawValue: 8)
        package static let quotation = Style(rawValue: 16)
        package static let preformatted = Style(rawValue: 32)
    }

    package struct Piece {
        package var text: String
        package var style: Style
        /// A link, mention, hashtag or emoji; nil for plain text.
        package var object: Facet.Kind?
    }

    package struct Block {
        package enum Kind { case paragraph, quotation, preformatted }
        package var kind: Kind
        package var lines: [[Piece]]
    }

    package private(set) var blocks: [Block] = []

    /// Cuts `text` where a facet begins or ends, at line ends, and at empty lines. Linearithmic in the number of facets.
    package init(_ text: String, _ facets: [Facet] = []) {
        var text = text
        text.withUTF8 { utf8 in
            var rest = utf8[...]
            if facets.isEmpty {
                add(rest, [], nil)
                return
            }
            let length = utf8.reduce(0) { $1 & 0xc0 == 0x80 ? $0 : $0 + 1 }
            var start = 0
            for cut in RichText.cuts(Facet.sound(facets, length: length), length: length) {
                let part = rest.firstScalars(cut.end - start)
                add(part, cut.style, cut.object)
                (start, rest) = (cut.end, rest[part.endIndex...])
            }
        }
        guard blocks.contains(where: { $0.lines.contains(where: RichText.isBlank) }) else { return }
        blocks = blocks.compactMap { block in
            let lines = block.kind == .preformatted ? block.lines : block.lines.filter { !RichText.isBlank($0) }
            return lines.allSatisfy(RichText.isBlank) ? nil : Block(kind: block.kind, lines: lines)
        }
    }

    private static func isBlank(_ line: [Piece]) -> Bool { line.allSatisfy { Render.isBlank($0.text) } }

    private mutating func add(_ utf8: Slice<UnsafeBufferPointer<UInt8>>, _ style: Style, _ object: Facet.Kind?) {
        if utf8.isEmpty { return }
        let kind: Block.Kind =
            style.contains(.preformatted) ? .preformatted : style.contains(.quotation) ? .quotation : .paragraph
        if blocks.last?.kind != kind { blocks.append(Block(kind: kind, lines: [[]])) }
        let inline = style.subtracting([.quotation, .preformatted])
        var rest = utf8
        while true {
            let end = rest.lineEnd
            let line = rest[..<(end?.lowerBound ?? rest.endIndex)]
            if !line.isEmpty {
                let piece = Piece(text: String(decoding: line, as: UTF8.self), style: inline, object: object)
                blocks[blocks.count - 1].lines[blocks[blocks.count - 1].lines.count - 1].append(piece)
            }
            guard let end else { return }
            breakLine()
            rest = rest[end.upperBound...]
        }
    }

    /// A second line end in a row starts a new paragraph.
    private mutating func breakLine() {
        let last = blocks.count - 1
        if blocks[last].kind == .preformatted {
            blocks[last].lines.append([])
        } else if RichText.isBlank(blocks[last].lines[blocks[last].lines.count - 1]) {
            if blocks[last].lines.count > 1 { blocks.append(Block(kind: blocks[last].kind, lines: [[]])) }
        } else {
            blocks[last].lines.append([])
        }
    }
}

extension RichText {
    private struct Cut {
        var end: Int
        var style: Style
        var object: Facet.Kind?
    }

    /// The stretches between all beginnings and ends of `facets`, with what lies over each.
    private static func cuts(_ facets: [Facet], length: Int) -> [Cut] {
        var cuts: [Cut] = []
        var depth: [Style: Int] = [:]
        var object: Facet?
        func note(upTo end: Int) {
            if end <= cuts.last?.end ?? 0 { return }
            let style = depth.reduce(into: Style()) { if $1.value > 0 { $0.insert($1.key) } }
            cuts.append(Cut(end: end, style: style, object: object?.kind))
        }
        let ends = facets.sorted { $0.range.upperBound < $1.range.upperBound }
        var (opening, closing) = (0, 0)
        while closing < ends.count {
            let end = ends[closing]
            if opening < facets.count, facets[opening].range.lowerBound < end.range.upperBound {
                let facet = facets[opening]
                note(upTo: facet.range.lowerBound)
                if facet.isStyle { depth[Style(facet.kind), default: 0] += 1 } else { object = facet }
                opening += 1
            } else {
                note(upTo: end.range.upperBound)
                if end.isStyle { depth[Style(end.kind), default: 0] -= 1 } else { object = nil }
                closing += 1
            }
        }
        note(upTo: length)
        return cuts
    }
}

extension RichText.Style {
    fileprivate init(_ kind: Facet.Kind) {
        self =
            switch kind {
            case .bold: .bold
            case .italic: .italic
            case .strikethrough: .strikethrough
            case .code: .code
            case .quotation: .quotation
            case .preformatted: .preformatted
            case .link, .mention, .hashtag, .emoji: []
            }
    }
}

extension Slice<UnsafeBufferPointer<UInt8>> {
    /// The bytes of so many code points, or all where there are fewer.
    fileprivate func firstScalars(_ count: Int) -> Self {
        var (index, left) = (startIndex, count)
        while index < endIndex {
            if self[index] & 0xc0 != 0x80 {
                if left == 0 { break }
                left -= 1
            }
            index += 1
        }
        return self[startIndex..<index]
    }

    /// Where the first line ends: at a line feed, U+2028 or U+2029.
    fileprivate var lineEnd: Range<Int>? {
        for index in startIndex..<endIndex {
            if self[index] == 0x0a { return index..<index + 1 }
            if self[index] == 0xe2, index + 2 < endIndex, self[index + 1] == 0x80, self[index + 2] & 0xfe == 0xa8 {
                return index..<index + 3
            }
        }
        return nil
    }
}
