import Synchronization

/// Who is told when something was written.
final class WriteWatchers: Sendable {
    private let watchers = Mutex<[@Sendable () async -> Void]>([])

    func add(_ watcher: @escaping @Sendable () async -> Void) { watchers.withLock { $0.append(watcher) } }

    func tell() async {
        for watcher in watchers.withLock({ $0 }) { await watcher() }
    }
}
