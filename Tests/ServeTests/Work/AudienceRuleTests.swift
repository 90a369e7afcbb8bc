import Store
import Testing
import Unroll

@testable import Serve

@Suite struct AudienceRuleTests {
    private func thread(
        _ network: Network, _ signals: ConsentSignals = [], source: Source.Kind = .api, labels: [String] = []
    ) -> Unroll.Thread {
        let author = Author(id: Author.ID("7"), handle: "ines", signals: signals)
        var post = Post(id: PostID("20"), author: author, published: Timestamp(seconds: 1), text: "Hello")
        post.labels = labels
        return Unroll.Thread(
            network: network, id: post.id, aliases: [], url: nil, anchor: post.id, author: author, title: "Hello",
            language: nil, posts: [post], branches: [], answers: [], context: [], missing: [],
            completeness: Completeness(state: .complete, found: 1), retrieved: Timestamp(seconds: 2),
            source: Source(kind: source, host: "a.example"), remarks: [])
    }

    @Test(
        arguments: [
            (Network.bluesky, [], .public, "network"), (.x, [], .link, "network"), (.mastodon, [], .public, "network"),
            (.mastodon, .notIndexable, .link, "not-indexable"), (.mastodon, .noIndex, .link, "noindex"),
            (.mastodon, .noBot, .link, "nobot"), (.mastodon, .noArchive, .link, "noarchive"),
            (.mastodon, .notDiscoverable, .public, "network"), (.mastodon, .protected, .public, "network"),
            (.bluesky, .bot, .public, "network"),
        ] as [(Network, ConsentSignals, Audience, String)])
    func networksAndWishesDecide(
        network: Network, signals: ConsentSignals, audience: Audience, reason: String
    ) throws {
        let decision = try AudienceRule().decision(for: thread(network, signals))
        #expect(decision == AudienceRule.Decision(audience: audience, reason: reason))
    }

    @Test func someAreNotKept() {
        let rule = AudienceRule()
        #expect(throws: AudienceRule.Refusal.loginOnly) {
            try rule.decision(for: thread(.bluesky, .noUnauthenticated))
        }
        #expect(throws: AudienceRule.Refusal.protected) { try rule.decision(for: thread(.x, .protected)) }
        #expect(throws: AudienceRule.Refusal.withheld) {
            try rule.decision(for: thread(.x, labels: ["withheld:DE"]))
        }
        let withheld = thread(.x, labels: ["withheld:DE"]).posts
        var branched = thread(.x)
        branched.branches = [Unroll.Thread.Branch(attachedTo: branched.posts[0].id, posts: withheld)]
        #expect(throws: AudienceRule.Refusal.withheld) { try rule.decision(for: branched) }
    }

    @Test func othersPostsThatAreWithheldAreLeftOut() throws {
        var (withheld, quoted) = (thread(.x, labels: ["withheld:DE"]).posts[0], thread(.x).posts[0])
        (withheld.id, quoted.id) = (PostID("8"), PostID("9"))
        var keeping = thread(.x)
        keeping.context = [.post(withheld), .post(quoted)]
        quoted.quote = .post(withheld)
        keeping.posts[0].quote = .post(quoted)
        let kept = try SiteSettings(folder: "/nowhere").keeping(keeping, retrieval: nil).thread
        quoted.quote = nil
        #expect(kept.context == [.post(quoted)])
        quoted.quote = .placeholder(QuotePlaceholder(.withdrawn))
        #expect(kept.posts[0].quote == .post(quoted))
        keeping.source = Source(kind: .export, host: "a.zip")
        #expect(try SiteSettings(folder: "/nowhere").keeping(keeping, retrieval: nil).thread == keeping)
    }

    @Test func theHostsExportsArePublicAndTheSettingsRule() throws {
        var rule = AudienceRule()
        #expect(try rule.decision(for: thread(.x, .protected, source: .export)).audience == .public)
        (rule.x, rule.mastodon, rule.reserved) = (.private, .private, .link)
        #expect(try rule.decision(for: thread(.x)).audience == .private)
        // A wish never opens what the host keeps closed.
        #expect(try rule.decision(for: thread(.mastodon, .noIndex)).audience == .private)
    }

    @Test func searchEnginesAreKeptAwayFromWhoAsksForIt() {
        #expect(AudienceRule().isNoIndex(thread(.x)))
        #expect(AudienceRule().isNoIndex(thread(.mastodon, .noIndex)))
        #expect(!AudienceRule().isNoIndex(thread(.bluesky)))
    }
}
