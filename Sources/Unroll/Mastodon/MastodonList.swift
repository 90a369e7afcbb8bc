/// Pages through an author's statuses so that every one between the thread's first post and now is seen, at the least cost: the
/// newest page, which is enough for a fresh thread; then from the first post forward until the newest page is met; where a
/// server does not know that way (`min_id`), from the newest page backward.
struct MastodonList: Sendable {
    /// At most this many pages in all.
    static let longest = 250
    /// At most this many pages in a row without a post of the thread.
    static let patience = 25

    enum Outcome: Sendable {
        case open
        /// Everything was answered.
        case whole
        /// Refused, failed, or a server that answers the same page again.
        case broken
        /// A limit of Skein's own ended it.
        case stopped
    }

    private enum Way: Sendable { case newest, forward, backward }

    let account: MastodonLocalID
    private(set) var outcome = Outcome.open
    /// The page wanted next.
    private(set) var next: MastodonServer.Page?
    private let goal: (id: MastodonLocalID?, published: Timestamp)
    private var way: Way
    private var seen: Set<MastodonLocalID> = []
    private var head: Set<MastodonLocalID> = []
    private var headEnd: MastodonLocalID?
    private var pages = 0
    private var barren = 0
    private let patience: Int

    /// All statuses of `account` since `first`.
    init(of account: MastodonLocalID, since first: MastodonStatus) {
        (self.account, goal) = (account, (first.id, first.published ?? Timestamp(milliseconds: 0)))
        (way, next, patience) = (.newest, .newest, Self.patience)
    }

    /// The statuses of `account` older than `status`, back to `goal`, at most `pages` pages.
    init(of account: MastodonLocalID, before status: MastodonStatus, backTo goal: Timestamp, pages: Int) {
        (self.account, self.goal) = (account, (nil, goal))
        (way, next, patience) = (.backward, .older(than: status.id), pages)
    }

    /// Takes the page that was wanted; `isFruitful` when it held a post of the thread.
    mutating func receive(_ page: [MastodonStatus], isFruitful: Bool) {
        let ids = Set(page.map(\.id))
        let isNew = !ids.isSubset(of: seen)
        seen.formUnion(ids)
        pages += 1
        barren = isFruitful ? 0 : barren + 1
        (outcome, next) = followUp(page, ids: ids, isNew: isNew)
        if outcome == .open && (pages >= Self.longest || barren >= patience) { (outcome, next) = (.stopped, nil) }
    }

    mutating func fail() { (outcome, next) = (.broken, nil) }

    private mutating func followUp(
        _ page: [MastodonStatus], ids: Set<MastodonLocalID>, isNew: Bool
    ) -> (Outcome, MastodonServer.Page?) {
        let byTime = page.sorted { ($0.published ?? goal.published) < ($1.published ?? goal.published) }
        switch way {
        case .newest:
            (head, headEnd) = (ids, byTime.first?.id)
            if reachesGoal(byTime) { return (.whole, nil) }
            guard isNew, let first = goal.id else { return (.broken, nil) }
            way = .forward
            return (.open, .after(first))
        case .forward:
            if isNew { return head.isDisjoint(with: ids) ? (.open, byTime.last.map { .after($0.id) }) : (.whole, nil) }
            way = .backward
            return (.open, headEnd.map { .older(than: $0) })
        case .backward:
            if page.isEmpty || reachesGoal(byTime) { return (.whole, nil) }
            return isNew ? (.open, byTime.first.map { .older(than: $0.id) }) : (.broken, nil)
        }
    }

    private func reachesGoal(_ byTime: [MastodonStatus]) -> Bool {
        byTime.contains { $0.id == goal.id || ($0.published ?? goal.published) < goal.published }
    }
}
