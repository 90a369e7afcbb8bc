import Testing

@testable import Unroll

/// What has to hold of everything that gets into the model, whatever a server sent.
enum Soundness {
    static func check(_ conversation: Conversation, _ hint: Comment) {
        for post in conversation.posts { check(post, depth: 0, hint) }
        for case .tombstone(let lost) in conversation.entries { #expect(!lost.id.value.isEmpty, hint) }
    }

    static func check(_ post: Post, depth: Int, _ hint: Comment) {
        check(post.facets, in: post.text, hint)
        #expect(depth <= Quote.maximumDepth, hint)
        #expect(links(of: post).allSatisfy { Link($0.text) == $0 }, hint)
        #expect(post.language == LanguageTag.normalized(post.language), hint)
        #expect(post.poll?.options.allSatisfy { ($0.votes ?? 0) >= 0 } ?? true, hint)
        #expect(post.attachments.allSatisfy { ($0.width ?? 1) > 0 && ($0.height ?? 1) > 0 }, hint)
        #expect(!post.published.rfc3339.isEmpty && post.raw != post.text, hint)
        if case .post(let quoted)? = post.quote { check(quoted, depth: depth + 1, hint) }
    }

    static func check(_ facets: [Facet], in text: String, _ hint: Comment) {
        #expect(Facet.sound(facets, length: text.unicodeScalars.count) == facets, hint)
    }

    private static func links(of post: Post) -> [Link] {
        let inText = post.facets.compactMap { facet -> Link? in
            switch facet.kind {
            case .link(let forms): forms.expanded
            case .mention(_, _, let url), .hashtag(_, let url): url
            case .emoji(let emoji): emoji.url
            default: nil
            }
        }
        let beside = [post.url, post.author.url, post.author.avatar, post.card?.url, post.card?.image]
        return inText + (beside + post.attachments.flatMap { [$0.url, $0.preview] }).compactMap { $0 }
    }
}
