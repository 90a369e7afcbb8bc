/// Which of the files in an archive belong to the export, found by their names alone.
package struct ExportCatalog: Sendable, Equatable {
    /// What stands before the names of the export's files: empty, `data/`, or either of them behind one more folder.
    package let prefix: String
    /// Those there are of the files Skein reads, in the order in which it reads them.
    package let files: [ExportFile]

    /// - Parameter paths: every name in the archive, with `/` between its parts.
    package init(paths: some Sequence<String>) throws(ExportFailure) {
        var folders: [String: [ExportFile]] = [:]
        for path in paths {
            guard let file = ExportFile(path: path) else { continue }
            let folder = ExportCatalog.folder(of: path)
            if ExportCatalog.mayHoldExport(folder) { folders[folder, default: []].append(file) }
        }
        let exports = folders.filter { $0.value.contains { $0.kind == .posts } }
        guard let depth = exports.keys.map(ExportCatalog.depth).min() else { throw .notAnExport }
        let nearest = exports.filter { ExportCatalog.depth($0.key) == depth }
        guard nearest.count == 1, let (prefix, files) = nearest.first else { throw .severalExports }
        self.prefix = prefix
        self.files = files.sorted { ($0.kind.rank, $0.part, $0.path) < ($1.kind.rank, $1.part, $1.path) }
    }

    package func files(of kinds: Set<ExportFile.Kind>) -> [ExportFile] { files.filter { kinds.contains($0.kind) } }

    /// Whether `path` names a picture or video of a public post of this export: `tweets_media/…`, before 2022 `tweet_media/…`.
    package func isMedia(_ path: String) -> Bool {
        guard path.utf8.starts(with: prefix.utf8) else { return false }
        let parts = path.utf8.dropFirst(prefix.utf8.count).split(separator: 0x2f, omittingEmptySubsequences: false)
        guard parts.count == 2, ExportCatalog.mediaFolders.contains(where: { $0.utf8.elementsEqual(parts[0]) }) else {
            return false
        }
        return parts[1].first.map { $0 != 0x2e } == true && parts[1].allSatisfy(isNameByte)
    }

    package static let mediaFolders = ["tweets_media", "tweet_media"]

    private static func folder(of path: String) -> String {
        path.utf8.lastIndex(of: 0x2f).map { String(path[...$0]) } ?? ""
    }

    private static func depth(_ folder: String) -> Int { folder.utf8.count { $0 == 0x2f } }

    private static func mayHoldExport(_ folder: String) -> Bool {
        depth(folder) <= 1 || (depth(folder) == 2 && folder.hasSuffix("/data/"))
    }
}

/// Letters, digits, `-`, `_` and `.`: all that the names of media are made of.
private func isNameByte(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x41...0x5a, 0x61...0x7a, 0x2d, 0x2e, 0x5f: true
    default: false
    }
}

extension ExportFile.Kind {
    fileprivate var rank: Int { ExportFile.Kind.allCases.firstIndex(of: self) ?? 0 }
}
