import Testing

@testable import Unroll

@Suite("Mastodon: recordings") struct MastodonRecordingTests {
    /// What comes of a recording, from each of its links.
    struct Expected: Sendable, CustomTestStringConvertible {
        var name: String
        var posts: Int
        /// Posts and tombstones that are not in the main line.
        var others = 0
        var state = Completeness.State.complete
        var shortfalls: [Shortfall] = []
        var host: String
        var kind = Source.Kind.api
        var testDescription: String { name }
    }

    static let all = [
        Expected(
            name: "closed-server", posts: 5, state: .unknown, shortfalls: [.listUnavailable],
            host: "quiet.example", kind: .activityPub),
        Expected(name: "deleted-middle", posts: 8, state: .incomplete, host: "tidal.example"),
        Expected(name: "everything", posts: 5, host: "tidal.example"),
        Expected(name: "gotosocial", posts: 4, others: 2, host: "den.example"),
        Expected(
            name: "hidden-posts", posts: 4, others: 1, state: .incomplete, shortfalls: [.hiddenPosts],
            host: "tidal.example"),
        Expected(
            name: "home-unreachable", posts: 5, state: .unknown, shortfalls: [.homeUnavailable],
            host: "moss.example"),
        Expected(name: "pleroma", posts: 3, host: "grove.example"),
        Expected(name: "quotes", posts: 9, host: "tidal.example"),
        Expected(name: "rate-limited", posts: 3, others: 1, host: "tidal.example"),
        Expected(
            name: "snac", posts: 4, state: .unknown, shortfalls: [.listUnavailable], host: "shed.example",
            kind: .activityPub),
        Expected(name: "takahe", posts: 3, others: 1, host: "perch.example"),
        Expected(name: "workshop", posts: 64, others: 2, host: "tidal.example"),
    ]

    private func thread(_ name: String, link: Int = 0) throws -> Unroll.Thread {
        try unroll(MastodonRecordings.play(name, link: link).conversation)
    }

    private func stretches(_ post: Post) -> [String] {
        let scalars = Array(post.text.unicodeScalars)
        return post.facets.map { facet in String(String.UnicodeScalarView(scalars[facet.range])) }
    }

    @Test func everyRecordingIsExpectedSomewhere() {
        #expect(Self.all.map(\.name) == MastodonRecordings.all)
    }

    @Test(arguments: all) func everyLinkGivesTheSameThread(expected: Expected) throws {
        let recording = try MastodonRecordings.read(expected.name)
        let links = try #require(recording.links)
        #expect(links.count >= 3)
        var first: Unroll.Thread?
        for link in links {
            let conversation = try MastodonRecordings.play(recording, try PostLink(link)).conversation
            var thread = try unroll(conversation)
            #expect(thread.posts.count == expected.posts)
            #expect(conversation.entries.count == expected.posts + expected.others)
            #expect(thread.completeness.state == expected.state)
            #expect(thread.completeness.shortfalls == expected.shortfalls)
            #expect(thread.source == Source(kind: expected.kind, host: expected.host))
            #expect(thread.posts.contains { $0.id == thread.anchor })
            if let first {
                thread.anchor = first.anchor
                #expect(thread == first, "link \(link)")
            } else {
                first = thread
            }
        }
    }

    @Test func moreThanAnAnonymousContextShows() throws {
        let played = try MastodonRecordings.play("workshop")
        let contexts = played.requests.filter { $0.url.hasSuffix("/context") }
        let pages = played.requests.filter { $0.url.contains("/statuses?") }
        #expect(contexts.count > 1 && pages.count > 1)
        let thread = try unroll(played.conversation)
        #expect(thread.id.value == "https://tidal.example/users/marit/statuses/116654083940220928")
        #expect(thread.posts[1].text.hasPrefix("1. A shoemaker’s last, size 39"))
        #expect(thread.posts[62].text == "62. And bought one more clamp.")
        #expect(thread.answers.map(\.posts.count) == [1])
        #expect(stretches(thread.posts[0]) == ["#WoodenBoats"])
        let answer = try #require(thread.answers.first?.posts.first)
        #expect(answer.text == "@tomasz My ears rang till Sunday.")
        #expect(stretches(answer) == ["@tomasz"])
    }

    @Test func aPauseIsKept() throws {
        let played = try MastodonRecordings.play("rate-limited")
        #expect(played.waited == 301_482)
        let thread = try unroll(played.conversation)
        #expect(thread.posts[0].parent?.author == Author.ID("https://moss.example/users/kaja"))
        guard case .post(let above)? = thread.context.first else { return #expect(Bool(false)) }
        #expect(above.author.handle == "kaja@moss.example")
    }

    @Test func whatTheGivenServerHasIsUsed() throws {
        let thread = try thread("home-unreachable")
        #expect(thread.author.handle == "ines@attic.example")
        #expect(thread.id.value.hasPrefix("https://attic.example/users/ines/statuses/"))
    }

    @Test func readAsObjects() throws {
        let thread = try thread("closed-server", link: 2)
        #expect(thread.author.handle == "bao@quiet.example")
        #expect(thread.author.signals == [.noBot, .notIndexable])
        #expect(thread.posts[0].attachments.map(\.alt) == ["A brown crock with a plate and a stone on it"])
        #expect(thread.posts[3].text == "Day 12: smells like a cellar & a lemon had a child.")
        #expect(thread.posts[3].visibility == .unlisted)
    }

    @Test func deletedPostsLeaveHoles() throws {
        let thread = try thread("deleted-middle")
        #expect(thread.missing.map(\.after) == [thread.posts[2].id, thread.posts[4].id])
        #expect(thread.posts.last?.text == "That makes eight owls and one cat. Figures to the society on Monday.")
    }

    @Test func editsPollsEmojiAndWarnings() throws {
        let posts = try thread("everything").posts
        let author = posts[0].author
        #expect(author.name == "Dag :sourdough:" && author.emoji.map(\.shortcode) == ["sourdough"])
        #expect(author.bio == "Bread, daily. #noarchive")
        #expect(author.signals == [.noIndex, .notIndexable, .noArchive])
        #expect(posts[0].edited != nil)
        #expect(posts[0].edits.map(\.text).first == "How my starter died.")
        #expect(posts[0].edits.count == 2)
        #expect(stretches(posts[0]) == [":sourdough:", "#Bread"])
        #expect(posts[1].warning == "mould :sourdough:" && posts[1].isSensitive)
        #expect(posts[1].spareEmoji.map(\.shortcode) == ["sourdough"] && posts[0].spareEmoji.isEmpty)
        #expect(posts[1].attachments.map(\.kind) == [.image])
        #expect(posts[2].poll?.options.map(\.votes) == [61, 40, 17])
        #expect(posts[2].poll?.isClosed == true)
        #expect(posts[3].attachments.map(\.kind) == [.gif])
        #expect(posts[3].attachments.first?.durationMilliseconds == 4200)
        #expect(posts[4].card?.title == "How to bring a starter back")
        #expect(posts[4].text.hasSuffix("bread.example/starters/how-to-…"))
        guard case .link(let forms)? = posts[4].facets.first?.kind else { return #expect(Bool(false)) }
        #expect(forms.expanded.text == "https://bread.example/starters/how-to-bring-one-back?lang=en&units=g")
    }

    @Test func quotesInEveryState() throws {
        let posts = try thread("quotes").posts
        let states = posts.map { post -> String in
            switch post.quote {
            case .post: "post"
            case .placeholder(let placeholder): placeholder.state.rawValue
            case nil: "none"
            }
        }
        #expect(
            states == [
                "post", "post", "pending", "withdrawn", "withdrawn", "deleted", "not-visible", "not-visible",
                "not-visible",
            ])
        #expect(posts[0].text == "Look at this, everybody. Then come back for the rest of the thread.")
        guard case .post(let outer)? = posts[1].quote, case .placeholder(let inner)? = outer.quote else {
            return #expect(Bool(false))
        }
        #expect(inner.state == .notLoaded)
        #expect(outer.text == "Benches, second edition, now with shade.")
    }

    @Test func hiddenPostsAreOnlyCounted() throws {
        let conversation = try MastodonRecordings.play("hidden-posts").conversation
        #expect(conversation.posts.allSatisfy { !$0.text.contains("name only to friends") })
        let thread = try unroll(conversation)
        #expect(thread.missing.map(\.reason) == [.gone(.notVisible)])
        #expect(thread.posts.map(\.visibility) == [.public, .unlisted, .public, .public])
        #expect(thread.author.signals == .protected)
    }

    @Test func otherServersShapes() throws {
        #expect(try thread("gotosocial").author.id == Author.ID("https://den.example/users/oren"))
        #expect(try thread("gotosocial").posts[1].text.contains("needle’s eye"))
        let bridges = try thread("takahe")
        #expect(bridges.author.id == Author.ID("https://perch.example/@lena@perch.example/"))
        guard case .tombstone(let lost)? = bridges.context.first else { return #expect(Bool(false)) }
        #expect(lost.reason == .notVisible)
        let goats = try thread("snac")
        #expect(goats.posts[0].text == "how to not train a goat, in four parts")
        #expect(stretches(goats.posts[0]) == ["not"])
        #expect(goats.posts[1].text == "part one: you are being trained.\n\npart two: it knows the latch.")
        #expect(goats.posts[3].text == "part four: buy a second goat\n(do not)")
        #expect(goats.posts[3].facets.map(\.kind) == [.bold, .strikethrough])
        let letters = try thread("pleroma", link: 1)
        #expect(letters.id.value.hasPrefix("https://grove.example/objects/"))
        #expect(letters.url?.text.hasPrefix("https://grove.example/notice/") == true)
        #expect(stretches(letters.posts[2]) == ["#bicycle"])
    }
}
