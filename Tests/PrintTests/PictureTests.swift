import Judges
import Print
import SampleThreads
import Testing
import Unroll

/// Pictures are shown where they can be, and described where they cannot.
@Suite(.enabled(if: Judge.areThere, "qpdf or poppler-utils are not installed: printed documents are not judged"))
struct PictureTests {
    private static func thread() -> Unroll.Thread {
        var post = Samples.post(1, "Seen:")
        post.attachments = [
            Attachment(kind: .image, url: Samples.address("https://cdn.example/prism.png"), alt: "A prism in the sun")
        ]
        return Samples.thread([post], title: "Seen")
    }

    private static func print(_ picture: PrintOptions.Picture, shown: Bool = true) throws -> WrittenPDF {
        var options = PrintOptions()
        options.showsPictures = shown
        options.pictures["https://cdn.example/prism.png"] = picture
        let bytes = try Typesetter().print(thread(), options).bytes
        try StructureTests.judge(bytes)
        #expect(try Judge.pdftotext.read(bytes, "FILE", "-").output.contains("A prism in the sun"))
        return try WrittenPDF(bytes)
    }

    private static func figures(_ pdf: WrittenPDF) -> [[String: Any]] {
        pdf.objects.values.compactMap { ($0 as? [String: Any])?["value"] as? [String: Any] }
            .filter { $0["/S"] as? String == "/Figure" }
    }

    @Test(arguments: [
        JPEGSamples.baseline, JPEGSamples.progressive, JPEGSamples.gray, JPEGSamples.turned,
    ]) func jpegIsPassedThrough(_ bytes: [UInt8]) throws {
        let pdf = try Self.print(.jpeg(bytes))
        let figures = Self.figures(pdf)
        #expect(figures.map { $0["/Alt"] as? String } == ["u:A prism in the sun"])
        let streams = pdf.objects.keys.map { String($0.dropFirst(4)) }.filter {
            pdf.dictionary($0)["/Filter"] as? String == "/DCTDecode"
        }
        #expect(streams.map { pdf.stream($0) } == [bytes])
    }

    @Test func turnedPictureStandsUpright() throws {
        let upright = try Self.box(.jpeg(JPEGSamples.baseline))
        let turned = try Self.box(.jpeg(JPEGSamples.turned))
        #expect(upright.width > upright.height && turned.width < turned.height)
    }

    private static func box(_ picture: PrintOptions.Picture) throws -> (width: Double, height: Double) {
        let pdf = try print(picture)
        let sides = pdf.array(pdf.dictionary(figures(pdf).first?["/A"])["/BBox"]).compactMap {
            ($0 as? Double) ?? ($0 as? Int).map(Double.init)
        }
        try #require(sides.count == 4)
        return (sides[2] - sides[0], sides[3] - sides[1])
    }

    static let damaged: [(String, PrintOptions.Picture)] = [
        ("no bytes", .jpeg([])), ("cut off", .jpeg(Array(JPEGSamples.baseline.dropLast(100)))),
        ("only its head", .jpeg(Array(JPEGSamples.baseline.prefix(30)))),
        ("mislabelled", .jpeg(Array("GIF89a".utf8) + Array(repeating: 0, count: 100))),
        ("four colours", .jpeg(JPEGSamples.fourColors)),
        ("too few pixels", .pixels(width: 2, height: 2, channels: 3, [1, 2, 3])),
        ("no width", .pixels(width: 0, height: 2, channels: 3, [])),
        ("five channels", .pixels(width: 1, height: 1, channels: 5, [1, 2, 3, 4, 5])),
        ("huge", .pixels(width: .max, height: 2, channels: 3, [1, 2, 3])),
    ]

    @Test(arguments: damaged) func damagedPictureBecomesItsDescription(_ name: String, _ picture: PrintOptions.Picture)
        throws
    {
        #expect(Self.figures(try Self.print(picture)).isEmpty)
    }

    @Test func everyMutatedHeadIsJudged() throws {
        // No byte of a head may lead out of it.
        let typesetter = try Typesetter()
        for place in 0..<min(200, JPEGSamples.baseline.count) {
            var options = PrintOptions()
            for value: UInt8 in [0, 0xff] {
                var bytes = JPEGSamples.baseline
                bytes[place] = value
                options.pictures["https://cdn.example/prism.png"] = .jpeg(bytes)
                _ = try typesetter.print(Self.thread(), options)
            }
        }
    }

    @Test(arguments: [1, 2, 3, 4]) func pixelsAreShown(_ channels: Int) throws {
        let pixels = (0..<6 * channels).map { UInt8($0 * 9) }
        let pdf = try Self.print(.pixels(width: 3, height: 2, channels: channels, pixels))
        #expect(Self.figures(pdf).count == 1)
        let images = pdf.objects.keys.map { String($0.dropFirst(4)) }.filter {
            pdf.dictionary($0)["/Width"] as? Int == 3
        }
        #expect(images.count == (channels % 2 == 0 ? 2 : 1))
        let colors = images.first {
            pdf.dictionary($0)["/ColorSpace"] as? String == (channels < 3 ? "/DeviceGray" : "/DeviceRGB")
                && (channels != 2 || pdf.dictionary($0)["/SMask"] != nil)
        }
        let wanted =
            channels % 2 == 1
            ? pixels : pixels.enumerated().filter { $0.offset % channels != channels - 1 }.map(\.element)
        #expect(colors.map { pdf.stream($0) } == wanted)
    }

    @Test func withoutPicturesThereAreNone() throws {
        #expect(Self.figures(try Self.print(.jpeg(JPEGSamples.baseline), shown: false)).isEmpty)
    }

    @Test func samePictureIsInTheFileOnce() throws {
        var thread = Self.thread()
        thread.posts.append(thread.posts[0])
        thread.posts[1].id = PostID("another")
        var options = PrintOptions()
        options.pictures["https://cdn.example/prism.png"] = .jpeg(JPEGSamples.baseline)
        let pdf = try WrittenPDF(try Typesetter().print(thread, options).bytes)
        #expect(Self.figures(pdf).count == 2)
        let streams = pdf.objects.keys.map { String($0.dropFirst(4)) }.filter {
            pdf.dictionary($0)["/Filter"] as? String == "/DCTDecode"
        }
        #expect(streams.count == 1)
    }
}
