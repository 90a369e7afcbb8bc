import SampleThreads
import Testing

@testable import Render
@testable import Unroll

/// A post in which there is nothing to show still has its place and its number.
@Suite struct EmptyPostTests {
    @Test(arguments: [RenderedFormat.text, .markdown, .html]) func isSaid(_ format: RenderedFormat) {
        let document = String(decoding: render(Samples.silent, as: format), as: UTF8.self)
        #expect(document.ranges(of: Words.english.post.empty).count == 1)
        #expect(document.contains(format == .markdown ? "![Picture](" : "Picture without a description"))
    }

    @Test(arguments: [RenderedFormat.text, .markdown, .html]) func isSaidWhereMediaAreLeftOut(_ format: RenderedFormat)
    {
        var options = RenderOptions()
        options.media = .none
        let document = String(decoding: render(Samples.silent, as: format, options), as: UTF8.self)
        #expect(document.ranges(of: Words.english.post.empty).count == 2)
        #expect(!document.contains("cdn.example"))
    }

    @Test func keepsItsNumber() {
        var options = RenderOptions()
        options.media = .none
        let document = String(decoding: render(Samples.silent, as: .text, options), as: UTF8.self)
        #expect(document.contains("\n 1  This post has no text.\n\n 2  This post has no text.\n"))
        #expect(document.hasPrefix("Ines Okafor"))
    }
}
