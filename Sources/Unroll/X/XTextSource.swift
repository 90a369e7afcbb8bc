/// The text X sends, as code points, with what it takes to find marks in it. Every step is linear in its length.
struct XTextSource {
    let scalars: [Unicode.Scalar]
    /// Whether `&amp;` stands for `&`: true unless a bare `<`, `>` or `&` shows that nothing was escaped.
    let isEscaped: Bool
    private var codePoints: [Int]?
    private var tokens: [[Unicode.Scalar]: [Int]]?
    private var taken: Set<Int> = []

    init(_ raw: String) {
        scalars = Array(raw.unicodeScalars)
        var escaped = true
        for (position, scalar) in scalars.enumerated() {
            if scalar == "<" || scalar == ">" || (scalar == "&" && XTextSource.entity(in: scalars, at: position) == nil)
            {
                escaped = false
                break
            }
        }
        isEscaped = escaped
    }

    /// The code point that is meant at `position`, and how many stand for it.
    func unescaped(at position: Int) -> (scalar: Unicode.Scalar, length: Int) {
        let scalar = scalars[position]
        guard isEscaped, scalar == "&", let entity = XTextSource.entity(in: scalars, at: position) else {
            return (scalar, 1)
        }
        return entity
    }

    /// The stretch X shows: without the handles before `start` and without hidden links and white space at its end.
    func shown(from start: Int, links: [PlacedXMark]) -> Range<Int> {
        var end = trimmed(scalars.count)
        for link in links.reversed() {
            guard case .link(_, _, _, isHidden: true) = link.kind, link.range.upperBound == end else { break }
            end = trimmed(link.range.lowerBound)
        }
        var begin = holdsOnlyHandles(before: start) ? start : 0
        while begin < end, scalars[begin].isSpace { begin += 1 }
        return min(begin, end)..<end
    }

    private func trimmed(_ end: Int) -> Int {
        var end = end
        while end > 0, scalars[end - 1].isSpace { end -= 1 }
        return end
    }

    private func holdsOnlyHandles(before start: Int) -> Bool {
        guard start > 0, start <= scalars.count else { return false }
        return scalars[..<start].split(whereSeparator: \.isSpace).allSatisfy { word in
            word.first.map(XTextSource.isAt) == true && word.dropFirst().allSatisfy(XURL.isTagScalar)
        }
    }

    /// Where `mark` is: at its indices as code points, at its indices as UTF-16 units, or where its text next stands.
    mutating func place(_ mark: XText.Mark) -> PlacedXMark? {
        guard let token = mark.kind.token else {
            guard let start = mark.start, let end = mark.end, start >= 0, start < end, end <= scalars.count else {
                return nil
            }
            return PlacedXMark(range: start..<end, kind: mark.kind)
        }
        guard let start = start(of: token, near: mark.start), taken.insert(start).inserted else { return nil }
        return PlacedXMark(range: start..<start + token.count, kind: mark.kind)
    }

    private mutating func start(of token: [Unicode.Scalar], near index: Int?) -> Int? {
        if let index, stands(token, at: index) { return index }
        if let index, let start = codePoint(atUTF16: index), stands(token, at: start) { return start }
        let key = token.map(XTextSource.folded)
        if tokens == nil { tokens = positions() }
        var found = tokens?[key]?.popLast()
        while let start = found, taken.contains(start) { found = tokens?[key]?.popLast() }
        return found
    }

    private func stands(_ token: [Unicode.Scalar], at start: Int) -> Bool {
        guard !token.isEmpty, start >= 0, start <= scalars.count - token.count, !taken.contains(start) else {
            return false
        }
        return zip(scalars[start...], token).allSatisfy { XTextSource.folded($0) == XTextSource.folded($1) }
    }

    private mutating func codePoint(atUTF16 index: Int) -> Int? {
        let map: [Int] =
            codePoints ?? scalars.indices.flatMap { Array(repeating: $0, count: scalars[$0].value > 0xffff ? 2 : 1) }
        codePoints = map
        return map.indices.contains(index) ? map[index] : nil
    }

    /// Every word that a mark may name, with its places, the last one first.
    private func positions() -> [[Unicode.Scalar]: [Int]] {
        var found: [[Unicode.Scalar]: [Int]] = [:]
        var position = 0
        while position < scalars.count {
            let end = endOfToken(at: position)
            if end > position + 1 {
                found[scalars[position..<end].map(XTextSource.folded), default: []].append(position)
            }
            position = max(end, position + 1)
        }
        return found.mapValues { $0.reversed() }
    }

    private func endOfToken(at start: Int) -> Int {
        let scalar = XTextSource.folded(scalars[start])
        var end = start + 1
        switch scalar {
        case "@", "#", "$":
            while end < scalars.count, XURL.isTagScalar(scalars[end]) { end += 1 }
        case "h" where scalars[start...].starts(with: "http".unicodeScalars):
            while end < scalars.count, isLinkScalar(at: end) { end += 1 }
        default: return start
        }
        return end
    }

    private func isLinkScalar(at index: Int) -> Bool {
        let scalar = scalars[index]
        guard scalar.isASCII else { return false }
        if XURL.isTagScalar(scalar) || scalar == "/" || scalar == ":" { return true }
        return (scalar == "." || scalar == "-") && index + 1 < scalars.count && XURL.isTagScalar(scalars[index + 1])
    }
}

extension XTextSource {
    private static let entities: [(name: [Unicode.Scalar], scalar: Unicode.Scalar)] = [
        ("&amp;", "&"), ("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"),
    ].map { (Array($0.0.unicodeScalars), $0.1) }

    private static func entity(in scalars: [Unicode.Scalar], at position: Int) -> (scalar: Unicode.Scalar, length: Int)?
    {
        for (name, scalar) in entities where scalars[position...].starts(with: name) { return (scalar, name.count) }
        return nil
    }

    private static func isAt(_ scalar: Unicode.Scalar) -> Bool { folded(scalar) == "@" }

    /// ASCII letters in lower case, full-width signs as plain ones.
    private static func folded(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
        switch scalar {
        case "\u{ff03}": "#"
        case "\u{ff20}": "@"
        case "\u{ff04}": "$"
        case "A"..."Z": Unicode.Scalar(UInt8(scalar.value) + 32)
        default: scalar
        }
    }
}

extension XText.Mark.Kind {
    /// What stands in the text at this mark; nil for styles.
    fileprivate var token: [Unicode.Scalar]? {
        switch self {
        case .link(let short, _, _, _): Array(short.unicodeScalars)
        case .mention(let handle, _): Array("@\(handle)".unicodeScalars)
        case .hashtag(let tag): Array("#\(tag)".unicodeScalars)
        case .cashtag(let tag): Array("$\(tag)".unicodeScalars)
        case .bold, .italic: nil
        }
    }
}
