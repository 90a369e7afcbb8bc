/// Tells the links of a post's HTML apart: people, tags, and addresses.
struct PostHTMLLinks {
    private let mentions: [String: PostHTML.Mention]

    init(_ mentions: [PostHTML.Mention]) {
        self.mentions = Dictionary(mentions.map { ($0.url, $0) }) { first, _ in first }
    }

    /// What an `<a>` with this visible text is; nil where it leads nowhere that may be shown.
    func kind(of element: HTMLElement, display: String) -> Facet.Kind? {
        let href = element["href"]
        let link = Link(href)
        let classes = element.words(of: "class")
        let first = display.unicodeScalars.first
        if classes.contains("hashtag") || element.words(of: "rel").contains("tag"), first == "#" || first == "＃" {
            let tag = String(display.unicodeScalars.dropFirst())
            if !tag.isEmpty { return .hashtag(tag: tag, url: link) }
        }
        if let mention = href.flatMap({ mentions[$0] }) {
            return .mention(handle: mention.handle, id: mention.id, url: link)
        }
        if classes.contains("mention") || classes.contains("u-url"), first == "@" || first == "＠" {
            let name = String(display.unicodeScalars.dropFirst())
            if !name.isEmpty { return .mention(handle: handle(name, at: href), id: nil, url: link) }
        }
        return link.map { .link(LinkForms(expanded: $0, display: display)) }
    }

    /// The name with the server's, which a text may leave out.
    private func handle(_ name: String, at href: String?) -> String {
        guard !name.contains("@"), let host = href.flatMap(URLParts.init)?.hostAndPort else { return name }
        return name + "@" + host
    }
}
