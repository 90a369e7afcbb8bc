import Foundation
import Judges
import Store
import Testing
import Unroll

@testable import Serve

/// The thread as a PDF, as the site gives it.
@Suite(.serialized, .enabled(if: Judge.areThere, "qpdf and poppler-utils are not installed")) struct PrintPageTests {
    private static let thread = Invented.thread(Invented.posts(["A lens is cut.", "Sand first. 🏳️‍🌈"]))

    private func onSite(
        _ engine: ArchiveEngine = .sqlite, _ change: (inout SiteSettings) -> Void = { _ in },
        _ body: @escaping @Sendable (SiteStage) async throws -> Void
    ) async throws {
        try await SiteStage.run(
            on: engine,
            changing: {
                $0.program = MediaLaboratory.program
                change(&$0)
            }, body)
    }

    @Test(arguments: ArchiveEngine.available) func aThreadIsTakenAlong(_ engine: ArchiveEngine) async throws {
        try await onSite(engine) { stage in
            try await stage.keep(Self.thread)
            let page = stage.address(of: Self.thread)
            #expect(try await stage.get(page).body.contains("href=\"\(page).pdf\""))
            #expect(try await stage.get(page + "?view=text").body.contains("href=\"\(page).pdf?view=text\""))
            let answer = try await stage.printed(page + ".pdf")
            #expect(answer.status == 200)
            #expect(answer.fields["content-type"] == "application/pdf")
            #expect(answer.fields["x-robots-tag"] == "noindex")
            #expect(answer.fields["content-disposition"]?.contains("-a-lens-is-cut") == true)
            #expect(try Judge.qpdf.read(answer.body, "--check", "FILE").status == 0)
            let text = try Judge.pdftotext.read(answer.body, "FILE", "-").output
            #expect(text.contains("A lens is cut.") && text.contains("Sand first. 🏳️‍🌈"))
            let tag = try #require(answer.fields["etag"])
            let again = try await stage.ask(page + ".pdf", ["If-None-Match": tag])
            #expect(again.status == 304 && again.body.isEmpty)
            let head = try await stage.ask(page + ".pdf", method: "HEAD")
            #expect(head.status == 200 && head.fields["content-length"] == "\(answer.body.count)")
            let part = try await stage.ask(page + ".pdf", ["Range": "bytes=1-3"])
            #expect(part.status == 206 && part.text == "PDF")
        }
    }

    @Test func paperAndFilesAreChosen() async throws {
        try await onSite { stage in
            try await stage.keep(Self.thread)
            let page = stage.address(of: Self.thread) + ".pdf"
            let letter = try await stage.printed(page + "?paper=letter&files=1").body
            #expect(try Judge.pdfinfo.read(letter, "FILE").output.contains("612 x 792 pts (letter)"))
            #expect(try Judge.pdfdetach.read(letter, "-list", "FILE").output.hasPrefix("2 embedded files"))
            let plain = try await stage.printed(page).body
            #expect(try Judge.pdfinfo.read(plain, "FILE").output.contains("(A4)"))
            #expect(try Judge.pdfdetach.read(plain, "-list", "FILE").output.hasPrefix("0 embedded files"))
            #expect(try await stage.ask(page + "?paper=a4").status == 308)
            #expect(try await stage.ask(page + "?paper=../../etc/passwd").status == 308)
        }
    }

    @Test(arguments: ArchiveEngine.available) func whoMayNotReadItMayNotPrintIt(_ engine: ArchiveEngine) async throws {
        try await onSite(engine, { $0.origin = "https://skein.example" }) { stage in
            let key = try await stage.keep(Self.thread, .link, linkKey: "the-key")
            let (bare, keyed) = (stage.address(of: Self.thread), stage.address(of: Self.thread, linkKey: "the-key"))
            let print = keyed.replacing("?", with: ".pdf?")
            func status(_ path: String) async throws -> Int {
                try await stage.ask(path, host: "skein.example").status
            }
            #expect(try await stage.printed(print, host: "skein.example").status == 200)
            #expect(try await status(bare + ".pdf") == 404, "also when it is ready for others")
            #expect(try await status(bare + ".pdf?key=other") == 404)
            try await stage.store.database.write { c throws(StoreFailure) in
                try c.setAudience(.private, reason: Keeping.hostReason, of: key)
            }
            #expect(try await status(print) == 404)
            try await stage.store.removeThread(key, at: Invented.start)
            #expect(try await status(print) == 410)
        }
    }

    @Test(arguments: ArchiveEngine.available) func everyChangeIsPrintedAtOnce(_ engine: ArchiveEngine) async throws {
        try await onSite(engine) { stage in
            try await stage.keep(Self.thread)
            let page = stage.address(of: Self.thread) + ".pdf"
            let before = try await stage.printed(page)
            var more = Invented.thread(
                Invented.posts(["A lens is cut.", "Sand first. 🏳️‍🌈", "Then fire."]), hours: 30)
            more.id = Self.thread.id
            try await stage.keep(more)
            let after = try await stage.printed(page)
            #expect(before.fields["etag"] != after.fields["etag"])
            #expect(try Judge.pdftotext.read(after.body, "FILE", "-").output.contains("Then fire."))
        }
    }

    @Test func tenAtOnceAreAllPrinted() async throws {
        try await onSite { stage in
            var addresses: [String] = []
            for number in 0..<10 {
                let thread = Invented.thread(
                    Invented.posts(["Thread \(number) begins.", "And ends."], key: "k\(number)-"))
                try await stage.keep(thread)
                addresses.append(stage.address(of: thread) + ".pdf")
            }
            let asked = addresses + addresses
            try await withThrowingTaskGroup { group in
                for (number, address) in asked.enumerated() {
                    group.addTask {
                        let answer = try await stage.printed(address)
                        #expect(answer.status == 200)
                        let text = try Judge.pdftotext.read(answer.body, "FILE", "-").output
                        #expect(text.contains("Thread \(number % 10) begins."))
                    }
                }
                try await group.waitForAll()
            }
        }
    }

    @Test func aLongThreadTellsHowFarItIs() async throws {
        let posts = Invented.posts(
            (0..<2_000).map { "Post \($0) says something about the cutting of glass, and rests." })
        let thread = Invented.thread(posts)
        try await onSite { stage in
            try await stage.keep(thread)
            let address = stage.address(of: thread) + ".pdf"
            let page = try await stage.ask(address)
            // On a machine that is quick enough there is nothing to tell.
            if page.fields["content-type"] != "application/pdf" {
                #expect(page.status == 200 && page.fields["cache-control"] == "no-store")
                #expect(page.text.contains("data-progress=\"\(address)\""))
            }
            let answer = try await stage.printed(address)
            #expect(answer.fields["content-type"] == "application/pdf")
            #expect(try Judge.pdftotext.read(answer.body, "FILE", "-").output.contains("Post 1999 says"))
        }
    }

    @Test(arguments: ["/bin/false", "/nowhere/skein"])
    func aTypesetterThatDiesTakesNobodyWithIt(_ program: String) async throws {
        try await onSite(change: { $0.program = program }) { stage in
            try await stage.keep(Self.thread)
            let address = stage.address(of: Self.thread)
            let answer = try await stage.printed(address + ".pdf")
            #expect(answer.status == 500)
            #expect(answer.text.contains(Words.english.site.errors.unprinted.sentence))
            #expect(stage.heard.lines.contains { $0.contains("the typesetter broke down") })
            #expect(try await stage.ask(address).status == 200)
            let incoming = stage.site.settings.folder + "/media/incoming"
            #expect(try FileManager.default.contentsOfDirectory(atPath: incoming).isEmpty)
        }
    }

    private func onSite(
        change: @escaping (inout SiteSettings) -> Void, _ body: @escaping @Sendable (SiteStage) async throws -> Void
    ) async throws {
        try await onSite(.sqlite, change, body)
    }
}

extension SiteStage {
    /// The document at `path`, however long it takes: asks as the page that tells how far it is does.
    fileprivate func printed(_ path: String, host: String = "localhost") async throws -> RawAnswer {
        var answer = try await ask(path, host: host)
        for _ in 0..<600 {
            if answer.status == 303 {
                // What was kept last came to be known while it was read.
                answer = try await ask(try #require(answer.fields["location"]), host: host)
            } else if answer.status == 200, answer.fields["content-type"]?.hasPrefix("text/html") == true {
                try await Task.sleep(for: .milliseconds(100))
                let news = try await ask(path, ["Accept": "application/json"], host: host)
                if news.text.contains("location") { answer = try await ask(path, host: host) }
            } else {
                break
            }
        }
        return answer
    }
}
