import Foundation
import Testing

/// Where documents go, and in what form.
@Suite struct OutputTests {
    static let sample = ReplayTests.path("Samples/lighthouse.json")
    static let export = ReplayTests.path("Samples/x-export")

    @Test(arguments: [
        ("a.md", "---\n"), ("a.html", "<!doctype html>"), ("a.txt", "How do you"), ("a.json", "{"), ("a", "---\n"),
    ])
    func theEndingTellsTheForm(name: String, beginning: String) async throws {
        let folder = try TemporaryFolder()
        defer { folder.remove() }
        let run = try await SkeinRun.of(
            "unroll", "--replay", Self.sample, "--output", folder.file(name), "--media", "none")
        #expect(run.status == 0)
        #expect(run.output.isEmpty)
        #expect(run.errors == "Wrote \(folder.file(name))\n")
        let text = try String(contentsOfFile: folder.file(name), encoding: .utf8)
        #expect(text.lowercased().hasPrefix(beginning.lowercased()))
        #expect(folder.names == [name])
    }

    @Test func severalLinksGoIntoAFolder() async throws {
        let folder = try TemporaryFolder()
        defer { folder.remove() }
        let run = try await SkeinRun.of(
            "unroll", "--from", Self.export, "-", "1921479261680566272", "--output", folder.file("threads/all"),
            input: "1918217770890166272\n\nhttps://example.com/no\n")
        #expect(run.status == 1)
        let names = try FileManager.default.contentsOfDirectory(atPath: folder.file("threads/all")).sorted()
        #expect(names.count == 2)
        #expect(names.allSatisfy { $0.hasPrefix("x-19") && $0.hasSuffix(".md") })
        #expect(run.errors.contains("https://example.com/no: By its address"))
    }

    @Test func severalObjectsAreOneALine() async throws {
        let run = try await SkeinRun.of(
            "unroll", "--from", Self.export, "1921479261680566272", "1918217770890166272", "--format", "json")
        #expect(run.status == 3)
        let lines = run.text.split(separator: "\n")
        #expect(lines.count == 2)
        for line in lines { _ = try JSONSerialization.jsonObject(with: Data(line.utf8)) }
    }

    @Test func aFileIsNoFolder() async throws {
        let run = try await SkeinRun.of(
            "unroll", "--from", Self.export, "1921479261680566272", "1918217770890166272", "--output", Self.sample)
        #expect(run.status == 2)
        #expect(run.errors.contains("several documents need a folder"))
    }

    /// A limit on the size of files stands in for a disk that fills up: the system refuses to write on in the middle.
    @Test func aDiskThatFillsUpLeavesNothingHalfWritten() async throws {
        let folder = try TemporaryFolder()
        defer { folder.remove() }
        try "before".write(toFile: folder.file("kept.html"), atomically: true, encoding: .utf8)
        let process = Process()
        process.executableURL = URL(filePath: "/bin/sh")
        process.arguments = [
            "-c", "ulimit -f 8; exec \"$0\" unroll --replay \"$1\" --output \"$2\"", SkeinRun.program.path, Self.sample,
            folder.file("kept.html"),
        ]
        let errors = Pipe()
        process.standardError = errors
        try process.run()
        let said = String(decoding: errors.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        #expect(process.terminationReason == .exit)
        #expect(process.terminationStatus == 1)
        #expect(said.contains("kept.html cannot be written: "))
        #expect(folder.names == ["kept.html"])
        #expect(try String(contentsOfFile: folder.file("kept.html"), encoding: .utf8) == "before")
    }

    @Test func aTerminalGetsReadableTextInItsWidth() async throws {
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/script")
        process.arguments = ["-qec", "\(SkeinRun.program.path) unroll --replay \(Self.sample)", "/dev/null"]
        process.environment = ["COLUMNS": "60", "TERM": "xterm", "HOME": "/nonexistent", "PATH": "/usr/bin:/bin"]
        let (input, output) = (Pipe(), Pipe())
        (process.standardInput, process.standardOutput) = (input, output)
        try process.run()
        let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        #expect(process.terminationStatus == 0)
        #expect(text.contains("\u{1b}[1m"))
        let plain = text.replacing(/\u{1b}\[[0-9;]*[mK]/, with: "")
        #expect(plain.contains("Complete: all 11 posts."))
        let long = plain.split(whereSeparator: \.isNewline).filter { $0.count > 60 && !$0.contains("https://") }
        #expect(long == [])
    }

    @Test func aReaderWhoHasSeenEnoughIsNoFailure() async throws {
        let process = Process()
        process.executableURL = URL(filePath: "/bin/sh")
        process.arguments = [
            "-c", "\"$0\" unroll --replay \"$1\" --format html | head -c 10 >/dev/null",
            SkeinRun.program.path, Self.sample,
        ]
        let errors = Pipe()
        process.standardError = errors
        try process.run()
        let said = errors.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        #expect(said.isEmpty)
    }
}
