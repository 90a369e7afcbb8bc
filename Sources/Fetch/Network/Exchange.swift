import AsyncHTTPClient
import NIOCore
import Unroll

/// One question to one address, and what came back.
struct Exchange: Sendable {
    static let userAgent = "Skein/0.1.0 (thread reader)"

    struct Answer: Sendable {
        var status: Int
        var headers: [String: String]
        var body: [UInt8]
        /// The first `Location`, for answers that lead elsewhere.
        var location: String?
    }

    var address: WebAddress
    var accept: String
    var key: Secret?
    var maximumBytes: Int
    var limit: Duration
    /// Where the body of an answer with status 200 goes instead.
    var file: DownloadFile?

    func answer(over pinned: PinnedClient) async throws(BrokenExchange) -> Answer {
        do {
            let response = try await pinned.client.execute(request, deadline: .now() + TimeAmount(limit))
            var answer = Answer(status: Int(response.status.code), headers: [:], body: [])
            for (name, value) in response.headers {
                let name = name.lowercased()
                answer.headers[name] = answer.headers[name].map { $0 + ", " + value } ?? value
            }
            if [301, 302, 303, 307, 308].contains(answer.status) {
                answer.location = response.headers.first(name: "location")
            }
            if answer.location == nil { answer.body = try await body(of: response) }
            if ["gzip", "deflate"].contains(answer.headers["content-encoding"]) {
                // They describe bytes that are no longer there.
                (answer.headers["content-encoding"], answer.headers["content-length"]) = (nil, nil)
            }
            return answer
        } catch {
            throw BrokenExchange(error)
        }
    }

    private var request: HTTPClientRequest {
        var request = HTTPClientRequest(url: address.text)
        request.headers.add(name: "user-agent", value: Self.userAgent)
        request.headers.add(name: "accept", value: accept)
        if let key { request.headers.add(name: "authorization", value: "Bearer " + key.revealed) }
        return request
    }

    private func body(of response: HTTPClientResponse) async throws -> [UInt8] {
        if let file, response.status == .ok { return try await save(response, in: file) }
        var body: [UInt8] = []
        for try await piece in response.body {
            guard body.count + piece.readableBytes <= maximumBytes else { throw FetchFailure.tooLarge }
            body.append(contentsOf: piece.readableBytesView)
        }
        // A cancelled body ends as if it were complete.
        try Task.checkCancellation()
        return body
    }

    private func save(_ response: HTTPClientResponse, in file: DownloadFile) async throws -> [UInt8] {
        try file.begin(promised: response.headers.first(name: "content-length").flatMap { Int($0) })
        for try await piece in response.body {
            guard file.length + piece.readableBytes <= maximumBytes else { throw FetchFailure.tooLarge }
            try await file.append([UInt8](piece.readableBytesView)[...])
        }
        try Task.checkCancellation()
        return []
    }
}
