import Render
import Unroll

/// A way through Skein with a conversation of its own: the reader takes a link, gives it, sees it fetched and reads the thread. No
/// network is asked, and no script is needed.
struct PracticePage {
    var place: PracticePlace
    var words: Words
    /// Whether the visitor may read what is kept.
    var isOpen = true

    private var practice: PracticeWords { words.site.practice }
    private var sample: PracticeConversation { PracticeConversation(words: practice) }
    /// The post whose link was taken; the author's, whatever somebody writes into the address.
    private var post: Int {
        practice.posts.indices.contains(place.post) && practice.posts[place.post].text != nil ? place.post : 0
    }

    func html() throws(UnrollFailure) -> HTML {
        let content: HTML =
            switch place.step {
            case .timeline: timeline
            case .paste: paste
            case .progress: progress
            case .thread: try thread()
            }
        var frame = Frame(practice.title, words)
        frame.isOpen = isOpen
        return frame.page(
            "<h1>\(practice.title)</h1>\n<div class=\"practice\">\n\(content)</div>\n")
    }

    private func lead(_ sentence: String) -> HTML { "<p class=\"lead\">\(sentence)</p>\n" }

    /// The newest first, as networks show it.
    private var timeline: HTML {
        let items: [HTML] = practice.posts.enumerated().reversed().compactMap { number, post in
            guard let text = post.text else { return nil }
            let answering: HTML? = post.parent.map { " · \(practice.answering(sample.author(of: $0).name))" }
            let copy: HTML? =
                post.person != 0
                ? nil : "<p><a class=\"button\" href=\"\(address(.paste, number))\">\(practice.copyLink)</a></p>\n"
            return """
                <div class="pretend-post">
                <p class="facts"><b>\(sample.author(of: number).name)</b> @\(practice.people[post.person].handle)\(answering)</p>
                <p>\(text)</p>
                \(copy)</div>

                """
        }
        return """
            \(lead(practice.timeline))<section class="pretend" aria-labelledby="pretend">
            <h2 id="pretend">\(practice.network)</h2>
            \(items)</section>

            """
    }

    private var paste: HTML {
        """
        \(lead(practice.paste))<form class="link" action="\(Place.practice(PracticePlace()).address)">
        <input type="hidden" name="step" value="\(PracticePlace.Step.progress.rawValue)">
        <input type="hidden" name="post" value="\(post)">
        <input type="text" value="\(sample.link(to: post))" readonly aria-label="\(practice.linkLabel)">
        <button>\(practice.unroll)</button>
        </form>

        """
    }

    private var progress: HTML {
        let found = practice.posts.count { $0.text != nil }
        return """
            \(lead(practice.progress))<ul class="progress">
            <li>\(practice.asked(PracticeConversation.host))</li>
            <li>\(practice.found(found))</li>
            <li>\(practice.gone)</li>
            </ul>
            <p><a class="button" href="\(address(.thread, post))">\(practice.seeThread)</a></p>

            """
    }

    private func thread() throws(UnrollFailure) -> HTML {
        let thread = try unroll(sample.conversation)
        var options = RenderOptions()
        options.words = words
        let set = HTMLThread(thread, options, page: PageMarks(thread.network))
        let notes: [HTML] = practice.notes.map { "<li>\($0)</li>\n" }
        return """
            \(lead(practice.result))<div class="thread">
            <header class="head">
            <h2>\(set.title)</h2>
            <p class="facts"><bdi>\(thread.author.displayName)</bdi> · \(words.thread.posts(thread.posts.count))</p>
            \(set.completeness)</header>
            <div class="body">
            \(set.body)</div>
            </div>
            <ul class="notes">
            \(notes)</ul>
            <p><a href="\(Place.home.address)">\(practice.forReal)</a> · \
            <a href="\(Place.practice(PracticePlace()).address)">\(practice.again)</a></p>

            """
    }

    private func address(_ step: PracticePlace.Step, _ post: Int) -> SiteAddress {
        Place.practice(PracticePlace(step, post: post)).address
    }
}

extension Site {
    func practice(_ place: PracticePlace, _ visit: Visit) throws(SiteFailure) -> Reply {
        do { return Reply(page: try PracticePage(place: place, words: words, isOpen: isOpen(to: visit)).html()) } catch
        {
            throw .broken("the practice conversation holds no thread")
        }
    }
}
