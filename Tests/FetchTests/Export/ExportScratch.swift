import Foundation
import Simulated

/// A folder of its own for one test, gone with it.
final class ExportScratch {
    let path: String

    init() throws {
        path = NSTemporaryDirectory() + "skein-export-" + UUID().uuidString
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    func write(_ name: String, _ bytes: [UInt8]) throws -> String {
        let url = URL(filePath: path).appending(path: name)
        try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(bytes).write(to: url)
        return url.path(percentEncoded: false)
    }

    func zip(_ entries: [ZipWriter.Entry]) throws -> String { try write("export.zip", ZipWriter.bytes(entries)) }

    func link(_ name: String, to target: String) throws {
        try FileManager.default.createSymbolicLink(atPath: path + "/" + name, withDestinationPath: target)
    }
}

/// The files of a small export: a thread of three posts, the last with a picture.
enum SmallExport {
    static let files: [(name: String, text: String)] = [
        (
            "data/manifest.js",
            #"window.__THAR_CONFIG = {"archiveInfo": {"isPartialArchive": false}, "dataTypes": {"tweets": {"files": [{"count": "3"}]}}}"#
        ),
        (
            "data/account.js",
            #"window.YTD.account.part0 = [{"account": {"accountId": "77", "username": "ines", "accountDisplayName": "Ines"}}]"#
        ), ("data/tweets.js", "window.YTD.tweets.part0 = [\(posts)]"),
        ("data/tweets_media/12-cup.png", "not really a picture"),
        ("data/direct-messages.js", "never opened"),
    ]

    private static let posts = [
        post(10, "Tea needs water."),
        post(11, "Water needs fire.", #""in_reply_to_status_id_str": "10", "in_reply_to_user_id_str": "77","#),
        post(
            12, "Fire needs patience.",
            #""in_reply_to_status_id_str": "11", "in_reply_to_user_id_str": "77", "extended_entities": {"media": [{"type": "photo", "media_url_https": "https://pbs.example/media/cup.png"}]},"#
        ),
    ].joined(separator: ",")

    private static func post(_ id: Int, _ text: String, _ more: String = "") -> String {
        #"{"tweet": {"id_str": "\#(id)", \#(more) "full_text": "\#(text)", "created_at": "Fri May 02 08:15:30 +0000 2025"}}"#
    }

    static var entries: [ZipWriter.Entry] { files.map { ZipWriter.Entry($0.name, $0.text) } }

    /// With one file in place of another, or besides the others.
    static func entries(with entry: ZipWriter.Entry) -> [ZipWriter.Entry] {
        entries.filter { $0.name != entry.name } + [entry]
    }
}
