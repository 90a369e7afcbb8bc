import CZip
import Foundation
import Simulated

/// A made-up X data export on disk, as a folder and as the zip of it.
struct SyntheticExport {
    let folder: String
    let zip: String
    /// The bytes of all files, unpacked.
    let bytes: Int

    /// What a folder that is to hold both begins with.
    static func room() -> String {
        let pattern = FileManager.default.temporaryDirectory.path(percentEncoded: false) + "/skein-bench-XXXXXX"
        var name = Array(pattern.utf8CString)
        return mkdtemp(&name) == nil
            ? "" : String(decoding: name.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self)
    }

    init(posts: Int, in room: String) throws {
        (folder, zip) = (room + "/export", room + "/export.zip")
        let export = SimulatedExport(posts: posts)
        try FileManager.default.createDirectory(atPath: folder + "/data", withIntermediateDirectories: true)
        for file in export.smallFiles { try Data(file.text.utf8).write(to: URL(filePath: folder + "/" + file.path)) }
        let tweets = URL(filePath: folder + "/data/tweets.js")
        try Data().write(to: tweets)
        let handle = try FileHandle(forWritingTo: tweets)
        try export.writeTweets { try handle.write(contentsOf: $0) }
        let end = try handle.offset()
        try handle.close()
        bytes = Int(end) + export.smallFiles.reduce(0) { $0 + $1.text.utf8.count }
        try pack(export.smallFiles.map(\.path) + ["data/tweets.js"])
    }

    /// Packs the files as X does: deflated, each by itself.
    private func pack(_ names: [String]) throws {
        var code: Int32 = 0
        guard let archive = zip_open(zip, ZIP_CREATE | ZIP_EXCL, &code) else { throw Unpackable() }
        for name in names {
            guard let source = zip_source_file(archive, folder + "/" + name, 0, -1) else { throw Unpackable() }
            let index = zip_file_add(archive, name, source, zip_flags_t(ZIP_FL_ENC_UTF_8))
            guard index >= 0, zip_set_file_compression(archive, UInt64(index), ZIP_CM_DEFLATE, 3) == 0 else {
                throw Unpackable()
            }
        }
        guard zip_close(archive) == 0 else { throw Unpackable() }
    }

    struct Unpackable: Error {}
}
