/// Cuts an export's file, which comes in pieces of any size, into the elements of its list: `window.YTD.tweets.part0 = [ {…}, {…} ]`.
/// A file that holds one object instead (`window.__THAR_CONFIG = {…}`) gives that one. Keeps one element at a time.
package struct ExportSplitter: Sendable {
    package struct Limits: Sendable {
        /// Bytes of one element, as written. X's longest posts take some 100 kB.
        package var elementBytes = 4 << 20
        package var depth = 64
        /// Bytes before the list begins.
        package var headBytes = 512

        package init() {}
    }

    private enum State {
        case head, between, element, tail
    }

    private let file: ExportFile
    private let limits: Limits
    private var state = State.head
    private var extent = JSONExtent()
    private var isUnreadable = false
    /// Whether the file holds one object instead of a list.
    private var isSingle = false
    private var number = 0
    /// The part of the element at hand, or of the head, that came with earlier pieces.
    private var kept: [UInt8] = []
    /// The most bytes that were ever kept from one piece to the next.
    package private(set) var mostKept = 0

    package init(_ file: ExportFile, limits: Limits = Limits()) { (self.file, self.limits) = (file, limits) }

    /// Takes the next piece and hands over every element that ends in it.
    package mutating func feed(_ piece: [UInt8], _ take: (ExportElement) -> Void) throws(ExportFailure) {
        var position = 0
        while position < piece.count {
            switch state {
            case .head: try readHead(piece, &position)
            case .between: try skipToElement(piece, &position)
            case .element: readElement(piece, &position, take)
            case .tail: try readTail(piece, &position)
            }
        }
        mostKept = max(mostKept, kept.count)
    }

    /// Says that no more is coming.
    package func finish() throws(ExportFailure) {
        guard case .tail = state else { throw .damagedFile(file.path) }
    }

    private mutating func readHead(_ piece: [UInt8], _ position: inout Int) throws(ExportFailure) {
        while position < piece.count {
            let byte = piece[position]
            if byte == UInt8(ascii: "[") || byte == UInt8(ascii: "{") {
                guard headIsRight else { throw .damagedFile(file.path) }
                kept.removeAll()
                if byte == UInt8(ascii: "[") { position += 1 }
                state = byte == UInt8(ascii: "[") ? .between : .element
                isSingle = byte == UInt8(ascii: "{")
                return
            }
            kept.append(byte)
            position += 1
            if kept.count > limits.headBytes { throw .damagedFile(file.path) }
        }
    }

    /// An assignment (`window.YTD.tweets.part0 =`) or nothing at all; a byte order mark may stand before it.
    private var headIsRight: Bool {
        let head = kept.starts(with: [0xef, 0xbb, 0xbf]) ? kept.dropFirst(3) : kept[...]
        return head.last { !isSpace($0) }.map { $0 == UInt8(ascii: "=") } ?? true
    }

    private mutating func skipToElement(_ piece: [UInt8], _ position: inout Int) throws(ExportFailure) {
        while position < piece.count {
            switch piece[position] {
            case UInt8(ascii: ","), 0x20, 0x09, 0x0a, 0x0d: position += 1
            case UInt8(ascii: "]"):
                position += 1
                state = .tail
                return
            case UInt8(ascii: "}"): throw .damagedFile(file.path)
            default:
                state = .element
                return
            }
        }
    }

    private mutating func readElement(_ piece: [UInt8], _ position: inout Int, _ take: (ExportElement) -> Void) {
        let start = position
        let end = piece.withUnsafeBufferPointer { extent.end(in: $0, from: start) }
        position = end ?? piece.count
        keep(piece[start..<position])
        guard end != nil else { return }
        let element = ExportElement(
            place: ExportElement.Place(file: file, number: number), json: isUnreadable ? nil : kept)
        kept.removeAll(keepingCapacity: kept.capacity <= 1 << 16)
        (isUnreadable, extent, state) = (false, JSONExtent(), isSingle ? .tail : .between)
        number += 1
        take(element)
    }

    private mutating func keep(_ bytes: ArraySlice<UInt8>) {
        if isUnreadable || extent.deepest > limits.depth || kept.count + bytes.count > limits.elementBytes {
            isUnreadable = true
            kept.removeAll()
        } else {
            kept += bytes
        }
    }

    private func readTail(_ piece: [UInt8], _ position: inout Int) throws(ExportFailure) {
        while position < piece.count {
            guard isSpace(piece[position]) || piece[position] == UInt8(ascii: ";") else {
                throw .damagedFile(file.path)
            }
            position += 1
        }
    }
}

private func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || (0x09...0x0d).contains(byte) }
