import Simulated
import Testing
import Unroll

private let sharedExport = "recordings/x-archive/synthetic-2025-layout"

/// An export in the layout of December 2025, from the folder beside the project.
@Suite(.enabled(if: SharedFolder.has(sharedExport), "the shared folder is not here"))
struct ExportSharedTests {
    private func export() throws -> MemoryExport {
        var export = MemoryExport(files: [:])
        for name in SharedFolder.files(in: sharedExport + "/data") where name.hasSuffix(".js") {
            export.files["data/" + name] = String(
                decoding: try SharedFolder.read("\(sharedExport)/data/\(name)"), as: UTF8.self)
        }
        for name in SharedFolder.files(in: sharedExport + "/data/tweets_media") {
            export.files["data/tweets_media/" + name] = ""
        }
        return export
    }

    @Test func everyPostIsRead() throws {
        let export = try export()
        let index = try export.index()
        #expect(!index.isPartial)
        #expect(!index.threads.isEmpty)
        for thread in index.threads {
            let conversation = try export.conversation(thread.id.value)
            #expect(conversation.shortfalls.isEmpty)
            for post in conversation.posts {
                #expect(!post.text.contains("&amp;"))
                #expect(!post.text.contains("t.co/"))
            }
        }
    }
}
