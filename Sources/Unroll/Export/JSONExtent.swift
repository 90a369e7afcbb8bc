/// Finds where a JSON value ends, in bytes that come in pieces, without reading what it says.
struct JSONExtent {
    private var depth = 0
    /// The deepest nesting so far.
    private(set) var deepest = 0
    private var isInString = false
    private var isEscaped = false

    /// The position behind the value that goes on at `start`, or nil when it does not end in this piece. A value that is no list
    /// and no object ends before the `,`, `]` or `}` behind it.
    mutating func end(in piece: UnsafeBufferPointer<UInt8>, from start: Int) -> Int? {
        var position = start
        while position < piece.count {
            if isInString {
                position = endOfString(in: piece, from: position)
                continue
            }
            switch piece[position] {
            case UInt8(ascii: "\""): isInString = true
            case UInt8(ascii: "{"), UInt8(ascii: "["):
                depth += 1
                deepest = max(deepest, depth)
            case UInt8(ascii: "}"), UInt8(ascii: "]"):
                if depth == 0 { return position }
                depth -= 1
                if depth == 0 { return position + 1 }
            case UInt8(ascii: ","): if depth == 0 { return position }
            default: break
            }
            position += 1
        }
        return nil
    }

    private mutating func endOfString(in piece: UnsafeBufferPointer<UInt8>, from start: Int) -> Int {
        var position = start
        while position < piece.count {
            let byte = piece[position]
            position += 1
            if isEscaped {
                isEscaped = false
            } else if byte == UInt8(ascii: "\\") {
                isEscaped = true
            } else if byte == UInt8(ascii: "\"") {
                isInString = false
                break
            }
        }
        return position
    }
}
