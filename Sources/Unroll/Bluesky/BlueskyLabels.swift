/// What the labels on a post, its account and its record say, taken together. Labels on an account (their `uri` is the DID) count
/// for every post of it; those on the profile record are about name and picture, save for `!no-unauthenticated`.
struct BlueskyLabels: Sendable, Equatable {
    /// As the network spells them, each once, in the order they came.
    private(set) var names: [String] = []

    /// Those in force at `now`: neither negated nor expired. At most 50 are kept.
    init(_ labels: [LabelWire] = [], ofAuthor author: ProfileWire? = nil, now: Timestamp) {
        let negated = Set(labels.filter { $0.neg == true }.map(\.val))
        for label in labels + (author?.labels.filter { $0.uri?.hasPrefix("did:") == true } ?? []) {
            let isOver = label.exp.flatMap { Timestamp(rfc3339: $0) }.map { $0 <= now } ?? false
            guard label.neg != true, !negated.contains(label.val), !isOver, names.count < 50,
                !names.contains(label.val)
            else { continue }
            names.append(label.val)
        }
    }

    /// Moderation has taken it out of sight for everybody.
    var isHidden: Bool { names.contains("!hide") || names.contains("!takedown") || names.contains("!suspend") }

    /// Whether pictures wait to be asked for.
    var isSensitive: Bool { names.contains { BlueskyLabels.warnings[$0] != nil } }

    /// The labels that warn, as people read them. They are the network's own terms, which every app shows by these names, so they
    /// are kept as terms and not translated into sentences.
    var warning: String? {
        let words = names.compactMap { BlueskyLabels.warnings[$0] }
        return words.isEmpty ? nil : words.joined(separator: ", ")
    }

    private static let warnings = [
        "!warn": "warning", "porn": "porn", "sexual": "sexual", "nudity": "nudity", "graphic-media": "graphic media",
        "gore": "graphic media",
    ]
}

extension ProfileWire {
    /// Labels on the account or its profile, in force at `now`.
    func carries(_ label: String, now: Timestamp) -> Bool {
        BlueskyLabels(labels, now: now).names.contains(label)
    }

    /// Whether the author shows posts only to people who are logged in.
    func isLoginOnly(now: Timestamp) -> Bool { carries("!no-unauthenticated", now: now) }
}
