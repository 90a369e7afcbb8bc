import Fetch
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
        _ = StandardStream.write(Array((legible(sentence) + "\n").utf8), to: STDERR_FILENO)
    }

    /// What there is to tell while posts come in: on a terminal in the one line that changes; elsewhere only that Skein waits.
    func tell(_ progress: Progress) {
        switch progress {
        case .found(let posts): self.progress.show(words.command.found(posts))
        case .waiting(let until, let host):
            let sentence = words.command.waiting(host, until)
            if self.progress.isShown { self.progress.show(oneLine(sentence)) } else { say(sentence) }
        }
    }

    func say(_ problem: Problem) { say(problem.sentence(words)) }

    /// Bytes of a document on standard output. A reader who has closed the pipe has seen enough, which is no failure.
    func write(_ document: [UInt8]) throws(CommandProblem) {
        progress.clear()
        guard let failure = StandardStream.write(document, to: STDOUT_FILENO), failure != EPIPE else { return }
        throw .cannotWrite(path: words.command.standardOutput, reason: String(cString: strerror(failure)))
    }
}
