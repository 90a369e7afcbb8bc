import Fetch
import Synchronization
import Unroll

/// Lets so many requests through, and then nothing more.
final class GateHTTP: HTTP {
    private let source: any HTTP
    private let left: Mutex<Int>
    private let shut = Mutex(false)

    init(_ source: any HTTP, letting count: Int) {
        self.source = source
        left = Mutex(count)
    }

    var isShut: Bool { shut.withLock { $0 } }

    func answer(to request: Request) async -> Result<Response, FetchFailure> {
        let isOpen = left.withLock { left in
            defer { left -= 1 }
            return left > 0
        }
        if isOpen { return await source.answer(to: request) }
        shut.withLock { $0 = true }
        try? await Task.sleep(for: .seconds(3600))
        return .failure(.cancelled)
    }
}
