/// What has to be known of a CFF font (Adobe Technical Note 5176).
enum CompactFont {
    /// Whether glyphs go by character numbers: then ROS is the first operator of the top dictionary, behind three numbers (section 18).
    static func isKeyedByCharacter(_ cff: [UInt8]) -> Bool {
        guard cff.count > 4, let names = index(cff, at: Int(cff[2])), let top = index(cff, at: names.end) else {
            return false
        }
        var place = top.first
        while place < top.end {
            switch cff[place] {
            case 12: return place + 1 < top.end && cff[place + 1] == 30
            case 0...21: return false
            case 28: place += 3
            case 29: place += 5
            case 247...254: place += 2
            default: place += 1
            }
        }
        return false
    }

    /// Where the data of an index begin and end (section 5).
    private static func index(_ cff: [UInt8], at start: Int) -> (first: Int, end: Int)? {
        func number(_ place: Int, _ size: Int) -> Int? {
            guard place >= 0, place + size <= cff.count else { return nil }
            return cff[place..<place + size].reduce(0) { $0 << 8 | Int($1) }
        }
        guard let count = number(start, 2) else { return nil }
        if count == 0 { return (start + 2, start + 2) }
        guard let size = number(start + 2, 1), (1...4).contains(size),
            let last = number(start + 3 + count * size, size)
        else { return nil }
        let data = start + 3 + (count + 1) * size
        guard last >= 1, data + last - 1 <= cff.count else { return nil }
        return (data, data + last - 1)
    }
}
