import Foundation
import Judges
import Print
import Testing
import Unroll

@testable import Serve

/// Threads with pictures of every kind, printed by processes of their own.
@Suite(.serialized, .enabled(if: Judge.areThere, "qpdf and poppler-utils are not installed")) struct ThreadPrintTests {
    private struct Room {
        let folder: URL
        let printer: Printer
        let decoder: PictureDecoder

        init(program: String = MediaLaboratory.program, patience: Int32 = 60_000, documents: Int = 200) throws {
            folder = FileManager.default.temporaryDirectory.appending(path: "skein-print-\(UUID().uuidString)")
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
            printer = Printer(program: program, patience: patience, documents: documents)
            decoder = PictureDecoder(program: program)
        }

        func path(_ name: String) -> String { folder.appending(path: name).path(percentEncoded: false) }

        func print(_ thread: Unroll.Thread, _ pictures: [ThreadPrint.Picture]?) async throws -> [UInt8] {
            let target = path("document")
            _ = try await ThreadPrint(thread, pictures: pictures).write(to: target, printer, decoder) { _, _ in }
            defer { try? FileManager.default.removeItem(atPath: target) }
            return Array(try Data(contentsOf: URL(filePath: target)))
        }

        var names: [String] { (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? [] }

        func remove() { try? FileManager.default.removeItem(at: folder) }
    }

    private static func thread(_ picture: String) -> Unroll.Thread {
        var post = Invented.posts(["Look at this."])[0]
        post.attachments = [Attachment(kind: .image, url: Link(picture), alt: "A picture of glass")]
        return Invented.thread([post])
    }

    @Test(arguments: [
        ("wide.jpg", MediumType.jpeg, "jpeg"), ("modern.webp", .webp, "jpeg"), ("modern.avif", .avif, "jpeg"),
        ("moving.gif", .gif, "image"), ("large.png", .png, "image"), ("turned.jpg", .jpeg, "jpeg"),
        ("press.jpg", .jpeg, "jpeg"),
    ])
    func picturesOfEveryKindAreShown(_ name: String, _ type: MediumType, _ encoding: String) async throws {
        let room = try Room()
        defer { room.remove() }
        let address = "https://cdn.example/\(name)"
        try Data(MediaLaboratory.picture(name)).write(to: URL(filePath: room.path(name)))
        let picture = ThreadPrint.Picture(address: address, path: room.path(name), type: type)
        let pdf = try await room.print(Self.thread(address), [picture])
        #expect(try Judge.qpdf.read(pdf, "--check", "FILE").status == 0)
        let images = try Judge.pdfimages.read(pdf, "-list", "FILE").output.split(separator: "\n").dropFirst(2)
        #expect(images.count(where: { $0.contains(" \(encoding) ") }) >= 1, "\(images)")
        #expect(room.names == [name])
    }

    @Test(arguments: [
        ("broken.jpg", MediumType.png), ("bomb.png", .png), ("wide.jpg", .gif), ("README.md", .webp),
    ])
    func aPictureThatCannotBeDecodedIsDescribed(_ name: String, _ type: MediumType) async throws {
        let room = try Room()
        defer { room.remove() }
        let address = "https://cdn.example/a"
        let bytes =
            name == "wide.jpg" ? try MediaLaboratory.picture(name).prefix(200) : try MediaLaboratory.picture(name)[...]
        try Data(bytes).write(to: URL(filePath: room.path("a")))
        let picture = ThreadPrint.Picture(address: address, path: room.path("a"), type: type)
        let pdf = try await room.print(Self.thread(address), [picture])
        #expect(try Judge.pdfimages.read(pdf, "-list", "FILE").output.split(separator: "\n").count == 2)
        #expect(try Judge.pdftotext.read(pdf, "FILE", "-").output.contains("A picture of glass"))
        #expect(room.names == ["a"])
    }

    /// Room for one picture, no time, and no room.
    @Test(arguments: [(Duration.seconds(60), 1), (.zero, 1 << 20), (.seconds(60), 0)])
    func whatTakesTooMuchIsDescribed(_ patience: Duration, _ bytes: Int) async throws {
        let room = try Room()
        defer { room.remove() }
        var post = Invented.posts(["Look at these."])[0]
        var pictures: [ThreadPrint.Picture] = []
        for (name, type) in [("modern.webp", MediumType.webp), ("moving.gif", .gif), ("wide.jpg", .jpeg)] {
            let address = "https://cdn.example/\(name)"
            try Data(MediaLaboratory.picture(name)).write(to: URL(filePath: room.path(name)))
            post.attachments.append(Attachment(kind: .image, url: Link(address), alt: "The picture \(name)"))
            pictures.append(ThreadPrint.Picture(address: address, path: room.path(name), type: type))
        }
        let target = room.path("document")
        var print = ThreadPrint(Invented.thread([post]), pictures: pictures)
        (print.decodingPatience, print.decodedBytes) = (patience, bytes)
        _ = try await print.write(to: target, room.printer, room.decoder) { _, _ in }
        let pdf = Array(try Data(contentsOf: URL(filePath: target)))
        let images = try Judge.pdfimages.read(pdf, "-list", "FILE").output.split(separator: "\n").dropFirst(2)
        // A JPEG needs no decoding; the first of the others is decoded where there is any room.
        #expect(images.count == (patience > .zero && bytes > 0 ? 2 : 1), "\(images)")
        #expect(try Judge.pdftotext.read(pdf, "FILE", "-").output.contains("The picture moving.gif"))
    }

    @Test func theSameThreadIsTheSameDocument() async throws {
        let (one, other) = (try Room(), try Room())
        defer {
            one.remove()
            other.remove()
        }
        let thread = Invented.thread(Invented.posts(["A lens is cut. 翼龙 🧵", "שלום and مرحبا."]))
        let first = try await one.print(thread, nil)
        _ = try await other.print(Self.thread("https://cdn.example/b"), [])
        #expect(try await other.print(thread, nil) == first, "whatever was printed before")
    }

    @Test func aTypesetterThatDiedWaitingIsReplaced() async throws {
        let program = try CountedProgram()
        let room = try Room(program: program.path)
        defer {
            room.remove()
            program.remove()
        }
        let thread = Self.thread("https://cdn.example/b")
        let first = try await room.print(thread, [])
        #expect(try await room.print(thread, []) == first)
        let waiting = try program.processes
        try #require(waiting.count == 1)
        try await CountedProgram.end(waiting[0])
        #expect(try await room.print(thread, []) == first)
        #expect(try program.processes.count == 2)
    }

    @Test func aTypesetterIsReplacedAfterManyDocuments() async throws {
        let program = try CountedProgram()
        let room = try Room(program: program.path, documents: 2)
        defer {
            room.remove()
            program.remove()
        }
        for _ in 0..<5 { _ = try await room.print(Self.thread("https://cdn.example/b"), []) }
        #expect(try program.processes.count == 3)
    }

    @Test func aTypesetterThatHangsIsEnded() async throws {
        let script = try CountedProgram.script("exec sleep 600")
        defer { try? FileManager.default.removeItem(atPath: script) }
        let room = try Room(program: script, patience: 300)
        defer { room.remove() }
        await #expect(throws: PrintFailure.brokenDown) {
            try await room.print(Self.thread("https://cdn.example/b"), [])
        }
        #expect(room.names.isEmpty)
    }

    @Test func aTypesetterThatDiesLeavesNothing() async throws {
        let script = try CountedProgram.script(
            "t=$(dd bs=65536 count=1 2>/dev/null | tr '\\0' '\\n' | grep -a 'document$'); echo %PDF >\"$t\"; echo >\"$t-was\""
        )
        defer { try? FileManager.default.removeItem(atPath: script) }
        let room = try Room(program: script)
        defer { room.remove() }
        await #expect(throws: PrintFailure.brokenDown) {
            try await room.print(Self.thread("https://cdn.example/b"), [])
        }
        #expect(room.names == ["document-was"])
    }

    @Test func whatCannotBeWrittenIsSaid() async throws {
        let room = try Room()
        room.remove()
        await #expect(throws: PrintFailure.unwritable("No such file or directory")) {
            try await room.print(Self.thread("https://cdn.example/b"), [])
        }
    }

    @Test func ordersAndNewsComeThrough() throws {
        var order = PrintOrder(thread: "/a", target: "/b")
        (order.paper, order.holdsFiles, order.showsPictures) = (.letter, true, false)
        order.pictures = [
            PrintOrder.Picture(address: "https://a.example/1", form: .jpeg, path: "/c"),
            PrintOrder.Picture(
                address: "https://a.example/2", form: .pixels(width: 2, height: 3, channels: 4), path: "/d"),
        ]
        #expect(PrintOrder(fields: order.fields) == order)
        let news: [PrintNews] = [
            .set(done: 3, count: 9), .printed(PrintedDocument(pages: 2, unshown: ["a", "\u{1f1e6}"])),
            .failed(.noFonts),
            .failed(.unusableFont("Odd")), .failed(.brokenDown), .failed(.unwritable("full")),
        ]
        for item in news { #expect(PrintNews(fields: item.fields) == item) }
        for fields in [[], ["set"], ["printed", "x", ""], ["unwritable"], ["rubbish", "1"]] {
            #expect(PrintNews(fields: fields) == nil)
        }
    }
}
