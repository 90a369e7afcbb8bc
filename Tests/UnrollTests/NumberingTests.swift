import Simulated
import Testing

@testable import Unroll

@Suite struct NumberingTests {
    /// Text, and the first mark found in it as `number/total`, with a question mark where it reads like a fraction; a dash where there is none.
    static let table: [(text: String, marks: String)] = [
        ("1/ The lens", "1"), ("1/14 The lens", "1/14"), ("1/14. The lens", "1/14"), ("(3/n) Sand", "3"),
        ("[2/5] Sand", "2/5"),
        ("Sand (2/5)", "2/5"), ("Sand 10/20", "10/20"), ("🔹 (1/2) ➡️ Sand", "1/2"), ("12/n", "12"), ("Sand 1/", "1"),
        ("Sand\n\n3/", "3"), ("4) Fire", "4"), ("5. Fire", "5"), ("1️⃣ Fire", "1"), ("12️⃣ Fire", "12"), ("① 火", "1"),
        ("⑫ 火", "12"),
        ("３／５ 砂", "3/5"), ("٣/٥ رمل", "3/5"), ("۳/۵ ماسه", "3/5"), ("३/५ रेत", "3/5"), ("🧵 1/", "1"), ("🧵1/7", "1/7"),
        ("9/end", "9/9"), ("9/fin.", "9/9"), ("(9/end)", "9/9"), ("1/这是", "1"), ("3/5这是", "3/5"), ("2/5: Sand", "2/5"),
        ("Part 2/5: Sand", "2/5"), ("@ana @bob 3/4 Sand", "3/4"), ("2 of 5. Sand", "2/5"), ("3 / 5 Sand", "3/5"),
        ("Sand 3 / 5", "3/5"), ("1/The lens", "1"), ("Sand 4/9 👇", "4/9"), ("3/? Sand", "3"), ("3/… Sand", "3"),
        ("3/5+ Sand", "3/5"),
        ("24/12 was cold", "-"), ("31/12/1899", "-"), ("On 31/12/1899 it rained", "-"), ("1/2 cup of oil", "1/2?"),
        ("3/4 of all", "3/4?"), ("3/4 Of all", "3/4"), ("2/4 Is it", "2/4"), ("1/4 Pound", "1/4?"),
        ("24/7 it burns", "-"), ("3-1 for us", "-"), ("5.30 in the morning", "-"), ("7:15 at the latest", "-"),
        ("100% sure", "-"),
        ("2025/26 season", "-"), ("0/ nothing", "-"), ("1/1000 s", "-"), ("1/1", "-"), ("", "-"), ("5 keepers", "-"),
        ("1/2-inch", "-"),
        ("12345/ x", "-"), ("of 5", "-"), ("1 of the best", "-"), ("no/thing", "-"), ("1/2.", "1/2"), ("and/or", "-"),
    ]

    @Test(arguments: table.indices) func findsMarks(_ index: Int) {
        let row = Self.table[index]
        let marks = Numbering.candidates(in: row.text).map { mark in
            "\(mark.number)" + (mark.total.map { "/\($0)" } ?? "") + (mark.isDoubtful ? "?" : "")
        }
        #expect((marks.first ?? "-") == row.marks, "\(row.text)")
    }

    /// Texts of a line, and the numbers they have in it.
    @Test(arguments: [
        (["1/3 The lens", "2/3 hours later", "3/3 Of all the lights"], [1, 2, 3]),
        (["1/3 of them burn", "2/3 Is it cold?", "3/3 was it?"], [1, 2, 3]),
        (["1/2 Of all the lights", "2/2 Is one left?"], [1, 2]),
        (["1/4 The lens", "3/4 of the keepers agreed", "(4/4) The end"], [1, 3, 4]),
        (["1/4 The lens", "1/2 cup of oil", "3/4 of the keepers", "2/4 The oil"], [1, nil, nil, 2]),
        (["1/3 cup of oil", "2/3 cup of sand"], [nil, nil]), (["1/2 Cup of flour"], [nil]),
        (["1/2 of it burns (1/2)", "2/2 It is cold"], [1, 2]),
    ])
    func fractionsAreToldByTheirNeighbours(_ texts: [String], _ numbers: [Int?]) {
        let author = Author(id: Author.ID("ana"), handle: "ana")
        let posts = texts.map { Post(id: PostID($0), author: author, published: Timestamp(seconds: 0), text: $0) }
        #expect(Numbering.marks(along: posts).map { $0?.number } == numbers)
    }

    @Test(arguments: [
        ("1/14 The lens", "The lens"), ("The lens (2/5)", "The lens"), ("The lens\n\n3/", "The lens"),
        ("🧵 1/ The lens", "The lens"),
        ("12/end", ""), ("4/9 👇", ""), ("① 火", "火"),
    ])
    func strips(_ text: String, _ stripped: String) throws {
        let author = Author(id: Author.ID("ana"), handle: "ana")
        let post = Post(id: PostID("a"), author: author, published: Timestamp(seconds: 0), text: text)
        let mark = try #require(Numbering.candidates(in: text).first)
        #expect(Numbering.strip(mark, from: post).text == stripped)
    }

    @Test func stripMovesFacets() throws {
        let author = Author(id: Author.ID("ana"), handle: "ana")
        var post = Post(id: PostID("a"), author: author, published: Timestamp(seconds: 0), text: "1/3 see example.org")
        post.facets = [Facet(8..<19, .bold), Facet(0..<3, .italic), Facet(2..<6, .code)]
        let mark = try #require(Numbering.candidates(in: post.text).first)
        let (text, facets) = Numbering.strip(mark, from: post)
        #expect(text == "see example.org")
        #expect(facets == [Facet(4..<15, .bold), Facet(0..<2, .code)])
    }

    @Test func readsHugeTextsFromTheirEndsOnly() {
        let text = "3/7 " + String(repeating: "é", count: 500_000) + " (4/7)"
        #expect(Numbering.candidates(in: text).map(\.number) == [3, 4])
    }

    @Test func survivesAnything() {
        var random = SplitMix(seed: 11)
        let alphabet = Array("0123456789/()[]（）１２٣٤①⑳️⃣🧵 .of n…END@a\n％-–+".unicodeScalars)
        for _ in 0..<20_000 {
            var text = String.UnicodeScalarView()
            for _ in 0..<Int.random(in: 0...24, using: &random) {
                text.append(alphabet.randomElement(using: &random) ?? " ")
            }
            let string = String(text)
            for mark in Numbering.candidates(in: string) {
                #expect(
                    mark.range.upperBound <= string.unicodeScalars.count
                        && (1...Numbering.greatest).contains(mark.number))
            }
        }
    }
}
