/// The parameters and values X's interface takes (OpenAPI 2.159 and 2.167), as far as Skein's requests go.
enum XSimulationFields {
    static func posts(isNew: Bool) -> Set<String> {
        isNew ? newPosts : oldPosts
    }

    static func expansions(isNew: Bool) -> Set<String> {
        isNew ? newExpansions : oldExpansions
    }

    private static let oldPosts: Set<String> = [
        "article", "attachments", "author_id", "card_uri", "community_id", "context_annotations", "conversation_id",
        "created_at", "display_text_range", "edit_controls", "edit_history_tweet_ids", "entities", "geo", "id",
        "in_reply_to_user_id", "lang", "media_metadata", "note_tweet", "possibly_sensitive", "public_metrics",
        "referenced_tweets", "reply_settings", "scopes", "source", "text", "withheld",
    ]

    private static let newPosts: Set<String> = [
        "article", "article_title", "attachments", "card_uri", "community_id", "context_annotations",
        "conversation_id", "created_at", "display_text_range", "edit_controls", "entities", "geo", "id", "lang",
        "matched_media_notes", "media_metadata", "note_post", "paid_partnership", "possibly_sensitive",
        "public_metrics", "reply_settings", "scopes", "source", "text", "withheld",
    ]

    private static let oldExpansions: Set<String> = [
        "article.cover_media", "article.media_entities", "attachments.media_keys", "attachments.media_source_tweet",
        "attachments.poll_ids", "author_id", "edit_history_tweet_ids", "entities.mentions.username", "geo.place_id",
        "in_reply_to_user_id", "referenced_tweets.id", "referenced_tweets.id.attachments.media_keys",
        "referenced_tweets.id.author_id",
    ]

    private static let newExpansions: Set<String> = [
        "article.cover_media", "article.media_entities", "attachments.media_keys", "attachments.media_source_tweet",
        "attachments.poll_ids", "author_id", "edit_history_post_ids", "entities.mentions.username", "geo.place_id",
        "in_reply_to_user_id", "referenced_posts", "username",
    ]

    static let media: Set<String> = [
        "alt_text", "duration_ms", "height", "media_key", "preview_image_url", "public_metrics", "type", "url",
        "variants", "width",
    ]
    static let polls: Set<String> = ["duration_minutes", "end_datetime", "id", "options", "voting_status"]
    static let users: Set<String> = [
        "affiliation", "created_at", "description", "entities", "id", "location", "name", "profile_banner_url",
        "profile_image_url", "protected", "public_metrics", "url", "username", "verified", "verified_type", "withheld",
    ]

    /// What every endpoint that answers with posts takes.
    static func objects(isNew: Bool) -> Set<String> {
        ["expansions", "media.fields", "poll.fields", "user.fields", isNew ? "post.fields" : "tweet.fields"]
    }

    static let search: Set<String> = [
        "query", "start_time", "end_time", "since_id", "until_id", "max_results", "next_token", "pagination_token",
        "sort_order",
    ]
    static let counts: Set<String> = [
        "query", "start_time", "end_time", "since_id", "until_id", "next_token", "pagination_token", "granularity",
    ]
}
