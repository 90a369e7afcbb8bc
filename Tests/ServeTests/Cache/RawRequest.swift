import Foundation
import Store
import Testing
import Unroll

@testable import Serve

extension SiteStage {
    var port: Int { URLComponents(string: origin)?.port ?? 0 }

    /// Asks for `path` on a connection of its own, and takes the answer as it comes over the wire.
    func ask(
        _ path: String, _ fields: [String: String] = [:], method: String = "GET", host: String = "localhost"
    ) async throws -> RawAnswer {
        let lines = ["\(method) \(path) HTTP/1.1", "Host: \(host)"] + fields.map { "\($0.key): \($0.value)" }
        let connection = try await RawConnection(port: port)
        try await connection.send(lines.joined(separator: "\r\n") + "\r\n\r\n")
        return try await connection.answer(isHead: method == "HEAD")
    }

    /// Asks for a page until it is ready in the cache.
    func untilReady(_ path: String, _ fields: [String: String] = [:], host: String = "localhost") async throws {
        for _ in 0..<500 {
            if site.pages.isReady(path) { return }
            _ = try await ask(path, fields, host: host)
            try await Task.sleep(for: .milliseconds(10))
        }
        Issue.record("\(path) was not kept")
    }

    /// The archive as another process opens it.
    func opened() async throws -> Store {
        let key = try #require(RemovalKey(Array(repeating: 7, count: 32)))
        return try await Store(database, removals: key)
    }
}

/// An answer as it came.
struct RawAnswer: Sendable {
    var status: Int
    var fields: [String: String]
    var body: [UInt8]

    var text: String { String(decoding: body, as: UTF8.self) }
}
