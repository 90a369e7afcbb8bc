/// A file of an X data export that Skein opens. What has no kind here cannot be asked for: messages, deleted, Circle and protected
/// posts, advertising, contacts, addresses. Community posts stay closed too: the file does not say which community was a private one.
package struct ExportFile: Hashable, Sendable {
    package enum Kind: Hashable, Sendable, CaseIterable {
        case manifest, account, profile, notes, posts
    }

    package var kind: Kind
    /// 0 for `tweets.js`, 1 for `tweets-part1.js`.
    package var part: Int
    /// As the archive knows it, e.g. `data/tweets.js`.
    package var path: String

    /// Nil for every name that is not on the list. Both the current names (`tweets.js`) and those before 2022 (`tweet.js`) are.
    package init?(path: String) {
        var name = path[...]
        if let slash = path.utf8.lastIndex(of: 0x2f) { name = path[path.utf8.index(after: slash)...] }
        guard name.hasSuffix(".js") else { return nil }
        name = name.dropLast(3)
        var part = 0
        if let mark = name.firstRange(of: "-part") {
            guard let number = Int(name[mark.upperBound...]), (0...9999).contains(number) else { return nil }
            (part, name) = (number, name[..<mark.lowerBound])
        }
        guard let kind = ExportFile.kinds[String(name)], part == 0 || kind == .posts || kind == .notes else {
            return nil
        }
        (self.kind, self.part, self.path) = (kind, part, path)
    }

    private static let kinds: [String: Kind] = [
        "manifest": .manifest, "account": .account, "profile": .profile, "note-tweet": .notes, "tweets": .posts,
        "tweet": .posts,
    ]
}
