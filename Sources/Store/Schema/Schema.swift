/// The tables of the archive. The list only grows: a step that was released never changes.
enum Schema {
    static let migrations: [Migration] = [
        Migration { authors($0) + posts($0) + threads($0) + exchanges($0) },
        Migration { jobs($0) + media($0) + ledgers($0) },
        Migration { search($0) },
        Migration { addresses($0) },
        Migration { changes($0) },
        Migration { lookingAgain($0) },
        Migration { lists($0) },
        Migration { copies($0) },
        Migration { _ in authorNews },
        Migration { lanes($0) },
        Migration { traces($0) },
        Migration { indexAnew($0) },
        Migration { indexAnew($0) },
        Migration { _ in ["CREATE INDEX changes_thread ON changes (thread)"] },
        Migration { failures($0) },
        Migration { indexAnew($0) },
        Migration { quotesGone($0) },
    ]

    /// Accounts by the network's id, and how they called themselves when.
    private static func authors(_ d: Dialect) -> [SQL] {
        [
            """
            CREATE TABLE authors (key \(d.key), network \(d.text) NOT NULL, id \(d.text) NOT NULL,
                version \(d.integer), UNIQUE (network, id))
            """,
            """
            CREATE TABLE author_versions (key \(d.key), author \(d.integer) NOT NULL REFERENCES authors ON DELETE CASCADE,
                hash \(d.blob) NOT NULL, handle \(d.text) NOT NULL, handle_folded \(d.text) NOT NULL, name \(d.text) NOT NULL,
                model \(d.blob) NOT NULL, first_seen \(d.integer) NOT NULL, last_seen \(d.integer) NOT NULL,
                UNIQUE (author, hash))
            """,
            "CREATE INDEX author_versions_handle ON author_versions (handle_folded)",
        ]
    }

    /// Posts with a key that grows with their time, so that the newest are found by the key alone.
    private static func posts(_ d: Dialect) -> [SQL] {
        [
            """
            CREATE TABLE posts (key \(d.givenKey), network \(d.text) NOT NULL, id \(d.text) NOT NULL,
                author \(d.integer) NOT NULL REFERENCES authors, author_version \(d.integer) NOT NULL,
                published \(d.integer) NOT NULL, model \(d.blob) NOT NULL, content \(d.blob) NOT NULL,
                revision \(d.integer) NOT NULL, seen \(d.integer) NOT NULL, gone \(d.integer), gone_because \(d.text),
                marks \(d.text), UNIQUE (network, id))
            """,
            "CREATE INDEX posts_author ON posts (author)",
            """
            CREATE TABLE post_revisions (post \(d.integer) NOT NULL REFERENCES posts ON DELETE CASCADE,
                revision \(d.integer) NOT NULL, author_version \(d.integer) NOT NULL, seen \(d.integer) NOT NULL,
                model \(d.blob) NOT NULL, PRIMARY KEY (post, revision))
            """,
            """
            CREATE TABLE post_quotes (post \(d.integer) NOT NULL REFERENCES posts ON DELETE CASCADE,
                network \(d.text) NOT NULL, author \(d.text) NOT NULL, quoted \(d.text) NOT NULL,
                PRIMARY KEY (post, author, quoted))
            """,
            "CREATE INDEX post_quotes_author ON post_quotes (network, author)",
            "CREATE INDEX post_quotes_quoted ON post_quotes (network, quoted)",
        ]
    }

    /// Where an id cannot be told from the path of a page, the path stands beside it.
    private static func addresses(_ d: Dialect) -> [SQL] {
        [
            "ALTER TABLE posts ADD COLUMN path \(d.text)",
            "CREATE INDEX posts_path ON posts (network, path) WHERE path IS NOT NULL",
            "ALTER TABLE thread_aliases ADD COLUMN path \(d.text)",
            "CREATE INDEX thread_aliases_path ON thread_aliases (network, path) WHERE path IS NOT NULL",
        ]
    }

    /// When the network was last asked whether the posts of a thread are still there, and which thread a link led to.
    private static func lookingAgain(_ d: Dialect) -> [SQL] {
        [
            "ALTER TABLE threads ADD COLUMN looked \(d.integer) NOT NULL DEFAULT 0",
            "CREATE INDEX threads_looked ON threads (network, looked, key)",
            "CREATE INDEX retrievals_target ON retrievals (network, target) WHERE thread IS NOT NULL",
        ]
    }

    /// Lists leave out what only search leads to, and go by indexes that do as well.
    private static func lists(_ d: Dialect) -> [SQL] {
        [
            "ALTER TABLE threads ADD COLUMN in_lists \(d.integer) NOT NULL DEFAULT 1",
            "DROP INDEX threads_recent",
            "DROP INDEX threads_audience",
            "CREATE INDEX threads_recent ON threads (updated, key) WHERE in_lists = 1",
            "CREATE INDEX threads_audience ON threads (audience, updated, key) WHERE in_lists = 1",
            "CREATE INDEX threads_author_list ON threads (author, published, key) WHERE in_lists = 1",
        ]
    }

    /// What became of a quoted post, which may have no row of its own.
    private static func quotesGone(_ d: Dialect) -> [SQL] {
        [
            "ALTER TABLE post_quotes ADD COLUMN gone \(d.integer)",
            "ALTER TABLE post_quotes ADD COLUMN gone_because \(d.text)",
        ]
    }

    /// Which post is meant by the address another server gives its copy.
    private static func copies(_ d: Dialect) -> [SQL] {
        [
            """
            CREATE TABLE post_copies (path \(d.text) NOT NULL PRIMARY KEY,
                post \(d.integer) NOT NULL REFERENCES posts ON DELETE CASCADE)
            """,
            "CREATE INDEX post_copies_post ON post_copies (post)",
        ]
    }

    /// An author's feed goes by news, as the site's does.
    private static let authorNews: [SQL] = [
        "CREATE INDEX threads_author_news ON threads (author, updated, key) WHERE in_lists = 1"
    ]

    /// What answers that are kept are still to be looked through for, of what was removed.
    private static func traces(_ d: Dialect) -> [SQL] { ["CREATE TABLE traces (trace \(d.text) NOT NULL PRIMARY KEY)"] }

    private static func threads(_ d: Dialect) -> [SQL] {
        [
            """
            CREATE TABLE threads (key \(d.key), network \(d.text) NOT NULL, id \(d.text) NOT NULL,
                author \(d.integer) NOT NULL REFERENCES authors, audience \(d.text) NOT NULL, reason \(d.text) NOT NULL,
                link_key \(d.text) NOT NULL UNIQUE, noindex \(d.integer) NOT NULL, title \(d.text) NOT NULL,
                language \(d.text), posts \(d.integer) NOT NULL, published \(d.integer) NOT NULL,
                updated \(d.integer) NOT NULL, kept \(d.integer) NOT NULL, retrieved \(d.integer) NOT NULL,
                completeness \(d.text) NOT NULL, revision \(d.integer) NOT NULL, model \(d.blob) NOT NULL,
                UNIQUE (network, id))
            """,
            "CREATE INDEX threads_recent ON threads (updated, key)",
            "CREATE INDEX threads_audience ON threads (audience, updated, key)",
            "CREATE INDEX threads_author ON threads (author, published, key)",
            """
            CREATE TABLE thread_aliases (network \(d.text) NOT NULL, id \(d.text) NOT NULL,
                thread \(d.integer) NOT NULL REFERENCES threads ON DELETE CASCADE, PRIMARY KEY (network, id))
            """,
            "CREATE INDEX thread_aliases_thread ON thread_aliases (thread)",
            """
            CREATE TABLE thread_posts (thread \(d.integer) NOT NULL REFERENCES threads ON DELETE CASCADE,
                position \(d.integer) NOT NULL, role \(d.text) NOT NULL, part \(d.integer) NOT NULL,
                post \(d.integer) NOT NULL REFERENCES posts, following \(d.integer), lost \(d.integer) NOT NULL,
                PRIMARY KEY (thread, position))
            """,
            "CREATE INDEX thread_posts_post ON thread_posts (post)",
        ]
    }

    /// What was asked and answered, and what each retrieval changed.
    private static func exchanges(_ d: Dialect) -> [SQL] {
        [
            """
            CREATE TABLE retrievals (key \(d.key), network \(d.text) NOT NULL, target \(d.text) NOT NULL,
                thread \(d.integer) REFERENCES threads ON DELETE CASCADE, requested_by \(d.text),
                started \(d.integer) NOT NULL, finished \(d.integer), revision \(d.integer), source_kind \(d.text),
                source_host \(d.text), completeness \(d.text), found \(d.integer))
            """,
            "CREATE INDEX retrievals_thread ON retrievals (thread, revision)",
            "CREATE INDEX retrievals_open ON retrievals (network, target) WHERE finished IS NULL",
            """
            CREATE TABLE retrieval_changes (retrieval \(d.integer) NOT NULL REFERENCES retrievals ON DELETE CASCADE,
                post \(d.integer) NOT NULL REFERENCES posts ON DELETE CASCADE, change \(d.text) NOT NULL,
                revision \(d.integer) NOT NULL, PRIMARY KEY (retrieval, post, change))
            """,
            "CREATE INDEX retrieval_changes_post ON retrieval_changes (post)",
            """
            CREATE TABLE exchanges (retrieval \(d.integer) NOT NULL REFERENCES retrievals ON DELETE CASCADE,
                number \(d.integer) NOT NULL, kind \(d.text) NOT NULL, url \(d.text) NOT NULL, accept \(d.text) NOT NULL,
                had_key \(d.integer) NOT NULL, at \(d.integer) NOT NULL, status \(d.integer), failure \(d.text),
                final_url \(d.text), headers \(d.text) NOT NULL, body \(d.blob) NOT NULL, length \(d.integer) NOT NULL,
                body_hash \(d.blob) NOT NULL, previous \(d.blob) NOT NULL, hash \(d.blob) NOT NULL,
                PRIMARY KEY (retrieval, number))
            """,
        ]
    }
}
