/// Asks X whether posts are still there, many at a time, and nothing else about them.
package enum XPresence {
    /// How many ids one request takes.
    package static let batch = XRequests.idsLimit

    /// What came of asking.
    package enum Outcome: Sendable, Equatable {
        /// Posts X will not show any more, and why. All others are there.
        case told(gone: [PostID: Tombstone.Reason])
        /// Nothing is known now; it may be asked again later.
        case untold
    }

    /// The question about `ids`; nil without a key of X's.
    package static func request(for ids: [PostID], settings: BackfillSettings) -> Request? {
        guard settings.hasXToken, !ids.isEmpty else { return nil }
        let list = ids.map(\.value).joined(separator: ",")
        return Request(
            settings.xURL + "/2/tweets?ids=" + list, credential: .x,
            priceMicrodollars: XPrice.bound(posts: ids.count, users: 0))
    }

    package static func outcome(_ result: Result<Response, FetchFailure>, for ids: [PostID]) -> Outcome {
        guard case .answer(let answer) = XOutcome(result) else { return .untold }
        var gone: [PostID: Tombstone.Reason] = [:]
        for (id, reason) in answer.errors.compactMap(\.gone) where ids.contains(PostID(id)) {
            gone[PostID(id)] = reason
        }
        return .told(gone: gone)
    }
}
