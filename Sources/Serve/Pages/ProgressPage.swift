import FoundationEssentials
import HTTPTypes
import Render
import Store
import Unroll

/// What is happening with a link that was given. It reads the same with and without script: sentences, the newest at the end.
struct ProgressPage: Sendable {
    enum State: Sendable {
        /// In line, with so many ahead; nil while it runs.
        case underway(ahead: Int?)
        case done(ThreadPlace)
        case failed(JobFailure)
    }

    var job: Job
    var link: PostLink?
    var state: State
    /// Whether it is for somebody who can change the settings.
    var isHost: Bool
    var now: Timestamp

    static func load(
        _ key: Int64, for viewer: Viewer, now: Timestamp, from connection: any Connection
    ) throws(StoreFailure) -> ProgressPage? {
        guard let job = try connection.job(key), job.kind == JobKind.unroll.rawValue else { return nil }
        let state: State
        switch job.state {
        case .waiting: state = .underway(ahead: job.due > now ? nil : try connection.jobsAhead(of: job, now: now))
        case .running: state = .underway(ahead: nil)
        case .failed: state = .failed(job.reason ?? .stopped)
        case .done:
            let told = job.told
            guard let thread = told.thread, let kept = try connection.thread(.key(thread), for: .host) else {
                state = .failed(.removed)
                break
            }
            state = .done(ThreadPlace(kept, at: told.post.map { PostID($0) }))
        }
        return ProgressPage(
            job: job, link: try? PostLink(job.payload), state: state, isHost: viewer == .host, now: now)
    }

    /// Sentences, in the order in which they became true.
    func lines(_ words: Words) -> [String] {
        let (own, told) = (words.site.unroll, job.told)
        switch state {
        case .done: return [own.doneTitle]
        case .failed(let failure): return [sentence(for: failure, words)]
        case .underway(let ahead):
            var lines = [own.asking(job.lane.host)]
            if told.posts > 0 { lines.append(own.found(told.posts)) }
            if let reason = job.reason, job.state == .waiting {
                lines.append(own.again(sentence(for: reason, words), words.date.from(job.due, at: now)))
            } else if let until = told.waitingUntil {
                let until = words.date.from(Timestamp(milliseconds: until), at: now)
                lines.append(own.waiting(told.waitingFor ?? job.lane.host, until))
            } else if let ahead {
                lines.insert(own.inLine(ahead), at: 0)
                if told.posts == 0 { lines.removeLast() }
            }
            return lines
        }
    }

    private func sentence(for failure: JobFailure, _ words: Words) -> String {
        let own = words.site.unroll
        return switch failure {
        case .network(let failure): (isHost ? nil : own.beyondVisitors(failure)) ?? words.failure(failure)
        case .removed: words.site.errors.removed.sentence
        case .unwanted(.loginOnly): own.refused(.loginOnly)
        case .unwanted(.protected): own.refused(.protected)
        case .unwanted(.withheld): own.refused(.withheld)
        case .archive: own.archiveFailed
        case .deadly: own.deadly
        case .stopped, .moved: own.stopped
        }
    }
}

extension ProgressPage {
    func html(_ words: Words) -> HTML {
        let own = words.site.unroll
        let isFailed = if case .failed = state { true } else { false }
        var frame = Frame(isFailed ? own.failedTitle : own.progressTitle, words)
        frame.link = isFailed ? link?.address ?? "" : ""
        // With script the page asks for its news itself.
        if !isFailed {
            frame.head = """
                <noscript><meta http-equiv="refresh" content="2"></noscript>
                <script src="\(Place.asset(SiteAsset.progress.name).address)" defer></script>

                """
        }
        let lines = lines(words).map { "<li>\($0)</li>\n" as HTML }
        let given: HTML? = link.map { "<p class=\"given\"><bdi>\($0.address)</bdi></p>\n" }
        let progress: HTML =
            isFailed
            ? "<p>\(self.lines(words).joined(separator: " "))</p>\n\(actions(own))"
            : """
            <ol class="progress" data-progress="\(Place.job(job.key).address)" aria-live="polite">
            \(lines)</ol>
            <p class="quiet">\(own.mayLeave)</p>

            """
        return frame.page("<h1>\(frame.title)</h1>\n\(given)\(progress)")
    }

    private func actions(_ words: UnrollWords) -> HTML {
        guard let link else { return "" }
        let original = Link(link.address).map {
            "<p><a href=\"\($0)\" rel=\"noreferrer\">\(words.readOriginal)</a></p>\n" as HTML
        }
        return """
            <form action="\(Place.unroll.address)" method="post">
            <input type="hidden" name="link" value="\(link.address)">
            <button>\(words.tryAgain)</button>
            </form>
            \(original)
            """
    }

    /// For the script: the same sentences, and where to go in the end.
    func json(_ words: Words) -> [UInt8] {
        struct News: Encodable {
            var lines: [String]
            var isOver: Bool
            var location: String?
        }
        var news = News(lines: lines(words), isOver: true)
        switch state {
        case .underway: news.isOver = false
        case .done(let place): news.location = Place.thread(place).address.text
        case .failed: news.location = Place.job(job.key).address.text
        }
        return (try? JSONEncoder().encode(news)).map { Array($0) } ?? []
    }
}

extension Site {
    func progress(of key: Int64, _ visit: Visit) async throws(SiteFailure) -> Reply {
        let now = clock.now()
        let page = try await read { connection throws(StoreFailure) in
            try ProgressPage.load(key, for: visit.viewer, now: now, from: connection)
        }
        guard let page else { throw .notFound }
        if case .failed(.removed) = page.state { throw .removed }
        var reply: Reply
        if visit.headers[.accept]?.hasPrefix("application/json") == true {
            reply = Reply(page.json(words), type: "application/json")
        } else if case .done(let place) = page.state {
            reply = .redirect(to: .thread(place))
        } else {
            reply = Reply(page: page.html(words))
        }
        reply.freshness = .never
        return reply
    }
}
