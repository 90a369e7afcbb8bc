import Simulated
import Unroll

/// Networks with one long thread of invented posts in it, as rich as posts are: links, hashtags, pictures, counts, readers' answers.
enum SyntheticNetwork {
    /// A thread of `posts` posts by its author, with a stranger's answer to every third.
    static func rehearsal(_ network: Network, posts: Int) throws -> Rehearsal {
        switch network {
        case .x: try x(posts)
        case .bluesky: try bluesky(posts)
        case .mastodon: try mastodon(posts)
        }
    }

    static func text(_ number: Int) -> String {
        "Post \(number) of a long walk along the shore: the tide was out, the light was “thin”, and nobody had told the herons — "
            + "so we sat down, ate our bread, and wrote down where the old harbour wall still stands. "
    }

    static func isIllustrated(_ number: Int) -> Bool { number % 4 == 1 }
    static func isAnswered(_ number: Int) -> Bool { number % 3 == 0 }

    static func page(_ number: Int) -> String { "https://harbour.example/walks/page-\(number)" }
    static let tag = "shore"
    static let alt = "A heron on a low stone wall at low tide, with the town behind it in the mist."
}

extension SyntheticNetwork {
    private static func bluesky(_ count: Int) throws -> Rehearsal {
        let (writer, reader) = (BlueskyWorld.Account("Ines"), BlueskyWorld.Account("Bo"))
        var (world, last) = (BlueskyWorld([writer, reader]), String?.none)
        for number in 0..<count {
            let link = "harbour.example/walks"
            let text = text(number) + link + " #" + tag
            let uri = world.write(writer, text, to: last) { post in
                let (end, start) = (text.utf8.count, text.utf8.count - tag.utf8.count - 1)
                post.record["facets"] = .list([
                    facet(start - 1 - link.utf8.count..<start - 1, "link", "uri", page(number)),
                    facet(start..<end, "tag", "tag", tag),
                ])
                if isIllustrated(number) { (post.record["embed"], post.embed) = (picture(number), pictureView(number)) }
            }
            if isAnswered(number) { world.write(reader, "What a day to be out! And the bread?", to: uri) }
            last = uri
        }
        let rkey = world.posts.first?.rkey ?? ""
        return try Rehearsal(
            .bluesky(PostLink.BlueskyLink(actor: writer.did, rkey: rkey)), BlueskySimulation(world).server)
    }

    private static func facet(_ range: Range<Int>, _ kind: String, _ name: String, _ value: String) -> JSONValue {
        .object([
            "$type": .string("app.bsky.richtext.facet"),
            "index": .object([
                "byteStart": .integer(Int64(range.lowerBound)), "byteEnd": .integer(Int64(range.upperBound)),
            ]),
            "features": .list([
                .object(["$type": .string("app.bsky.richtext.facet#" + kind), name: .string(value)])
            ]),
        ])
    }

    private static let ratio = JSONValue.object(["width": .integer(2000), "height": .integer(1500)])

    private static func picture(_ number: Int) -> JSONValue {
        let file = JSONValue.object([
            "$type": .string("blob"), "mimeType": .string("image/jpeg"), "size": .integer(845_221),
            "ref": .object(["$link": .string("bafkreisyntheticpicture\(number)")]),
        ])
        return .object([
            "$type": .string("app.bsky.embed.images"),
            "images": .list([.object(["alt": .string(alt), "aspectRatio": ratio, "image": file])]),
        ])
    }

    private static func pictureView(_ number: Int) -> JSONValue {
        let base = "https://cdn.bsky.app/img/"
        let rest = "/plain/did:plc:ines/bafkreisyntheticpicture\(number)@jpeg"
        return .object([
            "$type": .string("app.bsky.embed.images#view"),
            "images": .list([
                .object([
                    "alt": .string(alt), "aspectRatio": ratio, "thumb": .string(base + "feed_thumbnail" + rest),
                    "fullsize": .string(base + "feed_fullsize" + rest),
                ])
            ]),
        ])
    }
}

extension SyntheticNetwork {
    private static func x(_ count: Int) throws -> Rehearsal {
        var world = XWorld()
        world.accounts = [
            .init(id: "77", username: "ines", name: "Ines Okafor"), .init(id: "88", username: "bo", name: "Bo"),
        ]
        var last: String?
        for number in 0..<count {
            let id = XWorld.id(at: Timestamp(seconds: 1_780_000_000 + Int64(number) * 60))
            var post = XWorld.Post(id, by: "77", text(number) + "https://t.co/walk #" + tag, parent: last)
            post.fields = xFields(number, text(number).unicodeScalars.count)
            world.posts.append(post)
            if isIllustrated(number) { world.media["3_\(number)"] = xMedia(number) }
            if isAnswered(number) {
                let answer = XWorld.id(at: Timestamp(seconds: 1_780_000_030 + Int64(number) * 60))
                world.posts.append(XWorld.Post(answer, by: "88", "@ines What a day to be out!", parent: id))
            }
            last = id
        }
        var settings = BackfillSettings()
        settings.hasXToken = true
        return try Rehearsal(
            .x(PostLink.XLink(id: world.posts.first?.id ?? "")), settings: settings, world.server)
    }

    private static func xFields(_ number: Int, _ start: Int) -> [String: JSONValue] {
        func place(_ start: Int, _ length: Int, _ more: [String: JSONValue]) -> JSONValue {
            .object(more.merging(["start": .integer(Int64(start)), "end": .integer(Int64(start + length))]) { $1 })
        }
        var fields: [String: JSONValue] = [
            "lang": .string("en"), "possibly_sensitive": .bool(false),
            "public_metrics": .object([
                "retweet_count": .integer(3), "reply_count": .integer(1), "like_count": .integer(21),
                "quote_count": .integer(0), "bookmark_count": .integer(2), "impression_count": .integer(1840),
            ]),
            "entities": .object([
                "urls": .list([
                    place(
                        start, 17,
                        [
                            "url": .string("https://t.co/walk"), "expanded_url": .string(page(number)),
                            "display_url": .string("harbour.example/walks/page-\(number)"), "status": .integer(200),
                            "title": .string("Walks along the harbour"), "unwound_url": .string(page(number)),
                            "description": .string(
                                "Where the old wall still stands, walk by walk, with maps and tides."),
                        ])
                ]),
                "hashtags": .list([place(start + 18, tag.count + 1, ["tag": .string(tag)])]),
            ]),
        ]
        if isIllustrated(number) {
            fields["attachments"] = .object(["media_keys": .list([.string("3_\(number)")])])
        }
        return fields
    }

    private static func xMedia(_ number: Int) -> JSONValue {
        .object([
            "media_key": .string("3_\(number)"), "type": .string("photo"), "width": .integer(2000),
            "height": .integer(1500), "url": .string("https://pbs.twimg.com/media/Synthetic\(number).jpg"),
            "alt_text": .string(alt),
        ])
    }
}

extension SyntheticNetwork {
    private static func mastodon(_ count: Int) throws -> Rehearsal {
        let host = "social.example"
        var world = MastodonWorld([.init(host)], [.init("ines", at: host), .init("bo", at: host)])
        for number in 0..<count {
            let parent = number == 0 ? nil : "post\(number - 1)"
            world.write("post\(number)", by: "ines", to: parent, html(number)) { post in
                let tags = JSONValue.object(["name": .string(tag), "url": .string("https://social.example/tags/shore")])
                post.fields["tags"] = .list([tags])
                if isIllustrated(number) { post.fields["media_attachments"] = .list([mastodonPicture(number)]) }
            }
            if isAnswered(number) {
                world.write("answer\(number)", by: "bo", to: "post\(number)", "<p>What a day to be out!</p>")
            }
        }
        return try Rehearsal(world.link("post0"), MastodonSimulation(world).server)
    }

    private static func html(_ number: Int) -> String {
        "<p>\(text(number))</p><p><a href=\"\(page(number))\" target=\"_blank\" rel=\"nofollow noopener noreferrer\" "
            + "translate=\"no\"><span class=\"invisible\">https://</span><span class=\"ellipsis\">harbour.example/walks/page-"
            + "</span><span class=\"invisible\">\(number)</span></a> <a href=\"https://social.example/tags/shore\" "
            + "class=\"mention hashtag\" rel=\"tag\">#<span>\(tag)</span></a></p>"
    }

    private static func mastodonPicture(_ number: Int) -> JSONValue {
        let file = "https://files.social.example/media_attachments/files/112/0\(number)"
        return .object([
            "id": .string("112\(number)"), "type": .string("image"), "url": .string(file + "/original/heron.jpg"),
            "preview_url": .string(file + "/small/heron.jpg"), "remote_url": .null, "description": .string(alt),
            "blurhash": .string("UBL_:rOpGG-oBUNG,qRj2so|=eE1w^n4S5NH"),
            "meta": .object([
                "original": .object([
                    "width": .integer(2000), "height": .integer(1500), "size": .string("2000x1500"),
                    "aspect": .number(1.3333333333333333),
                ])
            ]),
        ])
    }
}
