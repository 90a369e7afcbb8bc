import Glibc
import NIOPosix
import Unroll

/// The folder of copies: each file is named by the hash of what is in it, so that nothing a network says can become a path.
struct MediaFolder: Sendable {
    /// How wide the smaller versions are, in pixels: two for small places such as beside a name, two for the column of text.
    static let widths = [96, 192, 640, 1280]

    let path: String

    /// `folder` is that of the site's data.
    init(in folder: String) { path = folder + "/media" }

    /// Those of which there is an AVIF beside the WebP: it saves little on small pictures.
    static let widthsInAVIF = [640, 1280]

    /// Where the file with this SHA-256 is, or its version of this width.
    func path(of hash: [UInt8], width: Int? = nil, isAVIF: Bool = false) -> String {
        let name = hexadecimal(hash)
        return "\(path)/\(name.prefix(2))/\(name.dropFirst(2))" + (width.map { "-\($0)" } ?? "")
            + (isAVIF ? "-avif" : "")
    }

    /// The hash in an address: 64 hexadecimal digits in lower case, nothing else.
    static func hash(_ text: String) -> [UInt8]? {
        let digits = text.utf8.map { byte -> UInt8? in
            switch byte {
            case 0x30...0x39: byte - 0x30
            case 0x61...0x66: byte - 0x57
            default: nil
            }
        }
        guard digits.count == 64 else { return nil }
        var hash: [UInt8] = []
        for index in stride(from: 0, to: 64, by: 2) {
            guard let high = digits[index], let low = digits[index + 1] else { return nil }
            hash.append(high << 4 | low)
        }
        return hash
    }
}

func hexadecimal(_ bytes: [UInt8]) -> String {
    let digits = Array("0123456789abcdef".utf8)
    return String(decoding: bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
}

extension MediaFolder {
    /// A name for a file that is still being made, in the same file system.
    func aside() async throws(MediaProblem) -> String {
        let folder = path + "/incoming"
        try await blocking { MediaFolder.make([path, folder]) }
        return "\(folder)/\(hexadecimal((0..<16).map { _ in UInt8.random(in: .min ... .max) }))"
    }

    /// Gives a file that was made aside its name. Whoever is second with the same bytes puts the same in its place.
    func take(
        _ aside: String, as hash: [UInt8], width: Int? = nil, isAVIF: Bool = false
    ) async throws(MediaProblem) {
        let target = path(of: hash, width: width, isAVIF: isAVIF)
        let folder = String(target[..<(target.lastIndex(of: "/") ?? target.startIndex)])
        try await blocking {
            let made = MediaFolder.make([folder])
            if made != 0 { return made }
            if rename(aside, target) == 0 { return MediaFolder.flush(folder) }
            // There is not always an AVIF.
            return errno == ENOENT && isAVIF ? 0 : errno
        }
    }

    /// Takes a file and its smaller versions away; where there are none, that is well too.
    func remove(_ hash: [UInt8]) async throws(MediaProblem) {
        let paths =
            [path(of: hash)] + MediaFolder.widths.map { path(of: hash, width: $0) }
            + MediaFolder.widthsInAVIF.map { path(of: hash, width: $0, isAVIF: true) }
        try await blocking { paths.map(MediaFolder.unlinked).first { $0 != 0 } ?? 0 }
    }

    /// Forgets files that were made aside and not taken.
    func discard(_ asides: [String]) async {
        try? await blocking { asides.map(MediaFolder.unlinked).first { $0 != 0 } ?? 0 }
    }

    /// Removes what processes that were killed left behind more than an hour ago.
    func sweep() async {
        try? await blocking {
            for file in asides() {
                var status = stat()
                if stat(file, &status) == 0, status.st_mtim.tv_sec <= time(nil) - 3600 { unlink(file) }
            }
            return 0
        }
    }

    /// Forgets files that were made aside and have one of these hashes.
    func discardAsides(of hashes: Set<[UInt8]>) async {
        for file in (try? await NIOThreadPool.singleton.runIfActive(asides)) ?? [] {
            if let hash = try? await MediaFile.open(file)?.hash(), hashes.contains(hash) { await discard([file]) }
        }
    }

    @Sendable private func asides() -> [String] {
        let folder = path + "/incoming"
        guard let listing = opendir(folder) else { return [] }
        defer { closedir(listing) }
        var files: [String] = []
        while let entry = readdir(listing) {
            // An entry may be shorter than its type says, so that it must not be copied.
            let name = withUnsafeBytes(of: &entry.pointee.d_name) { bytes in
                String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
            }
            if !name.hasPrefix(".") { files.append(folder + "/" + name) }
        }
        return files
    }

    /// `work` gives 0 or `errno`.
    private func blocking(_ work: @escaping @Sendable () -> Int32) async throws(MediaProblem) {
        guard let code = try? await NIOThreadPool.singleton.runIfActive(work) else { throw .stopped }
        if code != 0 { throw .file(errno: code) }
    }

    private static func make(_ folders: [String]) -> Int32 {
        for folder in folders where mkdir(folder, 0o700) != 0 && errno != EEXIST { return errno }
        return 0
    }

    private static func unlinked(_ path: String) -> Int32 { unlink(path) == 0 || errno == ENOENT ? 0 : errno }

    private static func flush(_ folder: String) -> Int32 {
        let descriptor = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        if descriptor < 0 { return errno }
        defer { close(descriptor) }
        return fsync(descriptor) == 0 ? 0 : errno
    }
}

/// Why the folder of copies could not be used.
package enum MediaProblem: Error, Equatable {
    case file(errno: Int32)
    /// The program is ending.
    case stopped

    /// For people and the log.
    package var text: String {
        switch self {
        case .file(let code): String(cString: strerror(code))
        case .stopped: "stopped"
        }
    }
}
