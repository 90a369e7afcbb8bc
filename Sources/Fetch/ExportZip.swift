import CZip
import Glibc
import Synchronization
import Unroll

/// A zip, read entry by entry with libzip. Nothing is unpacked to disk. Names are in UTF-8, whatever they were packed in; only for
/// such names does libzip look in its table instead of through all of them.
final class ExportZip: Sendable {
    private let zip: Mutex<OpaquePointer>
    private let limits: ExportLimits
    /// The bytes of the zip itself.
    private let bytes: UInt64
    /// Bytes of one piece.
    private static let pieceBytes = 128 << 10

    init(path: String, limits: ExportLimits) throws(ExportFailure) {
        var code: Int32 = 0
        guard let handle = zip_open(path, ZIP_RDONLY, &code) else { throw ExportZip.failure(code, path) }
        zip = Mutex(handle)
        self.limits = limits
        var status = stat()
        bytes = stat(path, &status) == 0 ? UInt64(max(0, status.st_size)) : 0
    }

    deinit { zip.withLock { zip_discard($0) } }

    /// Every name, once all of them are known to be harmless.
    func names() throws(ExportFailure) -> [String] {
        try zip.withLock { zip throws(ExportFailure) in
            let count = zip_get_num_entries(zip, 0)
            guard count <= limits.files else { throw .tooManyFiles }
            var (names, seen, packed) = ([String](), Set<String>(), UInt64(0))
            for index in 0..<UInt64(max(count, 0)) {
                guard let text = zip_get_name(zip, index, ZIP_FL_ENC_GUESS) else { throw .damaged }
                let name = String(cString: text)
                guard isHarmless(name), !isLink(zip, index), seen.insert(name).inserted else { throw .unsafeName(name) }
                names.append(name)
                packed = packed.addingReportingOverflow(packedSize(zip, index)).partialValue
            }
            // More than the zip has bytes: its entries lie over each other.
            if packed > bytes { throw .tooLarge }
            return names
        }
    }

    func has(_ name: String) -> Bool { zip.withLock { zip_name_locate($0, name, ZIP_FL_ENC_UTF_8) >= 0 } }

    /// The unpacked size, as the zip has it.
    func size(of name: String) throws(ExportFailure) -> UInt64 {
        try zip.withLock { zip throws(ExportFailure) in try entry(name, in: zip).size }
    }

    func read(_ name: String, _ take: (_ piece: [UInt8]) throws(ExportFailure) -> Void) throws(ExportFailure) {
        let (file, size) = try open(name)
        defer { zip.withLock { _ in _ = zip_fclose(file) } }
        var buffer = [UInt8](repeating: 0, count: ExportZip.pieceBytes)
        var left = size
        while true {
            // Whoever takes a piece may ask the zip for something else.
            let count = zip.withLock { _ in zip_fread(file, &buffer, UInt64(buffer.count)) }
            guard count >= 0, UInt64(count) <= left else { throw .damaged }
            if count == 0 { break }
            left -= UInt64(count)
            try take(count == buffer.count ? buffer : Array(buffer.prefix(Int(count))))
        }
        if left > 0 { throw .damaged }
    }

    private func open(_ name: String) throws(ExportFailure) -> (file: OpaquePointer, size: UInt64) {
        try zip.withLock { zip throws(ExportFailure) in
            let entry = try entry(name, in: zip)
            guard let file = zip_fopen_index(zip, entry.index, 0) else { throw .damaged }
            return (file, entry.size)
        }
    }

    private func entry(_ name: String, in zip: OpaquePointer) throws(ExportFailure) -> (index: UInt64, size: UInt64) {
        var entry = zip_stat_t()
        guard zip_stat(zip, name, ZIP_FL_ENC_UTF_8, &entry) == 0 else { throw .damaged }
        let known = UInt64(ZIP_STAT_INDEX | ZIP_STAT_SIZE | ZIP_STAT_COMP_SIZE | ZIP_STAT_ENCRYPTION_METHOD)
        guard entry.valid & known == known else { throw .damaged }
        guard entry.encryption_method == ZIP_EM_NONE else { throw .encrypted }
        let most = entry.comp_size.multipliedReportingOverflow(by: limits.ratio)
        guard entry.size <= limits.ratioFloor || most.overflow || entry.size <= most.partialValue else {
            throw .tooLarge
        }
        return (entry.index, entry.size)
    }

    private func packedSize(_ zip: OpaquePointer, _ index: UInt64) -> UInt64 {
        var entry = zip_stat_t()
        guard zip_stat_index(zip, index, 0, &entry) == 0, entry.valid & UInt64(ZIP_STAT_COMP_SIZE) != 0 else {
            return 0
        }
        // No entry is larger than the zip; this also keeps the sum from overflowing.
        return min(entry.comp_size, 1 << 40)
    }

    /// Whether an entry is a symbolic link, as zips made on Unix say.
    private func isLink(_ zip: OpaquePointer, _ index: UInt64) -> Bool {
        var (system, attributes): (UInt8, UInt32) = (0, 0)
        guard zip_file_get_external_attributes(zip, index, 0, &system, &attributes) == 0 else { return true }
        return attributes >> 16 & S_IFMT == S_IFLNK
    }

    /// Why libzip could not open the file. One that begins like a zip and is none any more was cut off.
    private static func failure(_ code: Int32, _ path: String) -> ExportFailure {
        switch code {
        case ZIP_ER_NOENT: .notFound
        case ZIP_ER_NOZIP: ExportFolder.beginning(of: path, 2) == Array("PK".utf8) ? .damaged : .notAnExport
        case ZIP_ER_OPEN, ZIP_ER_READ, ZIP_ER_SEEK, ZIP_ER_MEMORY: .unreadable
        default: .damaged
        }
    }
}

/// Whether a name stays inside the folder it would be unpacked into, whatever the system.
private func isHarmless(_ name: String) -> Bool {
    let parts = name.utf8.split(omittingEmptySubsequences: false) { $0 == 0x2f || $0 == 0x5c }
    guard let first = parts.first, !first.isEmpty, !first.contains(0x3a) else { return false }
    return !parts.contains { $0.elementsEqual("..".utf8) }
}
