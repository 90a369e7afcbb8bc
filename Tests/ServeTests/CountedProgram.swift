import Foundation

/// Skein, which writes down the number of each process that it becomes.
struct CountedProgram {
    let path: String
    private let numbers: URL

    init() throws {
        numbers = FileManager.default.temporaryDirectory.appending(path: "skein-\(UUID().uuidString)")
        path = try CountedProgram.script("echo $$ >>'\(numbers.path)'; exec '\(MediaLaboratory.program)' \"$@\"")
    }

    /// A program of one line; its path.
    static func script(_ line: String) throws -> String {
        let script = FileManager.default.temporaryDirectory.appending(path: "skein-\(UUID().uuidString)")
        try Data("#!/bin/sh\n\(line)\n".utf8).write(to: script)
        try FileManager.default.setAttributes([.posixPermissions: 0o700], ofItemAtPath: script.path)
        return script.path
    }

    var processes: [pid_t] {
        get throws {
            try String(contentsOf: numbers, encoding: .utf8).split(separator: "\n").compactMap { pid_t($0) }
        }
    }

    /// Kills a process that this one started, and comes back when it is dead.
    static func end(_ process: pid_t) async throws {
        kill(process, SIGKILL)
        while let state = try? String(contentsOfFile: "/proc/\(process)/stat", encoding: .utf8), !state.contains(") Z ")
        {
            try await Task.sleep(for: .milliseconds(2))
        }
    }

    func remove() {
        try? FileManager.default.removeItem(atPath: path)
        try? FileManager.default.removeItem(at: numbers)
    }
}
