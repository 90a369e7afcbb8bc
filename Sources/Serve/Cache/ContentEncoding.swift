import CBrotli
import CZlib

/// How a body is packed on its way.
enum ContentEncoding: String, Sendable, CaseIterable {
    case brotli = "br"
    case gzip, identity

    /// How much time packing may take.
    enum Effort: Sendable {
        /// For one answer.
        case quick
        /// For many.
        case thorough
    }

    /// The best that a reader takes who sends this `Accept-Encoding`.
    init(accepting header: String?) {
        var best = ContentEncoding.identity
        for part in (header ?? "").utf8.split(separator: UInt8(ascii: ",")) {
            let fields = part.split(separator: UInt8(ascii: ";")).map { Substring($0).filter { $0 != " " } }
            guard let name = fields.first?.lowercased(), !fields.dropFirst().contains(where: ContentEncoding.isZero)
            else { continue }
            if name == "br" { best = .brotli }
            if (name == "gzip" || name == "x-gzip") && best == .identity { best = .gzip }
        }
        self = best
    }

    /// Whether this is `q=0`, which means never.
    private static func isZero(_ parameter: String) -> Bool {
        let parts = parameter.lowercased().split(separator: "=", maxSplits: 1)
        return parts.first == "q" && parts.count == 2 && Double(parts[1]) == 0
    }

    /// The bytes packed, or nil where that fails or makes them no shorter.
    func packed(_ bytes: [UInt8], _ effort: Effort) -> [UInt8]? {
        let packed: [UInt8]? =
            switch self {
            case .identity: nil
            case .gzip: ContentEncoding.gzip(bytes, effort)
            case .brotli: ContentEncoding.brotli(bytes, quality: effort == .quick ? 1 : 9)
            }
        return packed.flatMap { $0.count < bytes.count ? $0 : nil }
    }

    private static func gzip(_ bytes: [UInt8], _ effort: Effort) -> [UInt8]? {
        var stream = z_stream()
        // To clear the largest tables takes longer than to pack a page with the next smaller ones.
        let (level, memory): (Int32, Int32) = effort == .quick ? (1, 8) : (9, 9)
        // 15 is the largest window, 16 more ask for gzip's frame instead of zlib's.
        let status = deflateInit2_(
            &stream, level, Z_DEFLATED, 15 + 16, memory, Z_DEFAULT_STRATEGY, ZLIB_VERSION,
            Int32(MemoryLayout<z_stream>.size))
        guard status == Z_OK else { return nil }
        defer { deflateEnd(&stream) }
        var input = bytes
        return input.withUnsafeMutableBufferPointer { input in
            let room = Int(deflateBound(&stream, uLong(input.count)))
            return [UInt8](unsafeUninitializedCapacity: room) { output, count in
                (stream.next_in, stream.avail_in) = (input.baseAddress, uInt(input.count))
                (stream.next_out, stream.avail_out) = (output.baseAddress, uInt(room))
                count = deflate(&stream, Z_FINISH) == Z_STREAM_END ? room - Int(stream.avail_out) : 0
            }
        }.nonEmpty
    }

    private static func brotli(_ bytes: [UInt8], quality: Int32) -> [UInt8]? {
        let room = BrotliEncoderMaxCompressedSize(bytes.count)
        return [UInt8](unsafeUninitializedCapacity: room) { output, count in
            count = room
            let isDone = BrotliEncoderCompress(
                quality, 22, BROTLI_MODE_TEXT, bytes.count, bytes, &count, output.baseAddress)
            if isDone == BROTLI_FALSE { count = 0 }
        }.nonEmpty
    }
}

extension Array {
    fileprivate var nonEmpty: [Element]? { isEmpty ? nil : self }
}
