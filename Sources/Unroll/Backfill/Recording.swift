import FoundationEssentials

/// Exchanges kept from a retrieval, or written by hand for a test: requests without their credential, and what came of them.
/// As JSON: `{"about": …, "exchanges": [{"url": …, "status": 200, "headers": {…}, "json": … | "text": … | "base64": …}]}`; an
/// exchange without an answer has `"failure"` instead of a status. `at` is when the answer came; without it the recording's own
/// `at` counts.
package struct Recording: Codable, Sendable {
    package var about: String?
    /// RFC 3339; when the answers came.
    package var at: String?
    /// The links this recording answers, for people and tests; the first is the usual one.
    package var links: [String]?
    package var exchanges: [Exchange]

    package init(about: String? = nil, at: String? = nil, links: [String]? = nil, exchanges: [Exchange]) {
        (self.about, self.at, self.links, self.exchanges) = (about, at, links, exchanges)
    }

    package init(json bytes: [UInt8]) throws {
        self = try JSONDecoder().decode(Recording.self, from: Data(bytes))
    }

    package struct Exchange: Codable, Sendable {
        package var url: String
        package var accept: String?
        package var at: String?
        package var status: Int?
        package var headers: [String: String]?
        package var failure: FetchFailure?
        /// Whether a key opened this door; the key itself is never kept.
        package var hadKey: Bool?
        /// The address that answered, where a redirect led elsewhere.
        package var finalURL: String?
        package var json: JSONValue?
        package var text: String?
        package var base64: String?

        /// The exchange as it is kept: the exact bytes, as text where they are UTF-8.
        package init(_ request: Request, _ result: Result<Response, FetchFailure>) {
            (url, accept) = (request.url, request.accept == Request.json ? nil : request.accept)
            hadKey = request.credential == nil ? nil : true
            switch result {
            case .success(let response):
                (at, status, headers) = (response.received.rfc3339, response.status, response.headers)
                finalURL = response.url == request.url ? nil : response.url
                if let text = String(validating: response.body, as: UTF8.self) {
                    self.text = text
                } else {
                    base64 = Data(response.body).base64EncodedString()
                }
            case .failure(let failure): self.failure = failure
            }
        }

        var body: [UInt8] {
            if let text { return Array(text.utf8) }
            if let base64, let data = Data(base64Encoded: base64) { return Array(data) }
            // Sorted, because the same recording is to give the same bytes.
            let encoder = JSONEncoder()
            encoder.outputFormatting = .sortedKeys
            guard let json, let data = try? encoder.encode(json) else { return [] }
            return Array(data)
        }
    }
}

/// Plays a recording back: each address, in each form it is asked for, gives its exchanges in order, the last one again and again.
package struct Playback: Sendable {
    private var exchanges: [String: [Recording.Exchange]] = [:]
    private let at: Timestamp

    package init(_ recording: Recording) {
        at = recording.at.flatMap { Timestamp(rfc3339: $0) } ?? Timestamp(milliseconds: 0)
        for exchange in recording.exchanges { exchanges[exchange.url, default: []].append(exchange) }
    }

    package mutating func answer(to request: Request) -> Result<Response, FetchFailure> {
        guard let waiting = exchanges[request.url] else { return .failure(.notRecorded) }
        let fitting = waiting.firstIndex { $0.accept == nil || $0.accept == request.accept }
        guard let index = fitting else { return .failure(.notRecorded) }
        let exchange = waiting[index]
        if waiting.count(where: { $0.accept == exchange.accept }) > 1 { exchanges[request.url]?.remove(at: index) }
        if let failure = exchange.failure { return .failure(failure) }
        let headers = Dictionary((exchange.headers ?? [:]).map { ($0.key.lowercased(), $0.value) }) { first, _ in first
        }
        return .success(
            Response(
                status: exchange.status ?? 200, headers: headers, body: exchange.body,
                url: exchange.finalURL ?? request.url,
                received: exchange.at.flatMap { Timestamp(rfc3339: $0) } ?? at))
    }
}

/// Any JSON, for bodies written out in a recording.
package indirect enum JSONValue: Codable, Sendable, Equatable {
    case null, bool(Bool), integer(Int64), number(Double), string(String), list([JSONValue]), object(
        [String: JSONValue])

    /// Tries what is frequent first: each wrong guess costs an error with its whole coding path.
    package init(from decoder: any Decoder) throws {
        let value = try decoder.singleValueContainer()
        if value.decodeNil() {
            self = .null
        } else if let string = try? value.decode(String.self) {
            self = .string(string)
        } else if let object = try? value.decode([String: JSONValue].self) {
            self = .object(object)
        } else if let integer = try? value.decode(Int64.self) {
            self = .integer(integer)
        } else if let list = try? value.decode([JSONValue].self) {
            self = .list(list)
        } else if let bool = try? value.decode(Bool.self) {
            self = .bool(bool)
        } else {
            self = .number(try value.decode(Double.self))
        }
    }

    package func encode(to encoder: any Encoder) throws {
        var value = encoder.singleValueContainer()
        switch self {
        case .null: try value.encodeNil()
        case .bool(let bool): try value.encode(bool)
        case .integer(let integer): try value.encode(integer)
        case .number(let number): try value.encode(number)
        case .string(let string): try value.encode(string)
        case .list(let list): try value.encode(list)
        case .object(let object): try value.encode(object)
        }
    }
}
