import Crypto
import Glibc
import HummingbirdCore
import NIOCore
import NIOPosix

/// A copy, open to be read piece by piece: however long it is, one piece of it is held.
final class MediaFile: Sendable {
    /// Bytes.
    let length: Int
    private let descriptor: Int32
    private static let piece = 64 << 10

    private init(_ descriptor: Int32, length: Int) { (self.descriptor, self.length) = (descriptor, length) }

    deinit { close(descriptor) }

    /// Nil where there is no such file.
    static func open(_ path: String) async throws(MediaProblem) -> MediaFile? {
        let opened = try? await NIOThreadPool.singleton.runIfActive { () -> Result<MediaFile?, MediaProblem> in
            let descriptor = Glibc.open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW)
            if descriptor < 0 { return errno == ENOENT ? .success(nil) : .failure(.file(errno: errno)) }
            var status = stat()
            guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
                close(descriptor)
                return .success(nil)
            }
            return .success(MediaFile(descriptor, length: Int(status.st_size)))
        }
        guard let opened else { throw .stopped }
        return try opened.get()
    }

    /// Writes a file where none is, for its owner alone.
    static func write(_ bytes: [UInt8], to path: String) async throws(MediaProblem) {
        let code = try? await NIOThreadPool.singleton.runIfActive { () -> Int32 in
            let file = Glibc.open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
            if file < 0 { return errno }
            defer { close(file) }
            var rest = bytes[...]
            while !rest.isEmpty {
                let written = rest.withUnsafeBytes { Glibc.write(file, $0.baseAddress, $0.count) }
                if written < 0 { return errno }
                rest = rest.dropFirst(written)
            }
            return 0
        }
        guard let code else { throw .stopped }
        if code != 0 { throw .file(errno: code) }
    }

    /// What is in `range`, as a body.
    func body(_ range: Range<Int>) -> ResponseBody {
        ResponseBody(contentLength: range.count) { writer in
            var start = range.lowerBound
            while start < range.upperBound {
                let piece = try await self.read(start, min(MediaFile.piece, range.upperBound - start))
                start += piece.count
                try await writer.write(ByteBuffer(bytes: piece))
            }
            try await writer.finish(nil)
        }
    }

    /// All of it, for what is known to be short.
    func bytes() async throws(MediaProblem) -> [UInt8] {
        let bytes = try? await NIOThreadPool.singleton.runIfActive { () -> Result<[UInt8], MediaProblem> in
            var bytes: [UInt8] = []
            while bytes.count < self.length {
                switch self.piece(bytes.count, self.length - bytes.count) {
                case .failure(let problem): return .failure(problem)
                case .success(let piece): bytes += piece
                }
            }
            return .success(bytes)
        }
        guard let bytes else { throw .stopped }
        return try bytes.get()
    }

    /// SHA-256 of all of it.
    func hash() async throws(MediaProblem) -> [UInt8] {
        let hash = try? await NIOThreadPool.singleton.runIfActive { () -> Result<[UInt8], MediaProblem> in
            var (sum, start) = (SHA256(), 0)
            while start < self.length {
                switch self.piece(start, min(MediaFile.piece, self.length - start)) {
                case .failure(let problem): return .failure(problem)
                case .success(let piece):
                    sum.update(data: piece)
                    start += piece.count
                }
            }
            return .success(Array(sum.finalize()))
        }
        guard let hash else { throw .stopped }
        return try hash.get()
    }

    private func read(_ start: Int, _ count: Int) async throws -> [UInt8] {
        try await NIOThreadPool.singleton.runIfActive { self.piece(start, count) }.get()
    }

    /// At least a byte; that a file is shorter than it was is an error.
    private func piece(_ start: Int, _ count: Int) -> Result<[UInt8], MediaProblem> {
        var code: Int32 = 0
        let bytes = [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
            let got = pread(descriptor, buffer.baseAddress, count, off_t(start))
            if got <= 0 { code = got == 0 ? EIO : errno }
            filled = max(got, 0)
        }
        return code == 0 ? .success(bytes) : .failure(.file(errno: code))
    }
}
