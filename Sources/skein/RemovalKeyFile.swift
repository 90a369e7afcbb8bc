import Glibc
import Store
import Unroll

/// The key of the removal list: a file beside the archive that only its owner can read, made once.
enum RemovalKeyFile {
    static let name = "removal.key"
    private static let length = 32

    /// The key in `folder`; a new one where there is none. Of two processes that make it at once, one wins.
    static func key(in folder: String) throws(CommandProblem) -> RemovalKey {
        let path = folder + "/" + name
        if OutputFile.kind(of: path) == nil { try make(path) }
        guard let key = RemovalKey(try InputFile.bytes(of: path)) else { throw .notKey(path: path) }
        return key
    }

    /// Written aside, flushed, then given its name, unless somebody else was faster.
    private static func make(_ path: String) throws(CommandProblem) {
        let aside = "\(path)-\(getpid())-\(UInt32.random(in: 0 ... .max))"
        let file = open(aside, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard file >= 0 else { throw problem(path, errno) }
        defer { unlink(aside) }
        var random = SystemRandomNumberGenerator()
        var failure = StandardStream.write(
            (0..<length).map { _ in UInt8.random(in: 0...255, using: &random) }, to: file)
        if failure == nil, fsync(file) != 0 { failure = errno }
        if close(file) != 0, failure == nil { failure = errno }
        if failure == nil, link(aside, path) != 0, errno != EEXIST { failure = errno }
        if let failure { throw problem(path, failure) }
    }

    private static func problem(_ path: String, _ code: Int32) -> CommandProblem {
        .cannotWrite(path: path, reason: String(cString: strerror(code)))
    }
}
