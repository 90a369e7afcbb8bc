import Glibc
import Unroll

/// An unpacked export. Below the folder the person named no symbolic link is followed.
struct ExportFolder: Sendable {
    enum Kind {
        case file, folder
    }

    private let path: String
    /// Bytes of one piece.
    private static let pieceBytes = 128 << 10
    /// Only so many folders inside the one that was named are looked into.
    private static let mostFolders = 1000

    init(path: String) throws(ExportFailure) {
        self.path = path
        _ = try openRoot()
    }

    /// What is at a path; links are followed, for the person gave it.
    static func kind(of path: String) throws(ExportFailure) -> Kind {
        var status = stat()
        guard stat(path, &status) == 0 else { throw errno == EACCES ? .unreadable : .notFound }
        switch status.st_mode & S_IFMT {
        case S_IFREG: return .file
        case S_IFDIR: return .folder
        default: throw .notAnExport
        }
    }

    /// The first bytes of a file; fewer or none where there are no more.
    static func beginning(of path: String, _ count: Int) -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: count)
        let read = ExportDescriptor(path: path, 0)?.read(into: &bytes) ?? 0
        return Array(bytes.prefix(read))
    }

    /// The paths of all files that may belong to an export here, or else in `data` or one folder deeper.
    func candidates() throws(ExportFailure) -> [String] {
        let root = try openRoot()
        guard let names = root.names() else { throw .unreadable }
        var found = try files(names, in: root, prefix: "")
        if found.contains(where: { ExportFile(path: $0)?.kind == .posts }) { return found }
        for name in names.prefix(ExportFolder.mostFolders) where !name.hasPrefix(".") {
            guard let folder = try subfolder(name, of: root, isExpected: name == "data"), let inner = folder.names()
            else { continue }
            found += try files(inner, in: folder, prefix: name + "/")
            guard name != "data", inner.contains("data"),
                let data = try subfolder("data", of: folder, isExpected: true)
            else { continue }
            found += try files(data.names() ?? [], in: data, prefix: name + "/data/")
        }
        return found
    }

    func size(of file: String) throws(ExportFailure) -> UInt64 {
        guard let size = try descriptor(of: file).size() else { throw .unreadable }
        return size
    }

    func has(_ file: String) -> Bool { (try? descriptor(of: file)) != nil }

    func read(_ file: String, _ take: (_ piece: [UInt8]) throws(ExportFailure) -> Void) throws(ExportFailure) {
        let descriptor = try descriptor(of: file)
        var buffer = [UInt8](repeating: 0, count: ExportFolder.pieceBytes)
        while true {
            guard let count = descriptor.read(into: &buffer) else { throw .unreadable }
            if count == 0 { return }
            try take(count == buffer.count ? buffer : Array(buffer.prefix(count)))
        }
    }
}

extension ExportFolder {
    private func openRoot() throws(ExportFailure) -> ExportDescriptor {
        guard let root = ExportDescriptor(path: path, O_DIRECTORY) else {
            throw errno == ENOENT ? .notFound : .unreadable
        }
        return root
    }

    /// Opens a file of the export, step by step from the folder that was named.
    private func descriptor(of file: String) throws(ExportFailure) -> ExportDescriptor {
        var (folder, parts) = (try openRoot(), file.split(separator: "/")[...])
        guard let name = parts.popLast() else { throw .notFound }
        for part in parts {
            guard let next = try subfolder(String(part), of: folder, isExpected: true) else { throw .notFound }
            folder = next
        }
        // A pipe in the place of a file must not hold everything up.
        guard let opened = folder.opened(String(name), O_NONBLOCK) else {
            throw errno == ELOOP ? .unsafeName(file) : errno == ENOENT ? .notFound : .unreadable
        }
        guard opened.size() != nil else { throw .unsafeName(file) }
        return opened
    }

    /// - Parameter isExpected: whether it is an error that the folder is a link to somewhere else.
    private func subfolder(
        _ name: String, of folder: ExportDescriptor, isExpected: Bool
    ) throws(ExportFailure) -> ExportDescriptor? {
        switch folder.kind(of: name) {
        case .folder: return folder.opened(name, O_DIRECTORY)
        case .link where isExpected: throw .unsafeName(name)
        case .link, .file, .other, nil: return nil
        }
    }

    /// Those of `names` that Skein reads; a link in the place of one is an error.
    private func files(
        _ names: [String], in folder: ExportDescriptor, prefix: String
    ) throws(ExportFailure) -> [String] {
        var paths: [String] = []
        for name in names where ExportFile(path: name) != nil {
            guard folder.kind(of: name) == .file else { throw .unsafeName(prefix + name) }
            paths.append(prefix + name)
        }
        return paths
    }
}
