import Fetch
import Glibc
import Logging
import Serve
import Store
import Unroll

// A site's worker in a process of its own, for tests to kill: `serveprobe DATABASE FOLDER ORIGIN TOKEN LINK…` puts the links in line at
// an X on loopback and works. It prints a line for everything that was acknowledged: `job LINK`, and `ready` when all are in line.
// `serveprobe DATABASE FOLDER import EXPORT SKEIN` imports an export instead, and prints `posts N` and `media N` for what is on disk.

let arguments = CommandLine.arguments
guard arguments.count > 5, let key = RemovalKey(Array(repeating: 7, count: 32)) else { exit(64) }

/// Written at once, for whoever kills this process.
@Sendable func say(_ line: String) {
    let bytes = Array((line + "\n").utf8)
    _ = write(1, bytes, bytes.count)
}

do {
    let store = try await Store(DatabaseAddress(arguments[1]), removals: key)
    if arguments[3] == "import" {
        var settings = SiteSettings(folder: arguments[2])
        settings.program = arguments[5]
        let archive = try ExportArchive(path: arguments[4])
        _ = try await ExportImport(archive, into: store, settings: settings).run { stage in
            switch stage {
            case .reading: say("reading")
            case .posts(let done, _): say("posts \(done)")
            case .copying(let done): say("media \(done)")
            }
        }
        say("imported")
        exit(0)
    }
    var (backfill, fetch, limits) = (BackfillSettings(), FetchSettings(), FetchLimits())
    (backfill.xURL, backfill.hasXToken) = (arguments[3], true)
    (fetch.xToken, fetch.xOrigin, fetch.chosenOrigins) = (Secret(arguments[4]), arguments[3], [arguments[3]])
    fetch.purse = .shared(store, budget: nil)
    limits.archiveSpacing = .zero
    let site = Site(
        SiteSettings(folder: arguments[2]), store: store, http: NetworkHTTP(fetch, limits: limits),
        backfill: backfill, log: Logger(label: "probe") { _ in SwiftLogNoOpLogHandler() })
    for text in arguments.dropFirst(5) {
        let now = WallClock.now()
        let link = try PostLink(text).address
        let isNew = try await store.database.read { connection throws(StoreFailure) in
            try connection.find(.target(.x, link), for: .host) == nil
        }
        guard isNew else { continue }
        try await store.database.write { connection throws(StoreFailure) in
            _ = try connection.enqueue("unroll", name: link, payload: link, in: JobLane(host: "x"), due: now, now: now)
        }
        say("job " + link)
    }
    say("ready")
    try await Worker(site).run()
} catch {
    say("failed: \(error)")
    exit(1)
}
