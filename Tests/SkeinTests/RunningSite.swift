import Foundation
import FoundationNetworking
import Store
import Testing

/// A site that the built program serves on a free port, with a data folder of its own.
struct RunningSite: Sendable {
    let process: SkeinProcess
    let folder: TemporaryFolder
    let port: Int

    static func start(
        in folder: TemporaryFolder? = nil, _ arguments: String..., environment: [String: String] = [:],
        through program: [String] = []
    ) async throws -> RunningSite {
        let folder = try folder ?? TemporaryFolder()
        let serve = ["serve", "--port", "0", "--data", folder.file("data")] + arguments
        let process =
            if let first = program.first {
                try SkeinProcess(
                    program.dropFirst() + [SkeinRun.program.path] + serve, environment: environment,
                    through: URL(filePath: first))
            } else {
                try SkeinProcess(serve, environment: environment)
            }
        let said = await process.errors { $0.contains("Skein is at http://localhost:") }
        let port = try #require(said.firstMatch(of: /localhost:(\d+)/).flatMap { Int($0.1) }, "\(said)")
        return RunningSite(process: process, folder: folder, port: port)
    }

    /// Ends it as an operator does; what it said.
    @discardableResult func stop() async throws -> String {
        process.send(SIGTERM)
        let run = try await process.result()
        #expect(run.status == 0, "\(run.errors)")
        return run.errors
    }

    /// Who may do what with a file of the data folder.
    func mode(_ name: String) -> Int? {
        let attributes = try? FileManager.default.attributesOfItem(atPath: folder.file("data/" + name))
        return (attributes?[.posixPermissions] as? NSNumber)?.intValue
    }

    func remove() { folder.remove() }
}

extension RunningSite {
    struct Page: Sendable {
        var status: Int
        /// Where it was found in the end.
        var path: String
        var text: String
    }

    func status(_ path: String) async throws -> Int? { try await get(path).status }

    func get(_ path: String, _ headers: [String: String] = [:]) async throws -> Page { try await ask(path, headers) }

    func post(_ path: String, _ form: [String: String] = [:]) async throws -> Page {
        var parts = URLComponents()
        parts.queryItems = form.map { URLQueryItem(name: $0.key, value: $0.value) }
        let body = (parts.percentEncodedQuery ?? "").replacing("+", with: "%2B")
        return try await ask(path, ["content-type": "application/x-www-form-urlencoded"], body: body)
    }

    private func ask(_ path: String, _ headers: [String: String], body: String? = nil) async throws -> Page {
        var request = URLRequest(url: try #require(URL(string: "http://localhost:\(port)\(path)")))
        request.timeoutInterval = 60
        for (name, value) in headers { request.setValue(value, forHTTPHeaderField: name) }
        if let body { (request.httpMethod, request.httpBody) = ("POST", Data(body.utf8)) }
        let (data, response) = try await URLSession.shared.data(for: request)
        let answer = try #require(response as? HTTPURLResponse)
        return Page(
            status: answer.statusCode, path: answer.url?.path ?? "", text: String(decoding: data, as: UTF8.self))
    }

    /// Gives a link as the form does, and waits for what comes of it: the thread, or the page that says why there is none.
    func unroll(_ link: String) async throws -> Page {
        var page = try await post("/unroll", ["link": link])
        while page.path.hasPrefix("/unrolling/"), page.text.contains("http-equiv=\"refresh\"") {
            try await Task.sleep(for: .milliseconds(50))
            page = try await get(page.path)
        }
        return page
    }

    /// Asks until the answer is as `isEnough` wants it; the limit of the test's time ends it otherwise.
    func until(_ path: String, _ isEnough: (Page) -> Bool) async throws -> Page {
        while true {
            let page = try await get(path)
            if isEnough(page) { return page }
            try await Task.sleep(for: .milliseconds(50))
        }
    }

    /// The copies of media, by their paths.
    var media: Set<String> {
        let all = FileManager.default.enumerator(atPath: folder.file("data/media"))?.compactMap { $0 as? String } ?? []
        return Set(all.filter { $0.count > 60 && !$0.hasPrefix("incoming") })
    }
}

extension TemporaryFolder {
    /// Lets `body` at the database in this folder, behind the program's back.
    @discardableResult func database<Value: Sendable>(
        _ body: @escaping @Sendable (any Connection) throws(StoreFailure) -> Value
    ) async throws -> Value {
        let database = try Database(DatabaseAddress("sqlite:" + file("skein.sqlite")))
        do {
            let value = try await database.write(body)
            await database.close()
            return value
        } catch {
            await database.close()
            throw error
        }
    }
}
