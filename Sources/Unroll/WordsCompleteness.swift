/// What is said about a thread being all there, or not.
package struct CompletenessWords: Sendable {
    /// The result in one line.
    package var line: @Sendable (Completeness, [Gap]) -> String
    /// One gap, in one sentence that can stand in its place.
    package var gap: @Sendable (Gap) -> String
    /// A gap in a chain beside the main line, with how many posts are missing where that is known.
    package var asideGap: @Sendable (_ count: Int?, Thread.Hole.Reason) -> String
    /// Why not everything could be asked, in one sentence.
    package var shortfall: @Sendable (Shortfall) -> String
    /// How many posts there are, and how many there should be where that is known.
    package var found: @Sendable (Completeness) -> String
    /// How many posts are shown that the network no longer has.
    package var vanished: @Sendable (Int) -> String

    /// A hole in the main line, counted the way readers count.
    package struct Gap: Sendable, Equatable {
        /// The numbers of the missing posts; nil when nobody knows how many they are.
        package var numbers: ClosedRange<Int>?
        /// The number of the post before the gap; nil at the beginning.
        package var after: Int?
        package var reason: Thread.Hole.Reason

        package init(numbers: ClosedRange<Int>?, after: Int?, reason: Thread.Hole.Reason) {
            (self.numbers, self.after, self.reason) = (numbers, after, reason)
        }
    }
}

extension CompletenessWords {
    package static let english = CompletenessWords(
        line: englishLine,
        gap: { englishSentence(englishClause($0)) },
        asideGap: { count, reason in
            let posts = count == 1 ? "a post" : count.map { "\($0) posts" } ?? "some posts"
            return englishSentence("\(posts) \(englishReason(reason, several: count != 1))")
        },
        shortfall: { englishSentence(englishShortfall($0)) },
        found: { completeness in
            let posts = englishPosts(completeness.found)
            return completeness.expected.map { "\(posts) found of \($0)." } ?? "\(posts) found."
        },
        vanished: { count in
            count == 1
                ? "1 post that has vanished since is kept here, where it stood."
                : "\(count) posts that have vanished since are kept here, where they stood."
        })
}

@Sendable private func englishLine(_ completeness: Completeness, _ gaps: [CompletenessWords.Gap]) -> String {
    switch completeness.state {
    case .complete:
        return "Complete: \(completeness.found == 1 ? "the one post" : "all \(completeness.found) posts")."
    case .incomplete where gaps.count == 1: return "Incomplete: \(englishClause(gaps[0]))."
    case .incomplete where gaps.isEmpty: return "Incomplete: posts beside the main line are missing."
    case .incomplete:
        let missing = gaps.reduce(0) { $0 + ($1.numbers?.count ?? 0) }
        return gaps.allSatisfy { $0.numbers != nil }
            ? "Incomplete: \(missing) posts are missing, in \(gaps.count) places."
            : "Incomplete: posts are missing in \(gaps.count) places."
    case .unknown:
        guard let first = completeness.shortfalls.first else { return "Unknown: not everything could be asked." }
        return "Unknown: \(englishShortfall(first))."
    }
}

private func englishClause(_ gap: CompletenessWords.Gap) -> String {
    guard let numbers = gap.numbers else {
        let place = gap.after.map { "after post \($0)" } ?? "at the beginning"
        return "some posts \(place) \(englishReason(gap.reason, several: true))"
    }
    let several = numbers.count > 1
    let subject =
        several
        ? "posts \(numbers.lowerBound) \(numbers.count == 2 ? "and" : "to") \(numbers.upperBound)"
        : "post \(numbers.lowerBound)"
    return "\(subject) \(englishReason(gap.reason, several: several))"
}

private func englishReason(_ reason: Thread.Hole.Reason, several: Bool) -> String {
    let be = several ? "are" : "is"
    return switch reason {
    case .numbering: "\(be) missing, going by the author’s numbering"
    case .networkCount: "\(be) missing, going by the network’s own count"
    case .gone(.deleted): several ? "were deleted by their author" : "was deleted by its author"
    case .gone(.suspended): "\(be) gone with a suspended account"
    case .gone(.protected): "\(be) protected, for approved followers only"
    case .gone(.blocked): "\(be) hidden by a block"
    case .gone(.loginOnly): "\(be) shown only to people who are logged in"
    case .gone(.notVisible): "\(be) not visible to everyone"
    case .gone(.unknown): "\(be) missing, and the network does not say why"
    }
}

private func englishShortfall(_ shortfall: Shortfall) -> String {
    switch shortfall {
    case .anonymousLimit: "without a login the server shows only part of a conversation"
    case .recentOnly: "the access used reaches back only seven days"
    case .unofficialSource: "the unofficial source cannot list a whole thread"
    case .partialExport: "the data export may not hold everything"
    case .homeUnavailable: "the author’s own server did not answer, and another server’s copy may lack posts"
    case .listUnavailable: "the list of the author’s posts could not be read to its end"
    case .stoppedEarly: "the retrieval stopped at one of its own limits"
    case .budgetSpent: "today’s budget ran out before everything was asked"
    case .veryFresh: "the thread is so new that posts may not be listed yet"
    case .hiddenPosts: "posts that only some people may see were left out"
    }
}

func englishPosts(_ count: Int) -> String { count == 1 ? "1 post" : "\(count) posts" }

func englishSentence(_ clause: String) -> String { clause.prefix(1).uppercased() + clause.dropFirst() + "." }
