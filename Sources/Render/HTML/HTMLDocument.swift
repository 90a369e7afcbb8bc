import Unroll

/// A thread as one HTML file that needs nothing else: no script, no request, nothing of a post but its words.
struct HTMLDocument {
    var thread: Thread
    var options: RenderOptions
    private let reading: Reading

    private var words: Words { options.words }
    private var post: HTMLPost { HTMLPost(options: options, language: thread.language) }
    private var pictures: HTMLPictures { HTMLPictures(options: options) }

    init(_ thread: Thread, _ options: RenderOptions) {
        (self.thread, self.options, reading) = (thread, options, Reading(thread))
    }

    var html: HTML {
        """
        <!DOCTYPE html>
        <html lang="\(words.language)">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta http-equiv="Content-Security-Policy" content="default-src 'none'; img-src data:; \
        style-src '\(HTMLStyle.hash)'; base-uri 'none'; form-action 'none'">
        <meta name="referrer" content="no-referrer">
        <meta name="robots" content="noindex">
        <meta name="color-scheme" content="light dark">
        <meta name="author" content="\(thread.author.shownName)">
        <title>\(title) · \(thread.author.shownName)</title>
        \(thread.url.map { "<link rel=\"canonical\" href=\"\($0)\">\n" })<style>\(HTMLStyle.sheet)</style>
        </head>
        <body>
        \(header)<main>
        \(context)\(reading.parts.map(part))\(reading.otherBranches.map(branch))\(answers)</main>
        \(footer)</body>
        </html>

        """
    }

    private var title: String { heading(thread, words) }

    private var header: HTML {
        let name = HTML.link(thread.author.url, HTMLText(pictures: pictures).name(thread.author))
        let published = thread.posts.first.map { post.time($0.published) }
        let facts = [
            words.thread.posts(thread.posts.count), words.date.reading(readingMinutes(thread)),
        ].joined(separator: " · ")
        let source = thread.url.map { HTML.link($0, "\(words.thread.readOn(thread.network))") }
        return """
            <header>
            <p class="author">\(pictures.avatar(thread.author))<span><b>\(name)</b><br>\
            <bdi>@\(thread.author.handle)</bdi> · \(words.thread.network(thread.network))\(published.map { " · \($0)" })</span></p>
            <h1\(attribute: "lang", thread.language) dir="auto">\(title)</h1>
            <p class="facts">\(facts)\(source.map { " · \($0)" })</p>
            \(completeness)</header>

            """
    }

    /// The result in one line, which opens to its reasons where there are any.
    private var completeness: HTML {
        let line = words.completeness.line(thread.completeness, reading.gaps)
        let state = thread.completeness.state
        if state == .complete && thread.completeness.shortfalls.isEmpty {
            return "<p class=\"completeness complete\">\(line)</p>\n"
        }
        let reasons =
            [words.completeness.found(thread.completeness)] + reading.gaps.map(words.completeness.gap)
            + thread.completeness.shortfalls.map(words.completeness.shortfall)
        let items: [HTML] = reasons.map { "<li>\($0)</li>\n" }
        return """
            <details class="completeness \(state.rawValue)"><summary>\(line)</summary>
            <ul>
            \(items)</ul></details>

            """
    }

    private var context: HTML? {
        if thread.context.isEmpty { return nil }
        return """
            <section class="context">
            <h2 class="label">\(words.thread.context)</h2>
            \(thread.context.map(foreign))</section>

            """
    }

    private func foreign(_ context: Thread.ContextPost) -> HTML {
        switch context {
        case .post(let post): self.post.quoted(post)
        case .tombstone(let tombstone):
            "<blockquote class=\"quote\">\(post.note(words.thread.answeredPostMissing(tombstone.reason)))</blockquote>\n"
        }
    }

    private func part(_ part: Reading.Part) -> HTML {
        switch part {
        case .post(let post, let number): self.post.numbered(post, number)
        case .gap(let gap):
            """
            <p class="gap"\(attribute: "id", gap.numbers.map { "p-\($0.lowerBound)" })>\
            <span>\(words.completeness.gap(gap))</span></p>

            """
        case .branch(let branch): self.branch(branch)
        }
    }

    private func branch(_ branch: Thread.Branch) -> HTML {
        let after = branch.attachedTo.flatMap { reading.numbers[$0] }
        return folded(words.thread.branch(after, branch.posts.count), branch.posts, branch.missing)
    }

    private func folded(
        _ label: String, _ posts: [Post], _ missing: [Thread.Hole], above: HTML? = nil
    ) -> HTML {
        """
        <details class="aside"><summary>\(label)\(posts.first.map(opening))</summary>
        \(above)\(AsidePart.parts(posts, missing, words).map(aside))</details>

        """
    }

    private func aside(_ part: AsidePart) -> HTML {
        switch part {
        case .post(let post): self.post.plain(post)
        case .gap(let sentence): "<p class=\"gap\"><span>\(sentence)</span></p>\n"
        }
    }

    /// The first words of a post, so that one knows what is folded away.
    private func opening(_ post: Post) -> HTML {
        let start = excerpt(post.warning ?? post.text)
        return start.isEmpty ? "" : ": <q\(attribute: "lang", post.language ?? thread.language)><bdi>\(start)</bdi></q>"
    }

    private var answers: HTML? {
        if thread.answers.isEmpty { return nil }
        let items = thread.answers.map { answer in
            folded(
                answer.to.flatMap(answeredName) ?? words.thread.answers, answer.posts, answer.missing,
                above: answer.to.map(foreign))
        }
        return "<section class=\"answers\">\n<h2 class=\"label\">\(words.thread.answers)</h2>\n\(items)</section>\n"
    }

    private func answeredName(_ context: Thread.ContextPost) -> String? {
        guard case .post(let post) = context else { return nil }
        return words.thread.answerTo(post.author.shownName)
    }

    private var footer: HTML {
        let retrieved = retrieval(thread, words)
        return """
            <footer>
            <p><time datetime="\(thread.retrieved.rfc3339)">\(retrieved)</time>\
            \(thread.url.map { " \(HTML.link($0, "<bdi>\($0.display(limit: 60))</bdi>"))" })</p>
            </footer>

            """
    }
}

/// The first words of a text in one line, cut at a space where it is long.
func excerpt(_ text: String, limit: Int = 80) -> String {
    let line = oneLine(String(text.prefix(limit * 4)))
    if line.count <= limit { return line }
    let cut = line.prefix(limit)
    let end = cut.lastIndex(of: " ").map { cut[..<$0] } ?? cut
    return end + "…"
}
