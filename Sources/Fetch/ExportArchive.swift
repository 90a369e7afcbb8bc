import Unroll

/// A person's X data export, opened safely: a zip or a folder, the export at its root or one folder deeper. Only the files that
/// `ExportCatalog` names are ever opened, and none is held in memory as a whole.
package struct ExportArchive: Sendable {
    /// The name of the file or folder, without its path.
    package let name: String
    package let catalog: ExportCatalog
    private let place: Place

    private enum Place: Sendable {
        case zip(ExportZip)
        case folder(ExportFolder)
    }

    package init(path: String, limits: ExportLimits = ExportLimits()) throws(ExportFailure) {
        switch try ExportFolder.kind(of: path) {
        case .folder:
            let folder = try ExportFolder(path: path)
            catalog = try ExportCatalog(paths: folder.candidates())
            place = .folder(folder)
        case .file:
            let zip = try ExportZip(path: path, limits: limits)
            catalog = try ExportCatalog(paths: zip.names())
            place = .zip(zip)
        }
        name = path.split(separator: "/").last.map(String.init) ?? path
        try check(limits)
    }

    private func check(_ limits: ExportLimits) throws(ExportFailure) {
        var total: UInt64 = 0
        for file in catalog.files {
            let size = try size(of: file)
            guard size <= limits.fileBytes else { throw .tooLarge }
            total += size
        }
        if total > limits.totalBytes { throw .tooLarge }
    }

    private func size(of file: ExportFile) throws(ExportFailure) -> UInt64 {
        switch place {
        case .zip(let zip): try zip.size(of: file.path)
        case .folder(let folder): try folder.size(of: file.path)
        }
    }

    /// Hands over a file piece by piece.
    private func read(
        _ path: String, _ take: (_ piece: [UInt8]) throws(ExportFailure) -> Void
    ) throws(ExportFailure) {
        switch place {
        case .zip(let zip):
            try ReadAhead.run({ (put: ReadAhead.Take) throws(ExportFailure) in try zip.read(path, put) }, take)
        case .folder(let folder): try folder.read(path, take)
        }
    }
}

/// How much an export may hold.
package struct ExportLimits: Sendable {
    package var files = 1_000_000
    /// Bytes of one file, unpacked; pictures are not read as a whole.
    package var fileBytes: UInt64 = 8 << 30
    /// Bytes of all files Skein reads, unpacked.
    package var totalBytes: UInt64 = 32 << 30
    /// How many times larger than packed a file may be; X's compress 10 to 25 times. Counts only above `ratioFloor` bytes.
    package var ratio: UInt64 = 100
    package var ratioFloor: UInt64 = 16 << 20

    package init() {}
}

extension ExportArchive {
    /// Reads all posts once and tells where each stands.
    package func index() throws(ExportFailure) -> ExportIndex {
        var survey = ExportSurvey(catalog)
        try elements(of: survey.files) { survey.add($0) }
        return try survey.index()
    }

    /// The conversation around any post of a thread.
    package func conversation(
        around id: PostID, in index: ExportIndex, retrieved: Timestamp
    ) throws(ExportFailure) -> Conversation {
        var backfill = try ExportBackfill(id, in: index)
        while let files = backfill.files {
            try elements(of: files) { backfill.add($0) }
            backfill.finishRound()
        }
        return backfill.conversation(host: name, retrieved: retrieved, hasFile: has)
    }

    /// Gathers threads and hands their conversations over as they become whole, until `take` says no.
    package func conversations(
        of threads: [ExportSketch], in index: ExportIndex, retrieved: Timestamp, _ take: ([Conversation]) -> Bool
    ) throws(ExportFailure) {
        var harvest = ExportHarvest(threads, in: index, host: name, retrieved: retrieved, hasFile: has)
        while let files = harvest.reading {
            for file in files {
                var (splitter, isWanted) = (ExportSplitter(file), true)
                try read(file.path) { piece throws(ExportFailure) in
                    guard isWanted else { return }
                    var whole: [Conversation] = []
                    try splitter.feed(piece) { if let one = harvest.add($0) { whole.append(one) } }
                    isWanted = whole.isEmpty || take(whole)
                }
                guard isWanted else { return }
                try splitter.finish()
            }
            guard take(harvest.finishReading()) else { return }
        }
    }

    /// Whether the export holds this picture or video.
    package func has(_ media: String) -> Bool {
        guard catalog.isMedia(media) else { return false }
        switch place {
        case .zip(let zip): return zip.has(media)
        case .folder(let folder): return folder.has(media)
        }
    }

    /// The bytes of an `Attachment.file`; more than `limit` are `.tooLarge`.
    package func bytes(of media: String, limit: Int = 32 << 20) throws(ExportFailure) -> [UInt8] {
        guard catalog.isMedia(media) else { throw .unsafeName(media) }
        var bytes: [UInt8] = []
        try read(media) { piece throws(ExportFailure) in
            guard bytes.count + piece.count <= limit else { throw .tooLarge }
            bytes += piece
        }
        return bytes
    }

    private func elements(of files: [ExportFile], _ take: (ExportElement) -> Void) throws(ExportFailure) {
        for file in files {
            var splitter = ExportSplitter(file)
            try read(file.path) { piece throws(ExportFailure) in try splitter.feed(piece, take) }
            try splitter.finish()
        }
    }
}
