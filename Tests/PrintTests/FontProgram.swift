/// An embedded font, as far as a check needs to read it.
protocol FontProgram {
    /// The glyph of a character; nil where the font has none.
    func glyph(of character: Int) -> Int?
    /// Its advance in thousandths of the size.
    func width(of glyph: Int) -> Double?
}

extension [UInt8] {
    /// A number of so many bytes, the highest first; 0 beyond the end.
    fileprivate func number(_ place: Int, _ size: Int) -> Int {
        guard place >= 0, place + size <= count else { return 0 }
        return self[place..<place + size].reduce(0) { $0 << 8 | Int($1) }
    }
}

/// TrueType outlines with a map from characters to glyphs (OpenType 1.9: head, hhea, hmtx, maxp).
struct TrueTypeProgram: FontProgram {
    private let bytes: [UInt8]
    private let map: [UInt8]
    private let glyphs: Int
    private let metrics: Int
    private let unitsPerEm: Int
    private let advances: Int

    init?(_ bytes: [UInt8], _ map: [UInt8]) {
        var tables: [String: Int] = [:]
        for index in 0..<bytes.number(4, 2) {
            let entry = 12 + index * 16
            guard entry + 16 <= bytes.count else { return nil }
            tables[String(decoding: bytes[entry..<entry + 4], as: UTF8.self)] = bytes.number(entry + 8, 4)
        }
        guard let head = tables["head"], let hhea = tables["hhea"], let hmtx = tables["hmtx"], let maxp = tables["maxp"]
        else { return nil }
        (self.bytes, self.map) = (bytes, map)
        (glyphs, metrics, unitsPerEm, advances) = (
            bytes.number(maxp + 4, 2), bytes.number(hhea + 34, 2), bytes.number(head + 18, 2), hmtx
        )
        if metrics == 0 || unitsPerEm == 0 { return nil }
    }

    func glyph(of character: Int) -> Int? {
        guard 2 * character + 2 <= map.count else { return nil }
        let glyph = map.number(2 * character, 2)
        return glyph < glyphs ? glyph : nil
    }

    func width(of glyph: Int) -> Double? {
        Double(bytes.number(advances + 4 * min(glyph, metrics - 1), 2)) * 1000 / Double(unitsPerEm)
    }
}

/// A CFF font (Adobe Technical Notes 5176 and 5177).
struct CFFProgram: FontProgram {
    private typealias Index = [Range<Int>]

    private let bytes: [UInt8]
    private let glyphs: Index
    private let globals: Index
    /// The glyph of each character.
    private var characters: [Int: Int] = [:]
    /// For each part of the font what widths are told by, and its subroutines.
    private var parts: [(standard: Double, nominal: Double, routines: Index)] = []
    private var partOfGlyph: [Int] = []
    private let scale: Double

    init?(_ bytes: [UInt8]) {
        guard bytes.count > 4 else { return nil }
        self.bytes = bytes
        let (_, afterNames) = CFFProgram.index(bytes, bytes.number(2, 1))
        let (tops, afterTops) = CFFProgram.index(bytes, afterNames)
        let (_, afterStrings) = CFFProgram.index(bytes, afterTops)
        (globals, _) = CFFProgram.index(bytes, afterStrings)
        guard let top = tops.first.map({ CFFProgram.dictionary(bytes, $0) }), let outlines = top[17]?.first else {
            return nil
        }
        (glyphs, _) = CFFProgram.index(bytes, Int(outlines))
        scale = (top[0x0c07]?.first ?? 0.001) * 1000
        let isKeyed = top[0x0c1e] != nil
        if isKeyed, let charset = top[15]?.first {
            readCharset(Int(charset))
        } else {
            for glyph in glyphs.indices { characters[glyph] = glyph }
        }
        if isKeyed, let array = top[0x0c24]?.first, let select = top[0x0c25]?.first {
            for part in CFFProgram.index(bytes, Int(array)).entries {
                addPart(CFFProgram.dictionary(bytes, part))
            }
            readSelect(Int(select))
        } else {
            addPart(top)
            partOfGlyph = Array(repeating: 0, count: glyphs.count)
        }
        guard partOfGlyph.count == glyphs.count else { return nil }
    }

    func glyph(of character: Int) -> Int? { characters[character] }

    func width(of glyph: Int) -> Double? {
        guard glyphs.indices.contains(glyph), parts.indices.contains(partOfGlyph[glyph]) else { return nil }
        let part = parts[partOfGlyph[glyph]]
        var stack: [Double] = []
        switch ending(glyphs[glyph], part.routines, &stack, depth: 0) {
        case .told?: return (part.nominal + stack[0]) * scale
        case .untold?: return part.standard * scale
        case nil: return nil
        }
    }

    // MARK: Glyphs

    private enum Ending { case told, untold }

    /// Whether a width stands before the arguments of the first operator that takes them all; nil where there is no such operator here.
    private func ending(_ range: Range<Int>, _ routines: Index, _ stack: inout [Double], depth: Int) -> Ending? {
        guard depth < 11 else { return nil }
        var place = range.lowerBound
        while place < range.upperBound {
            if let operand = CFFProgram.operand(bytes, &place) {
                stack.append(operand)
                continue
            }
            let byte = Int(bytes[place])
            place += 1
            switch byte {
            case 255:
                stack.append(Double(Int32(truncatingIfNeeded: bytes.number(place, 4))) / 65_536)
                place += 4
            case 1, 3, 18, 19, 20, 23: return stack.count % 2 == 1 ? .told : .untold
            case 21: return stack.count > 2 ? .told : .untold
            case 4, 22: return stack.count > 1 ? .told : .untold
            case 14: return stack.count % 4 == 1 ? .told : .untold
            case 10, 29:
                let called = byte == 10 ? routines : globals
                let bias = called.count < 1_240 ? 107 : called.count < 33_900 ? 1_131 : 32_768
                let number = Int(stack.popLast() ?? -1) + bias
                guard called.indices.contains(number) else { return nil }
                if let found = ending(called[number], routines, &stack, depth: depth + 1) { return found }
            case 11: return nil
            default: return nil
            }
        }
        return nil
    }

    // MARK: Tables

    private mutating func readCharset(_ start: Int) {
        characters[0] = 0
        let format = bytes.number(start, 1)
        var (place, glyph) = (start + 1, 1)
        while glyph < glyphs.count, place < bytes.count {
            let first = bytes.number(place, 2)
            place += 2
            let more = format == 0 ? 0 : bytes.number(place, format)
            place += format
            for offset in 0...more where glyph < glyphs.count {
                characters[first + offset] = glyph
                glyph += 1
            }
        }
    }

    private mutating func readSelect(_ start: Int) {
        if bytes.number(start, 1) == 0 {
            partOfGlyph = glyphs.indices.map { bytes.number(start + 1 + $0, 1) }
            return
        }
        for range in 0..<bytes.number(start + 1, 2) {
            let place = start + 3 + 3 * range
            let (first, next) = (bytes.number(place, 2), bytes.number(place + 3, 2))
            guard first == partOfGlyph.count, next >= first else { return }
            partOfGlyph += Array(repeating: bytes.number(place + 2, 1), count: next - first)
        }
    }

    private mutating func addPart(_ dictionary: [Int: [Double]]) {
        guard let place = dictionary[18], place.count == 2 else { return parts.append((0, 0, [])) }
        let (size, start) = (Int(place[0]), Int(place[1]))
        let own = CFFProgram.dictionary(bytes, start..<start + size)
        let routines = own[19]?.first.map { CFFProgram.index(bytes, start + Int($0)).entries } ?? []
        parts.append((own[20]?.first ?? 0, own[21]?.first ?? 0, routines))
    }

    private static func index(_ bytes: [UInt8], _ start: Int) -> (entries: Index, end: Int) {
        let count = bytes.number(start, 2)
        if count == 0 { return ([], start + 2) }
        let size = bytes.number(start + 2, 1)
        let base = start + 2 + (count + 1) * size
        let offsets = (0...count).map { base + bytes.number(start + 3 + $0 * size, size) }
        return (zip(offsets, offsets.dropFirst()).map { $0..<max($0, min($1, bytes.count)) }, offsets[count])
    }

    /// A whole number in one of the forms that dictionaries and glyphs share; nil for whatever else stands there.
    private static func operand(_ bytes: [UInt8], _ place: inout Int) -> Double? {
        let (byte, next) = (bytes.number(place, 1), bytes.number(place + 1, 1))
        let (value, length): (Int, Int)
        switch byte {
        case 28: (value, length) = (Int(Int16(truncatingIfNeeded: bytes.number(place + 1, 2))), 3)
        case 32...246: (value, length) = (byte - 139, 1)
        case 247...250: (value, length) = ((byte - 247) * 256 + next + 108, 2)
        case 251...254: (value, length) = (-(byte - 251) * 256 - next - 108, 2)
        default: return nil
        }
        place += length
        return Double(value)
    }

    /// Operands by operator; one of two bytes is 0x0c00 and the second.
    private static func dictionary(_ bytes: [UInt8], _ range: Range<Int>) -> [Int: [Double]] {
        var (found, operands, place): ([Int: [Double]], [Double], Int) = ([:], [], range.lowerBound)
        while place < min(range.upperBound, bytes.count) {
            if let operand = operand(bytes, &place) {
                operands.append(operand)
                continue
            }
            let byte = Int(bytes[place])
            place += 1
            switch byte {
            case 0...21:
                let isLong = byte == 12
                found[isLong ? 0x0c00 | bytes.number(place, 1) : byte] = operands
                place += isLong ? 1 : 0
                operands = []
            case 29:
                operands.append(Double(Int32(truncatingIfNeeded: bytes.number(place, 4))))
                place += 4
            case 30:
                var digits = ""
                reading: while place < range.upperBound {
                    let pair = bytes[place]
                    place += 1
                    for nibble in [pair >> 4, pair & 0xf] {
                        switch nibble {
                        case 0...9: digits += String(nibble)
                        case 10: digits += "."
                        case 11: digits += "E"
                        case 12: digits += "E-"
                        case 14: digits += "-"
                        default: break reading
                        }
                    }
                }
                operands.append(Double(digits) ?? 0)
            default: break
            }
        }
        return found
    }
}
