import Logging
import Synchronization

/// A log that is kept in memory, with everything that is said in it.
final class Heard: Sendable {
    private let said = Mutex<[String]>([])

    var lines: [String] { said.withLock { $0 } }

    var handler: some LogHandler { Handler(heard: self) }

    private struct Handler: LogHandler {
        let heard: Heard
        var metadata: Logger.Metadata = [:]
        var logLevel = Logger.Level.info

        subscript(metadataKey key: String) -> Logger.Metadata.Value? {
            get { metadata[key] }
            set { metadata[key] = newValue }
        }

        func log(event: LogEvent) {
            let metadata = metadata.merging(event.metadata ?? [:]) { $1 }
            heard.said.withLock { $0.append("\(event.message) \(metadata) \(event.error.map { "\($0)" } ?? "")") }
        }
    }
}
