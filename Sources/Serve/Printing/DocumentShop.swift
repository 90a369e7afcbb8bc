import Glibc
import Render
import Store
import Unroll

/// What decides what stands in a document.
struct DocumentKey: Hashable, Sendable {
    let thread: Int64
    let revision: Int
    /// Whether posts that vanished are in it, in their places and in quotes.
    let showsVanished: Bool
    let place: ThreadPlace

    init(_ page: ShownThread) {
        (thread, revision, place) = (page.kept.key, page.kept.revision, page.place)
        showsVanished = page.showsVanished
    }
}

/// A document that is ready to be sent.
struct DocumentFile: Sendable {
    /// It has no name any more, so that it is gone with this value.
    let file: MediaFile
    /// What tells it from others.
    let tag: String

    init(opening path: String) async throws(MediaProblem) {
        guard let file = try await MediaFile.open(path) else { throw .file(errno: ENOENT) }
        (self.file, tag) = (file, hexadecimal(Array(try await file.hash().prefix(12))))
    }
}

/// Has documents made that take long or much room, PDFs and files with pictures in them: each once however many ask for it, and kept as
/// long as there is room and nothing changes that they show.
actor DocumentShop {
    enum State: Sendable {
        case done(DocumentFile)
        /// So many posts are set; both are 0 while it waits for others and for pictures.
        case underway(done: Int, count: Int)
        /// What it shows has changed while it was made.
        case outdated
        case failed(PrintFailure)
        /// Too many wait already.
        case busy
    }

    private struct Entry {
        var printed: DocumentFile
        var lastUse: Int
    }

    private struct Run {
        var (done, count) = (0, 0)
        var isOutdated = false
        var waiters: [AsyncStream<State>.Continuation] = []
    }

    /// Documents of a format that are being made or wait for it: those printed take longer.
    private static func maximumRuns(_ format: Format?) -> Int { format == .pdf ? 24 : 256 }
    private static let maximumDocuments = 64
    /// Bytes of all documents that are kept.
    private static let maximumBytes = 256 << 20

    private var ready: [DocumentKey: Entry] = [:]
    private var runs: [DocumentKey: Run] = [:]
    /// Failures that nobody was told yet.
    private var failures: [DocumentKey: PrintFailure] = [:]
    private var uses = 0
    private var usesAtLastLook = 0
    /// Counts what changed; what was read before a change of a thread is not kept after it.
    private(set) var moment = 0
    private var changes: [Int64: Int] = [:]
    private var lastWhole = 0

    /// Waits for the document at most so long. `make` makes it, from what was read at `moment`.
    func document(
        _ key: DocumentKey, since moment: Int, within patience: Duration,
        make:
            @escaping @Sendable (
                _ progress: @escaping @Sendable (Int, Int) -> Void
            ) async -> Result<DocumentFile, PrintFailure>
    ) async -> State {
        if let printed = use(key) { return .done(printed) }
        if let failure = failures.removeValue(forKey: key) { return .failed(failure) }
        if runs[key] == nil {
            let format = key.place.format
            if runs.keys.count(where: { $0.place.format == format }) >= DocumentShop.maximumRuns(format) {
                return .busy
            }
            if max(changes[key.thread] ?? 0, lastWhole) > moment { return .outdated }
            start(key, make)
        }
        if patience > .zero, let state = await end(of: key, within: patience) { return state }
        return .underway(done: runs[key]?.done ?? 0, count: runs[key]?.count ?? 0)
    }

    /// Whether nothing is made and nobody asked for anything since this was asked last.
    func isIdle() -> Bool {
        defer { usesAtLastLook = uses }
        return runs.isEmpty && uses == usesAtLastLook
    }

    /// Forgets what a change concerns.
    func drop(_ change: Change) {
        moment += 1
        switch change {
        case .everything: lastWhole = moment
        case .threads(let threads):
            if changes.count > 4_096 { (changes, lastWhole) = ([:], moment) }
            for thread in threads { changes[thread] = moment }
        }
        func isConcerned(_ key: DocumentKey) -> Bool {
            switch change {
            case .everything: true
            case .threads(let threads): threads.contains(key.thread)
            }
        }
        ready = ready.filter { !isConcerned($0.key) }
        failures = failures.filter { !isConcerned($0.key) }
        for key in runs.keys where isConcerned(key) { runs[key]?.isOutdated = true }
    }

    private func use(_ key: DocumentKey) -> DocumentFile? {
        uses += 1
        ready[key]?.lastUse = uses
        return ready[key]?.printed
    }

    private func start(
        _ key: DocumentKey,
        _ make:
            @escaping @Sendable (
                _ progress: @escaping @Sendable (Int, Int) -> Void
            ) async -> Result<DocumentFile, PrintFailure>
    ) {
        runs[key] = Run()
        Task {
            let result = await make { done, count in Task { await self.note(key, done, count) } }
            self.end(key, result)
        }
    }

    private func note(_ key: DocumentKey, _ done: Int, _ count: Int) {
        guard done > runs[key]?.done ?? .max else { return }
        runs[key]?.done = done
        runs[key]?.count = count
    }

    private func end(of key: DocumentKey, within patience: Duration) async -> State? {
        let (states, waiter) = AsyncStream.makeStream(of: State.self)
        runs[key]?.waiters.append(waiter)
        let timer = Task {
            try? await Task.sleep(for: patience)
            waiter.finish()
        }
        defer { timer.cancel() }
        for await state in states { return state }
        return nil
    }

    private func end(_ key: DocumentKey, _ result: Result<DocumentFile, PrintFailure>) {
        guard let run = runs.removeValue(forKey: key) else { return }
        let state: State
        switch result {
        case _ where run.isOutdated: state = .outdated
        case .success(let printed):
            state = .done(printed)
            uses += 1
            ready[key] = Entry(printed: printed, lastUse: uses)
            makeRoom()
        case .failure(let failure):
            state = .failed(failure)
            if run.waiters.isEmpty, failures.count < DocumentShop.maximumDocuments { failures[key] = failure }
        }
        for waiter in run.waiters {
            waiter.yield(state)
            waiter.finish()
        }
    }

    /// Forgets the least used. The newest stays, however long it is, for somebody waits for it.
    private func makeRoom() {
        var bytes = ready.values.reduce(0) { $0 + $1.printed.file.length }
        for (key, entry) in ready.sorted(by: { $0.value.lastUse < $1.value.lastUse }).dropLast() {
            if ready.count <= DocumentShop.maximumDocuments, bytes <= DocumentShop.maximumBytes { return }
            bytes -= entry.printed.file.length
            ready[key] = nil
        }
    }
}
