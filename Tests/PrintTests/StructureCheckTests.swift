import Foundation
import Judges
import Print
import SampleThreads
import Testing

/// The check finds what is wrong, or its silence would mean nothing.
@Suite(.enabled(if: Judge.areThere, "qpdf or poppler-utils are not installed: printed documents are not judged"))
struct StructureCheckTests {
    static let faults: [(String, with: String)] = [
        ("/Alt (", "/Alx ("), ("/StructParent ", "/StructParenx "), ("/StructParents 0", "/StructParents 7"),
        ("/Lang (", "/Lanx ("), ("/Marked true", "/Marked null"), ("/DisplayDocTitle true", "/DisplayDocTitle null"),
        ("/MCID 0>> BDC", "/MCID 9>> BDC"), ("/Artifact BMC", "/Artifacx BMC"), ("/Tabs /S", "/Tabs /R"),
        ("/ToUnicode ", "/ToUnicodx "), ("/S /H1", "/S /H3"), ("/Contents (Post", "/Contentx (Post"),
        ("/ID (note-1)", "/ID (note-2)"), ("/CIDToGIDMap ", "/CIDToGIDMax "), ("/FontFile2 ", "/FontFilx2 "),
        ("/FontFile3 ", "/FontFilx3 "), ("/WMode 0", "/WMode 1"), ("/W [", "/X ["),
        ("/Ordering (Identity)", "/Ordering (Identitx)"),
        ("/Subtype /Type0", "/Subtype /Type1"), ("/Subtype /Link", "/Subtype /Movx"), ("/FirstChar 1", "/FirstChar 9"),
    ]

    @Test(arguments: faults) func faultIsFound(_ fault: (String, with: String)) throws {
        let written = try Typesetter().print(Samples.everything, StructureTests.pictured()).bytes
        let plain = try Judge.plain(written)
        #expect(try StructureCheck(Array(plain)).complaints == [])
        guard let place = plain.range(of: Data(fault.0.utf8)) else {
            Issue.record("\(fault.0) is not in the file")
            return
        }
        var broken = plain
        broken.replaceSubrange(place, with: Data(fault.with.utf8))
        #expect(try StructureCheck(Array(broken)).complaints != [])
    }
}

extension Judge {
    /// The same file with nothing packed, each object by itself.
    static func plain(_ pdf: [UInt8]) throws -> Data {
        let target = FileManager.default.temporaryDirectory.appendingPathComponent("skein-\(UUID().uuidString).pdf")
        defer { try? FileManager.default.removeItem(at: target) }
        _ = try qpdf.read(pdf, "--qdf", "--object-streams=disable", "FILE", target.path)
        return try Data(contentsOf: target)
    }
}
