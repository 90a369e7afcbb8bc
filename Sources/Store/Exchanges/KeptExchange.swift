import Unroll

/// One question that was put to a server and what came of it, as it is kept: without the credential, with the exact bytes. Each
/// names the hash of the one before it, so that none can be changed, left out or put in between unnoticed.
package struct KeptExchange: Sendable, Equatable {
    /// From 1, within its retrieval.
    package var number: Int
    /// The question. Of its credential only `hadKey` is left.
    package var request: Request
    package var hadKey: Bool
    /// When the answer came, or when it was clear that none would.
    package var at: Timestamp
    package var result: Result<Response, FetchFailure>
    /// SHA-256 of the exchange before it; zeroes for the first.
    package var previous: [UInt8]
    package var hash: [UInt8]

    package static let start = [UInt8](repeating: 0, count: 32)

    /// Headers that tell what the answer is, when to ask again, and what its owner wants.
    static let headers: Set<String> = [
        "content-type", "content-language", "content-length", "content-encoding", "date", "last-modified", "etag",
        "link",
        "location", "retry-after", "x-robots-tag", "atproto-repo-rev", "x-rate-limit-limit", "x-rate-limit-remaining",
        "x-rate-limit-reset", "ratelimit-limit", "ratelimit-remaining", "ratelimit-reset", "ratelimit-policy",
        "x-ratelimit-limit", "x-ratelimit-remaining", "x-ratelimit-reset",
    ]

    package var body: [UInt8] {
        if case .success(let response) = result { response.body } else { [] }
    }

    init(
        number: Int, request: Request, hadKey: Bool, at: Timestamp, result: Result<Response, FetchFailure>,
        previous: [UInt8]
    ) {
        (self.number, self.hadKey, self.at, self.previous) = (number, hadKey, at, previous)
        self.request = request
        self.request.credential = nil
        self.result = result.map { response in
            var response = response
            response.headers = response.headers.filter { KeptExchange.headers.contains($0.key) }
            return response
        }
        hash = []
        hash = computedHash
    }

    /// SHA-256 over everything that is kept, and the hash before.
    package var computedHash: [UInt8] {
        var writer = ModelWriter()
        writer.put(number)
        writer.put(request.kind)
        writer.put(request.url)
        writer.put(request.accept)
        writer.put(hadKey)
        writer.put(at)
        switch result {
        case .success(let response):
            writer.put(response.status)
            writer.put(response.url)
            writer.put(KeptExchange.text(of: response.headers))
            writer.put(hexadecimal(digest(response.body)))
        case .failure(let failure): writer.put(failure)
        }
        return digest(writer.bytes + previous)
    }

    /// Whether every exchange is as it was kept, and none is missing.
    package static func isUnbroken(_ exchanges: [KeptExchange]) -> Bool {
        var previous = start
        for (index, exchange) in exchanges.enumerated() {
            guard exchange.number == index + 1, exchange.previous == previous, exchange.hash == exchange.computedHash
            else {
                return false
            }
            previous = exchange.hash
        }
        return true
    }

    /// `name: value` a line, by name.
    static func text(of headers: [String: String]) -> String {
        headers.sorted { $0.key < $1.key }.map { name, value in
            name + ": " + String(value.map { $0.isNewline ? " " : $0 })
        }.joined(separator: "\n")
    }

    static func headers(of text: String) -> [String: String] {
        var headers: [String: String] = [:]
        for line in text.split(separator: "\n") {
            guard let colon = line.firstIndex(of: ":") else { continue }
            headers[String(line[..<colon])] = String(line[line.index(after: colon)...].drop { $0 == " " })
        }
        return headers
    }
}
