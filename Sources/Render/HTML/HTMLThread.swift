import Unroll

/// The parts of a thread that a document and a page of the site have in common.
package struct HTMLThread {
    let thread: Thread
    let options: RenderOptions
    let page: PageMarks?
    private let reading: Reading
    private let post: HTMLPost

    private var words: Words { options.words }
    private var pictures: HTMLPictures { HTMLPictures(options: options) }

    package init(_ thread: Thread, _ options: RenderOptions, page: PageMarks? = nil) {
        (self.thread, self.options, self.page, reading) = (thread, options, page, Reading(thread))
        post = HTMLPost(options: options, language: thread.language, page: page)
    }

    package var title: String { Render.heading(thread, words) }

    /// Who wrote it, where and when; the name leads to `page` of theirs, or to the network's.
    package func author(page: SiteAddress?) -> HTML {
        let name = HTMLText(pictures: pictures).name(thread.author)
        let linked = page.map { "<a href=\"\($0)\">\(name)</a>" } ?? HTML.link(thread.author.url, name)
        let published = thread.posts.first.map { post.time($0.published) }
        return """
            <p class="author">\(pictures.avatar(thread.author))<span><b>\(linked)</b><br>\
            <bdi>@\(thread.author.handle)</bdi> · \(words.thread.network(thread.network))\(published.map { " · \($0)" })</span>\
            \(self.page?.keepsToDisplayRules == true ? logo : nil)</p>

            """
    }

    /// The network's letter, drawn for this project.
    private var logo: HTML {
        let drawing: HTML = """
            <svg class="logo" viewBox="0 0 24 24" width="24" height="24" role="img" \
            aria-label="\(words.thread.network(thread.network))">\
            <path fill-rule="evenodd" d="M2 3h6.4L22 21h-6.4zM5.6 4.8 16.5 19.2h1.9L7.5 4.8z"/>\
            <path d="M18.9 3h2.3l-7.1 8.2-1.1-1.5zM10.1 12.7l1.1 1.5L5.3 21H3z"/></svg>
            """
        return HTML.link(thread.url, drawing)
    }

    /// The title, and how much there is to read.
    package var heading: HTML {
        let facts = lengthFacts(thread, words).joined(separator: " · ")
        let source = thread.url.map { url in
            HTML.link(url, address: url.address(besides: ""), "\(words.thread.readOn(thread.network))")
        }
        return """
            <h1\(attribute: "lang", thread.language) dir="auto">\(title)</h1>
            <p class="facts">\(facts)\(source.map { " · \($0)" })</p>

            """
    }

    /// Everything that is read: what is answered, the posts, what leaves the line, and answers to others.
    package var body: HTML {
        var html: HTML = "\(context)"
        for part in reading.parts { add(part, to: &html) }
        for branch in reading.otherBranches { html += self.branch(branch) }
        if let otherAnswers { html += otherAnswers }
        return html
    }

    /// The result in one line, which opens to its reasons where there are any; and what is only kept here.
    package var completeness: HTML {
        let vanished = vanishedLine(thread, words).map { "<p class=\"facts\">\($0)</p>\n" as HTML }
        return "\(result)\(vanished)"
    }

    private var result: HTML {
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

    private func add(_ part: Reading.Part, to html: inout HTML) {
        switch part {
        case .post(let place, let number):
            html += post.numbered(thread.posts[place], number)
            for answer in answers(under: thread.posts[place].id) { html += self.answer(answer) }
        case .gap(let gap):
            html += """
                <p class="gap"\(attribute: "id", page == nil ? gap.numbers.map { "p-\($0.lowerBound)" } : nil)>\
                <span>\(words.completeness.gap(gap))</span></p>

                """
        case .branch(let branch): html += self.branch(branch)
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

    /// On a page, answers to somebody stand under the post that was asked about.
    private func answers(under post: PostID) -> [Thread.Answer] {
        page == nil ? [] : thread.answers.filter { $0.asksAbout == post }
    }

    private var otherAnswers: HTML? {
        let answers = thread.answers.filter { page == nil || $0.asksAbout.flatMap { reading.numbers[$0] } == nil }
        if answers.isEmpty { return nil }
        return """
            <section class="answers">
            <h2 class="label">\(words.thread.answers)</h2>
            \(answers.map(answer))</section>

            """
    }

    private func answer(_ answer: Thread.Answer) -> HTML {
        folded(
            answer.to.flatMap(answeredName) ?? words.thread.answers, answer.posts, answer.missing,
            above: answer.to.map(foreign))
    }

    private func answeredName(_ context: Thread.ContextPost) -> String? {
        guard case .post(let post) = context else { return nil }
        return words.thread.answerTo(post.author.shownName)
    }
}

extension Thread.Answer {
    /// The post that whoever is answered wrote about, where that is known.
    fileprivate var asksAbout: PostID? {
        switch to {
        case .post(let post): post.parent?.id
        case .tombstone(let tombstone): tombstone.parent?.id
        case nil: nil
        }
    }
}

/// The first words of a text in one line, cut at a space where it is long.
package func excerpt(_ text: String, limit: Int = 80) -> String {
    let line = oneLine(String(text.prefix(limit * 4)))
    if line.count <= limit { return line }
    let cut = line.prefix(limit)
    let end = cut.lastIndex(of: " ").map { cut[..<$0] } ?? cut
    return end + "…"
}
