/// Mastodon docs: Quote and ShallowQuote. Quotes nest as deep as a hostile server likes; only `Quote.maximumDepth` levels are
/// read, so that nothing recurses further.
struct MastodonQuote: Decodable, Sendable {
    /// `accepted`, `pending`, `rejected`, `revoked`, `deleted`, `unauthorized`, `blocked_account`, …; unknown ones count as
    /// `unauthorized`.
    @Lenient var state: String?
    /// At most one: a list, because a value type cannot hold one of its own kind otherwise.
    var quotedStatus: [MastodonStatus]
    /// What a shallow quote has in place of the status.
    @Lenient var quotedStatusID: MastodonLocalID?

    enum CodingKeys: String, CodingKey {
        case state
        case quotedStatus = "quoted_status"
        case quotedStatusID = "quoted_status_id"
    }

    init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: CodingKeys.self)
        _state = try values.decode(Lenient.self, forKey: .state)
        _quotedStatusID = try values.decode(Lenient.self, forKey: .quotedStatusID)
        let depth = decoder.codingPath.lazy.filter { $0.stringValue == CodingKeys.quotedStatus.stringValue }.count
        let isShallow = depth >= Quote.maximumDepth
        let status =
            isShallow ? nil : try values.decode(Lenient<MastodonStatus>.self, forKey: .quotedStatus).wrappedValue
        quotedStatus = status.map { [$0] } ?? []
    }
}
