import Testing

@testable import Unroll

/// What stands over a thread.
@Suite struct TitleTests {
    private func title(_ text: String, _ change: (inout Post) -> Void = { _ in }) -> String {
        let author = Author(id: Author.ID("a"), handle: "ines.example")
        var post = Post(id: PostID("1"), author: author, published: Timestamp(seconds: 0), text: text)
        change(&post)
        return Unroll.title(of: post, mark: nil)
    }

    private func withEmoji(_ codes: String...) -> (inout Post) -> Void {
        { post in
            guard let url = Link("https://cdn.example/e.png") else { return }
            let emoji = codes.map { CustomEmoji(shortcode: $0, url: url) }
            post.facets = PostHTML.emoji(emoji, in: post.text)
        }
    }

    @Test func shortcodesOfEmojiAreLeftOut() {
        #expect(title("How my starter :bread: nearly died.", withEmoji("bread")) == "How my starter nearly died.")
        #expect(title(":a::b: Bread :a:\nand more", withEmoji("a", "b")) == "Bread")
        #expect(title("Ratio 1:2:3, at :noon: sharp", withEmoji("noon")) == "Ratio 1:2:3, at sharp")
        #expect(title("What :this: is nobody knows") == "What :this: is nobody knows")
        let warned = title("Bread :bread:") { post in
            withEmoji("bread")(&post)
            post.warning = ":bread: flour"
        }
        #expect(warned == "flour")
    }

    @Test func whatIsBehindAWarningIsNoTitle() {
        #expect(title("The butler did it.") { $0.warning = "How the book ends" } == "How the book ends")
        // A label is the network's word, and says nothing of what the thread is about.
        let labelled = title("What we found there.") { ($0.warning, $0.labels) = ("graphic media", ["graphic-media"]) }
        #expect(labelled == "What we found there.")
    }
}
