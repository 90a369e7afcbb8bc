import Foundation
import Glibc

@testable import Store

/// A run of `storeprobe`, the process that works on an archive.
final class Probe {
    private let process = Process()
    private let output = Pipe()
    private var text = ""

    init(_ work: String, _ laboratory: Laboratory, name: String = "-") throws {
        process.executableURL = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath()
            .deletingLastPathComponent().appending(path: "storeprobe")
        process.arguments = [work, laboratory.revealed, name]
        process.standardOutput = output
        try process.run()
    }

    /// Waits for as many lines.
    func lines(_ count: Int) -> [String] {
        while text.split(separator: "\n").count < count, read() {}
        return text.split(separator: "\n").map(String.init)
    }

    /// Kills it where it stands; what it had printed.
    func kill() -> [String] {
        Glibc.kill(process.processIdentifier, SIGKILL)
        return end()
    }

    /// Everything it printed until its end.
    func end() -> [String] {
        while read() {}
        process.waitUntilExit()
        // A line that was cut off was not acknowledged.
        return text.split(separator: "\n", omittingEmptySubsequences: false).dropLast().map(String.init)
    }

    private func read() -> Bool {
        let data = output.fileHandleForReading.availableData
        text += String(decoding: data, as: UTF8.self)
        return !data.isEmpty
    }
}
