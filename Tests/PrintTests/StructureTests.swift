import Foundation
import Judges
import Print
import Render
import SampleThreads
import Testing
import Unroll

/// Files are sound, and their structure is whole.
@Suite(.enabled(if: Judge.areThere, "qpdf or poppler-utils are not installed: printed documents are not judged"))
struct StructureTests {
    /// Options with pictures for everything that asks for one.
    static func pictured(_ picture: PrintOptions.Picture = .jpeg(JPEGSamples.baseline)) -> PrintOptions {
        var options = PrintOptions()
        for address in Samples.pictureAddresses { options.pictures[address] = picture }
        return options
    }

    static func judge(_ bytes: [UInt8], sourceLocation: SourceLocation = #_sourceLocation) throws {
        let check = try Judge.qpdf.read(bytes, "--check", "FILE")
        #expect(check.status == 0, "\(check.output)", sourceLocation: sourceLocation)
        #expect(!check.output.contains("WARNING"), "\(check.output)", sourceLocation: sourceLocation)
        let complaints = try StructureCheck(bytes).complaints
        #expect(complaints == [], sourceLocation: sourceLocation)
    }

    @Test(arguments: TextTests.names, PrintOptions.Paper.allCases)
    func samplesAreWhole(_ name: String, _ paper: PrintOptions.Paper) throws {
        var options = Self.pictured()
        options.paper = paper
        try Self.judge(try Typesetter().print(try TextTests.thread(name), options).bytes)
    }

    @Test func sameThreadSameBytes() throws {
        let warm = try Typesetter()
        let first = try warm.print(Samples.scripts).bytes
        _ = try warm.print(Samples.everything, Self.pictured())
        #expect(try warm.print(Samples.scripts).bytes == first)
        #expect(try Typesetter().print(Samples.scripts).bytes == first)
    }

    @Test func differentThreadsDifferInIdentity() throws {
        let typesetter = try Typesetter()
        let one = try WrittenPDF(try typesetter.print(Samples.lone).bytes).trailer["/ID"] as? [String]
        let other = try WrittenPDF(try typesetter.print(Samples.ruins).bytes).trailer["/ID"] as? [String]
        #expect(one != nil && one != other)
    }

    @Test func attachedFilesComeOutAsTheyWentIn() throws {
        var options = PrintOptions()
        let json = render(Samples.lens, as: .json)
        options.attachments = [
            PrintOptions.Attachment(name: "lens.json", type: "application/json", bytes: json),
            PrintOptions.Attachment(name: "), /x\n(.md", type: "text/markdown)>>", bytes: [0, 1, 2]),
        ]
        let bytes = try Typesetter().print(Samples.lens, options).bytes
        try Self.judge(bytes)
        let pdf = try WrittenPDF(bytes)
        let files = pdf.array(pdf.catalog["/AF"]).map(pdf.dictionary)
        #expect(files.map { $0["/UF"] as? String } == ["u:lens.json", "u:), /x (.md"])
        #expect(files.map { pdf.stream(pdf.dictionary($0["/EF"])["/F"]) } == [json, [0, 1, 2]])
        #expect(files.allSatisfy { $0["/AFRelationship"] as? String == "/Alternative" })
    }

    @Test func eachPostHasABookmark() throws {
        let pdf = try WrittenPDF(try Typesetter().print(Samples.lens).bytes)
        var (titles, next): ([String], Any?) = ([], pdf.dictionary(pdf.catalog["/Outlines"])["/First"])
        while let entry = next {
            titles.append(pdf.dictionary(entry)["/Title"] as? String ?? "")
            next = pdf.dictionary(entry)["/Next"]
        }
        #expect(titles.count == Samples.lens.posts.count + 1)
        #expect(titles.first?.hasPrefix("u:1 · How a lighthouse lens is cut") == true)
        #expect(titles.last == "u:" + Words.english.print.appendix)
    }

    @Test func linesAreNeverAloneOnAPage() throws {
        let text = Array(repeating: "A line of words that goes on and on until it is broken.", count: 6).joined(
            separator: " ")
        let thread = Samples.thread((1...60).map { Samples.post($0, text) }, title: "Pages")
        let plain = try Judge.pdftotext.read(try Typesetter().print(thread).bytes, "-layout", "FILE", "-").output
        let pages = plain.split(separator: "\u{c}").map { page in
            page.split(separator: "\n").filter {
                $0.contains("words that") || $0.contains("it is broken") || $0.contains("line of")
            }
        }
        #expect(pages.count > 3)
        // A post has lines of one form; where a page begins inside of one, at least two of its lines stand on either side.
        for page in pages.dropFirst() {
            let untilNext = page.prefix { !$0.contains(/^ *\d+ +A line/) }
            #expect(untilNext.count != 1)
        }
    }
}
