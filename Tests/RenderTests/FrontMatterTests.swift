import Testing

@testable import Render
@testable import Unroll

/// What stands above a Markdown file, for programs that know YAML and not Markdown.
@Suite struct FrontMatterTests {
    private func lines(handle: String) -> [Substring] {
        let author = Author(id: Author.ID("https://hearth.example/users/dag"), handle: handle, name: "Dag")
        let post = Post(
            id: PostID("https://hearth.example/users/dag/statuses/1"), author: author,
            published: Timestamp(seconds: 1_746_173_730), text: "A hearth.")
        let thread = Thread(
            network: .mastodon, id: post.id, aliases: [], url: nil, anchor: post.id, author: author,
            title: "A hearth.", language: "en", posts: [post], branches: [], answers: [], context: [], missing: [],
            completeness: Completeness(state: .complete, found: 1), retrieved: post.published,
            source: Source(kind: .api, host: "hearth.example"), remarks: [])
        return FrontMatter(thread, .english).text.split(separator: "\n")
    }

    @Test(arguments: [
        "dag@hearth.example", "dag_w@hearth.example", "_dag_@hearth.example", "dag-w.example.com", "_dag_", "1",
    ]) func aHandleStaysAsItIs(_ handle: String) { #expect(lines(handle: handle).contains("handle: \"\(handle)\"")) }

    @Test(arguments: [("<b>", "\\\\<b>"), ("a\"b\\", "a\\\"b\\\\\\\\"), ("[a](b)", "\\\\[a\\\\](b)"), ("--", "\\\\--")])
    func whatIsNoHandleIsAText(_ handle: String, _ written: String) {
        #expect(lines(handle: handle).contains { $0.hasPrefix("handle: \"\(written)") })
    }
}
