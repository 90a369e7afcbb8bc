import Unroll

/// A made-up X data export of any size in the layout of 2025: every ten posts are a thread, about 1.5 kB a post.
package struct SimulatedExport {
    /// The bytes of `data/tweets.js` are handed over in pieces of about so many posts.
    private static let postsInPiece = 100

    package let posts: Int

    package init(posts: Int) { self.posts = posts }

    /// All files but `data/tweets.js`.
    package var smallFiles: [(path: String, text: String)] {
        [
            (
                "data/manifest.js",
                #"window.__THAR_CONFIG = {"archiveInfo": {"isPartialArchive": false}, "dataTypes": {"tweets": {"files": "#
                    + #"[{"fileName": "data/tweets.js", "globalName": "YTD.tweets.part0", "count": "\#(posts)"}]}}}"#
            ),
            (
                "data/account.js",
                #"window.YTD.account.part0 = [{"account": {"accountId": "\#(SimulatedExport.account)", "#
                    + #""username": "simulated", "accountDisplayName": "Simulated"}}]"#
            ),
        ]
    }

    /// Hands over `data/tweets.js`, the newest post first.
    package func writeTweets(_ write: (_ piece: [UInt8]) throws -> Void) rethrows {
        var (random, piece) = (SplitMix(seed: 23), Array("window.YTD.tweets.part0 = [\n".utf8))
        for number in (0..<posts).reversed() {
            piece += Array(post(number, &random).utf8)
            piece += Array((number == 0 ? "\n]" : ",\n").utf8)
            if number % SimulatedExport.postsInPiece == 0 {
                try write(piece)
                piece.removeAll(keepingCapacity: true)
            }
        }
    }

    /// The id of the post with this number, from 2014 on one every five minutes; its thread is that of the number rounded down to tens.
    package static func id(_ number: Int) -> Int64 { (100_000_000_000 + Int64(number) * 300_000) << 22 }

    /// When an id was given, as X writes it.
    private static func date(of id: Int64) -> String {
        let instant = Snowflake.timestamp(id) ?? Timestamp(milliseconds: 0)
        let (parts, day) = (instant.parts, Int(instant.milliseconds / 86_400_000))
        let time = [parts.hour, parts.minute, parts.second].map(twoDigits).joined(separator: ":")
        // The first of January 1970 was a Thursday.
        return "\(weekdays[day % 7]) \(months[parts.month - 1]) \(twoDigits(parts.day)) \(time) +0000 \(parts.year)"
    }

    private static func twoDigits(_ number: Int) -> String { (number < 10 ? "0" : "") + String(number) }

    private static let weekdays = ["Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed"]
    private static let months = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]

    private static let account = "1400000000000000000"
    private static let words = [
        "bench", "winter", "map", "walk", "tea", "patience", "river", "because", "nobody", "counts", "always", "the",
        "of", "and",
        "to", "stone", "again", "under", "light", "what", "I", "meant", "seven", "doors", "one", "morning", "without",
        "paper",
    ]

    private func post(_ number: Int, _ random: inout SplitMix) -> String {
        let id = SimulatedExport.id(number)
        let text = (0..<24).map { _ in
            SimulatedExport.words[Int.random(in: SimulatedExport.words.indices, using: &random)]
        }.joined(separator: " ")
        let reply = number % 10 == 0 ? "" : SimulatedExport.reply(to: SimulatedExport.id(number - 1))
        return """
              {
                "tweet": {
                  "edit_info": {
                    "initial": {
                      "editTweetIds": [
                        "\(id)"
                      ],
                      "editableUntil": "2025-01-01T01:00:00.000Z",
                      "editsRemaining": "5",
                      "isEditEligible": false
                    }
                  },
                  "retweeted": false,
                  "source": "<a href=\\"https://example.com\\" rel=\\"nofollow\\">Example</a>",
                  "entities": {
                    "hashtags": [],
                    "symbols": [],
                    "user_mentions": [],
                    "urls": [
                      {
                        "url": "https://t.co/x\(number)",
                        "expanded_url": "https://example.org/page/\(number)",
                        "display_url": "example.org/page/\(number)",
                        "indices": [
                          "\(text.utf8.count + 1)",
                          "\(text.utf8.count + 15 + String(number).utf8.count)"
                        ]
                      }
                    ]
                  },
                  "display_text_range": [
                    "0",
                    "\(text.utf8.count + 15 + String(number).utf8.count)"
                  ],
                  "favorite_count": "\(number % 97)",\(reply)
                  "id_str": "\(id)",
                  "truncated": false,
                  "retweet_count": "\(number % 13)",
                  "id": "\(id)",
                  "created_at": "\(SimulatedExport.date(of: id))",
                  "favorited": false,
                  "full_text": "\(text) https://t.co/x\(number)",
                  "lang": "en"
                }
              }
            """
    }

    private static func reply(to parent: Int64) -> String {
        """

                  "in_reply_to_status_id_str": "\(parent)",
                  "in_reply_to_status_id": "\(parent)",
                  "in_reply_to_user_id_str": "\(account)",
                  "in_reply_to_user_id": "\(account)",
                  "in_reply_to_screen_name": "simulated",
        """
    }
}
