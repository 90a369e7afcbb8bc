import Unroll

/// A thread as a Markdown file that reads well in GitHub, Obsidian and pandoc.
struct MarkdownDocument {
    private let thread: Thread
    private let options: RenderOptions
    private let reading: Reading

    private var words: Words { options.words }
    private var post: MarkdownPost { MarkdownPost(options: options) }

    init(_ thread: Thread, _ options: RenderOptions) {
        var thread = thread
        if options.prose { thread.posts = withoutNumbers(thread.posts) }
        (self.thread, self.options, reading) = (thread, options, Reading(thread))
    }

    var bytes: [UInt8] {
        let blocks = [head, "*\(completenessSentences(thread, words))*"] + context + line + branches + answers + foot
        return Array(FrontMatter(thread, words).text.utf8) + "\n".utf8 + blocks.joined("\n\n").text.utf8 + "\n".utf8
    }

    private var head: MarkdownText {
        let author = thread.author
        let name: MarkdownText = "**\(MarkdownText.link(author.url, "\(inStyle: author.shownName)"))**"
        let day = thread.posts.first.map { " · \(words.date.day($0.published))" as MarkdownText }
        let count: MarkdownText = .link(thread.url, "\(words.thread.posts(thread.posts.count))")
        return "\(name) (\(oneLine("@" + author.handle))) · \(words.thread.network(thread.network))\(day) · \(count)"
    }

    private var context: [MarkdownText] {
        thread.context.isEmpty ? [] : ["*\(words.thread.context):*"] + thread.context.map(foreign) + ["---"]
    }

    /// The main line: one block id a post, or prose.
    private var line: [MarkdownText] {
        reading.parts.flatMap { part -> [MarkdownText] in
            switch part {
            case .post(let place, _) where options.prose: return post.blocks(thread.posts[place])
            case .post(let place, let number):
                let post = thread.posts[place]
                let mark: MarkdownText = "\(MarkdownText.link(post.url, "\(number)")) ^post-\(number)"
                return self.post.blocks(post, mark: mark)
            case .gap(let gap): return ["*[\(words.completeness.gap(gap))]*"]
            case .branch: return []
            }
        }
    }

    private var branches: [MarkdownText] {
        if thread.branches.isEmpty { return [] }
        return ["## \(words.thread.branches)"]
            + thread.branches.flatMap { branch -> [MarkdownText] in
                let after = branch.attachedTo.flatMap { reading.numbers[$0] }
                return ["*\(words.thread.branch(after, branch.posts.count)):*"]
                    + aside(branch.posts, branch.missing)
            }
    }

    private var answers: [MarkdownText] {
        if thread.answers.isEmpty { return [] }
        return ["## \(words.thread.answers)"]
            + thread.answers.flatMap { answer in
                [answer.to.map(foreign)].compactMap(\.self) + aside(answer.posts, answer.missing)
            }
    }

    private func aside(_ posts: [Post], _ missing: [Thread.Hole]) -> [MarkdownText] {
        AsidePart.parts(posts, missing, words).flatMap { part -> [MarkdownText] in
            switch part {
            case .post(let post): self.post.blocks(post)
            case .gap(let sentence): ["*[\(sentence)]*"]
            }
        }
    }

    private func foreign(_ context: Thread.ContextPost) -> MarkdownText {
        switch context {
        case .post(let post): self.post.quoted(post)
        case .tombstone(let tombstone):
            ("*\(words.thread.answeredPostMissing(tombstone.reason))*" as MarkdownText).quoted
        }
    }

    private var foot: [MarkdownText] {
        let retrieved = retrieval(thread, words)
        let original: MarkdownText? = thread.url.map {
            " \(MarkdownText.link($0, "\(words.thread.readOn(thread.network))"))"
        }
        return ["---", "*\(retrieved)*\(original)"]
    }
}
