import Fetch
import Hummingbird
import Logging
import Store
import Unroll

/// Skein's site: everything that answering a visit needs. Pages are extensions of it, each in a file of its own.
package struct Site: Sendable {
    let settings: SiteSettings
    package let store: Store
    /// Asks the networks.
    let http: any HTTP
    let backfill: BackfillSettings
    let clock: Clock
    let words: Words
    let log: Logger
    let pages: PageCache
    let printing: Printing
    /// Wakes the worker for a job of this process.
    let bell = Bell()
    let drain = Drain()

    package init(
        _ settings: SiteSettings, store: Store, http: any HTTP, backfill: BackfillSettings, clock: Clock = .wall,
        words: Words = .english, log: Logger
    ) {
        (self.settings, self.store, self.http, self.backfill) = (settings, store, http, backfill)
        (self.clock, self.words, self.log) = (clock, words, log)
        (pages, printing) = (PageCache(limit: settings.pageCache), Printing(program: settings.program))
    }

    /// For libraries, whose notes on each connection are no news to the host.
    var quietLog: Logger {
        var quiet = log
        quiet.logLevel = max(log.logLevel, .error)
        return quiet
    }

    /// What belongs at the place of a visit.
    func answer(_ visit: Visit) async throws(SiteFailure) -> Reply {
        guard let place = visit.place else { throw .notFound }
        guard visit.isHost || settings.reading == .everyone || place.isOpen else { throw .closed }
        guard visit.method == .get || place.takesForms else { throw .wrongMethod }
        if visit.isOtherwiseWritten(place) { return .redirect(to: place, status: .permanentRedirect) }
        switch place {
        case .home: return try await home(visit)
        case .recent(let cursor): return try await home(after: cursor, visit)
        case .unroll: return try await unroll(visit)
        case .job(let key): return try await progress(of: key, visit)
        case .thread(let thread): return try await self.thread(thread, visit)
        case .history(let thread): return try await history(of: thread, visit)
        case .refresh(let thread): return try await refresh(thread, visit)
        case .author(let author): return try await self.author(author, visit)
        case .handle(let network, let handle): return try await author(called: handle, on: network, visit)
        case .search(let search): return try await self.search(search, visit)
        case .feed(let feed): return try await self.feed(feed, visit)
        case .medium(let medium): return try await self.medium(medium, visit)
        case .oEmbed(let url): return try await oEmbed(of: url, visit)
        case .help: return try help(visit)
        case .practice(let place): return try practice(place, visit)
        case .manifest: return manifest(visit)
        case .asset(let name): return try asset(name, visit)
        case .robots: return robots(visit)
        case .health: return Reply(text: "ok\n")
        case .ready: return await ready()
        }
    }
}
