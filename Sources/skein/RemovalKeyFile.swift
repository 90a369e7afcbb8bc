import Glibc
import Store
import Unroll

/// The key of the removal list: a file beside the archive that only its owner can read, made once.
struct RemovalKeyFile: Sendable {
    static let length = 32

    let path: String

    init(folder: String) { path = folder + "/removal.key" }

    /// The key; nil where there is none.
    func key() throws(CommandProblem) -> RemovalKey? {
        if OutputFile.kind(of: path) == nil { return nil }
        guard let key = RemovalKey(try InputFile.bytes(of: path)) else { throw .notKey(path: path) }
        return key
    }

    /// Makes a key. Written aside, flushed, then given its name, unless somebody else was faster.
    func make() throws(CommandProblem) {
        let aside = "\(path)-\(getpid())-\(UInt32.random(in: 0 ... .max))"
        let file = open(aside, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard file >= 0 else { throw problem(errno) }
        defer { unlink(aside) }
        var failure = StandardStream.write(RemovalKeyFile.random(), to: file)
        if failure == nil, fsync(file) != 0 { failure = errno }
        if close(file) != 0, failure == nil { failure = errno }
        if failure == nil, link(aside, path) != 0, errno != EEXIST { failure = errno }
        if let failure { throw problem(failure) }
    }

    static func random() -> [UInt8] {
        var random = SystemRandomNumberGenerator()
        return (0..<length).map { _ in UInt8.random(in: 0...255, using: &random) }
    }

    private func problem(_ code: Int32) -> CommandProblem {
        .cannotWrite(path: path, reason: String(cString: strerror(code)))
    }
}
