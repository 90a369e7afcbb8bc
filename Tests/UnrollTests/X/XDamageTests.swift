import Simulated
import Testing

@testable import Unroll

@Suite("X: damaged answers") struct XDamageTests {
    /// Bytes of the recorded answers changed, dropped and doubled: whatever comes of it, it ends, and facets stay in their texts.
    @Test(arguments: XRecordings.all) func nothingBreaks(name: String) throws {
        let recording = try XRecordings.read(name)
        let link = try #require(recording.links?.first.flatMap { XURL.postID(in: $0) })
        var random = SplitMix(seed: 20_261_124)
        for _ in 0..<25 {
            var (settings, playback) = (XStory.settings(), Playback(recording))
            settings.hasXToken = !name.hasPrefix("unofficial-")
            settings.xFallback = name.contains("fxtwitter") ? .fxtwitter : .syndication
            var (backfill, now) = (XStory.backfill(link, settings), XStory.now)
            var steps = 0
            gathering: while steps < 500 {
                steps += 1
                switch backfill.step(now: now) {
                case .done: break gathering
                case .wait(let until, _): now = max(now, until)
                case .ask(let requests):
                    for request in requests {
                        let result = playback.answer(to: request).map { damaged($0, &random) }
                        backfill.receive(result, for: request)
                    }
                }
            }
            #expect(steps < 500)
            guard let conversation = try? backfill.conversation() else { continue }
            for post in conversation.posts {
                let length = post.text.unicodeScalars.count
                #expect(Facet.sound(post.facets, length: length).count == post.facets.count)
            }
        }
    }

    private func damaged(_ response: Response, _ random: inout SplitMix) -> Response {
        var response = response
        for _ in 0..<Int.random(in: 0...6, using: &random) where !response.body.isEmpty {
            let position = Int.random(in: 0..<response.body.count, using: &random)
            switch Int.random(in: 0...3, using: &random) {
            case 0: response.body[position] = UInt8.random(in: .min ... .max, using: &random)
            case 1: response.body[position] = Array("0123456789{}[],:\"".utf8).randomElement(using: &random) ?? 0
            case 2: response.body.remove(at: position)
            default: response.body.insert(contentsOf: response.body[position...].prefix(20), at: position)
            }
        }
        return response
    }
}
