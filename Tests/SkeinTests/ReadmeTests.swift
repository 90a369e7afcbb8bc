import Foundation
import Testing
import Unroll

/// The README's examples do what it says they do.
@Suite struct ReadmeTests {
    static let text = (try? String(contentsOfFile: ReplayTests.path("README.md"), encoding: .utf8)) ?? ""

    /// The lines between ```sh and ``` that call the program.
    static let examples: [String] = {
        let blocks = text.split(separator: "```").enumerated().filter { $0.offset % 2 == 1 }.map(\.element)
        return blocks.filter { $0.hasPrefix("sh\n") }.flatMap { $0.split(separator: "\n") }
            .filter { $0.hasPrefix("skein ") }.map(String.init)
    }()

    /// The recording that answers each link.
    static let recordings: [String: String] = {
        var paths: [String: String] = [:]
        for name in ReplayTests.recordings {
            let path = ReplayTests.path("Tests/Recordings/\(name).json")
            guard let bytes = try? Data(contentsOf: URL(filePath: path)),
                let recording = try? Recording(json: Array(bytes))
            else { continue }
            for link in recording.links ?? [] where paths[link] == nil { paths[link] = path }
        }
        return paths
    }()

    @Test func thereAreExamplesOfEveryCommand() {
        for command in ["unroll", "threads", "doctor"] {
            #expect(Self.examples.contains { $0.hasPrefix("skein \(command)") })
        }
    }

    /// Examples that ask a network are answered from the recording of their link.
    @Test(arguments: examples)
    func everyExampleWorks(line: String) async throws {
        let folder = try TemporaryFolder()
        defer { folder.remove() }
        try FileManager.default.createSymbolicLink(
            atPath: folder.file("Samples"), withDestinationPath: ReplayTests.path("Samples"))
        var command = line.replacing(/--record \S+/, with: "")
        if let link = command.firstMatch(of: /https:\/\/\S+/)?.output {
            let recording = try #require(Self.recordings[String(link)], "no recording answers \(link)")
            if command.contains("--estimate") { return }
            command += " --replay " + recording
        }
        let process = Process()
        process.executableURL = URL(filePath: "/bin/bash")
        process.arguments = ["-c", "skein() { '\(SkeinRun.program.path)' \"$@\"; }; \(command)"]
        process.currentDirectoryURL = URL(filePath: folder.path)
        process.environment = ["HOME": folder.path, "PATH": "/usr/bin:/bin"]
        let (output, errors) = (Pipe(), Pipe())
        (process.standardOutput, process.standardError) = (output, errors)
        try process.run()
        let written = output.fileHandleForReading.readDataToEndOfFile()
        let said = String(decoding: errors.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        #expect([0, 3].contains(process.terminationStatus), "\(said)")
        #expect(!written.isEmpty || folder.names.count > 1)
    }
}
