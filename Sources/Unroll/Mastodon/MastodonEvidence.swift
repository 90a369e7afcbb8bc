/// What ActivityPub objects say about which conversation a post belongs to. Mastodon forgets `in_reply_to_id` when the parent is
/// deleted, but every object keeps the name of its conversation.
struct MastodonEvidence: Sendable {
    /// By status: the names its object gives its conversation; empty where it gives none or was refused.
    private var names: [MastodonLocalID: Set<String>] = [:]

    private struct Object: Decodable {
        @Lenient var conversation: String?
        @Lenient var context: String?
    }

    mutating func take(_ result: Result<Response, FetchFailure>, of id: MastodonLocalID) {
        let object = MastodonAnswer.read(Object.self, from: result, to: Request(""))
        let said = (try? object.get()).map { [$0.conversation, $0.context] } ?? []
        names[id] = Set(said.compactMap { $0 }.filter { !$0.isEmpty })
    }

    /// Whether two statuses belong to one conversation; nil where their objects do not tell.
    func agree(_ one: MastodonLocalID, _ other: MastodonLocalID) -> Bool? {
        guard let ours = names[one], let theirs = names[other], !ours.isEmpty, !theirs.isEmpty else { return nil }
        return !ours.isDisjoint(with: theirs)
    }

    /// When the conversation began, as far as its name tells: `tag:host,2022-05-07:objectId=…` names the day,
    /// `…/contexts/<account>-<status>` (Mastodon 4.5) the millisecond, which is in the status's id.
    func beginning(of id: MastodonLocalID) -> Range<Timestamp>? {
        for name in (names[id] ?? []).sorted() {
            if let start = Self.instant(in: name) { return start..<start.advanced(byMilliseconds: 1) }
            if let start = Self.day(in: name) { return start..<start.advanced(byMilliseconds: 86_400_000) }
        }
        return nil
    }

    private static func day(in name: String) -> Timestamp? {
        guard name.hasPrefix("tag:"), let comma = name.firstIndex(of: ",") else { return nil }
        return Timestamp(rfc3339: String(name[name.index(after: comma)...].prefix(10)))
    }

    private static func instant(in name: String) -> Timestamp? {
        guard let segments = URLParts(name)?.segments, segments.count >= 2, segments[segments.count - 2] == "contexts",
            let number = segments.last?.split(separator: "-").last.flatMap({ UInt64($0) }), number > 1 << 32
        else { return nil }
        return Timestamp(milliseconds: Int64(number >> 16))
    }
}
