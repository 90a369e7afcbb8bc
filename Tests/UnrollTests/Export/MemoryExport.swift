import Foundation
import Unroll

/// An export in memory, read in pieces of a chosen size.
struct MemoryExport {
    var files: [String: String]
    var piece = 1000

    static let account =
        #"window.YTD.account.part0 = [ {"account": {"accountId": "77", "username": "ines", "accountDisplayName": "Ines &amp; Co", "email": "ines@example.com"}} ]"#

    static func manifest(partial: String = "false", count: Int) -> String {
        """
        window.__THAR_CONFIG = {"userInfo": {"accountId": "77", "userName": "ines", "displayName": "Ines"},
          "archiveInfo": {"isPartialArchive": \(partial)},
          "dataTypes": {"tweets": {"files": [{"fileName": "data/tweets.js", "count": "\(count)"}]}}}
        """
    }

    /// A complete export in today's layout.
    init(_ posts: [ExportPost], notes: String? = nil, media: [String] = [], partial: String = "false") {
        let list = posts.map(\.json).joined(separator: ", ")
        files = [
            "data/manifest.js": MemoryExport.manifest(partial: partial, count: posts.count),
            "data/account.js": MemoryExport.account, "data/tweets.js": "window.YTD.tweets.part0 = [ \(list) ]",
        ]
        if let notes { files["data/note-tweet.js"] = "window.YTD.note_tweet.part0 = [ \(notes) ]" }
        for name in media { files[name] = "" }
    }

    init(files: [String: String]) { self.files = files }

    func index() throws -> ExportIndex {
        var survey = ExportSurvey(try ExportCatalog(paths: files.keys))
        try elements(of: survey.files) { survey.add($0) }
        return try survey.index()
    }

    func conversation(_ id: String) throws -> Conversation {
        var backfill = try ExportBackfill(PostID(id), in: index())
        while let files = backfill.files {
            try elements(of: files) { backfill.add($0) }
            backfill.finishRound()
        }
        let names = Set(files.keys)
        return backfill.conversation(host: "ines.zip", retrieved: Timestamp(seconds: 1_790_000_000)) {
            names.contains($0)
        }
    }

    func post(_ id: String) throws -> Post? { try conversation(id).post(PostID(id)) }

    func elements(of files: [ExportFile], _ take: (ExportElement) -> Void) throws {
        for file in files {
            var splitter = ExportSplitter(file)
            let bytes = Array((self.files[file.path] ?? "").utf8)
            for start in stride(from: 0, to: bytes.count, by: piece) {
                try splitter.feed(Array(bytes[start..<min(start + piece, bytes.count)]), take)
            }
            try splitter.finish()
        }
    }
}

/// A post as an export writes it.
struct ExportPost {
    var id: Int
    var text: String
    var parent: Int?
    var parentAuthor = 77
    var date = "Fri May 02 08:15:30 +0000 2025"
    /// More fields, as JSON, each ending with a comma.
    var more = ""

    init(_ id: Int, _ text: String, to parent: Int? = nil, of author: Int = 77, more: String = "") {
        (self.id, self.text, self.parent, parentAuthor, self.more) = (id, text, parent, author, more)
    }

    var bare: String {
        let reply =
            parent.map { #""in_reply_to_status_id_str": "\#($0)", "in_reply_to_user_id_str": "\#(parentAuthor)","# }
            ?? ""
        return
            #"{\#(reply) \#(more) "full_text": \#(quoted(text)), "created_at": "\#(date)", "id_str": "\#(id)", "lang": "en"}"#
    }

    var json: String { #"{"tweet": \#(bare)}"# }
}

func quoted(_ text: String) -> String {
    (try? String(decoding: JSONEncoder().encode(text), as: UTF8.self)) ?? "\"\""
}
