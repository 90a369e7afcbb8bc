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
/// - A misnested end tag of a formatting element can take other elements (`del`, `video`) away from around text that has
///   already been read. Skein takes them away from what follows only. Such fragments are not judged.
@Suite struct HTMLOracleTests {
    @Test(arguments: HTMLCases.all) func cases(example: HTMLCase) {
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
        #expect(own.text == judge.text, "\(html.debugDescription)")
        if own.text == judge.text { #expect(marks(own) == marks(judge), "\(html.debugDescription)") }
        return .full
    }

    /// Whether an element that is no formatting element is closed while others inside it stay open.
    private func takesAway(_ html: String) -> Bool {
        var open: [(id: Int, element: HTMLElement)] = []
        for event in HTMLEvents(html.utf8) {
            switch event {
            case .open(let id, let element): open.append((id, element))
            case .close(let id):
                guard let index = open.lastIndex(where: { $0.id == id }) else { continue }
                let isFormatting = open[index].element.traits.contains(.formatting)
                if index != open.count - 1 && !isFormatting && !open[index].element.isHTML("form") { return true }
                open.remove(at: index)
            default: break
            }
        }
        return false
    }

    /// What the reader sees, without the order and without what parts words, lines and cells.
    private func characters(_ text: String) -> [Unicode.Scalar] {
        text.unicodeScalars.filter { !" \n|".unicodeScalars.contains($0) }.sorted()
    }

    /// What lies on each visible character. A link that a block cuts in two may be one facet or two.
    private func marks(_ read: (text: String, facets: [Facet])) -> [Set<String>] {
        let scalars = Array(read.text.unicodeScalars)
        var marks = Array(repeating: Set<String>(), count: scalars.count)
        for facet in read.facets {
            let name =
                switch facet.kind {
                case .link(let forms): forms.expanded.text
                case .mention(_, _, let url), .hashtag(_, let url): url?.text ?? "nowhere"
                default: "\(facet.kind)"
                }
            for index in facet.range where !scalars[index].properties.isWhitespace { marks[index].insert(name) }
        }
        return marks
    }
}
