/// One version in the history of a status (Mastodon docs: StatusEdit).
struct MastodonStatusEdit: Decodable, Sendable {
    @Lenient var content: String?
    @Lenient var createdAt: String?

    enum CodingKeys: String, CodingKey {
        case content
        case createdAt = "created_at"
    }

    var edit: Post.Edit {
        Post.Edit(
            published: createdAt.flatMap { Timestamp(rfc3339: $0) },
            text: content.map { PostHTML.read($0).text })
    }
}
