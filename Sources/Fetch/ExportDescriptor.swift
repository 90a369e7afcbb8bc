import Glibc

/// A file descriptor that closes itself. Everything that takes the number is a method, so that it is open as long as it is used.
final class ExportDescriptor {
    enum Kind {
        case file, folder, link, other
    }

    private let number: Int32

    /// Links are followed on the way to `path`. Nil sets `errno`.
    convenience init?(path: String, _ flags: Int32) { self.init(open(path, flags | O_RDONLY | O_CLOEXEC)) }

    /// Nothing is stored of a number that is none: `deinit` would run and change `errno`.
    private init?(_ number: Int32) {
        if number < 0 { return nil }
        self.number = number
    }

    deinit { close(number) }

    /// What `name` is in this folder; nil when it is not there. A link is not followed.
    func kind(of name: String) -> Kind? {
        var status = stat()
        return fstatat(number, name, &status, AT_SYMLINK_NOFOLLOW) == 0 ? ExportDescriptor.kind(status) : nil
    }

    /// Opens `name` in this folder; a link is not followed. Nil sets `errno`.
    func opened(_ name: String, _ flags: Int32) -> ExportDescriptor? {
        ExportDescriptor(openat(number, name, flags | O_RDONLY | O_NOFOLLOW | O_CLOEXEC))
    }

    /// The size in bytes; nil for everything but a plain file.
    func size() -> UInt64? {
        var status = stat()
        guard fstat(number, &status) == 0, ExportDescriptor.kind(status) == .file else { return nil }
        return UInt64(max(0, status.st_size))
    }

    /// Fills `buffer`; how many bytes came, 0 at the end, nil when reading failed.
    func read(into buffer: inout [UInt8]) -> Int? {
        while true {
            let count = Glibc.read(number, &buffer, buffer.count)
            if count >= 0 { return count }
            if errno != EINTR { return nil }
        }
    }

    /// The names in this folder, in order; nil when it cannot be read.
    func names() -> [String]? {
        let copy = openat(number, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard copy >= 0, let list = fdopendir(copy) else { return nil }
        defer { closedir(list) }
        var names: [String] = []
        while let entry = readdir(list) {
            let name = withUnsafeBytes(of: &entry.pointee.d_name) { bytes in
                String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
            }
            if name != "." && name != ".." { names.append(name) }
        }
        return names.sorted()
    }

    private static func kind(_ status: stat) -> Kind {
        switch status.st_mode & S_IFMT {
        case S_IFREG: .file
        case S_IFDIR: .folder
        case S_IFLNK: .link
        default: .other
        }
    }
}
