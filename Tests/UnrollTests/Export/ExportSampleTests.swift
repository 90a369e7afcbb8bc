import Foundation
import Simulated
import Testing
import Unroll

@Suite struct ExportSampleTests {
    private func sample() throws -> MemoryExport {
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent().appending(path: "Samples/x-export")
        var export = MemoryExport(files: [:])
        for name in ["manifest", "account", "profile", "tweets", "note-tweet"] {
            export.files["data/\(name).js"] = try String(
                contentsOf: root.appending(path: "data/\(name).js"), encoding: .utf8)
        }
        let media = root.appending(path: "data/tweets_media").path(percentEncoded: false)
        for name in try FileManager.default.contentsOfDirectory(atPath: media) {
            export.files["data/tweets_media/\(name)"] = ""
        }
        return export
    }

    @Test func theSampleShowsWhatAnExportCanHold() throws {
        let export = try sample()
        let threads = try export.index().threads
        #expect(threads.map(\.posts) == [2, 11])
        #expect(threads[1].words == "1/11 I drew a map of every public bench in our town. It too…")
        let thread = try unroll(export.conversation(threads[1].id.value))
        #expect(thread.posts.count == 10)
        #expect(thread.author.bio == "Maps of small things.")
        #expect(thread.posts.allSatisfy { !$0.text.contains("t.co/") && !$0.text.contains("&amp;") })
        #expect(thread.missing.map(\.after) == [thread.posts[3].id])
        #expect(thread.missing.first?.reason == .gone(.deleted))
        #expect(thread.completeness.state == .incomplete)
        #expect(thread.branches.map(\.attachedTo) == [thread.posts[1].id])
        #expect(thread.posts[3].attachments.first?.file?.hasSuffix("-BenchMap01.png") == true)
        #expect(thread.posts[6].text.hasSuffix("The full tables are at example.org/benches/tables"))
        guard case .post(let quoted)? = thread.posts[5].quote else {
            Issue.record("no quoted post")
            return
        }
        #expect(quoted.text.hasPrefix("A map is a promise"))
        for post in thread.posts + thread.branches.flatMap(\.posts) {
            #expect(try unroll(export.conversation(post.id.value)).posts == thread.posts)
        }
    }

    @Test func simulatedExportsAreRead() throws {
        let simulated = SimulatedExport(posts: 250)
        var bytes: [UInt8] = []
        simulated.writeTweets { bytes += $0 }
        var export = MemoryExport(
            files: Dictionary(uniqueKeysWithValues: simulated.smallFiles.map { ($0.path, $0.text) }))
        export.files["data/tweets.js"] = String(decoding: bytes, as: UTF8.self)
        let index = try export.index()
        #expect(index.threads.map(\.posts) == Array(repeating: 10, count: 25))
        let thread = try unroll(export.conversation(String(SimulatedExport.id(123))))
        #expect(thread.id.value == String(SimulatedExport.id(120)))
        #expect(thread.completeness.state == .complete)
    }
}
