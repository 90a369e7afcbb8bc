import Testing

@testable import Unroll

@Suite struct AnswerNamesTests {
    private func names(_ answer: String, from url: String = "", _ network: Network) -> AnswerNames {
        var names = AnswerNames()
        names.add(Array(answer.utf8), from: url, on: network)
        return names
    }

    @Test func idsAreFoundWhereverTheyStand() {
        let x = names(
            #"{"data":[{"id":"17","author_id": "4","text":"\"5\" of 12","public_metrics":{"like_count":99}}]}"#,
            from: "https://api.x.com/2/tweets?ids=17%2C18&a=b", .x)
        #expect(x.ids.isSuperset(of: ["17", "18", "4", "2"]) && x.ids.isDisjoint(with: ["12", "99", "5"]))
        #expect(names("", from: "https://api.x.com/2/tweets/19", .x).ids == ["2", "19"])
        let bluesky = names(
            #"{"uri":"at:\/\/did:plc:a\/app.bsky.feed.post\/3k","author":{"did":"did:web:b.example"},"d":"did"}"#,
            from: "https://a.example/?uri=at%3A%2F%2Fdid%3Aplc%3Ac%2Fapp.bsky.feed.post%2F3l&depth=1", .bluesky)
        #expect(
            bluesky.ids == [
                "did:plc:a", "at://did:plc:a/app.bsky.feed.post/3k", "did:web:b.example", "did:plc:c",
                "at://did:plc:c/app.bsky.feed.post/3l",
            ])
        let mastodon = names(
            #"[{"uri":"https:\/\/a.example\/users\/ines\/statuses\/1","account":{"url":"https://a.example/@ines"}}]"#,
            from: "https://b.example/api/v2/search?q=https%3A%2F%2Fa.example%2F%40ines%2F2&resolve=false", .mastodon)
        #expect(
            mastodon.ids.isSuperset(of: [
                "https://a.example/users/ines/statuses/1", "https://a.example/users/ines", "https://a.example/@ines",
                "https://a.example/@ines/2",
            ]))
    }

    @Test(arguments: [
        (#"{"users":[{"protected": true}]}"#, Network.x, true), (#"{"users":[{"protected":false}]}"#, .x, false),
        (#"{"withheld":{"country_codes":["XZ"]}}"#, .x, true), (#"{"withheld":[]}"#, .x, false),
        (#"{"labels":[{"val":"!no-unauthenticated"}]}"#, .bluesky, true), (#"{"labels":[]}"#, .bluesky, false),
        (#"{"locked":true}"#, .mastodon, false),
    ])
    func whoIsKeptForNobodyIsSeen(answer: String, network: Network, keepsOut: Bool) {
        #expect(names(answer, network).keepsOut == keepsOut)
    }

    @Test(arguments: Network.allCases) func anyBytesCanBeRead(_ network: Network) {
        for answer in ["", "\"", "\\", "did:", "at://did:", "\"http", "\"protected\"", "\"protected\":", "\"1"] {
            _ = names(answer, from: answer, network)
        }
    }
}
