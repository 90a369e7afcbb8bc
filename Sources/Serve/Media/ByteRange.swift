import HTTPTypes

/// Which part of a file is asked for (RFC 9110, 14). One range is answered; several at once are answered with the whole.
enum ByteRange: Equatable {
    case whole
    case part(Range<Int>)
    case unsatisfiable

    /// `tag` is the file's own, in quotes: a range of another version is no range of this one.
    init(_ headers: HTTPFields, length: Int, tag: String) {
        self = .whole
        guard let range = headers[.range], range.lowercased().hasPrefix("bytes=") else { return }
        if let condition = headers[.ifRange], condition != tag { return }
        let ends = range.dropFirst(6).split(separator: "-", omittingEmptySubsequences: false)
        guard ends.count == 2, ends.allSatisfy({ $0.utf8.allSatisfy { (0x30...0x39).contains($0) } }) else { return }
        switch (ByteRange.number(ends[0]), ByteRange.number(ends[1])) {
        case (nil, nil): return
        case (nil, let count?):
            self = count == 0 || length == 0 ? .unsatisfiable : .part(max(0, length - count)..<length)
        case (let first?, let last):
            if let last, last < first { return }
            self = first >= length ? .unsatisfiable : .part(first..<min(last ?? length, length - 1) + 1)
        }
    }

    /// Nil for none; a number too large for any file is as good as the largest.
    private static func number(_ digits: Substring) -> Int? { digits.isEmpty ? nil : Int(digits) ?? .max - 1 }
}
