import Dispatch
import Synchronization
import Unroll

/// Pieces of a file on their way from a thread that reads and unpacks it to whoever takes them: a few wait, and whoever reads waits for room.
final class ReadAhead: Sendable {
    typealias Take = (_ piece: [UInt8]) throws(ExportFailure) -> Void

    private enum End { case whole, closed, failed(ExportFailure) }

    private static let most = 4

    private let state = Mutex((pieces: [[UInt8]](), end: End?.none))
    private let pieces = DispatchSemaphore(value: 0)
    // It may be let go of while pieces wait, which a semaphore that began with a value must not be.
    private let room = DispatchSemaphore(value: 0)

    /// Has `read` put its pieces on a thread of its own, while `take` takes them on this one.
    static func run(
        _ read: @escaping @Sendable (_ put: Take) throws(ExportFailure) -> Void, _ take: Take
    ) throws(ExportFailure) {
        let line = ReadAhead()
        defer { line.close() }
        DispatchQueue(label: "read ahead").async {
            do throws(ExportFailure) {
                try read(line.put)
                line.finish(.whole)
            } catch { line.finish(.failed(error)) }
        }
        while let piece = try line.next() { try take(piece) }
    }

    private init() { for _ in 0..<ReadAhead.most { room.signal() } }

    private func put(_ piece: [UInt8]) throws(ExportFailure) {
        room.wait()
        let isClosed = state.withLock { state in
            if case .closed? = state.end { return true }
            state.pieces.append(piece)
            return false
        }
        pieces.signal()
        // Whoever closed it does not hear of this; it ends the reading.
        if isClosed { throw .damaged }
    }

    /// The next piece; nil behind the last one.
    private func next() throws(ExportFailure) -> [UInt8]? {
        pieces.wait()
        let (piece, end) = state.withLock { state in
            (state.pieces.isEmpty ? nil : state.pieces.removeFirst(), state.end)
        }
        room.signal()
        if piece == nil, case .failed(let failure)? = end { throw failure }
        return piece
    }

    private func finish(_ end: End) {
        state.withLock { if $0.end == nil { $0.end = end } }
        pieces.signal()
    }

    /// Says that nothing more is wanted.
    private func close() {
        state.withLock { $0.end = .closed }
        room.signal()
    }
}
