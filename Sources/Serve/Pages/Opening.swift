import Render
import Unroll

/// How a thread begins behind its title: the first words of its first posts, up to the first that its author put a warning before.
struct Opening: Equatable {
    /// In characters.
    static let limit = 180

    /// One line; empty where there is nothing to say beside the title.
    private(set) var text = ""
    /// What the author warns of, where that ends the text.
    private(set) var warning: String?

    /// Numbers are left out but on X, whose rules forbid altered text.
    init(title: String, posts: [Post], on network: Network) {
        let title = oneLine(title)
        let marks = network == .x ? posts.map { _ in nil } : Numbering.marks(along: posts)
        for (number, post) in posts.enumerated() {
            if let words = post.warning {
                let shown = oneLine(post.knownEmoji.takenOut(of: words))
                warning = number == 0 && shown == title ? nil : shown
                break
            }
            let plain = marks[number].map { Numbering.strip($0, from: post).text } ?? post.text
            let line = oneLine(post.emoji.takenOut(of: String(plain.prefix(Opening.limit * 4))))
            let more = number == 0 ? Opening.rest(of: line, behind: title) : line
            text += text.isEmpty || more.isEmpty ? more : " " + more
            if text.count > Opening.limit { break }
        }
        text = excerpt(text, limit: Opening.limit)
    }

    /// What follows the title in the text it was made from, which may have a number before it.
    private static func rest(of line: String, behind title: String) -> String {
        let isCut = title.hasSuffix("…")
        let start = isCut ? String(title.dropLast()) : title
        guard !start.isEmpty, let found = line.firstRange(of: start), line[..<found.lowerBound].count < 16 else {
            return line
        }
        let rest = line[found.upperBound...].trimmingSpaces
        return isCut && !rest.isEmpty ? "…" + rest : rest
    }
}
