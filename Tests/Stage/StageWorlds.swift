import Simulated
import Unroll

/// The people and posts that a browser meets: a thread on each network, one to be changed while it is read, and one by somebody who
/// means no good.
struct StageWorlds: Sendable {
    static let cdn = "https://cdn.bsky.app"

    private(set) var bluesky: BlueskyWorld
    private(set) var mastodon: MastodonWorld
    private(set) var x: XWorld
    /// Post addresses by the names the browser tests use.
    private(set) var links: [String: String] = [:]
    private var lens: [String] = []

    private let marit = BlueskyWorld.Account("Marit")
    private let reader = BlueskyWorld.Account("Reader")

    init() {
        let hostile = BlueskyWorld.Account("Mallory")
        bluesky = BlueskyWorld([marit, reader, hostile])
        mastodon = MastodonWorld(
            [.init("home.example"), .init("far.example")],
            [
                .init("ines", at: "home.example"), .init("kaja", at: "far.example"),
            ])
        x = XWorld()
        x.accounts = [XWorld.Account(id: "71", username: "ines_kaya", name: "Ines Kaya")]
        writeLens()
        writeHostile(hostile)
        writeMastodon()
        writeX()
    }

    private mutating func writeLens() {
        let texts = [
            "1/ A lighthouse lens this tall cannot be ground in one piece. A thread about how they did it anyway.",
            "2/ The glass came from one furnace in one town, poured in rings, and every ring had its own temper.",
            "3/ Each prism was ground by a person with a wheel, water and sand. Nine weeks for the big ones.",
            "4/ They carried them up the tower by hand. One broke on the stairs; the keeper's daughter kept the piece.",
            "5/ Lit for the first time on a night of fog, it was seen 21 miles out. 翼龙 seemed a fitting name for the beam.",
        ]
        for (number, text) in texts.enumerated() {
            lens.append(
                bluesky.write(marit, text, to: lens.last) { post in
                    if number == 2 { StageWorlds.attachPicture("prism.png", "A prism, held to the light", to: &post) }
                })
        }
        let question = bluesky.write(reader, "Who paid for it?", to: lens[1])
        bluesky.write(marit, "The fishermen did, a penny a barrel.", to: question)
        links["bluesky"] = StageWorlds.page(of: lens[0], marit)
        links["bluesky-middle"] = StageWorlds.page(of: lens[2], marit)
    }

    private mutating func writeHostile(_ mallory: BlueskyWorld.Account) {
        let texts = [
            "</p><script>document.title='owned'</script><img src=x onerror=\"document.title='owned'\"> & \u{202e}gnol os",
            "javascript:alert(1) <a href=\"javascript:alert(1)\">x</a> </textarea></title></style>"
                + String(repeating: "w", count: 200),
        ]
        var last: String?
        for text in texts {
            last = bluesky.write(mallory, text, to: last) { post in
                StageWorlds.attachPicture("broken.png", "\"><script>alert(2)</script>", to: &post)
            }
        }
        if let last { links["hostile"] = StageWorlds.page(of: last, mallory) }
    }

    private mutating func writeMastodon() {
        mastodon.write("t1", by: "ines", "<p>1/4 The bell of the old church was cast twice.</p>")
        mastodon.write("t2", by: "ines", to: "t1", "<p>2/4 The first one cracked on the day it was hung.</p>")
        mastodon.write(
            "t3", by: "ines", to: "t2", "<p>3/4 The second has a crack painted on, so that nobody forgets.</p>")
        mastodon.write(
            "t4", by: "ines", to: "t3", "<p>4/4 You can hear the difference when the wind is from the sea.</p>")
        mastodon.delete("t3")
        mastodon.write("q", by: "kaja", to: "t2", "<p>Who cast it?</p>")
        links["mastodon"] = address("t1", on: "home.example")
        links["mastodon-far"] = address("t4", on: "far.example")
    }

    private mutating func writeX() {
        let start = Timestamp(seconds: 1_789_000_000)
        var last: String?
        for number in 1...3 {
            let id = XWorld.id(at: start.advanced(byMilliseconds: Int64(number) * 60_000))
            x.posts.append(
                XWorld.Post(id, by: "71", "\(number)/3 Why rye bread needs two days, part \(number).", parent: last))
            last = id
        }
        links["x"] = "https://x.com/ines_kaya/status/\(x.posts[0].id)"
    }

    private func address(_ key: String, on host: String) -> String? {
        guard case .mastodon(let link)? = mastodon.link(key, on: host) as PostLink? else { return nil }
        return link.url
    }

    /// Two more posts at the end of the thread about the lens.
    mutating func grow() {
        for number in lens.count + 1...lens.count + 2 {
            lens.append(bluesky.write(marit, "\(number)/ One more thing I found in the logbook.", to: lens.last))
        }
    }

    /// Takes the fourth post of the thread about the lens away.
    mutating func delete() { bluesky.change(lens[3]) { $0.state = .deleted } }

    /// Makes every address of a network that begins with `prefix` answer 429 for `seconds`.
    mutating func limit(_ prefix: String, seconds: Int) {
        let body = #"{"error":"RateLimitExceeded","message":"Rate Limit Exceeded"}"#
        bluesky.fail(prefix, status: 429, body, headers: ["retry-after": String(seconds)])
    }

    mutating func unlimit() { bluesky.broken = [] }

    private static func page(of uri: String, _ account: BlueskyWorld.Account) -> String {
        "https://bsky.app/profile/\(account.handle)/post/\(uri.split(separator: "/").last ?? "")"
    }

    private static func attachPicture(_ name: String, _ alt: String, to post: inout BlueskyWorld.Post) {
        let size = JSONValue.object(["width": .integer(640), "height": .integer(480)])
        let address = JSONValue.string("\(cdn)/img/\(name)")
        post.embed = .object([
            "$type": .string("app.bsky.embed.images#view"),
            "images": .list([
                .object(["thumb": address, "fullsize": address, "alt": .string(alt), "aspectRatio": size])
            ]),
        ])
        post.record["embed"] = .object([
            "$type": .string("app.bsky.embed.images"),
            "images": .list([
                .object([
                    "alt": .string(alt), "aspectRatio": size,
                    "image": .object([
                        "$type": .string("blob"), "mimeType": .string("image/png"), "size": .integer(4096),
                        "ref": .object(["$link": .string("bafkreiexample")]),
                    ]),
                ])
            ]),
        ])
    }
}
