/// A file as it grows: objects are numbered, written at once, and found again through a cross-reference stream (ISO 32000-1, 7.5).
/// What is no stream is collected in packed object streams.
struct PDFFile {
    /// In pieces, for pictures are not to be copied again and again as the file grows.
    private var pieces: [[UInt8]] = []
    private var length = 0
    private var places: [Place] = [.free]
    private var waiting: [(number: Int, bytes: [UInt8])] = []
    private var digest = Digest()

    private enum Place {
        case free
        case offset(Int)
        case inside(stream: Int, index: Int)
    }

    /// How many objects are packed together.
    private static let packSize = 500

    init() {
        append(Array("%PDF-1.7\n%".utf8) + [0xe2, 0xe3, 0xcf, 0xd3, 0x0a])
    }

    private mutating func append(_ piece: [UInt8]) {
        length += piece.count
        pieces.append(piece)
    }

    /// A number for an object that is added later.
    mutating func reserve() -> PDFReference {
        places.append(.free)
        return PDFReference(number: places.count - 1)
    }

    @discardableResult
    mutating func add(_ object: some PDFObject) -> PDFReference {
        let reference = reserve()
        add(object, as: reference)
        return reference
    }

    mutating func add(_ object: some PDFObject, as reference: PDFReference) {
        var written: [UInt8] = []
        object.write(to: &written)
        digest.add(written)
        waiting.append((reference.number, written))
        if waiting.count == PDFFile.packSize { pack() }
    }

    @discardableResult
    mutating func add(_ stream: PDFStream) -> PDFReference {
        let reference = reserve()
        add(stream, as: reference)
        return reference
    }

    mutating func add(_ stream: PDFStream, as reference: PDFReference) {
        digest.add(stream.bytes)
        write(stream, as: reference)
    }

    private mutating func write(_ stream: PDFStream, as reference: PDFReference) {
        places[reference.number] = .offset(length)
        var head: [UInt8] = []
        reference.number.write(to: &head)
        head += " 0 obj\n".utf8
        stream.dictionary.write(to: &head)
        head += "\nstream\n".utf8
        append(head)
        append(stream.bytes)
        append(Array("\nendstream\nendobj\n".utf8))
    }

    private mutating func pack() {
        if waiting.isEmpty { return }
        let reference = reserve()
        var (head, body): ([UInt8], [UInt8]) = ([], [])
        for (index, object) in waiting.enumerated() {
            places[object.number] = .inside(stream: reference.number, index: index)
            object.number.write(to: &head)
            head.append(0x20)
            body.count.write(to: &head)
            head.append(0x20)
            body += object.bytes
            body.append(0x0a)
        }
        let dictionary: PDFDictionary = ["Type": "ObjStm" as PDFName, "N": waiting.count, "First": head.count]
        write(PDFStream(packing: head + body, dictionary), as: reference)
        waiting = []
    }

    /// The whole file. Its identity is made of what is in it, so that the same document is the same file.
    mutating func end(root: PDFReference, info: PDFReference) -> [UInt8] {
        pack()
        let reference = reserve()
        let start = length
        places[reference.number] = .offset(start)
        let identity = PDFBytes(digest.bytes)
        var dictionary: PDFDictionary = [
            "Type": "XRef" as PDFName, "Size": places.count, "W": PDFArray([1, 4, 2]), "Root": root, "Info": info,
            "ID": PDFArray([identity, identity]),
        ]
        dictionary["DecodeParms"] = ["Predictor": 12, "Columns": PDFFile.rowLength] as PDFDictionary
        write(PDFStream(packing: table, dictionary), as: reference)
        var tail = Array("startxref\n".utf8)
        start.write(to: &tail)
        tail += "\n%%EOF\n".utf8
        append(tail)
        var bytes: [UInt8] = []
        bytes.reserveCapacity(length)
        for piece in pieces { bytes += piece }
        return bytes
    }

    private static let rowLength = 7

    /// One byte for the kind of place, four for the place, two for the index inside it; each row as what it adds to the one above (PNG filter 2), which
    /// packs better.
    private var table: [UInt8] {
        var table: [UInt8] = []
        var above = [UInt8](repeating: 0, count: PDFFile.rowLength)
        for (number, place) in places.enumerated() {
            let (kind, position, index) =
                switch place {
                case .free: (0, 0, number == 0 ? 65_535 : 0)
                case .offset(let offset): (1, offset, 0)
                case .inside(let stream, let index): (2, stream, index)
                }
            let row =
                [UInt8(kind)] + [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: position >> $0) }
                + [8, 0].map { UInt8(truncatingIfNeeded: index >> $0) }
            table.append(2)
            for (byte, before) in zip(row, above) { table.append(byte &- before) }
            above = row
        }
        return table
    }
}
