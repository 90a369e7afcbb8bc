import FoundationEssentials
import Render

extension Feed {
    /// JSON Feed 1.1.
    var json: [UInt8] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        encoder.keyEncodingStrategy = .convertToSnakeCase
        guard let data = try? encoder.encode(JSONFeed(self)) else { return [] }
        return Array(data)
    }
}

/// The wire form of JSON Feed 1.1 (https://www.jsonfeed.org/version/1.1/).
private struct JSONFeed: Encodable {
    struct Author: Encodable {
        var name, url: String
    }

    struct Item: Encodable {
        var id, url, title: String
        var externalURL, language: String?
        var contentHTML, datePublished, dateModified: String
        var authors: [Author]
        var tags: [String]

        init(_ entry: Feed.Entry) {
            (id, url, title) = (entry.id, entry.address, entry.title)
            (externalURL, language) = (entry.original, entry.language)
            contentHTML = String(decoding: entry.content.bytes, as: UTF8.self)
            (datePublished, dateModified) = (entry.published.rfc3339, entry.updated.rfc3339)
            authors = [Author(name: entry.author, url: entry.authorAddress)]
            tags = [entry.network]
        }
    }

    var version = "https://jsonfeed.org/version/1.1"
    var title, homePageURL, feedURL, language: String
    var items: [Item]

    init(_ feed: Feed) {
        (title, language) = (legible(feed.title), feed.language)
        (homePageURL, feedURL) = (feed.page, feed.address)
        items = feed.entries.map(Item.init)
    }
}
