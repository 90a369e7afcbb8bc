import Glibc
import Unroll

/// A file a person names to be read.
enum InputFile {
    static let maximumBytes = 1 << 30

    static func bytes(of path: String) throws(CommandProblem) -> [UInt8] {
        let file = open(path, O_RDONLY | O_CLOEXEC)
        guard file >= 0 else { throw problem(path, errno) }
        defer { close(file) }
        guard let bytes = read(file) else { throw problem(path, errno) }
        return bytes
    }

    /// Everything up to the end or `maximumBytes`; nil when reading fails, and `errno` says why.
    static func read(_ file: Int32, maximumBytes: Int = maximumBytes) -> [UInt8]? {
        var (bytes, buffer) = ([UInt8](), [UInt8](repeating: 0, count: 65_536))
        while bytes.count < maximumBytes {
            let count = buffer.withUnsafeMutableBytes { Glibc.read(file, $0.baseAddress, $0.count) }
            if count > 0 {
                bytes += buffer[..<count]
            } else if count == 0 {
                break
            } else if errno != EINTR {
                return nil
            }
        }
        return bytes
    }

    private static func problem(_ path: String, _ code: Int32) -> CommandProblem {
        .cannotRead(path: path, reason: String(cString: strerror(code)))
    }
}
