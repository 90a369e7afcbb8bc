import Foundation
import Judges
import Print
import SampleThreads
import Testing
import Unroll

/// Fonts that are there, and fonts that are not.
@Suite(.enabled(if: Judge.areThere, "qpdf or poppler-utils are not installed: printed documents are not judged"))
struct FontTests {
    private static let serif = "/usr/share/fonts/truetype/noto/NotoSerif-Regular.ttf"

    private static func folder(_ fonts: [String]) throws -> URL {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("skein-fonts-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        for font in fonts {
            let name = URL(fileURLWithPath: font).lastPathComponent
            try FileManager.default.copyItem(atPath: font, toPath: folder.appendingPathComponent(name).path)
        }
        return folder
    }

    @Test func withoutFontsASentenceSaysWhatToInstall() throws {
        let folder = try Self.folder([])
        defer { try? FileManager.default.removeItem(at: folder) }
        #expect(throws: PrintFailure.noFonts) { try Typesetter(fontFolder: folder.path) }
        #expect(Words.english.print.failure(.noFonts).contains("fonts-noto-core"))
    }

    @Test(.enabled(if: FileManager.default.fileExists(atPath: serif), "Noto Serif is not installed"))
    func whatNoFontHasIsABoxThatStillSaysWhatItIs() throws {
        let folder = try Self.folder([Self.serif])
        defer { try? FileManager.default.removeItem(at: folder) }
        let thread = Samples.thread([Samples.post(1, "Plain, 灯塔 and 🔭.")], title: "Boxes")
        let document = try Typesetter(fontFolder: folder.path).print(thread)
        try StructureTests.judge(document.bytes)
        #expect(document.unshown == ["塔", "灯", "\u{1f52d}"])
        #expect(try Judge.paragraphs(document.bytes).contains("Plain, 灯塔 and 🔭."))
    }

    @Test(.enabled(if: FileManager.default.fileExists(atPath: serif), "Noto Serif is not installed"))
    func everySampleCanBePrintedWithOneFont() throws {
        let folder = try Self.folder([Self.serif])
        defer { try? FileManager.default.removeItem(at: folder) }
        let typesetter = try Typesetter(fontFolder: folder.path)
        for (_, thread) in Samples.all { try StructureTests.judge(try typesetter.print(thread).bytes) }
    }
}
