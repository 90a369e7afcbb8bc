import Foundation
@testable import Render
import SampleThreads
import Testing

/// Rendered samples, compared with what a person has looked at. `SKEIN_RECORD=1` writes them anew.
@Suite struct SnapshotTests {
    private static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appending(path: "Snapshots")
    private static let isRecording = ProcessInfo.processInfo.environment["SKEIN_RECORD"] != nil

    private static let forms: [(name: String, format: RenderedFormat, options: RenderOptions)] = {
        var prose = RenderOptions()
        prose.prose = true
        var embedded = RenderOptions()
        embedded.media = .embed
        for place in Samples.pictureAddresses { embedded.pictures[place] = Samples.picture }
        return [
            ("md", .markdown, RenderOptions()), ("prose.md", .markdown, prose), ("html", .html, RenderOptions()),
            ("embedded.html", .html, embedded),
            ("txt", .text, RenderOptions()), ("json", .json, RenderOptions()),
        ]
    }()

    @Test(arguments: Samples.all.map(\.name)) func sample(_ name: String) throws {
        let thread = try #require(Samples.all.first { $0.name == name }).thread
        for form in Self.forms {
            let file = Self.folder.appending(path: "\(name).\(form.name)")
            let document = Data(render(thread, as: form.format, form.options))
            if Self.isRecording {
                try FileManager.default.createDirectory(at: Self.folder, withIntermediateDirectories: true)
                try document.write(to: file)
            }
            let expected = try Data(contentsOf: file)
            #expect(
                document == expected, "\(file.lastPathComponent) has changed; look at it, then SKEIN_RECORD=1 keeps it")
        }
    }
}
