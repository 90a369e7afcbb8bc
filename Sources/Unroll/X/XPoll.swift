/// A poll as X API v2 sends it.
struct XPoll: Decodable, Sendable {
    struct Option: Decodable, Sendable {
        @Lenient var position: Int?
        var label: String
        @Lenient var votes: Int?
    }

    var id: String
    @Lossy var options: [Option]
    @Lenient var end: String?
    @Lenient var status: String?

    enum CodingKeys: String, CodingKey {
        case id, options
        case end = "end_datetime"
        case status = "voting_status"
    }
}

extension Poll {
    init(_ poll: XPoll) {
        let options = poll.options.enumerated().sorted {
            ($0.element.position ?? 0, $0.offset) < ($1.element.position ?? 0, $1.offset)
        }
        self.init(
            options: options.map { Option(label: $0.element.label, votes: $0.element.votes) },
            ends: poll.end.flatMap { Timestamp(rfc3339: $0) }, isClosed: poll.status.map { $0 == "closed" })
    }
}
