import Fetch
import Store
import Unroll

/// Brings an X data export into the archive: its threads, its single posts, which stand in no list, and their pictures. Every
/// transaction is whole and leaves the archive in order, so it may be broken off at any moment; the next time goes on with what is
/// not there yet.
package struct ExportImport: Sendable {
    package enum Stage: Sendable {
        case reading
        case posts(done: Int, all: Int)
        case copying(done: Int)
    }

    let archive: ExportArchive
    let store: Store
    let settings: SiteSettings
    let clock: Clock

    /// Posts that are kept together, so that whoever else writes need not wait long.
    private static let batch = 8000
    /// How many ids are looked up together.
    private static let lookUp = 4096

    package init(_ archive: ExportArchive, into store: Store, settings: SiteSettings, clock: Clock = .wall) {
        (self.archive, self.store, self.settings, self.clock) = (archive, store, settings, clock)
    }

    /// - Parameter tell: is told when a step is done; what was told to be done is on disk.
    package func run(_ tell: @escaping @Sendable (Stage) -> Void) async throws(ImportFailure) -> ImportReport {
        tell(.reading)
        let index: ExportIndex
        do throws(ExportFailure) { index = try archive.index() } catch { throw .export(error) }
        var report = ImportReport()
        (report.reposts, report.unreadable, report.isPartial) = (index.reposts, index.unreadable, index.isPartial)
        let retrieved = index.retrieved(asOf: clock.now())
        let (new, known) = try await parted(index.sketches, since: retrieved)
        report.known = known.count
        try await keep(new, of: index, retrieved: retrieved, beside: known, &report, tell)
        try await copyMedia(of: index.author.id, &report, tell)
        return report
    }

    /// Which threads are still to be kept, and which are in the archive as the export has them or later.
    private func parted(
        _ threads: [ExportSketch], since instant: Timestamp
    ) async throws(ImportFailure) -> (new: [ExportSketch], known: [ExportSketch]) {
        var (new, known): ([ExportSketch], [ExportSketch]) = ([], [])
        for start in stride(from: 0, to: threads.count, by: ExportImport.lookUp) {
            let part = threads[start..<min(start + ExportImport.lookUp, threads.count)]
            let ids = part.map(\.id)
            let kept: Set<PostID>
            do throws(StoreFailure) {
                kept = try await store.database.read { connection throws(StoreFailure) in
                    try connection.kept(ids, on: .x, since: instant)
                }
            } catch { throw .store(error) }
            for (thread, id) in zip(part, ids) {
                if kept.contains(id) { known.append(thread) } else { new.append(thread) }
            }
        }
        return (new, known)
    }

    private func keep(
        _ threads: [ExportSketch], of index: ExportIndex, retrieved: Timestamp, beside known: [ExportSketch],
        _ report: inout ImportReport, _ tell: @Sendable (Stage) -> Void
    ) async throws(ImportFailure) {
        var done = known.reduce(0) { $0 + $1.posts }
        let line = ImportLine()
        line.fill { [archive, settings] put throws(ExportFailure) in
            var batch = ImportBatch()
            try archive.conversations(of: threads, in: index, retrieved: retrieved) { conversations in
                for conversation in conversations {
                    batch.add(conversation, settings)
                    if batch.posts < ExportImport.batch { continue }
                    guard put(batch) else { return false }
                    batch = ImportBatch()
                }
                return true
            }
            _ = put(batch)
        }
        defer { line.close() }
        for await next in line.batches {
            let batch: ImportBatch
            do throws(ExportFailure) { batch = try next.get() } catch { throw .export(error) }
            try await keep(batch, &report)
            line.makeRoom()
            done += batch.posts
            tell(.posts(done: done, all: index.postCount))
        }
    }

    private func keep(_ batch: ImportBatch, _ report: inout ImportReport) async throws(ImportFailure) {
        report.broken += batch.broken
        report.refused += batch.refused
        let outcomes: [KeepOutcome]
        do throws(StoreFailure) { outcomes = try await store.keep(batch.keepings) } catch { throw .store(error) }
        for (keeping, outcome) in zip(batch.keepings, outcomes) {
            switch outcome {
            case .removed: report.removed += 1
            case .kept(_, revision: 2...): report.changed += 1
            case .kept where keeping.isInLists: report.threads += 1
            case .kept: report.singles += 1
            }
        }
    }
}

/// Why an import ended before its end.
package enum ImportFailure: Error, Sendable, Equatable {
    case export(ExportFailure)
    case store(StoreFailure)
    /// The folder of copies cannot be written.
    case folder(path: String, reason: String)
}
