/// The title of a thread: the first sentence of its first line, in plain text, at most 80 characters. Where its author put a warning
/// before the first post, that is the title, for what it hides is not to stand over the page.
func title(of post: Post, mark: Numbering.Mark?) -> String {
    if let warning = post.warning, post.labels.isEmpty {
        return sentence(post.knownEmoji.takenOut(of: String(warning.prefix(400))))
    }
    if let article = post.article, !article.title.isEmpty { return String(article.title.prefix(200)) }
    let text = post.emoji.takenOut(of: mark.map { Numbering.strip($0, from: post).text } ?? post.text)
    let line = text.split(whereSeparator: \.isNewline).first { $0.contains { $0.isLetter || $0.isNumber } } ?? ""
    let title = sentence(String(line.prefix(400)))
    if !title.isEmpty { return title }
    return post.card?.title ?? post.attachments.first { !$0.alt.isEmpty }.map { sentence(String($0.alt.prefix(400))) }
        ?? ""
}

extension Post {
    /// The custom emoji that stand in its text.
    package var emoji: [CustomEmoji] {
        facets.compactMap { facet in
            if case .emoji(let emoji) = facet.kind { emoji } else { nil }
        }
    }

    /// Those that may stand in its warning and its poll.
    package var knownEmoji: [CustomEmoji] { emoji + spareEmoji + author.emoji }
}

private func sentence(_ line: String) -> String {
    let line = line.trimmingSpaces
    var (end, count) = (line.startIndex, 0)
    var previous: Character = " "
    while end < line.endIndex, count <= 80 {
        let character = line[end]
        if count > 12, ".!?".contains(previous), character.isWhitespace { break }
        line.formIndex(after: &end)
        count += 1
        if !character.isASCII, "。！？".contains(character) { break }
        previous = character
    }
    guard count > 80 else { return String(line[..<end]) }
    let cut = line.prefix(79)
    let wordEnd =
        cut.lastIndex(of: " ").flatMap { cut.distance(from: cut.startIndex, to: $0) > 40 ? $0 : nil } ?? cut.endIndex
    return String(cut[..<wordEnd]) + "…"
}

extension StringProtocol {
    /// Without white space at either end.
    package var trimmingSpaces: String {
        guard let first = firstIndex(where: { !$0.isWhitespace }), let last = lastIndex(where: { !$0.isWhitespace })
        else {
            return ""
        }
        return String(self[first...last])
    }
}
