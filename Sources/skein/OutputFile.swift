import Glibc
import Unroll

/// A file that is there as a whole or not at all: written aside, flushed to the disk, then renamed.
enum OutputFile {
    /// Writes `bytes` to `path`. A link is followed; what is no regular file (a device, a pipe) is written to as it is. `mode` is that of a
    /// new file, where the system's mask leaves it; without one, an existing file keeps its own.
    static func write(
        _ bytes: [UInt8], to path: String, mode: mode_t? = nil, interruption: Interruption
    ) throws(CommandProblem) {
        switch kind(of: path) {
        case S_IFDIR: throw problem(path, EISDIR)
        case S_IFREG, nil:
            let target = resolved(path)
            try interruption.unbroken { () throws(CommandProblem) in
                try replace(target, with: bytes, mode: mode, named: path)
            }
        default: try pour(bytes, into: path)
        }
    }

    private static func replace(
        _ target: String, with bytes: [UInt8], mode: mode_t?, named path: String
    ) throws(CommandProblem) {
        let aside = folder(of: target) + "/.skein-\(getpid())-\(UInt32.random(in: 0 ... .max))"
        let file = open(aside, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode ?? 0o666)
        guard file >= 0 else { throw problem(path, errno) }
        var status = stat()
        if mode == nil, stat(target, &status) == 0 { fchmod(file, status.st_mode & 0o777) }
        var failure = StandardStream.write(bytes, to: file)
        if failure == nil, fsync(file) != 0, errno != EINVAL { failure = errno }
        if close(file) != 0, failure == nil { failure = errno }
        if failure == nil, rename(aside, target) != 0 { failure = errno }
        if let failure {
            unlink(aside)
            throw problem(path, failure)
        }
    }

    private static func pour(_ bytes: [UInt8], into path: String) throws(CommandProblem) {
        let file = open(path, O_WRONLY | O_CLOEXEC)
        guard file >= 0 else { throw problem(path, errno) }
        defer { close(file) }
        if let failure = StandardStream.write(bytes, to: file) { throw problem(path, failure) }
    }

    /// `S_IFREG`, `S_IFDIR`, …; nil where there is nothing.
    static func kind(of path: String) -> mode_t? {
        var status = stat()
        return stat(path, &status) == 0 ? status.st_mode & S_IFMT : nil
    }

    /// Makes the folder `path`, with those above it; one that is there is left as it is.
    static func makeFolder(_ path: String, mode: mode_t = 0o777) throws(CommandProblem) {
        if kind(of: path) == S_IFDIR { return }
        let parent = folder(of: path)
        if parent != path, kind(of: parent) == nil { try makeFolder(parent) }
        if mkdir(path, mode) != 0, errno != EEXIST || kind(of: path) != S_IFDIR { throw problem(path, errno) }
    }

    /// With the folder the program was started in, before a path that begins nowhere.
    static func absolute(_ path: String) -> String {
        guard !path.hasPrefix("/"), let here = getcwd(nil, 0) else { return path }
        defer { free(here) }
        return String(cString: here) + "/" + path
    }

    private static func resolved(_ path: String) -> String {
        guard let real = realpath(path, nil) else { return path }
        defer { free(real) }
        return String(cString: real)
    }

    private static func folder(of path: String) -> String {
        guard let slash = path.lastIndex(of: "/") else { return "." }
        return slash == path.startIndex ? "/" : String(path[..<slash])
    }

    private static func problem(_ path: String, _ code: Int32) -> CommandProblem {
        .cannotWrite(path: path, reason: String(cString: strerror(code)))
    }
}
