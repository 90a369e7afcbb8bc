import Glibc
import NIOPosix
import Synchronization
import Unroll

/// A file that takes the body of one answer while it comes in, so that nobody has to hold it whole.
package final class DownloadFile: Sendable {
    /// The file could not be made.
    package struct NotMade: Error { package var errno: Int32 }

    private struct State {
        var head: [UInt8] = []
        var length = 0
        var promised: Int?
        var problem: Int32?
    }

    package let path: String
    private let descriptor: Int32
    private let limit: @Sendable (_ head: [UInt8]) -> Int
    private let state = Mutex(State())

    /// How many bytes `limit` is asked about.
    package static let headLength = 64

    /// Makes the file. `limit` says how many bytes a body may have that begins with these; 0 is for one that is not wanted.
    package init(path: String, limit: @escaping @Sendable (_ head: [UInt8]) -> Int) throws(NotMade) {
        descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        if descriptor < 0 { throw NotMade(errno: errno) }
        (self.path, self.limit) = (path, limit)
    }

    deinit { close(descriptor) }

    /// The first bytes, by which a file tells its type.
    package var head: [UInt8] { state.withLock { $0.head } }
    package var length: Int { state.withLock { $0.length } }
    /// What went wrong when it was written, such as a full disk: `errno`.
    package var problem: Int32? { state.withLock { $0.problem } }

    /// Begins anew, also when an earlier attempt broke off; `promised` is how long the server says it will be.
    func begin(promised: Int?) throws(FetchFailure) {
        state.withLock { $0 = State(promised: promised) }
        if ftruncate(descriptor, 0) != 0 || lseek(descriptor, 0, SEEK_SET) != 0 { throw broken(errno) }
    }

    func append(_ bytes: ArraySlice<UInt8>) async throws(FetchFailure) {
        if bytes.isEmpty { return }
        let isTooLong = state.withLock { state in
            state.head += bytes.prefix(DownloadFile.headLength - state.head.count)
            state.length += bytes.count
            // A first piece that is shorter than a head may yet become something.
            if state.head.count < DownloadFile.headLength { return false }
            return max(state.length, state.promised ?? 0) > limit(state.head)
        }
        if isTooLong { throw .tooLarge }
        let descriptor = descriptor
        let outcome = try? await NIOThreadPool.singleton.runIfActive { DownloadFile.write(bytes, to: descriptor) }
        if let outcome, outcome != 0 { throw broken(outcome) }
        if outcome == nil { throw .cancelled }
    }

    /// Sees to it that what was written outlives a loss of power; false where it does not.
    package func flush() async -> Bool {
        let descriptor = descriptor
        return (try? await NIOThreadPool.singleton.runIfActive { fsync(descriptor) == 0 }) ?? false
    }

    private func broken(_ code: Int32) -> FetchFailure {
        state.withLock { $0.problem = code }
        return .cancelled
    }

    /// 0, or `errno`.
    private static func write(_ bytes: ArraySlice<UInt8>, to descriptor: Int32) -> Int32 {
        bytes.withUnsafeBytes { buffer in
            var rest = buffer[...]
            while !rest.isEmpty {
                let written = Glibc.write(descriptor, UnsafeRawBufferPointer(rebasing: rest).baseAddress, rest.count)
                if written < 0 && errno == EINTR { continue }
                if written < 0 { return errno }
                rest = rest.dropFirst(written)
            }
            return 0
        }
    }
}
