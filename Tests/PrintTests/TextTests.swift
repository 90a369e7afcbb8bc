import Judges
import Print
import Render
import SampleThreads
import Testing
import Unroll

/// The text of a document is there to be read by machines, in the order in which people read it.
@Suite(.enabled(if: Judge.areThere, "qpdf or poppler-utils are not installed: printed documents are not judged"))
struct TextTests {
    static let names = Samples.all.map(\.name)

    static func thread(_ name: String) throws -> Unroll.Thread {
        try #require(Samples.all.first { $0.name == name }).thread
    }

    /// Every post of a thread, wherever it stands in it.
    static func posts(_ thread: Unroll.Thread) -> [Post] {
        let around = (thread.context + thread.answers.compactMap(\.to)).compactMap { context -> Post? in
            if case .post(let post) = context { post } else { nil }
        }
        return thread.posts + thread.branches.flatMap(\.posts) + thread.answers.flatMap(\.posts) + around
    }

    /// The paragraphs of a post's text.
    static func paragraphs(_ post: Post) -> [String] {
        RichText(post.text, post.facets).blocks.map { block in
            block.lines.map { line in legible(line.map(\.text).joined()) }.joined(separator: " ")
        }
    }

    @Test(arguments: names) func structureHasEachParagraphExactly(_ name: String) throws {
        let thread = try Self.thread(name)
        let read = try Judge.paragraphs(try Typesetter().print(thread).bytes)
        for paragraph in Self.posts(thread).flatMap(Self.paragraphs) {
            #expect(read.contains { Array($0.utf8) == Array(paragraph.utf8) }, "\(paragraph) is not in \(read)")
        }
    }

    @Test(arguments: names) func plainTextComesBack(_ name: String) throws {
        let thread = try Self.thread(name)
        let text = try Judge.pdftotext.read(try Typesetter().print(thread).bytes, "FILE", "-").output
        var found = text.unicodeScalars.reduce(into: [:]) { $0[$1, default: 0] += 1 }
        let wanted = Self.posts(thread).filter { !isBlank($0.text) }.flatMap {
            legible($0.text).unicodeScalars.filter { !$0.properties.isWhitespace }
        }
        let lost = wanted.filter { scalar in
            found[scalar, default: 0] -= 1
            return found[scalar, default: 0] < 0
        }
        #expect(lost.count * 1000 <= wanted.count, "\(lost) of \(wanted.count)")
    }

    @Test func everyFontIsEmbedded() throws {
        let fonts = try Judge.pdffonts.read(try Typesetter().print(Samples.scripts).bytes, "FILE").output
        let rows = fonts.split(separator: "\n").dropFirst(2)
        #expect(rows.count > 5)
        for row in rows { #expect(row.contains("yes"), "\(row)") }
        for row in rows { #expect(row.split(separator: " ").suffix(3).first == "yes", "no text: \(row)") }
    }

    @Test func whatNoPostSaysIsSaidInTheWordsOfThePage() throws {
        let read = try Judge.paragraphs(try Typesetter().print(Samples.lens).bytes)
        let words = Words.english
        #expect(read.contains(completenessSentences(Samples.lens, words)))
        #expect(read.contains(retrieval(Samples.lens, words)))
        for gap in Reading(Samples.lens).gaps { #expect(read.contains(words.completeness.gap(gap))) }
    }

    @Test func branchesAreToldOfWhereTheyLeave() throws {
        let thread = Samples.lens
        let branch = try #require(thread.branches.first)
        let read = try Judge.paragraphs(try Typesetter().print(thread).bytes)
        let told = try #require(read.firstIndex(of: Words.english.print.beside(branch.posts.count)))
        let end = try #require(read.firstIndex(of: Words.english.print.appendix))
        #expect(told < end)
    }

    @Test func whatVanishedIsMarked() throws {
        let read = try Judge.paragraphs(try Typesetter().print(Samples.everything).bytes)
        #expect(read.contains("Deleted by its author, kept 3 May 2025."))
        #expect(read.contains { $0.hasSuffix(Words.english.completeness.vanished(1)) })
    }

    @Test func addressesThatAreNotSeenStandInNotes() throws {
        let read = try Judge.paragraphs(try Typesetter().print(Samples.everything).bytes)
        #expect(read.contains { $0.contains("https://example.org/a-long/address(1)?a=1&b=2") })
    }
}
