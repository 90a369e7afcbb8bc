import Foundation
import Loopback
import Simulated
import Testing
import Unroll

@testable import Fetch

/// Bodies that go to disk while they come in.
@Suite(.timeLimit(.minutes(2))) struct DownloadTests {
    private let folder = FileManager.default.temporaryDirectory.appending(path: "skein-download-\(UUID().uuidString)")

    init() throws { try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true) }

    private var path: String { folder.appending(path: "file").path(percentEncoded: false) }

    private func file(limit: Int = 1 << 30) throws -> DownloadFile {
        try DownloadFile(path: path) { $0.starts(with: [0x3c]) ? 0 : limit }
    }

    private func ask(
        _ answer: @escaping LoopbackServer.Answering, into file: DownloadFile, maximumBytes: Int = 1 << 30
    ) async throws -> Result<Response, FetchFailure> {
        let server = try await LoopbackServer.start(answering: answer)
        let http = NetworkHTTP.allowing(server)
        let result = await http.download(Request(server.origin + "/a", maximumBytes: maximumBytes), into: file)
        await http.close()
        await server.stop()
        return result
    }

    @Test func theBodyIsInTheFileAlone() async throws {
        let (file, text) = (try file(), String(repeating: "0123456789", count: 100_000))
        let result = try await ask({ _ in .status(200, text) }, into: file)
        #expect(result.success?.body == [])
        #expect(file.length == 1_000_000)
        #expect(file.head == Array(text.utf8.prefix(64)))
        #expect(try Data(contentsOf: URL(filePath: path)) == Data(text.utf8))
    }

    @Test func anotherAttemptBeginsAnew() async throws {
        let file = try file()
        let script = Script(.truncated("half of it", ending: .close), .status(200, "all of it"))
        #expect(try await ask(script.answer, into: file).success?.status == 200)
        #expect(try String(contentsOfFile: path, encoding: .utf8) == "all of it")
    }

    @Test func whatIsNotThereLeavesNothing() async throws {
        let file = try file()
        let result = try await ask({ _ in .status(404, "no") }, into: file)
        #expect(result.success?.status == 404)
        #expect(file.length == 0 && file.head.isEmpty)
    }

    @Test func itEndsAtTheLimitOfItsType() async throws {
        let file = try file(limit: 100_000)
        #expect(try await ask({ _ in .endless }, into: file).failure == .tooLarge)
        #expect(try Data(contentsOf: URL(filePath: path)).count <= 100_000)
    }

    @Test func itEndsAtTheLimitOfTheRequest() async throws {
        #expect(try await ask({ _ in .endless }, into: file(), maximumBytes: 100_000).failure == .tooLarge)
    }

    @Test func whatIsNotWantedIsRefusedByItsBeginning() async throws {
        let file = try file()
        let page = "<!DOCTYPE html>" + String(repeating: " ", count: 1_000_000)
        #expect(try await ask({ _ in .status(200, page) }, into: file).failure == .tooLarge)
        #expect(file.head.starts(with: Array("<!DOCTYPE".utf8)))
        #expect(try Data(contentsOf: URL(filePath: path)).isEmpty)
    }

    @Test func privateAddressesAreRefused() async throws {
        let server = try await LoopbackServer.start { _ in .status(200, "secret") }
        let http = NetworkHTTP(FetchSettings(), limits: .impatient)
        #expect(await http.download(Request(server.origin), into: try file()).failure == .refusedURL)
        let secure = NetworkHTTP(
            FetchSettings(), resolver: ScriptedResolver(["cdn.example": [["10.0.0.7"]]]), limits: .patient)
        let other = try DownloadFile(path: path + "2") { _ in 100 }
        #expect(await secure.download(Request("https://cdn.example/a.png"), into: other).failure == .refusedAddress)
        #expect(server.requests.isEmpty)
        await http.close()
        await secure.close()
        await server.stop()
    }

    @Test func thereIsNoFileThatSomebodyElseHas() throws {
        _ = try file()
        #expect(throws: DownloadFile.NotMade.self) { try file() }
    }
}
