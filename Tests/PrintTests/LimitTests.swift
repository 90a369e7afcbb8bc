import Foundation
import Judges
import Print
import SampleThreads
import Testing
import Unroll

/// Documents that are too long, too full or too empty.
@Suite(
    .timeLimit(.minutes(10)),
    .enabled(if: Judge.areThere, "qpdf or poppler-utils are not installed: printed documents are not judged"))
struct LimitTests {
    @Test func twoThousandPosts() throws {
        let text =
            "A post of some length, with a word or two more than one would need, and a second sentence behind it."
        let thread = Samples.thread((1...2000).map { Samples.post($0, text) }, title: "Two thousand")
        var heard = 0
        let document = try Typesetter().print(thread) { done, count in
            #expect(done == heard + 1 && count == 2000)
            heard = done
        }
        #expect(heard == 2000)
        #expect(document.pages > 90)
        try StructureTests.judge(document.bytes)
    }

    @Test(arguments: ["w", "漢", "*", "👩‍🚒", "e\u{301}", "ﷺ", "क्षि"]) func hugeWords(_ sign: String) throws {
        let word = String(repeating: sign, count: 20_000)
        var post = Samples.post(1, word)
        post.attachments = [Attachment(kind: .image, alt: word)]
        let document = try Typesetter().print(Samples.thread([post], title: "x"))
        #expect(document.pages > 3)
        let check = try Judge.qpdf.read(document.bytes, "--check", "FILE")
        #expect(check.status == 0)
        let read = try Judge.pdftotext.read(document.bytes, "FILE", "-").output
        let (first, wanted) = (sign.unicodeScalars.first, 20_000)
        #expect(read.unicodeScalars.count { $0 == first } >= wanted * 999 / 1000 * 2)
    }

    @Test func fiveThousandEmoji() throws {
        let emoji = (0..<5000).compactMap { UnicodeScalar(0x1f300 + UInt32($0 % 600)) }.map { String($0) }.joined()
        let document = try Typesetter().print(Samples.thread([Samples.post(1, emoji)], title: "Pictures"))
        try StructureTests.judge(document.bytes)
        let read = try Judge.pdftotext.read(document.bytes, "FILE", "-").output.unicodeScalars.filter {
            $0.value > 0x1f2ff
        }
        #expect(read.count >= 4995)
    }

    @Test func noteAfterNote() throws {
        let text = String(repeating: "a b ", count: 600)
        var post = Samples.post(1, text)
        post.facets = (0..<600).map { number in
            Facet(
                number * 4..<number * 4 + 1,
                .link(LinkForms(expanded: Samples.address("https://example.org/\(number)"), display: "a")))
        }
        let document = try Typesetter().print(Samples.thread([post], title: "Notes"))
        try StructureTests.judge(document.bytes)
        let notes = try Judge.paragraphs(document.bytes).filter { $0.contains("] https://example.org/") }
        #expect(notes.count == 600)
    }

    @Test func addressThatFillsPages() throws {
        let link = Samples.address("https://example.org/" + String(repeating: "x", count: 8000))
        var post = Samples.post(1, "here")
        post.facets = [Facet(0..<4, .link(LinkForms(expanded: link, display: "here")))]
        try StructureTests.judge(try Typesetter().print(Samples.thread([post], title: "Long")).bytes)
    }

    @Test(arguments: ["", " ", "\u{200b}\n", "\u{2029}"]) func nothingToSay(_ text: String) throws {
        let document = try Typesetter().print(Samples.thread([Samples.post(1, text)], title: text))
        try StructureTests.judge(document.bytes)
        #expect(try Judge.paragraphs(document.bytes).contains(Words.english.post.empty))
    }

    @Test func tenAtOnce() async throws {
        let first = try Typesetter().print(Samples.everything).bytes
        try await withThrowingTaskGroup(of: Bool.self) { group in
            for _ in 0..<10 { group.addTask { try Typesetter().print(Samples.everything).bytes == first } }
            for try await isSame in group { #expect(isSame) }
        }
    }
}
