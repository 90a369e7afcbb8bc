import Store
import Testing
import Unroll

@testable import Serve

/// Threads in lists: how they begin, what stays folded, and who they are by.
@Suite(.timeLimit(.minutes(2))) struct CardTests {
    private func opening(_ title: String, _ posts: [Post], on network: Network = .bluesky) throws -> Opening {
        Opening(title: title, posts: Invented.thread(posts).posts, on: network)
    }

    @Test func whatStandsBehindTheTitleIsShown() throws {
        let posts = Invented.posts(["1/ A lens is cut. By hand.", "Sand first.", "Then emery."])
        #expect(try opening("A lens is cut.", posts).text == "By hand. Sand first. Then emery.")
        #expect(try opening("A lens…", posts).text == "…is cut. By hand. Sand first. Then emery.")
        #expect(try opening("Something else", posts).text == "A lens is cut. By hand. Sand first. Then emery.")
        #expect(try opening("Alone", Invented.posts(["Alone"])) == opening("", Invented.posts([""])))
        let long = try opening("", Invented.posts([String(repeating: "word ", count: 9_000)]))
        #expect(long.text.count <= Opening.limit + 1 && long.text.hasSuffix("word…"))
    }

    @Test func numbersAreLeftOutButOnX() throws {
        let posts = Invented.posts(["1/3 A lens is cut. By hand.", "2/3 Sand first.", "3/3 In 1/2 an hour."])
        #expect(try opening("A lens is cut.", posts).text == "By hand. Sand first. In 1/2 an hour.")
        #expect(
            try opening("A lens is cut.", posts, on: .x).text == "By hand. 2/3 Sand first. 3/3 In 1/2 an hour.")
    }

    @Test func aWarningEndsIt() throws {
        var posts = Invented.posts(["A lens is cut. By hand.", "The butler did it.", "More of that."])
        posts[1].warning = "how it ends"
        let start = try opening("A lens is cut.", posts)
        #expect(start.text == "By hand." && start.warning == "how it ends")
        posts[0].warning = "A lens is cut."
        #expect(try opening("A lens is cut.", posts) == opening("", Invented.posts([""])))
    }

    @Test func aWarningComesWithoutShortcodes() throws {
        var posts = Invented.posts([":bread: Flour."])
        posts[0].facets = [
            Facet(0..<7, .emoji(CustomEmoji(shortcode: "bread", url: try #require(Link("https://cdn.example/b.png")))))
        ]
        posts[0].warning = "long :bread: read"
        #expect(try opening("", posts).warning == "long read")
        #expect(try opening("long read", posts).warning == nil)
    }

    @Test(arguments: ArchiveEngine.available) func pagesShowHowThreadsBegin(_ engine: ArchiveEngine) async throws {
        try await SiteStage.run(on: engine) { stage in
            var ines = Invented.ines
            ines.bio = "Grinds lenses.\n\n<b>On weekdays</b>\nعدسات"
            var posts = Invented.posts(["A lens is cut. By hand.", "Sand <first>."], by: ines)
            posts[1].warning = "sharp <edges>"
            var thread = Invented.thread(posts)
            thread.title = "A lens is cut."
            try await stage.keep(thread)
            let other = Invented.thread(Invented.posts(["Mercury floats it."], by: ines, key: "other"), hours: 25)
            try await stage.keep(other)
            let author = Place.author(AuthorPlace(.bluesky, ines.id)).address.text
            for address in ["/", author, stage.address(of: other)] {
                let page = try await stage.get(address, SiteStage.stranger).body
                #expect(page.contains(">By hand. "), "\(address)")
                #expect(page.contains("<bdi>sharp &lt;edges&gt;</bdi>") && !page.contains("Sand"), "\(address)")
                #expect(page.contains("Read 2 posts"))
            }
            let page = try await stage.get(author, SiteStage.stranger).body
            #expect(page.contains("<p dir=\"auto\">Grinds lenses.</p>"))
            #expect(page.contains("<p dir=\"auto\">&lt;b&gt;On weekdays&lt;/b&gt;</p>\n<p dir=\"auto\">عدسات</p>"))
        }
    }

    @Test(arguments: ArchiveEngine.available) func whoHasNoBioHasNoEmptyOne(_ engine: ArchiveEngine) async throws {
        try await SiteStage.run(on: engine) { stage in
            try await stage.keep(Invented.thread(Invented.posts(["A lens is cut."])))
            let author = Place.author(AuthorPlace(.bluesky, Invented.ines.id)).address.text
            #expect(try await !stage.get(author).body.contains("class=\"bio\""))
        }
    }
}
