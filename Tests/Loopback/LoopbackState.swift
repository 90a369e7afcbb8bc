import NIOCore
import Simulated
import Synchronization

/// What a loopback server remembers: its log and its open connections.
final class LoopbackState: Sendable {
    private struct Memory {
        var requests: [SimulatedRequest] = []
        var serverNames: [String] = []
        var connectionCount = 0
        var open: [ObjectIdentifier: any Channel] = [:]
    }

    private let memory = Mutex(Memory())

    var requests: [SimulatedRequest] { memory.withLock { $0.requests } }
    var serverNames: [String] { memory.withLock { $0.serverNames } }
    var connectionCount: Int { memory.withLock { $0.connectionCount } }

    func note(_ request: SimulatedRequest) { memory.withLock { $0.requests.append(request) } }
    func note(serverName: String) { memory.withLock { $0.serverNames.append(serverName) } }

    func opened(_ channel: any Channel) {
        memory.withLock {
            $0.connectionCount += 1
            $0.open[ObjectIdentifier(channel)] = channel
        }
        channel.closeFuture.whenComplete { [weak self] _ in
            self?.memory.withLock { _ = $0.open.removeValue(forKey: ObjectIdentifier(channel)) }
        }
    }

    func closeAll() {
        for channel in memory.withLock({ Array($0.open.values) }) { channel.close(promise: nil) }
    }
}

/// A value that is known only after those who need it were made.
final class Late<Value: Sendable>: Sendable {
    private let held = Mutex<Value?>(nil)

    var value: Value? { held.withLock { $0 } }
    func set(_ value: Value) { held.withLock { $0 = value } }
}
