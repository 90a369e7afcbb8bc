import SampleThreads
import Testing
import Unroll

@testable import Render

/// What stands beside a link on paper.
@Suite struct PrintedAddressTests {
    @Test(arguments: [
        ("https://example.org/lens-notes?edition=2", "my notes", "example.org/lens-notes?edition=2"),
        ("https://www.example.org/a-long-way/to-the-end", "example.org/a-long…", "example.org/a-long-way/to-the-end"),
        ("https://example.org/a", "example.org", "example.org/a"),
        ("https://example.org", "example.org/a", "example.org"),
        ("mailto:ines@example.org", "write to me", "ines@example.org"),
    ])
    func itIsWholeWhereTheTextDoesNotShowIt(_ address: String, _ text: String, _ printed: String) {
        #expect(Samples.address(address).address(besides: text) == printed)
    }

    @Test(arguments: [
        ("https://example.org/a", "https://example.org/a"), ("https://example.org/a", "example.org/a"),
        ("https://example.org/", "www.example.org"), ("https://example.org/a/", "example.org/a"),
    ])
    func itIsNotRepeated(_ address: String, _ text: String) {
        #expect(Samples.address(address).address(besides: text) == nil)
    }
}
