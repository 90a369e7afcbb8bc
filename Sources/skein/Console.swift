import Glibc
import Render
import Unroll

/// Where the program speaks: documents on standard output, everything else, a sentence a line, on standard error.
struct Console: Sendable {
    let words: Words
    let terminal: Terminal
    let progress = ProgressLine()

    /// One line on standard error. Whatever a server or a path put into it, the terminal is shown text and nothing else.
    func say(_ sentence: String) {
        progress.clear()
        _ = StandardStream.write(Array((TerminalText(sentence).text + "\n").utf8), to: STDERR_FILENO)
    }

    func say(_ problem: Problem) { say(problem.sentence(words)) }

    /// Bytes of a document on standard output. A reader who has closed the pipe has seen enough, which is no failure.
    func write(_ document: [UInt8]) throws(CommandProblem) {
        progress.clear()
        guard let failure = StandardStream.write(document, to: STDOUT_FILENO), failure != EPIPE else { return }
        throw .cannotWrite(path: words.command.standardOutput, reason: String(cString: strerror(failure)))
    }
}
