import Foundation
import SampleThreads
import Testing

@testable import Render
@testable import Unroll

/// Compares the tags of two documents.
enum HTMLShape {
    private static let elements: Set<String> = [
        "html", "head", "meta", "title", "link", "style", "body", "header", "main", "footer", "section", "div", "p",
        "h1", "h2", "a",
        "b", "bdi", "br", "span", "time", "details", "summary", "ul", "li", "blockquote", "q", "pre", "code", "em",
        "strong", "s",
        "figure", "figcaption", "img", "meter",
    ]
    private static let attributes: Set<String> = [
        "charset", "name", "content", "rel", "href", "class", "id", "lang", "dir", "src", "alt", "width", "height",
        "datetime", "title",
        "min", "max", "value", "aria-label", "aria-hidden", "http-equiv", "data-address",
    ]
    /// Their values are texts or addresses of a post.
    private static let filled: Set<String> = ["alt", "aria-label", "content", "href", "data-address", "title"]

    static func compare(
        _ hostile: FilledThread, _ harmless: FilledThread, _ options: RenderOptions, _ harmlessOptions: RenderOptions
    ) throws {
        let document = try HTMLTags(render(hostile.thread, as: .html, options))
        let expected = try HTMLTags(render(harmless.thread, as: .html, harmlessOptions))
        let (one, other) = (document.tags.map(shape), expected.tags.map(shape))
        if one != other {
            let place = zip(one, other).enumerated().first { $1.0 != $1.1 }?.offset ?? min(one.count, other.count)
            let (found, wanted) = (one[max(0, place - 3)...].prefix(6), other[max(0, place - 3)...].prefix(6))
            Issue.record("\(hostile.thread.posts[0].text.debugDescription): \(found) for \(wanted)")
        }
        #expect(
            document.tags.allSatisfy { elements.contains($0.name) && attributes.isSuperset(of: $0.attributes.keys) })
        let (addresses, picture) = (hostile.written, Data(Samples.picture.bytes).base64EncodedString())
        for tag in document.tags {
            if let address = tag.attributes["href"], !address.hasPrefix("#p-") { #expect(addresses.contains(address)) }
            if let source = tag.attributes["src"] { #expect(source == "data:image/png;base64," + picture) }
        }
    }

    private static func shape(_ tag: HTMLTags.Tag) -> HTMLTags.Tag {
        var tag = tag
        for name in tag.attributes.keys where filled.contains(name) { tag.attributes[name] = "" }
        return tag
    }
}
