import ServiceLifecycle
import Store
import Unroll

/// How long after a change no process shows a page from before it: changes of others are looked for four times as often.
package let pageCachePatience = Duration.seconds(1)

/// Keeps the cache right and ready as long as the server runs: drops the pages and documents that a change concerns, whoever made
/// it, packs new pages, and lets the processes that print rest.
struct PageKeeper: Service, CustomStringConvertible {
    let site: Site

    /// Its name among services; without one it would be all that it holds.
    var description: String { "keeper" }

    func run() async throws {
        await cancelWhenGracefulShutdown {
            await withDiscardingTaskGroup { group in
                group.addTask { await follow() }
                group.addTask { for await key in site.pages.unprepared { site.pages.prepare(key) } }
                group.addTask { await site.printing.restWhenIdle() }
            }
        }
    }

    /// Changes of other processes are looked for four times a second, those of this one after each of its writes.
    private func follow() async {
        let follower = ChangeFollower(site)
        site.store.database.watchWrites { await follower.check() }
        while !Task.isCancelled {
            await follower.check()
            try? await Task.sleep(for: pageCachePatience / 4)
        }
    }
}

/// Follows the changes of the archive, and tells the cache of them.
private actor ChangeFollower {
    private let site: Site
    private var position: ChangePosition?
    private var failures = 0

    /// A cache that has not heard of changes for so many questions is emptied.
    private static let maximumFailures = 20

    init(_ site: Site) { self.site = site }

    func check() async {
        let (now, before) = (site.clock.now(), position)
        do {
            let answer = try await site.store.database.read { connection throws(StoreFailure) in
                guard let before else { return (change: Change?.none, position: try connection.changePosition()) }
                return try connection.changes(after: before, at: now)
            }
            failures = 0
            if let change = answer.change { await drop(change) }
            position = answer.position
            if before == nil { site.pages.open() }
        } catch {
            failures += 1
            if failures >= ChangeFollower.maximumFailures { await drop(.everything) }
        }
    }

    private func drop(_ change: Change) async {
        site.pages.drop(change)
        await site.printing.shop.drop(change)
    }
}
