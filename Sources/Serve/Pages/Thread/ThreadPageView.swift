import Render
import Store
import Unroll

/// Sets the page of a thread.
struct ThreadPageView {
    var page: ShownThread
    var words: Words
    /// The site's origin for the public; nil where there is none.
    var origin: String?
    /// Whether search engines may list the page.
    var isIndexed: Bool
    /// Whether the visitor may have the thread fetched again, now or later.
    var refreshState: RefreshState

    private var thread: Unroll.Thread { page.thread }
    private var said: ThreadPageWords { words.site.thread }

    var html: HTML {
        var frame = Frame("\(heading(thread, words)) · \(thread.author.shownName)", words)
        frame.foot = foot
        frame.head = ThreadSharing(page: page, words: words, origin: origin, isIndexed: isIndexed).head
        let set = HTMLThread(read, options, page: marks)
        return frame.page(
            """
            <article class="thread\(trusted: viewClass)">
            <header class="head">
            \(audience)\(set.author(page: page.hasAuthorPage ? author : nil))\(set.heading)\(set.completeness)\(refresh)</header>
            <div class="body">
            \(set.body)</div>
            </article>
            \(tools)\(more)
            """)
    }

    /// The page of the author.
    private var author: SiteAddress { Place.author(AuthorPlace(thread.network, thread.author.id)).address }

    private var viewClass: StaticString {
        switch page.place.view {
        case .posts: ""
        case .reading: " reading"
        case .text: " text"
        }
    }

    /// The thread in the view that was asked for. X does not allow a post's text to be altered on a screen.
    private var read: Unroll.Thread {
        guard page.place.view == .reading, thread.network != .x else { return thread }
        var prose = thread
        prose.posts = withoutNumbers(prose.posts)
        return prose
    }

    private var options: RenderOptions {
        var options = RenderOptions()
        (options.words, options.copies) = (words, page.copies)
        // What cannot be seen is described.
        if page.place.view == .text { (options.media, options.copies) = (.link, [:]) }
        return options
    }

    private var marks: PageMarks {
        var marks = PageMarks(thread.network)
        marks.isNumbered = page.place.view != .reading
        marks.history = Place.history(page.place).address
        marks.revised = page.kept.edited
        return marks
    }

    private var refresh: HTML? {
        let rest: HTML?
        switch refreshState {
        case .closed: return nil
        case .sample: return "<p class=\"facts\">\(said.sample)</p>\n"
        case .ready, .running: rest = nil
        case .resting(let until): rest = "<br>\(resting(until: until))"
        }
        return """
            <form class="refresh" action="\(Place.refresh(page.place).address)" method="post">\(said.missing) \
            <button>\(said.refresh)</button>\(rest)</form>

            """
    }

    /// Instants, not how long ago, for the page is kept.
    private func resting(until: Timestamp) -> String {
        if let tried = page.kept.tried {
            return said.restsUnrefreshed(words.date.minute(tried), words.date.from(until, at: tried))
        }
        return said.rests(words.date.minute(thread.retrieved), words.date.from(until, at: thread.retrieved))
    }

    /// What the host is told about who sees this.
    private var audience: HTML? {
        guard page.isHost else { return nil }
        let link: HTML? =
            page.kept.audience == .link
            ? """
            <br>\(said.linkAddress) <a href="\(page.address)"><bdi>\((origin ?? "") + page.address.text)</bdi></a>
            """ : nil
        return """
            <p class="audience">\(said.audience(page.kept.audience.rawValue, page.kept.reason))\(link)</p>

            """
    }

    private var tools: HTML {
        let history = Place.history(page.place).address
        return """
            <nav class="tools" aria-label="\(said.takeAlong)">
            <p><b>\(said.views)</b> \(views)</p>
            <p><b>\(said.takeAlong)</b> \(files)</p>
            <p><b>\(said.share)</b> \(sharing)</p>
            <p><a href="\(history)">\(said.history(page.kept.revision))</a></p>
            \(ThreadCitation(thread: thread, words: words).html)\
            </nav>

            """
    }

    private var views: HTML {
        let names: [(ThreadPlace.View, String)] = [
            (.posts, said.asPosts), (.reading, said.readingMode), (.text, said.textOnly),
        ]
        let links: [HTML] = names.map { view, name in
            if view == page.place.view { return "<span aria-current=\"page\">\(name)</span> " }
            var place = page.place
            place.view = view
            return "<a href=\"\(Place.thread(place).address)\">\(name)</a> "
        }
        return "\(links)"
    }

    private var files: HTML {
        let names: [(Format, String)] = [
            (.pdf, said.pdf), (.markdown, said.markdown), (.text, said.text), (.json, said.json), (.html, said.html),
        ]
        let links: [HTML] = names.map { format, name in
            var place = page.place
            // Without pictures where they are hidden.
            (place.format, place.view) = (format, format == .pdf && place.view == .text ? .text : .posts)
            return "<a href=\"\(Place.thread(place).address)\">\(name)</a> "
        }
        return "\(links)"
    }

    private var sharing: HTML {
        let address = Place.thread(page.place).address
        // What others cannot open is shared by its original.
        let isOpen = origin != nil && page.kept.audience != .private
        let shared = isOpen ? (origin ?? "") + address.text : thread.url?.text ?? address.text
        return """
            <button type="button" hidden data-copy="\(shared)" data-done="\(said.copied)">\(said.copyLink)</button>
            <button type="button" hidden data-share="\(shared)">\(said.shareSheet)</button>
            <a href="\(MailDraft(subject: heading(thread, words), body: shared))">\(said.email)</a>
            """
    }

    private var more: HTML? {
        if page.more.isEmpty { return nil }
        return """
            <section class="more">
            <h2>\(said.more(thread.author.shownName))</h2>
            <div class="cards">
            \(page.more.map { ThreadCard(summary: $0, words: words, isNamed: false).html })</div>
            <p><a href="\(author)">\(said.allThreads)</a></p>
            </section>

            """
    }

    private var foot: HTML {
        """
        <p><time datetime="\(thread.retrieved.rfc3339)">\(retrieval(thread, words))</time> \
        \(said.firstRetrieved(words.date.day(page.kept.kept))) \
        <a href="\(Place.help.address)#privacy">\(said.areYouTheAuthor)</a></p>

        """
    }
}
