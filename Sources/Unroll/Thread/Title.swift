/// The title of a thread: the first sentence of its first line, in plain text, at most 80 characters. Where its author put a warning
/// before the first post, that is the title, for what it hides is not to stand over the page.
func title(of post: Post, mark: Numbering.Mark?) -> String {
    if let warning = post.warning, post.labels.isEmpty { return sentence(String(warning.prefix(400))) }
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
}

private func sentence(_ line: String) -> String {
    var words = ""
    var previous: Character = " "
    for character in line.trimmingSpaces {
        if character.isWhitespace, ".!?".contains(previous), words.count > 12 { break }
        words.append(character)
        if "。！？".contains(character) { break }
        previous = character
    }
    guard words.count > 80 else { return words }
    let cut = words.prefix(79)
    let end =
        cut.lastIndex(of: " ").flatMap { cut.distance(from: cut.startIndex, to: $0) > 40 ? $0 : nil } ?? cut.endIndex
    return String(cut[..<end]) + "…"
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
