import Fetch
import Render
import Unroll

/// The threads of an X data export, one a line.
struct ThreadList: Sendable {
    let export: String
    let console: Console

    func status() throws(Problem) -> ExitStatus {
        let threads = try asProblem(export) { () throws(ExportFailure) in
            try ExportArchive(path: export).index().threads
        }
        if threads.isEmpty {
            console.say(console.words.command.threads.none)
            return .complete
        }
        let lines = [heading] + threads.map(line)
        try asProblem { () throws(CommandProblem) in
            try console.write(Array(lines.map { $0 + "\n" }.joined().utf8))
        }
        return .complete
    }

    private var heading: String {
        let words = console.words.command.threads
        return columns(words.date, words.posts, words.id, words.words)
    }

    private func line(_ thread: ExportThread) -> String {
        columns(
            String(thread.published.rfc3339.prefix(10)), String(thread.posts), thread.id.value, oneLine(thread.words))
    }

    private func columns(_ date: String, _ posts: String, _ id: String, _ words: String) -> String {
        [padded(date, 10), padded(posts, 5, atFront: true), padded(id, 19), words].joined(separator: "  ")
    }

    private func padded(_ text: String, _ width: Int, atFront: Bool = false) -> String {
        let space = String(repeating: " ", count: max(0, width - text.count))
        return atFront ? space + text : text + space
    }
}
