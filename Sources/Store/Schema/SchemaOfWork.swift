extension Schema {
    static func jobs(_ d: Dialect) -> [SQL] {
        [
            """
            CREATE TABLE jobs (key \(d.key), kind \(d.text) NOT NULL, name \(d.text) NOT NULL, payload \(d.text) NOT NULL,
                host \(d.text) NOT NULL, state \(d.text) NOT NULL, due \(d.integer) NOT NULL, attempts \(d.integer) NOT NULL,
                worker \(d.text), lease \(d.integer), progress \(d.text), failure \(d.text),
                created \(d.integer) NOT NULL, finished \(d.integer))
            """,
            // One job of a name at a time; one that has ended does not stand in the way of the next.
            "CREATE UNIQUE INDEX jobs_name ON jobs (kind, name) WHERE state IN ('waiting', 'running')",
            "CREATE INDEX jobs_due ON jobs (due, key) WHERE state = 'waiting'",
            "CREATE INDEX jobs_running ON jobs (lease) WHERE state = 'running'",
            "CREATE INDEX jobs_finished ON jobs (finished) WHERE state IN ('done', 'failed')",
        ]
    }

    /// Which jobs wait for each other.
    static func lanes(_ d: Dialect) -> [SQL] {
        ["ALTER TABLE jobs ADD COLUMN lane \(d.text) NOT NULL DEFAULT ''", "UPDATE jobs SET lane = host"]
    }

    static func media(_ d: Dialect) -> [SQL] {
        [
            """
            CREATE TABLE media (key \(d.key), hash \(d.blob) NOT NULL UNIQUE, type \(d.text) NOT NULL,
                length \(d.integer) NOT NULL, width \(d.integer), height \(d.integer), kept \(d.integer) NOT NULL)
            """,
            // Addresses can be longer than an index takes, so their hash is the key.
            """
            CREATE TABLE media_sources (hash \(d.blob) PRIMARY KEY, url \(d.text) NOT NULL,
                media \(d.integer) REFERENCES media, attempts \(d.integer) NOT NULL, due \(d.integer), failure \(d.text))
            """,
            "CREATE INDEX media_sources_media ON media_sources (media)",
            "CREATE INDEX media_sources_due ON media_sources (due) WHERE due IS NOT NULL",
            """
            CREATE TABLE media_uses (source \(d.blob) NOT NULL REFERENCES media_sources ON DELETE CASCADE,
                owner \(d.text) NOT NULL, owner_key \(d.integer) NOT NULL, PRIMARY KEY (owner, owner_key, source))
            """,
            "CREATE INDEX media_uses_source ON media_uses (source)",
            "CREATE TABLE media_waste (hash \(d.blob) PRIMARY KEY)",
        ]
    }

    /// What came to nothing, and when: a network is asked again only so often.
    static func failures(_ d: Dialect) -> [SQL] {
        [
            "CREATE INDEX jobs_failed ON jobs (kind, name, finished) WHERE state = 'failed'",
            "ALTER TABLE threads ADD COLUMN tried \(d.integer)",
        ]
    }

    /// What pages show something else since: a thread, with its author; neither for everything.
    static func changes(_ d: Dialect) -> [SQL] {
        ["CREATE TABLE changes (key \(d.key), thread \(d.integer), author \(d.integer))"]
    }

    static func ledgers(_ d: Dialect) -> [SQL] {
        [
            "CREATE TABLE removals (hash \(d.blob) PRIMARY KEY, removed \(d.integer) NOT NULL)",
            "CREATE TABLE spending (day \(d.text) PRIMARY KEY, spent \(d.integer) NOT NULL)",
            "CREATE TABLE settings (name \(d.text) PRIMARY KEY, value \(d.text) NOT NULL)",
        ]
    }

    /// The index of words: SQLite's without the text, PostgreSQL's as a vector. Tokens come ready from `SearchText`, so nothing
    /// is to be folded or parted here but at spaces.
    static func search(_ d: Dialect) -> [SQL] {
        switch d {
        case .sqlite:
            [
                """
                CREATE VIRTUAL TABLE search USING fts5(tokens, marks, content='',
                    tokenize="ascii tokenchars '='")
                """
            ]
        case .postgres:
            [
                "CREATE TABLE search (post BIGINT PRIMARY KEY, words TSVECTOR NOT NULL)",
                "CREATE INDEX search_words ON search USING GIN (words)",
            ]
        }
    }

    /// An empty index, for whoever changed what is put into it, and the note by which a job fills it. SQLite's forgets a post only by the very words it
    /// was given.
    static func indexAnew(_ d: Dialect) -> [SQL] {
        ["DROP TABLE search"] + search(d) + [
            "ALTER TABLE posts DROP COLUMN marks",
            "ALTER TABLE posts ADD COLUMN marks \(d.text)",
            """
            INSERT INTO settings (name, value) SELECT 'search.unfinished', 'yes' WHERE EXISTS (SELECT 1 FROM posts)
            ON CONFLICT DO NOTHING
            """,
        ]
    }
}
