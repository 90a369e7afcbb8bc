/// How the parameters of X API v2 are spelled. OpenAPI 2.159 says `tweet.fields`, 2.167 (August 2026) `post.fields` and makes
/// expansions of what were fields. Skein asks in the older spelling, which costs less, and in the newer one when that is refused.
enum XSpelling: Sendable, CaseIterable {
    case tweet, post
}

/// Which fields and objects a request asks for.
enum XFields {
    /// Everything about posts, pictures, polls and people that the model keeps.
    static func parameters(_ spelling: XSpelling, withReferenced: Bool) -> [(name: String, value: String)] {
        let name = spelling == .tweet ? "tweet.fields" : "post.fields"
        return [
            (name, (common + fields(spelling)).sorted().joined(separator: ",")),
            ("expansions", expansions(spelling, withReferenced).joined(separator: ",")),
            ("media.fields", "alt_text,duration_ms,height,media_key,preview_image_url,type,url,variants,width"),
            ("poll.fields", "duration_minutes,end_datetime,id,options,voting_status"),
            (
                "user.fields",
                "description,entities,id,name,profile_image_url,protected,username,verified,verified_type,withheld"
            ),
        ]
    }

    /// Only whose post it is and where its conversation begins.
    static func coordinates(_ spelling: XSpelling) -> [(name: String, value: String)] {
        switch spelling {
        case .tweet: [("tweet.fields", "author_id,conversation_id")]
        case .post: [("post.fields", "conversation_id"), ("expansions", "author_id")]
        }
    }

    private static let common = [
        "article", "attachments", "card_uri", "conversation_id", "created_at", "display_text_range", "edit_controls",
        "entities", "lang", "media_metadata", "possibly_sensitive", "public_metrics", "reply_settings", "withheld",
    ]

    private static func fields(_ spelling: XSpelling) -> [String] {
        switch spelling {
        case .tweet:
            ["author_id", "edit_history_tweet_ids", "in_reply_to_user_id", "note_tweet", "referenced_tweets"]
        case .post: ["article_title", "note_post"]
        }
    }

    private static func expansions(_ spelling: XSpelling, _ withReferenced: Bool) -> [String] {
        let own = [
            "author_id", "attachments.media_keys", "attachments.poll_ids", "article.cover_media",
            "article.media_entities",
        ]
        return switch spelling {
        case .tweet:
            own
                + (withReferenced
                    ? [
                        "referenced_tweets.id", "referenced_tweets.id.author_id",
                        "referenced_tweets.id.attachments.media_keys",
                    ] : [])
        case .post: own + ["in_reply_to_user_id", "referenced_posts"]
        }
    }
}
