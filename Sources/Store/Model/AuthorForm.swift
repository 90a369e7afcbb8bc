import Unroll

extension ModelWriter {
    mutating func put(_ author: Author) {
        put(author.id)
        put(author.handle)
        put(author.name)
        put(author.url)
        put(author.avatar)
        put(Int(author.signals.rawValue))
        put(all: author.emoji) { $0.put($1) }
        put(author.bio)
    }

    mutating func put(_ emoji: CustomEmoji) {
        put(emoji.shortcode)
        put(emoji.url)
    }
}

extension ModelReader {
    mutating func author() throws(StoreFailure) -> Author {
        var author = Author(id: try authorID(), handle: try text())
        author.name = try text()
        author.url = try linkOrNil()
        author.avatar = try linkOrNil()
        author.signals = ConsentSignals(rawValue: UInt16(truncatingIfNeeded: try int()))
        author.emoji = try list { (r) throws(StoreFailure) in try r.emoji() }
        if version >= 2 { author.bio = try text() }
        return author
    }

    mutating func emoji() throws(StoreFailure) -> CustomEmoji { CustomEmoji(shortcode: try text(), url: try link()) }
}

extension Author {
    /// The author as it is kept.
    var form: [UInt8] {
        // Its hash tells versions apart.
        var writer = ModelWriter(version: 2)
        writer.put(self)
        return writer.bytes
    }

    init(form: [UInt8]) throws(StoreFailure) {
        var reader = try ModelReader(form)
        self = try reader.author()
    }
}
