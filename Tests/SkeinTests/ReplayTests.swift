import Foundation
import Testing
import Unroll

/// The built program on recordings and on the sample export: no network at all.
struct ReplayTests {
    static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()

    static func path(_ name: String) -> String { root.appending(path: name).path(percentEncoded: false) }

    /// `bluesky/lighthouse`, `x/article` and so on.
    static let recordings: [String] = {
        let folder = root.appending(path: "Tests/Recordings")
        let networks = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
        return networks.flatMap { network in
            let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path + "/" + network)) ?? []
            return names.filter { $0.hasSuffix(".json") }.map { network + "/" + $0.dropLast(5) }
        }.sorted()
    }()

    /// Recordings that show why there is no document.
    static let refused: Set<String> = ["bluesky/login-only", "x/protected"]

    @Test(arguments: recordings)
    func everyLinkOfARecordingGivesTheSameThread(name: String) async throws {
        let path = Self.path("Tests/Recordings/\(name).json")
        let recording = try Recording(json: Array(Data(contentsOf: URL(filePath: path))))
        var threads: Set<[String]> = []
        for link in try #require(recording.links) {
            let run = try await SkeinRun.of("unroll", "--replay", path, link, "--format", "json")
            if Self.refused.contains(name) {
                #expect(run.status == 1)
                #expect(run.output.isEmpty)
                #expect(run.errors.split(separator: "\n").count == 1)
                continue
            }
            #expect(run.errors == "" || run.errors.hasPrefix("The link leads to a single post by somebody else"))
            let thread = try ThreadJSON(run)
            #expect(run.status == (thread.completeness.state == "complete" ? 0 : 3))
            threads.insert([thread.id] + thread.posts.map(\.id))
        }
        #expect(threads.count == (Self.refused.contains(name) ? 0 : 1))
    }

    /// Whoever checks a citation has other settings than whoever made it.
    @Test(arguments: ["bluesky/lighthouse", "x/unofficial-fxtwitter", "x/numbered-thread", "mastodon/workshop"])
    func settingsChangeNothingAboutARecording(name: String) async throws {
        let arguments = ["unroll", "--replay", Self.path("Tests/Recordings/\(name).json"), "--format", "json"]
        let settings = [
            "SKEIN_X_TOKEN": "abc", "SKEIN_X_FALLBACK": "syndication", "SKEIN_X_URL": "http://127.0.0.1:9",
            "SKEIN_BLUESKY_URL": "http://127.0.0.1:9", "SKEIN_PLC_URL": "http://127.0.0.1:9",
            "SKEIN_X_FALLBACK_URL": "http://127.0.0.1:9", "SKEIN_MASTODON_TOKENS": "elsewhere.example=abc",
        ]
        let plain = try await SkeinRun.of(arguments)
        #expect(!plain.output.isEmpty)
        #expect(try await SkeinRun.of(arguments, environment: settings).output == plain.output)
    }

    @Test func theSampleIsReadWithoutALink() async throws {
        let run = try await SkeinRun.of("unroll", "--replay", Self.path("Samples/lighthouse.json"))
        #expect(run.status == 0)
        #expect(run.text.hasPrefix("---\ntitle: "))
        #expect(run.text.contains("completeness: complete"))
    }

    @Test func anExportIsListedAndUnrolled() async throws {
        let export = Self.path("Samples/x-export")
        let list = try await SkeinRun.of("threads", export)
        #expect(list.status == 0)
        let lines = list.text.split(separator: "\n")
        #expect(lines.first?.hasPrefix("date") == true)
        #expect(lines.count == 3)
        #expect(lines.last?.contains("2025-05-02     11  1918217770890166272  1/11 I drew a map") == true)
        let links = ["1918217770890166272", "https://x.com/ines_maps/status/1918218400035766272?s=20"]
        for link in links {
            let run = try await SkeinRun.of("unroll", "--from", export, link, "--format", "html")
            #expect(run.status == 3)
            #expect(run.text.contains("data:image/png;base64,"))
        }
    }

    @Test(arguments: [
        (["unroll", "--from", "/nowhere/at/all.zip", "1"], 1, "There is no file or folder"),
        (["unroll", "--from", path("docs"), "1"], 1, "This is no X data export"),
        (["unroll", "--from", path("Samples/x-export"), "20"], 1, "The export holds no post 20"),
        (
            ["unroll", "--from", path("Samples/x-export"), "https://bsky.app/profile/a.example/post/3mgkwmsxtst27"], 1,
            "Name a post"
        ),
        (["unroll", "--from", path("Samples/x-export"), "what"], 1, "There is no link in this"),
        (["threads", path("LICENSE")], 1, "This is no X data export"),
        (["unroll", "--replay", path("Makefile")], 1, "is no recording that Skein can play"),
        (["unroll", "--replay", "/nowhere.json"], 1, "No such file or directory"),
        (["unroll", "--replay", path("Samples/lighthouse.json"), "https://example.com/"], 1, "By its address"),
        (["unroll", "--replay", path("Samples/lighthouse.json"), "--output", "/nowhere/a.md"], 1, "cannot be written"),
    ])
    func whatCannotBeReadIsSaidInOneSentence(arguments: [String], status: Int32, part: String) async throws {
        let run = try await SkeinRun.of(arguments)
        #expect(run.status == status)
        #expect(run.output.isEmpty)
        #expect(run.errors.contains(part))
        #expect(run.errors.split(separator: "\n").count == 1)
    }
}

/// What the tests look at in a thread's JSON.
struct ThreadJSON: Decodable {
    struct Post: Decodable { let id, text: String }
    struct Completeness: Decodable { let state: String }

    let id, anchor, network: String
    let posts: [Post]
    let completeness: Completeness

    init(_ run: SkeinRun) throws { self = try JSONDecoder().decode(Self.self, from: Data(run.output)) }
}
