extension Numbering {
    /// Every number in `text` that could be its place in a thread, the likelier first: at the front, then at the end. Reads at most
    /// 128 code points from either side.
    static func candidates(in text: String) -> [Mark] {
        var scalars: [Unicode.Scalar] = []
        scalars.reserveCapacity(text.utf8.count)
        for scalar in text.unicodeScalars { scalars.append(scalar) }
        let isShort = scalars.count <= window
        var marks: [Mark] = []
        if let mark = leading(isShort ? scalars : Array(scalars.prefix(window))) { marks.append(mark) }
        let back = isShort ? scalars : Array(scalars.suffix(window))
        if let mark = trailing(back, offset: scalars.count - back.count), mark.range != marks.first?.range {
            marks.append(mark)
        }
        return marks
    }

    private static let window = 128

    private static func leading(_ scalars: [Unicode.Scalar]) -> Mark? {
        var scan = Scan(scalars)
        scan.skipMentions()
        let start = scan.position
        scan.skipDecoration()
        scan.skipThreadWord()
        guard var mark = scan.mark(isLeading: true) else { return nil }
        scan.skipDecoration()
        mark.range = start..<scan.position
        return mark
    }

    private static func trailing(_ scalars: [Unicode.Scalar], offset: Int) -> Mark? {
        var end = scalars.count
        while end > 0, isDecoration(scalars[end - 1]) || isSpace(scalars[end - 1]) { end -= 1 }
        var start = end
        // A mark is at most "(999 / 999)." long.
        while start > 0, end - start < 14, !isBreak(scalars[start - 1]) || isSpacedSlash(scalars, start, end) {
            start -= 1
        }
        var scan = Scan(Array(scalars[start..<end]))
        scan.skipDecoration()
        guard var mark = scan.mark(isLeading: false), scan.isAtEnd, !mark.style.isWeak else { return nil }
        while start > 0, isSpace(scalars[start - 1]) { start -= 1 }
        mark.range = offset + start..<offset + scalars.count
        return mark
    }

    private static func isBreak(_ scalar: Unicode.Scalar) -> Bool { isSpace(scalar) }

    static func isSpace(_ scalar: Unicode.Scalar) -> Bool { scalar.isSpace }

    /// Whether the space before `start` belongs to a mark like `3 / 5`.
    private static func isSpacedSlash(_ scalars: [Unicode.Scalar], _ start: Int, _ end: Int) -> Bool {
        guard scalars[start - 1] == " " else { return false }
        let after = start < end ? scalars[start] : " "
        let before = start > 1 ? scalars[start - 2] : " "
        return after == "/" && before.properties.numericType == .decimal || before == "/" && isTotal(after)
    }

    private static func isTotal(_ scalar: Unicode.Scalar) -> Bool { scalar.properties.numericType == .decimal }
}

/// Reads a mark from the front of a stretch of text.
private struct Scan {
    private let scalars: [Unicode.Scalar]
    private(set) var position = 0

    init(_ scalars: [Unicode.Scalar]) { self.scalars = scalars }

    var isAtEnd: Bool { position == scalars.count }

    private var next: Unicode.Scalar? { position < scalars.count ? scalars[position] : nil }

    private mutating func take(_ set: String) -> Bool {
        guard let next, set.unicodeScalars.contains(next) else { return false }
        position += 1
        return true
    }

    mutating func skipSpace() { while let next, Numbering.isSpace(next) { position += 1 } }

    mutating func skipDecoration() {
        while let next, Numbering.isSpace(next) || Numbering.isDecoration(next) && !isEnclosed(next) { position += 1 }
    }

    private func isEnclosed(_ scalar: Unicode.Scalar) -> Bool { circled(scalar) != nil }

    /// `@reader @another 2/5 …`: an answer begins with the names it goes to.
    mutating func skipMentions() {
        while next == "@" {
            while let next, !Numbering.isSpace(next) { position += 1 }
            skipSpace()
        }
    }

    /// `THREAD 1/5`, `Part 2/5`, `Thread: 1/`.
    mutating func skipThreadWord() {
        for word in ["thread", "part", "teil", "hilo", "parte"] {
            guard let end = end(of: word), end < scalars.count, !scalars[end].properties.isAlphabetic else { continue }
            let start = position
            position = end
            _ = take(":")
            skipDecoration()
            if next.map({ $0.properties.numericType == .decimal || "([（【".unicodeScalars.contains($0) }) == true {
                return
            }
            position = start
        }
    }

    /// Where `word`, given in small Latin letters, ends when it stands here in small or capital ones.
    private func end(of word: String) -> Int? {
        var place = position
        for letter in word.unicodeScalars {
            guard place < scalars.count, scalars[place].value | 0x20 == letter.value else { return nil }
            place += 1
        }
        return place
    }

    mutating func mark(isLeading: Bool) -> Numbering.Mark? {
        if let next, let number = circled(next) {
            position += 1
            return finished(number, style: .circled)
        }
        let isBracketed = take("([（［【〔{")
        if isBracketed { skipSpace() }
        guard let number = number(), (1...Numbering.greatest).contains(number) else { return nil }
        if next?.value == 0xfe0f || next?.value == 0x20e3 {
            while next?.value == 0xfe0f || next?.value == 0x20e3 { position += 1 }
            return isBracketed ? nil : finished(number, style: .keycap)
        }
        let afterNumber = position
        skipBlank()
        if take("/／⁄∕") { return slash(number, isBracketed: isBracketed, isLeading: isLeading) }
        if takeOf() { return total(of: number, isBracketed: isBracketed, isLeading: isLeading) }
        position = afterNumber
        return weak(number, isBracketed: isBracketed)
    }

    private mutating func skipBlank() { while next == " " || next?.value == 0xa0 { position += 1 } }

    private mutating func takeOf() -> Bool { take("oO") && take("fF") && next == " " }

    private mutating func slash(_ number: Int, isBracketed: Bool, isLeading: Bool) -> Numbering.Mark? {
        if takeEnd() {
            if isBracketed && !takeClosing() { return nil }
            return finished(number, total: number, style: .slash)
        }
        let afterSlash = position
        skipBlank()
        if let next, next.properties.numericType == .decimal {
            return total(of: number, isBracketed: isBracketed, isLeading: isLeading)
        }
        position = afterSlash
        takeUnknownTotal()
        if isBracketed && !takeClosing() { return nil }
        if let next, isThirdPart(next) { return nil }
        if !isLeading && !isBracketed && !isAtEnd && next != "." { return nil }
        _ = take(".:)：。")
        return finished(number, style: .slash)
    }

    /// `12/end`, `12/fin`: the last of twelve.
    private mutating func takeEnd() -> Bool {
        for word in ["end", "fin", "ende", "fine"] {
            guard let end = end(of: word), end == scalars.count || !scalars[end].properties.isAlphabetic else {
                continue
            }
            position = end
            return true
        }
        return false
    }

    /// `3/n`, `3/?`: an end that is not known yet.
    private mutating func takeUnknownTotal() {
        let start = position
        guard take("nNxX?？∞…") else { return }
        while take("?？…nN") {}
        if let next, next.properties.isAlphabetic { position = start }
    }

    private mutating func takeClosing() -> Bool {
        skipBlank()
        return take(")]）］】〕}")
    }

    private mutating func total(of number: Int, isBracketed: Bool, isLeading: Bool) -> Numbering.Mark? {
        skipBlank()
        guard var total = self.number() else { return nil }
        if take("+") { total = max(total, number) }
        guard total >= number, total >= 2, total <= Numbering.greatest else { return nil }
        if isBracketed && !takeClosing() { return nil }
        if let next, isThirdPart(next) || isWord(next) { return nil }
        let isDoubtful = isLeading && !isBracketed && couldBeMeasure
        _ = take(".:)：。")
        return finished(number, total: total, style: .slash, isDoubtful: isDoubtful)
    }

    /// A third part makes it a date, a percent or degree sign a measure.
    private func isThirdPart(_ scalar: Unicode.Scalar) -> Bool {
        "/／-%°".unicodeScalars.contains(scalar) && !isDash(scalar)
    }

    /// Letters glued to a total make it a unit; scripts written without spaces do not.
    private func isWord(_ scalar: Unicode.Scalar) -> Bool {
        scalar.properties.numericType == .decimal || scalar.value < 0x2e80 && scalar.properties.isAlphabetic
    }

    private func isDash(_ scalar: Unicode.Scalar) -> Bool {
        scalar == "-" && position + 1 < scalars.count && scalars[position + 1] == " "
    }

    /// `1/2 cup`, `3/4 of all`: what follows could make it a fraction.
    private var couldBeMeasure: Bool {
        guard next == " " else { return false }
        let rest = String(String.UnicodeScalarView(scalars[position...].prefix(16)))
        let word = String(rest.drop { !$0.isLetter && !$0.isNumber }.prefix { $0.isLetter })
        return Scan.units.contains(word.lowercased()) || Scan.parts.contains(word)
    }

    private static let units: Set<String> = [
        "cup", "cups", "tsp", "tbsp", "teaspoon", "teaspoons", "tablespoon", "tablespoons", "inch", "inches", "mile",
        "miles", "pound", "pounds", "hour", "hours", "stars", "lb", "oz", "pint", "litre", "liter",
    ]

    /// With a capital letter, they begin a sentence.
    private static let parts: Set<String> = ["of", "price", "was", "is"]

    private mutating func weak(_ number: Int, isBracketed: Bool) -> Numbering.Mark? {
        if isBracketed {
            guard take(")]）］】") else { return nil }
            return atBoundary ? finished(number, style: .parenthesis) : nil
        }
        if take(")）") { return atBoundary ? finished(number, style: .parenthesis) : nil }
        guard take(".．。、") else { return nil }
        // `5.30` is a time or a price.
        if let next, next.properties.numericType == .decimal { return nil }
        return atBoundary ? finished(number, style: .dot) : nil
    }

    private var atBoundary: Bool { next.map { Numbering.isSpace($0) || $0.value > 0x2e7f } ?? true }

    private mutating func finished(
        _ number: Int, total: Int? = nil, style: Numbering.Style, isDoubtful: Bool = false
    ) -> Numbering.Mark {
        Numbering.Mark(number: number, total: total, range: 0..<position, style: style, isDoubtful: isDoubtful)
    }

    private mutating func number() -> Int? {
        var value: Int?
        var digits = 0
        while let next, next.properties.numericType == .decimal, let digit = next.properties.numericValue {
            digits += 1
            if digits > 4 { return nil }
            value = (value ?? 0) * 10 + Int(digit)
            position += 1
        }
        return value
    }
}

/// The value of ①…⑳, ㉑…㉟, ㊱…㊿, ❶…❿, ➀…➉, ➊…➓, ⑴…⒇; nil for anything else.
private func circled(_ scalar: Unicode.Scalar) -> Int? {
    switch scalar.value {
    case 0x2460...0x2473: Int(scalar.value) - 0x245f
    case 0x2474...0x2487: Int(scalar.value) - 0x2473
    case 0x3251...0x325f: Int(scalar.value) - 0x3251 + 21
    case 0x32b1...0x32bf: Int(scalar.value) - 0x32b1 + 36
    case 0x2776...0x277f: Int(scalar.value) - 0x2775
    case 0x2780...0x2789: Int(scalar.value) - 0x277f
    case 0x278a...0x2793: Int(scalar.value) - 0x2789
    default: nil
    }
}
