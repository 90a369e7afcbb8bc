import SampleThreads
import Testing

@testable import Render
@testable import Unroll

/// What files that are taken along are called.
@Suite struct DocumentNameTests {
    private func name(_ title: String) -> String {
        DocumentName(FilledThread(["x"], title: title, addresses: HostileTests.harmless).thread, .markdown).text
    }

    @Test(arguments: ["In one piece.", "In one piece …", "in one piece...", "In one piece. -.", "In one piece"])
    func noTitleEndsInPoints(_ title: String) {
        #expect(name(title).hasSuffix("-in-one-piece.md"), "\(name(title))")
    }

    @Test func pointsInsideStay() { #expect(name("Version 2.0 is there!").hasSuffix("-version-2.0-is-there.md")) }

    @Test func aTitleOfPointsIsNone() { #expect(name("...") == name("")) }
}
