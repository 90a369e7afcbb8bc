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
        while isAlive(process) { try await Task.sleep(for: .milliseconds(2)) }
    }

    /// Its first thread may be dead before the others, which hold what it had open until then.
    private static func isAlive(_ process: pid_t) -> Bool {
        let place = "/proc/\(process)"
        guard let state = try? String(contentsOfFile: place + "/stat", encoding: .utf8) else { return false }
        let threads = (try? FileManager.default.contentsOfDirectory(atPath: place + "/task"))?.count ?? 0
        return !state.contains(") Z ") || threads > 1
    }

    func remove() {
        try? FileManager.default.removeItem(atPath: path)
        try? FileManager.default.removeItem(at: numbers)
    }
}
