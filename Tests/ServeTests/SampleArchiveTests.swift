import Foundation
import HTTPTypes
import Store
import Testing
import Unroll

@testable import Serve

struct SampleArchiveTests {
    @Test func theSamplesAreReadAndKept() async throws {
        let site = try await SampleSite.shared.value.site
        let page = try await site.store.database.read { connection throws(StoreFailure) in
            try connection.recentThreads(limit: 50, for: .host)
        }
        #expect(page.threads.count >= 10)
        #expect(Set(page.threads.map(\.network)) == Set(Network.allCases))
        #expect(Set(page.threads.map { $0.id.path(on: $0.network) }).count == page.threads.count)
        #expect(page.threads.contains { $0.posts > 25 })
        #expect(page.threads.contains { $0.completeness == .incomplete })
        #expect(Set(page.threads.compactMap(\.language)).isSuperset(of: ["ar", "ja", "zh-Hans"]))
    }

    @Test func anArchiveWithSomethingInItIsLeftAlone() async throws {
        let site = try await SampleSite.shared.value.site
        let folder = SampleSite.samples.path(percentEncoded: false)
        #expect(try await Samples(folder: folder).fill(site) == 0)
    }

    @Test(arguments: ArchiveEngine.available) func aFillingThatWasBrokenOffGoesOn(_ engine: ArchiveEngine) async throws
    {
        let samples = try Samples(folder: SampleSite.samples.path(percentEncoded: false))
        let recorded = samples.recordings.reduce(into: Set<String>()) { $0.formUnion($1.exchanges.map(\.url)) }
        try await SiteStage.run(on: engine, changing: { $0.program = MediaLaboratory.program }) { stage in
            try await stage.store.database.write { c throws(StoreFailure) in try c.set(Samples.underway, to: "") }
            _ = try await samples.keep(samples.recordings[0], in: stage.store, AudienceRule())
            #expect(try await samples.fill(stage.site) == samples.recordings.count)
            #expect(try await samples.fill(stage.site) == 0)
            let links = try await samples.keep(in: stage.store, AudienceRule())
            let (threads, media) = try await stage.store.database.read { c throws(StoreFailure) in
                (try c.recentThreads(limit: 50, for: .host).threads, try c.media(at: links))
            }
            #expect(threads.count == samples.recordings.count)
            let pictures = Set(links.filter { recorded.contains($0.text) })
            #expect(!pictures.isEmpty)
            #expect(pictures.subtracting(media.keys).map(\.text) == [])
        }
    }

    @Test func oneThreadForks() async throws {
        let site = try await SampleSite.shared.value.site
        let threads = try await site.store.database.read { connection throws(StoreFailure) in
            var threads: [KeptThread] = []
            for summary in try connection.recentThreads(limit: 50, for: .host).threads {
                if let thread = try connection.thread(.key(summary.key), for: .host) { threads.append(thread) }
            }
            return threads
        }
        #expect(threads.contains { !$0.thread.branches.isEmpty })
    }
}

struct SearchPageTests {
    @Test(arguments: ArchiveEngine.available) func whatIsFoundIsMarkedAndLinked(_ engine: ArchiveEngine) async throws {
        let page = try await SampleSite.shared(engine).page("/search?q=caulking+mallet")
        #expect(page.contains("<mark>caulking</mark> <mark>mallet</mark>"))
        #expect(page.contains("#p-"))
    }

    @Test(arguments: ["燕子", "外公", "线", "出汁", "بئر"], ArchiveEngine.available)
    func wordsOfOneAndTwoCharactersAreFound(_ word: String, _ engine: ArchiveEngine) async throws {
        let page = try await SampleSite.shared(engine).page(
            Place.search(SearchPlace(word)).address.text, as: .host)
        #expect(page.contains("<mark>\(word)</mark>"))
    }

    @Test func theQuestionIsEchoedAsText() async throws {
        let page = try await SampleSite.shared.value.page("/search?q=%22%3E%3Cscript%3Ealert(1)%3C/script%3E%00%0A")
        #expect(!page.contains("<script>alert"))
        #expect(page.contains("value=\"&quot;&gt;&lt;script&gt;alert(1)&lt;/script&gt;"))
    }

    @Test(arguments: ["/search", "/search?q=", "/search?q=%20%20", "/search?q=!!!"])
    func withoutAWordTheSyntaxIsShown(_ target: String) async throws {
        let page = try await SampleSite.shared.value.page(target)
        #expect(page.contains("<details class=\"syntax\" open>"))
        #expect(!page.contains("class=\"results\""))
    }

    @Test func whatIsOnlyExcludedIsSaid() async throws {
        let site = try await SampleSite.shared.value
        let page = try await site.page("/search?q=-boat")
        #expect(page.contains("This says only what is not to be found.") && !page.contains("class=\"results\""))
        let other = try await site.page("/search?q=boat+-network:x")
        #expect(other.contains("“-network:x” was left out: only words and “phrases” can be shut out"))
    }

    @Test func aLongQuestionIsCutAndThatIsSaid() async throws {
        let page = try await SampleSite.shared.value.page("/search?q=" + String(repeating: "boat+", count: 400))
        #expect(page.contains("Only the first 500 characters"))
    }

    @Test(arguments: ArchiveEngine.available) func aPageLeadsToTheNext(_ engine: ArchiveEngine) async throws {
        let site = try await SampleSite.shared(engine)
        let first = try await site.page("/search?q=network:mastodon")
        let link = try #require(first.firstMatch(of: /rel="next" href="([^"]+)"/)?.1)
        let second = try await site.page(String(link).replacing("&amp;", with: "&"))
        #expect(second.contains("class=\"results\"") && second != first)
        let back = "This is a later page of results. <a href=\"/search?q=network:mastodon\">Back to the first</a>"
        #expect(second.contains(back) && !first.contains(back))
    }

    @Test(arguments: ArchiveEngine.available) func everyExampleFindsSomething(_ engine: ArchiveEngine) async throws {
        let site = try await SampleSite.shared(engine)
        for item in Words.english.site.search.syntax {
            let page = try await site.page(Place.search(SearchPlace(item.example)).address.text)
            #expect(page.contains("class=\"results\""), "\(item.example)")
        }
    }

    @Test(arguments: ArchiveEngine.available) func thePartThatFitsIsShownWithItsMark(_ engine: ArchiveEngine)
        async throws
    {
        let site = try await SampleSite.shared(engine)
        let cases = [
            ("moth", "Quoted: <bdi lang=\"en\">Went up to polish the glass this morning and found a <mark>moth</mark>"),
            ("\"polish the glass\"", "<mark>polish the glass</mark>"), ("stepped", "<p class=\"excerpt\">Link: "),
            ("beehive", "Picture: <bdi lang=\"en\">A lighthouse lens as tall as a person"),
            ("mould", "Content warning: <bdi lang=\"en\"><mark>mould</mark>"),
        ]
        for (question, part) in cases {
            let page = try await site.page(Place.search(SearchPlace(question)).address.text, as: .host)
            #expect(page.contains(part), "\(question)")
        }
    }

    @Test func aResultSaysWhichPostItIsAndWhoMaySeeIt() async throws {
        let site = try await SampleSite.shared.value
        #expect(try await site.page("/search?q=moth").contains("</time> · post 8 of 11</p>"))
        let mine = try await site.page("/search?q=starter+nearly", as: .host)
        #expect(mine.contains("<bdi>Dag</bdi>") && mine.contains(" · by link only</p>"))
        #expect(mine.contains("How my <mark>starter</mark> <mark>nearly</mark> died") && !mine.contains(":sourdough:"))
    }

    @Test(arguments: [
        ("lens before:foo", "“before:foo” was left out: a date"),
        ("lens network:foo", "“network:foo” was left out: a network"),
        ("lens has:video", "“has:video” was left out: only has:image"),
        ("lens from:", "“from:” was left out: an account"),
    ]) func whatWasNotUnderstoodIsSaid(_ question: String, _ sentence: String) async throws {
        let site = try await SampleSite.shared.value
        let page = try await site.page(Place.search(SearchPlace(question)).address.text)
        #expect(page.contains(sentence) && page.contains("<mark>lens</mark>"))
        let alone = try await site.page(Place.search(SearchPlace(String(question.dropFirst(5)))).address.text)
        #expect(alone.contains(sentence) && !alone.contains("class=\"nothing\"") && !alone.contains("There is no word"))
    }

    @Test(arguments: ArchiveEngine.available) func whileTheIndexIsFilledThatIsSaid(_ engine: ArchiveEngine) async throws
    {
        let site = try await SampleSite(engine)
        try await site.site.store.database.write { c throws(StoreFailure) in
            switch c.dialect {
            case .sqlite: try c.execute("INSERT INTO search (search) VALUES ('delete-all')")
            case .postgres: try c.execute("DELETE FROM search")
            }
            try c.execute("UPDATE posts SET marks = NULL")
            try c.set("search.unfinished", to: "yes")
        }
        let partial = Words.english.site.search.partial
        #expect(try await site.page("/search?q=moth").contains(partial))
        try await site.site.indexPosts()
        let page = try await site.page("/search?q=moth")
        #expect(page.contains("<mark>moth</mark>") && !page.contains(partial))
    }

    @Test(arguments: ArchiveEngine.available) func whatIsHiddenBehindAWarningIsNotShown(_ engine: ArchiveEngine)
        async throws
    {
        let page = try await SampleSite.shared(engine).page("/search?q=holiday+without", as: .host)
        #expect(page.contains("mould") && !page.contains("without me"))
    }
}

struct FeedTests {
    @Test(arguments: ["/feed.atom", "/feed.json", "/feed/search.atom?q=boat"], ArchiveEngine.available)
    func aFeedIsNotSentTwice(_ target: String, _ engine: ArchiveEngine) async throws {
        let site = try await SampleSite.shared(engine)
        let reply = try await site.get(target)
        let tag = try #require(reply.tag)
        #expect(reply.response(to: [.ifNoneMatch: "\"\(tag)\""], isHead: false).status == .notModified)
        #expect(reply.response(to: [.ifNoneMatch: "\"other\""], isHead: false).status == .ok)
    }

    /// What is taken out of a feed leaves nothing newer behind.
    @Test func aFeedIsNotJudgedByADate() async throws {
        let reply = try await SampleSite.shared.value.get("/feed.atom")
        #expect(reply.response(to: [:], isHead: false).headers[.lastModified] == nil)
        let later = "Fri, 31 Dec 2100 00:00:00 GMT"
        #expect(reply.response(to: [.ifModifiedSince: later], isHead: false).status == .ok)
    }

    @Test(arguments: ArchiveEngine.available) func whoHasTheVersionCausesNoThreadToBeRead(_ engine: ArchiveEngine)
        async throws
    {
        let site = try await SampleSite.shared(engine)
        let whole = try await site.get("/feed.atom")
        let known = try await site.get("/feed.atom", [.ifNoneMatch: "\"\(try #require(whole.tag))\""])
        #expect(whole.body.readableBytes > 10_000 && known.body.readableBytes < 1000)
    }

    @Test(arguments: ArchiveEngine.available) func othersDoNotSeeWhatIsSeenByLink(_ engine: ArchiveEngine) async throws
    {
        let site = try await SampleSite(engine)
        try await site.site.store.database.write { connection throws(StoreFailure) in
            for thread in try connection.recentThreads(limit: 50, for: .host).threads where thread.network == .x {
                try connection.setAudience(.link, reason: "network", of: thread.key)
            }
        }
        for form in ["atom", "json"] {
            #expect(!(try await site.page("/feed.\(form)")).contains("/thread/x/"))
            #expect((try await site.page("/feed.\(form)", as: .host)).contains("/thread/x/"))
        }
        await #expect(throws: SiteFailure.self) { try await site.get("/feed/x/1111111111.atom") }
    }

    @Test(arguments: ArchiveEngine.available) func aFeedWithoutASubjectIsNotThere(_ engine: ArchiveEngine) async throws
    {
        let site = try await SampleSite.shared(engine)
        for target in ["/feed/search.atom", "/feed/search.json?q=%20", "/feed/bluesky/did:plc:nobody.atom"] {
            await #expect(throws: SiteFailure.self) { try await site.get(target) }
        }
    }
}

struct HomePageTests {
    @Test func olderThreadsFollowWithoutRepeating() async throws {
        let site = try await SampleSite.shared.value
        let all = try await site.site.store.database.read { connection throws(StoreFailure) in
            try connection.recentThreads(limit: 50, for: .anyone).threads
        }
        let cursor = ListCursor(instant: all[2].updated, key: all[2].key)
        let page = try await site.page(Place.recent(after: cursor).address.text)
        #expect(page.components(separatedBy: "class=\"thread-card").count - 1 == min(20, all.count - 3))
    }

    @Test func theFirstPageTellsOfTheFeedAndTheOtherWaysIn() async throws {
        let page = try await SampleSite.shared.value.page("/")
        #expect(page.contains("type=\"application/atom+xml\""))
        #expect(page.contains("javascript:location.href=&#39;http://localhost:8080/unroll?url=&#39;"))
    }
}
