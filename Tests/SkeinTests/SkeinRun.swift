import Foundation
import Glibc
import Synchronization

/// One run of the built program, as a person would start it, in an environment of its own.
struct SkeinRun: Sendable {
    var status: Int32
    var output: [UInt8]
    var errors: String

    var text: String { String(decoding: output, as: UTF8.self) }

    /// The program that `swift build` has put next to the tests.
    static let program: URL = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath()
        .deletingLastPathComponent().appending(path: "skein")

    /// Runs `skein` to its end. `environment` comes on top of a home that is an empty folder; nothing else is passed on.
    static func of(
        _ arguments: String..., environment: [String: String] = [:], input: String = "", output: FileHandle? = nil
    ) async throws -> SkeinRun {
        try await of(arguments, environment: environment, input: input, output: output)
    }

    static func of(
        _ arguments: [String], environment: [String: String] = [:], input: String = "", output: FileHandle? = nil,
        through program: URL = program
    ) async throws -> SkeinRun {
        try await SkeinProcess(
            arguments, environment: environment, input: input, output: output, through: program
        ).result()
    }
}

/// A run of the program that has not ended.
final class SkeinProcess: Sendable {
    private let process: ProcessBox
    private let output: PipeReader
    private let errors: PipeReader
    private let ended: Task<Int32, Never>

    init(
        _ arguments: [String], environment: [String: String] = [:], input: String = "", output sink: FileHandle? = nil,
        through program: URL = SkeinRun.program
    ) throws {
        // A program that ends without reading its input is no reason for the tests to die.
        signal(SIGPIPE, SIG_IGN)
        let process = Process()
        process.executableURL = program
        process.arguments = arguments
        let home = try TemporaryFolder()
        process.environment = ["HOME": home.path, "PATH": "/usr/bin:/bin"].merging(environment) { $1 }
        let (inputPipe, outputPipe, errorPipe) = (Pipe(), Pipe(), Pipe())
        process.standardInput = inputPipe
        process.standardOutput = sink ?? outputPipe.fileHandleForWriting
        process.standardError = errorPipe
        let (statuses, continuation) = AsyncStream.makeStream(of: Int32.self)
        process.terminationHandler = { process in
            // Foundation tells a death by signal apart from an exit; shells write it as 128 and the signal.
            let signal = process.terminationReason == .uncaughtSignal
            continuation.yield(signal ? 128 + process.terminationStatus : process.terminationStatus)
            continuation.finish()
        }
        try process.run()
        try? outputPipe.fileHandleForWriting.close()
        ended = Task {
            defer { home.remove() }
            for await status in statuses { return status }
            return -1
        }
        self.process = ProcessBox(process: process)
        (output, errors) = (PipeReader(outputPipe.fileHandleForReading), PipeReader(errorPipe.fileHandleForReading))
        try? inputPipe.fileHandleForWriting.write(contentsOf: Data(input.utf8))
        try? inputPipe.fileHandleForWriting.close()
    }

    var id: Int32 { process.process.processIdentifier }

    func send(_ signal: Int32) { kill(id, signal) }

    func result() async throws -> SkeinRun {
        let status = await ended.value
        return SkeinRun(
            status: status, output: await output.all(), errors: String(decoding: await errors.all(), as: UTF8.self))
    }

    /// What it has said on standard error, once that is as `isEnough` wants it, or it says no more.
    func errors(until isEnough: (String) -> Bool) async -> String { await errors.text(until: isEnough) }
}

/// Foundation's `Process` is not Sendable; after `run` only its process id is read here, which does not change.
private struct ProcessBox: @unchecked Sendable { let process: Process }

/// Reads a pipe to its end on a thread of its own, for reading blocks.
private final class PipeReader: Sendable {
    private let state = Mutex((bytes: [UInt8](), isAtEnd: false))

    init(_ handle: FileHandle) {
        Foundation.Thread.detachNewThread { [self] in
            var buffer = [UInt8](repeating: 0, count: 65_536)
            while true {
                let count = read(handle.fileDescriptor, &buffer, buffer.count)
                if count <= 0 { break }
                state.withLock { $0.bytes += buffer[..<count] }
            }
            state.withLock { $0.isAtEnd = true }
        }
    }

    func all() async -> [UInt8] { await bytes { _ in false } }

    func text(until isEnough: (String) -> Bool) async -> String {
        String(decoding: await bytes { isEnough(String(decoding: $0, as: UTF8.self)) }, as: UTF8.self)
    }

    private func bytes(until isEnough: ([UInt8]) -> Bool) async -> [UInt8] {
        while true {
            let (bytes, isAtEnd) = state.withLock { $0 }
            if isAtEnd || isEnough(bytes) { return bytes }
            try? await Task.sleep(for: .milliseconds(2))
        }
    }
}

/// An empty folder under the system's temporary one.
struct TemporaryFolder: Sendable {
    let path: String

    init(path: String) { self.path = path }

    init() throws {
        let url = FileManager.default.temporaryDirectory.appending(path: "skein-" + UUID().uuidString)
        try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
        path = url.path
    }

    func file(_ name: String) -> String { path + "/" + name }

    var names: [String] { ((try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []).sorted() }

    func remove() { try? FileManager.default.removeItem(atPath: path) }
}
