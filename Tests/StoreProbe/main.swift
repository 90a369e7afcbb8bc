import Glibc
import Store
import Unroll

// A process that works on an archive, for the store's tests to start several of and to kill: `storeprobe WORK ADDRESS NAME`. It prints
// a line for everything that was acknowledged.

let arguments = CommandLine.arguments
guard arguments.count == 4, let key = RemovalKey(Array(repeating: 7, count: 32)) else { exit(64) }
let start = Timestamp(seconds: 1_760_000_000)
let end = start.advanced(byMilliseconds: 60_000)

do {
    let store = try await Store(DatabaseAddress(arguments[2]), removals: key)
    switch arguments[1] {
    case "exchanges": try await keepExchanges(in: store, of: arguments[3])
    case "claim": try await claimJobs(in: store, as: arguments[3])
    case "reserve": try await reserve(in: store)
    default: say("open")
    }
    await store.close()
} catch {
    say("failed: \(error)")
    exit(1)
}

/// Written at once, for whoever kills this process.
func say(_ line: String) {
    let bytes = Array((line + "\n").utf8)
    _ = write(1, bytes, bytes.count)
}

/// Without end.
func keepExchanges(in store: Store, of target: String) async throws {
    let retrieval = try await store.database.write { connection throws(StoreFailure) in
        if let open = try connection.openRetrieval(of: target, on: .x) { return open }
        return try connection.begin(target, on: .x, at: start)
    }
    var number = try await store.database.read { connection throws(StoreFailure) in
        try connection.exchanges(of: retrieval).count
    }
    while true {
        number += 1
        let body = Array(repeating: UInt8(truncatingIfNeeded: number), count: 20_000)
        let response = Response(status: 200, body: body, url: "https://api.example", received: start)
        try await store.keep(
            Request("https://api.example/page/\(number)"), .success(response), at: start, in: retrieval)
        say("\(number)")
    }
}

func claimJobs(in store: Store, as worker: String) async throws {
    while let job = try await store.database.write({ connection throws(StoreFailure) in
        try connection.claim(["unroll"], worker: worker, now: start, lease: end)
    }) {
        say("\(job.key)")
    }
}

func reserve(in store: Store) async throws {
    while try await store.database.write({ connection throws(StoreFailure) in
        try connection.reserve(1000, on: "2026-08-31", budget: 100_000)
    }) {
        say("1000")
    }
}
