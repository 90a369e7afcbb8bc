import Testing
import Unroll

@testable import Serve

struct PracticeTests {
    private let sample = PracticeConversation(words: Words.english.site.practice)

    @Test func theSampleIsAThreadWithAHoleAndAnAnswer() throws {
        let thread = try unroll(sample.conversation)
        #expect(thread.posts.count == 6)
        #expect(thread.missing.map(\.reason) == [.gone(.deleted)])
        #expect(thread.answers.count == 1)
        #expect(thread.author.name == "Tove Lind")
    }

    @Test(arguments: PracticePlace.Step.allCases) func everyStepLeadsOn(_ step: PracticePlace.Step) throws {
        let page = String(
            decoding: try PracticePage(place: PracticePlace(step, post: 4), words: .english).html().bytes, as: UTF8.self
        )
        switch step {
        case .timeline: #expect(page.contains("href=\"/practice?step=1&amp;post=7\""))
        case .paste: #expect(page.contains("value=\"https://harbour.example/@tove/5\""))
        case .progress: #expect(page.contains("href=\"/practice?step=3&amp;post=4\""))
        case .thread: #expect(page.contains("Incomplete: post 4 was deleted by its author."))
        }
    }

    @Test(arguments: [-1, 5, 99, Int.max]) func aPostThatIsNotThereIsTheFirst(_ post: Int) throws {
        let page = try PracticePage(place: PracticePlace(.paste, post: post), words: .english).html()
        #expect(String(decoding: page.bytes, as: UTF8.self).contains("https://harbour.example/@tove/1\""))
    }
}
