import Simulated
import Unroll

/// Says where a document departs from the thread it was made of: texts, code point by code point.
struct JSONExpectation {
    private let thread: Thread

    init(_ thread: Thread) { self.thread = thread }

    func complaints(about document: JSONValue) -> [String] {
        var differ = Differences()
        differ.note(document["title"], thread.title, "title")
        differ.note(document["id"], thread.id.value, "id")
        differ.note(document["aliases"]?.list.first, thread.aliases.first?.value, "aliases")
        differ.note(document["anchor"], thread.anchor.value, "anchor")
        differ.note(document["source"]?["host"], thread.source.host, "host")
        differ.note(document["url"], thread.url?.text, "url")
        differ.note(document["author"], thread.author, "author")
        differ.note(document["posts"]?.list ?? [], thread.posts, "posts")
        for (branch, expected) in zip(document["branches"]?.list ?? [], thread.branches) {
            differ.note(branch["posts"]?.list ?? [], expected.posts, "branch")
        }
        for (answer, expected) in zip(document["answers"]?.list ?? [], thread.answers) {
            differ.note(answer["posts"]?.list ?? [], expected.posts, "answer")
        }
        return differ.complaints
    }
}

private struct Differences {
    var complaints: [String] = []

    mutating func note(_ value: JSONValue?, _ text: String?, _ place: String) {
        let found = value?.string.map { Array($0.unicodeScalars) }
        if found != text.map({ Array($0.unicodeScalars) }) { complaints.append("\(place) is not what it was") }
    }

    mutating func note(_ value: JSONValue?, _ author: Author, _ place: String) {
        note(value?["id"], author.id.value, place + ".id")
        note(value?["name"], author.name, place + ".name")
        note(value?["handle"], author.handle, place + ".handle")
        note(value?["url"], author.url?.text, place + ".url")
        note(value?["avatar"], author.avatar?.text, place + ".avatar")
    }

    mutating func note(_ values: [JSONValue], _ posts: [Post], _ place: String) {
        if values.count != posts.count { complaints.append("\(place) are \(values.count), not \(posts.count)") }
        for (value, post) in zip(values, posts) { note(value, post, place) }
    }

    mutating func note(_ value: JSONValue, _ post: Post, _ place: String) {
        note(value["id"], post.id.value, place + ".id")
        note(value["author"], post.author, place + ".author")
        note(value["text"], post.text, place + ".text")
        note(value["raw"], post.raw, place + ".raw")
        note(value["warning"], post.warning, place + ".warning")
        note(value["labels"]?.list.first, post.labels.first, place + ".labels")
        note(value["edits"]?.list.first?["text"], post.edits.first?.text, place + ".edits")
        note(value["card"]?["title"], post.card?.title, place + ".card.title")
        note(value["card"]?["summary"], post.card?.summary, place + ".card.summary")
        note(value["card"]?["imageAlt"], post.card?.imageAlt, place + ".card.imageAlt")
        note(value["article"]?["title"], post.article?.title, place + ".article.title")
        note(value["article"]?["text"], post.article?.text, place + ".article.text")
        note(value["article"]?["cover"]?["alt"], post.article?.cover?.alt, place + ".cover")
        for (option, expected) in zip(value["poll"]?["options"]?.list ?? [], post.poll?.options ?? []) {
            note(option["label"], expected.label, place + ".poll")
        }
        for (attachment, expected) in zip(value["attachments"]?.list ?? [], post.attachments) {
            note(attachment["alt"], expected.alt, place + ".alt")
            note(attachment["file"], expected.file, place + ".file")
            note(attachment["url"], expected.url?.text, place + ".attachment")
        }
        if case .post(let quoted)? = post.quote {
            note(value["quote"]?["post"] ?? .null, quoted, place + ".quote")
        }
        for (facet, expected) in zip(value["facets"]?.list ?? [], post.facets) {
            note(facet, expected, place + ".facet")
        }
    }

    private mutating func note(_ value: JSONValue, _ facet: Facet, _ place: String) {
        if value["start"] != .integer(Int64(facet.range.lowerBound))
            || value["end"] != .integer(Int64(facet.range.upperBound))
        {
            complaints.append("\(place) is elsewhere")
        }
        switch facet.kind {
        case .link(let forms):
            note(value["url"], forms.expanded.text, place + ".url")
            note(value["display"], forms.display, place + ".display")
        case .mention(let handle, _, _): note(value["handle"], handle, place + ".handle")
        case .hashtag(let tag, _): note(value["tag"], tag, place + ".tag")
        case .emoji(let emoji): note(value["shortcode"], emoji.shortcode, place + ".shortcode")
        default: break
        }
    }
}
