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
    /// The thread that is kept, where fetching it again came to nothing.
    var kept: ThreadPlace?
    /// From when on the link may be asked for again, where that is later than now.
    var rests: Timestamp?
    /// Whether it is for somebody who can change the settings.
    var isHost: Bool
    var now: Timestamp

    static func load(
        _ key: Int64, for viewer: Viewer, coolDown: Int64, now: Timestamp, from connection: any Connection
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
        var page = ProgressPage(
            job: job, link: try? PostLink(job.payload), state: state, isHost: viewer.isHost, now: now)
        guard page.isVain, let link = page.link else { return page }
        if let thread = try connection.find(link, for: .host),
            let kept = try connection.thread(.key(thread), for: .host),
            viewer.isHost || kept.audience != .private
        {
            page.kept = ThreadPlace(kept)
        }
        // A host who has mended what was wrong need not wait, where it is no refresh.
        if job.state == .failed, page.kept != nil || !viewer.isHost {
            page.rests = job.finished.map { $0.advanced(byMilliseconds: coolDown) }.flatMap { $0 > now ? $0 : nil }
        }
        return page
    }

    /// Whether the last attempt came to nothing.
    private var isVain: Bool { job.state == .failed || job.state == .waiting && job.reason != nil }

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
        let failedTitle = kept == nil ? own.failedTitle : own.unrefreshedTitle
        var frame = Frame(isFailed ? failedTitle : own.progressTitle, words)
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
            ? "<p>\(self.lines(words).joined(separator: " "))</p>\n\(actions(words))"
            : """
            <ol class="progress" data-progress="\(Place.job(job.key).address)" aria-live="polite">
            \(lines)</ol>
            <p class="quiet">\(own.mayLeave)</p>
            \(back(words))
            """
        return frame.page("<h1>\(frame.title)</h1>\n\(given)\(progress)")
    }

    /// To the thread as it is kept.
    private func back(_ words: Words) -> HTML? {
        kept.map {
            "<p>\(words.site.unroll.stays) <a href=\"\(Place.thread($0).address)\">\(words.site.errors.toThread)</a></p>\n"
        }
    }

    private func actions(_ words: Words) -> HTML {
        guard let link else { return "" }
        let own = words.site.unroll
        let original = Link(link.address).map {
            "<p><a href=\"\($0)\" rel=\"noreferrer\">\(own.readOriginal)</a></p>\n" as HTML
        }
        let back = back(words)
        if let rests { return "\(back)<p>\(own.rests(words.date.from(rests, at: now)))</p>\n\(original)" }
        return "\(back)\(unrollButton(link, own.tryAgain, at: kept.map { Place.refresh($0) } ?? .unroll))\(original)"
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
        let page = try await read { [settings] connection throws(StoreFailure) in
            try ProgressPage.load(
                key, for: visit.viewer, coolDown: settings.coolDown, now: now, from: connection)
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
