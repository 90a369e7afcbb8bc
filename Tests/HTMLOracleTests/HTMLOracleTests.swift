import Simulated
import Testing

@testable import Unroll

/// Skein reads the HTML of posts without building a tree, in linear time. gumbo builds the tree of the HTML standard, in time
/// that grows with the square of the depth; here it judges. Both readings go through the same writer and have to come to the
/// same text, with the same links and styles on every visible character.
///
/// Two differences are allowed, because only a tree can be changed after it was read:
/// - What stands in a table but in none of its cells. The standard moves it before the table, Skein leaves it in its place, so that
///   there only the characters have to be the same, in whatever order.
/// - A misnested end tag of a formatting element can take other elements away from around text that has already been read. Skein
///   takes them away from what follows only. Such fragments are not judged.
@Suite struct HTMLOracleTests {
    /// gumbo 0.10.1 takes a form for an empty element.
    @Test(arguments: HTMLCases.all.filter { !$0.html.contains("<form") }) func cases(example: HTMLCase) {
        #expect(compare(example.html) == .full || example.html.contains("<t"))
    }

    @Test func hostileFragmentsFuzz() {
        var random = SplitMix(seed: 11)
        var judged: [Judgement: Int] = [:]
        let rounds = FuzzRounds.count(usually: 4000)
        for _ in 0..<rounds { judged[compare(HostileHTML.fragment(&random)), default: 0] += 1 }
        #expect(judged[.full, default: 0] * 10 > rounds * 8)
    }

    private enum Judgement { case full, charactersOnly, none }

    private func compare(_ html: String) -> Judgement {
        if takesAway(html) { return .none }
        let tree = GumboTree(html)
        let (own, judge) = (PostHTML.read(html), PostHTML.read(tree.events))
        if tree.hasMisplaced {
            #expect(characters(own.text) == characters(judge.text), "\(html.debugDescription)")
            return .charactersOnly
        }
        #expect(annotated(own) == annotated(judge), "\(html.debugDescription)")
        return .full
    }

    /// Whether an element is closed for good while others inside it stay open.
    private func takesAway(_ html: String) -> Bool {
        var open: [(id: Int, element: HTMLElement)] = []
        var closed: Int?
        for event in HTMLEvents(html.utf8) {
            if case .open(let id, let element) = event {
                if let closed, closed != id { return true }
                open.append((id, element))
            } else if closed != nil {
                return true
            }
            closed = nil
            guard case .close(let id) = event, let index = open.lastIndex(where: { $0.id == id }) else { continue }
            if index < open.count - 1 { closed = id }
            open.remove(at: index)
        }
        return closed != nil
    }

    /// What the reader sees, without the order and without what parts words, cells and items.
    private func characters(_ text: String) -> [Unicode.Scalar] {
        text.unicodeScalars.filter { !$0.properties.isWhitespace && $0 != "|" && $0 != "•" }.sorted()
    }

    /// The text, each visible character after what lies on it where that changes. A link that a block cuts in two may be one
    /// facet or two.
    private func annotated(_ read: (text: String, facets: [Facet])) -> String {
        let scalars = Array(read.text.unicodeScalars)
        var marks = Array(repeating: Set<String>(), count: scalars.count)
        for facet in read.facets {
            let name =
                switch facet.kind {
                case .link(let forms): forms.expanded.text
                case .mention(_, _, let url), .hashtag(_, let url): url?.text ?? "nowhere"
                default: "\(facet.kind)"
                }
            for index in facet.range { marks[index].insert(name) }
        }
        var (text, last) = ("", Set<String>())
        for (scalar, names) in zip(scalars, marks) {
            if !scalar.properties.isWhitespace && names != last {
                text += "⟨\(names.sorted().joined(separator: " "))⟩"
                last = names
            }
            text.unicodeScalars.append(scalar)
        }
        return text.debugDescription
    }
}
