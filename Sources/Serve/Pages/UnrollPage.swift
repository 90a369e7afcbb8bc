import HTTPTypes
import Render
import Store
import Unroll

extension Site {
    /// Takes a link: to the thread where it is kept, else to the page that shows how it is fetched.
    func unroll(_ visit: Visit) async throws(SiteFailure) -> Reply {
        let fields = visit.method == .post ? visit.form : WebQuery(visit.query[...])
        let given = visit.given ?? GivenLink.inFields(fields) ?? ""
        if let place = ownPlace(at: given, visit) { return .redirect(to: place) }
        let link = try postLink(given)
        switch try await standing(of: link, visit) {
        case .kept(let place): return .redirect(to: .thread(place))
        case .removed: throw .removed
        case .hidden: throw .hidden(link)
        case .unknown: break
        }
        guard mayUnroll(visit) else { throw .unkept(link) }
        guard visit.method == .post || visit.isDeliberate else { return confirmPage(link, given: given) }
        if !visit.isHost, let failed = try await failure(of: link) { return .redirect(to: .job(failed)) }
        return .redirect(to: .job(try await ask(for: link)))
    }

    /// The job that says that nothing came of a link just now: others are asked only so often.
    private func failure(of link: PostLink) async throws(SiteFailure) -> Int64? {
        let since = clock.now().advanced(byMilliseconds: -settings.coolDown)
        return try await read { connection throws(StoreFailure) in
            try connection.failedJob(JobKind.unroll.rawValue, name: link.name, after: since)?.key
        }
    }

    private func postLink(_ text: String) throws(SiteFailure) -> PostLink {
        do { return try PostLink(text) } catch { throw .link(error, given: String(text.prefix(2000))) }
    }

    /// Whether a visitor may have threads fetched, which asks others and can cost money.
    func mayUnroll(_ visit: Visit) -> Bool { visit.isHost || settings.unrolling == .everyone }

    /// Puts a thread in line; two who ask for the same one get the same job.
    func ask(for link: PostLink) async throws(SiteFailure) -> Int64 {
        let (now, lane) = (clock.now(), JobLane(of: link, backfill))
        // A progress page leads to the thread, so its address is not to be guessed.
        let key = Int64.random(in: 1...Int64.max)
        let job = try await write { connection throws(StoreFailure) in
            try connection.enqueue(
                JobKind.unroll.rawValue, name: link.name, payload: link.address, in: lane, due: now, now: now,
                key: key)
        }
        bell.ring()
        return job
    }
}

extension Site {
    /// What is known of a link before anybody is asked.
    private enum Standing: Sendable {
        case kept(ThreadPlace)
        case removed
        /// It is kept, and not for this visitor.
        case hidden
        case unknown
    }

    /// Whoever may have a thread fetched may also have the address of one that is seen by link.
    private func standing(of link: PostLink, _ visit: Visit) async throws(SiteFailure) -> Standing {
        let (viewer, mayUnroll) = (visit.viewer, mayUnroll(visit))
        return try await read { [store] connection throws(StoreFailure) in
            if try connection.isRemoved(link, key: store.removals) { return .removed }
            guard let key = try connection.find(link, for: mayUnroll ? .host : viewer),
                let kept = try connection.thread(.key(key), for: .host)
            else { return .unknown }
            if kept.audience == .private && !viewer.isHost { return .hidden }
            return .kept(ThreadPlace(kept, at: try connection.post(at: link, in: kept.merged())))
        }
    }
}

extension ThreadPlace {
    /// The canonical place of a kept thread, at one of its posts.
    init(_ kept: KeptThread, at post: PostID? = nil) {
        let thread = kept.thread
        self.init(thread.id, on: thread.network, linkKey: kept.audience == .link ? kept.linkKey : nil)
        if let post, post != thread.posts.first?.id { self.post = post.name(on: thread.network) }
    }
}

extension Visit {
    /// Whether a person wants this, and not a page that only embeds the address: a request says so since browsers tell where it comes
    /// from. One that does not say it is asked about.
    fileprivate var isDeliberate: Bool {
        func field(_ name: String) -> String? { HTTPField.Name(name).flatMap { headers[$0] } }
        if field("sec-purpose") != nil || field("purpose") != nil { return false }
        guard let site = field("sec-fetch-site") else { return false }
        let isNavigation = field("sec-fetch-mode") == "navigate" && field("sec-fetch-dest") == "document"
        return isNavigation && (["none", "same-origin"].contains(site) || field("sec-fetch-user") == "?1")
    }
}

extension Site {
    private func confirmPage(_ link: PostLink, given: String) -> Reply {
        let words = words.site.unroll
        var frame = Frame(words.confirmTitle, self.words)
        frame.link = given
        var reply = Reply(
            page: frame.page(
                """
                <h1>\(words.confirmTitle)</h1>
                <p>\(words.confirm)</p>
                <p class="given"><bdi>\(oneLine(String(given.prefix(2000))))</bdi></p>
                \(unrollButton(link, words.confirmButton))
                """))
        reply.freshness = .never
        return reply
    }
}

/// A button that has a thread fetched, or fetched again.
func unrollButton(_ link: PostLink, _ name: String, at place: Place = .unroll) -> HTML {
    """
    <form action="\(place.address)" method="post">
    <input type="hidden" name="link" value="\(link.address)">
    <button>\(name)</button>
    </form>

    """
}
