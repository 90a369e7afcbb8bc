import Render
import Store
import Unroll

/// Sets the page about the retrievals of a thread.
struct HistoryPageView {
    var page: HistoryPage
    var words: Words
    private let numbers: [PostID: Int]
    /// The posts that whoever reads may see, wherever they stand.
    private let shown: [PostID: Post]
    /// Other people's.
    private let foreign: Set<PostID>
    private let hidden: Set<PostID>
    private let marks: PageMarks
    /// Whether what differs is marked: comparing takes time, and a network may send any number of versions.
    private let isCompared: Bool

    /// Of all texts together, in bytes.
    private static let mostCompared = 100_000

    private var said: HistoryWords { words.site.history }

    init(page: HistoryPage, words: Words) {
        (self.page, self.words) = (page, words)
        marks = PageMarks(page.thread.place.network)
        numbers = Reading.numbers(page.thread.thread)
        let others = page.thread.thread.foreignPosts
        foreign = Set(others.map(\.id))
        shown = Dictionary((page.thread.thread.ownPosts + others).map { ($0.id, $0) }) { first, _ in first }
        hidden = Set(page.thread.kept.lost.map(\.post.id)).subtracting(shown.keys)
        let texts =
            page.texts.values.flatMap(\.values).map { $0.told(words) }
            + shown.values.flatMap(\.edits).compactMap(\.text)
        isCompared = texts.reduce(0) { $0 + $1.utf8.count } <= HistoryPageView.mostCompared
    }

    var html: HTML {
        let title = heading(page.thread.thread, words)
        let back = Place.thread(page.thread.place).address
        return Frame("\(said.title) · \(title)", words).page(
            """
            <header class="head">
            <h1>\(said.title)</h1>
            <p\(attribute: "lang", page.thread.thread.language) dir="auto"><a href="\(back)">\(title)</a></p>
            <p class="facts">\(said.introduction)</p>
            </header>
            \(page.retrievals.map(retrieval))\(versions)<p><a href="\(back)">\(said.back)</a></p>

            """)
    }

    private func retrieval(_ retrieval: KeptRetrieval) -> HTML {
        let date = words.date.minute(retrieval.retrieved)
        let source = oneLine(retrieval.source.host)
        return """
            <section class="retrieval">
            <h2>\(said.retrieval(retrieval.revision, date, source))</h2>
            \(retrieval.revision == 1 ? first(retrieval) : changes(retrieval))</section>

            """
    }

    private func first(_ retrieval: KeptRetrieval) -> HTML { "<p>\(said.first(retrieval.found))</p>\n" }

    private func changes(_ retrieval: KeptRetrieval) -> HTML {
        if retrieval.changes.isEmpty { return "<p>\(said.unchanged)</p>\n" }
        return "<ul class=\"changes\">\n\(retrieval.changes.map(change))</ul>\n"
    }

    private func change(_ change: KeptRetrieval.Change) -> HTML {
        let (number, name) = (numbers[change.post], name(of: change.post))
        let sentence =
            switch change.change {
            case .added: said.added(name)
            case .edited: isEdit(change) ? said.edited(name) : said.altered(name)
            case .gone: said.gone(name)
            case .back: said.returned(name)
            }
        var place = page.thread.place
        place.post = change.post.name(on: place.network)
        let link: HTML =
            number == nil ? "\(sentence)" : "<a href=\"\(Place.thread(place).address)\">\(sentence)</a>"
        let anchor = change.change == .edited && isLatestEdit(change) ? marks.anchor(change.post) : nil
        let texts: HTML? =
            switch change.change {
            case .edited: edit(change)
            case .gone: vanished(change.post)
            case .added, .back: nil
            }
        return "<li\(attribute: "id", anchor)>\(link)\(texts)</li>\n"
    }

    private func name(of post: PostID) -> String {
        if let number = numbers[post] { return said.post(number) }
        if hidden.contains(post) { return said.unshown }
        return shown[post] == nil || foreign.contains(post) ? said.foreign : said.beside
    }

    /// The text of a post that went, where whoever reads may see it.
    private func vanished(_ id: PostID) -> HTML? {
        if hidden.contains(id) { return "\n<p class=\"note\">\(said.hidden)</p>\n" }
        guard let post = shown[id] else { return nil }
        let text = post.told(words)
        if oneLine(text).isEmpty { return nil }
        return "\n\(folded(post, "<p class=\"version\"\(attribute: "lang", post.language) dir=\"auto\">\(text)</p>\n"))"
    }

    /// What an author put a warning before stays folded here too.
    private func folded(_ post: Post, _ text: HTML) -> HTML {
        guard let warning = post.warning else { return text }
        return """
            <details class="warning"><summary>\(words.post.warning): <bdi>\(oneLine(warning))</bdi></summary>
            \(text)</details>

            """
    }

    /// One anchor a post: at its latest edit, which comes first.
    private func isLatestEdit(_ change: KeptRetrieval.Change) -> Bool {
        page.texts[change.post]?.keys.max() == change.revision
    }

    /// Whether its author wrote something else, as far as is known; what a post shows or quotes may change without that.
    private func isEdit(_ change: KeptRetrieval.Change) -> Bool {
        guard let texts = page.texts[change.post], let old = texts[change.revision - 1],
            let new = texts[change.revision]
        else { return true }
        return old.text != new.text
    }

    /// Both texts of an edited post.
    private func edit(_ change: KeptRetrieval.Change) -> HTML? {
        guard page.showsEarlier else { return "\n<p class=\"note\">\(said.hidden)</p>\n" }
        guard let texts = page.texts[change.post], let old = texts[change.revision - 1],
            let new = texts[change.revision]
        else { return nil }
        return
            "\n\(folded(new.warning == nil ? old : new, comparison(Version(old, old.told(words)), Version(new, new.told(words)))))"
    }

    /// A text of a post, and when it was published where that is told beside it.
    private struct Version {
        var text: String
        var language: String?
        var published: Timestamp?

        init(_ post: Post, _ text: String? = nil, published: Timestamp? = nil) {
            (self.text, language, self.published) = (text ?? post.text, post.language, published)
        }
    }

    /// One after the other, with what differs marked.
    /// - Parameter level: of its headings.
    private func comparison(_ old: Version, _ new: Version, level: Int = 3) -> HTML {
        if old.text == new.text { return "<p class=\"note\">\(said.sameText)</p>\n" }
        let pieces =
            isCompared ? WordDiff(from: old.text, to: new.text).pieces : [.deleted(old.text), .inserted(new.text)]
        return """
            <h\(level) class="label">\(said.before)\(time(of: old))</h\(level)>
            <p class="version"\(attribute: "lang", old.language) dir="auto">\(pieces.map(shownBefore))</p>
            <h\(level) class="label">\(said.after)\(time(of: new))</h\(level)>
            <p class="version"\(attribute: "lang", new.language) dir="auto">\(pieces.map(shownAfter))</p>

            """
    }

    private func time(of version: Version) -> HTML? {
        version.published.map { " · <time datetime=\"\($0.rfc3339)\">\(words.date.minute($0))</time>" }
    }

    private func shownBefore(_ piece: WordDiff.Piece) -> HTML {
        switch piece {
        case .same(let text): "\(text)"
        case .deleted(let text): "<del>\(text)</del>"
        case .inserted: ""
        }
    }

    private func shownAfter(_ piece: WordDiff.Piece) -> HTML {
        switch piece {
        case .same(let text): "\(text)"
        case .inserted(let text): "<ins>\(text)</ins>"
        case .deleted: ""
        }
    }

    /// Earlier texts that the network itself gives.
    private var versions: HTML? {
        let edited =
            page.showsEarlier ? page.thread.thread.ownPosts.filter { $0.edits.contains { $0.text != nil } } : []
        if edited.isEmpty { return nil }
        return "<section class=\"retrieval\">\n<h2>\(said.versions)</h2>\n\(edited.map(versions))</section>\n"
    }

    /// Each version beside the one before it, the present one last.
    private func versions(of post: Post) -> HTML {
        let earlier = post.edits.compactMap { edit in
            edit.text.map { Version(post, $0, published: edit.published) }
        }
        let later = earlier.dropFirst() + [Version(post, published: post.edited)]
        let number = numbers[post.id]
        let items: [HTML] = zip(earlier, later).map { old, new in
            "<li>\(folded(post, comparison(old, new, level: number == nil ? 3 : 4)))</li>\n"
        }
        let anchor = page.texts[post.id] == nil ? marks.anchor(post.id) : nil
        let label: HTML = number.map { "<h3>\(words.thread.permalink($0))</h3>\n" } ?? ""
        return "<div\(attribute: "id", anchor)>\(label)<ol class=\"changes\">\n\(items)</ol></div>\n"
    }
}

extension Post {
    /// The post in words: its text, what its pictures show, and whom it quotes with what.
    fileprivate func told(_ words: Words) -> String {
        var lines = oneLine(text).isEmpty ? [] : [text]
        lines += attachments.map { attachment in
            let alt = oneLine(attachment.alt)
            return "[" + (alt.isEmpty ? attachment.undescribedName(words) : attachment.name(words) + ": " + alt) + "]"
        }
        if case .post(let quoted)? = quote {
            lines.append("@" + oneLine(quoted.author.handle) + ": " + quoted.told(words))
            lines += quoted.vanished.map { ["[" + words.post.vanished($0, words.date.day($0.seen)) + "]"] } ?? []
        }
        return lines.joined(separator: "\n")
    }
}
