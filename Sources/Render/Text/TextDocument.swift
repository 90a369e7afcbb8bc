import Unroll

/// A thread as plain text for a terminal.
struct TextDocument {
    private let thread: Thread
    private let options: RenderOptions
    private let reading: Reading

    private var words: Words { options.words }

    init(_ thread: Thread, _ options: RenderOptions) {
        (self.thread, self.options, reading) = (thread, options, Reading(thread))
    }

    var bytes: [UInt8] {
        var paper = TextPost(options)
        writeHead(&paper)
        writeContext(&paper)
        for part in reading.parts { write(part, &paper) }
        for branch in reading.otherBranches { write(branch, &paper) }
        writeAnswers(&paper)
        paper.write(TerminalText(retrieval(thread, words), .faint))
        return paper.page.bytes
    }

    /// The columns of the numbers beside the posts.
    private var gutter: Int { max(2, String(reading.numbers.count + reading.gaps.count).utf8.count) + 2 }

    private var indent: TerminalText { TerminalText(String(repeating: " ", count: gutter), .plain) }

    /// A number, flush with the others.
    private func mark(_ number: Int) -> TerminalText {
        let digits = String(number)
        return TerminalText(
            String(repeating: " ", count: max(0, gutter - 2 - digits.utf8.count)) + digits + "  ", .faint)
    }

    private func writeHead(_ paper: inout TextPost) {
        let author = thread.author
        let title = oneLine(thread.title)
        if !title.isEmpty { paper.write(TerminalText(title, .bold)) }
        paper.write("\(author.shownName) \(oneLine("@" + author.handle), .faint)")
        let published = thread.posts.first.map { words.date.day($0.published) }
        let facts = ([words.thread.network(thread.network), published].compactMap(\.self) + lengthFacts(thread, words))
            .joined(separator: " · ")
        paper.write(TerminalText(facts, .faint))
        if let url = thread.url { paper.write(address: url) }
        paper.write("\(completenessSentences(thread, words))")
        paper.blank()
    }

    private func writeContext(_ paper: inout TextPost) {
        if thread.context.isEmpty { return }
        paper.write("\(words.thread.context, .faint):")
        for context in thread.context {
            write(context, &paper)
            paper.blank()
        }
    }

    private func write(_ part: Reading.Part, _ paper: inout TextPost) {
        switch part {
        case .post(let place, let number):
            paper.mark(mark(number))
            paper.write(thread.posts[place], indent)
        case .gap(let gap):
            if let numbers = gap.numbers { paper.mark(mark(numbers.lowerBound)) }
            paper.write(TerminalText("[\(words.completeness.gap(gap))]", .faint), indent)
        case .branch(let branch):
            write(branch, &paper)
            return
        }
        paper.blank()
    }

    private func write(_ branch: Thread.Branch, _ paper: inout TextPost) {
        let after = branch.attachedTo.flatMap { reading.numbers[$0] }
        paper.write("\(words.thread.branch(after, branch.posts.count), .faint):", indent)
        write(branch.posts, branch.missing, &paper)
    }

    private func write(_ posts: [Post], _ missing: [Thread.Hole], _ paper: inout TextPost) {
        for part in AsidePart.parts(posts, missing, words) {
            switch part {
            case .post(let post): paper.write(post, "\(indent)  ")
            case .gap(let sentence): paper.write(TerminalText("[\(sentence)]", .faint), "\(indent)  ")
            }
            paper.blank()
        }
    }

    private func writeAnswers(_ paper: inout TextPost) {
        if thread.answers.isEmpty { return }
        paper.write(TerminalText(words.thread.answers, .bold))
        paper.blank()
        for answer in thread.answers {
            if let to = answer.to {
                write(to, &paper)
                paper.blank()
            }
            write(answer.posts, answer.missing, &paper)
        }
    }

    private func write(_ context: Thread.ContextPost, _ paper: inout TextPost) {
        switch context {
        case .post(let post): paper.writeQuoted(post, indent)
        case .tombstone(let tombstone):
            paper.writeQuoted(words.thread.answeredPostMissing(tombstone.reason), nil, indent)
        }
    }
}
