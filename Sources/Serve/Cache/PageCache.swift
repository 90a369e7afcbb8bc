import NIOCore
import Store
import Synchronization
import Unroll

/// Pages of threads, kept until something changes that they show, the least used of them only as long as there is room. It is closed,
/// and keeps nothing, as long as nobody follows the changes.
final class PageCache: Sendable {
    /// A moment in the life of the cache: what was read before a change is not kept after it.
    typealias Moment = Int

    fileprivate struct Entry {
        var page: CachedPage
        /// When it was asked for last, counted in questions.
        var lastUse: Int
    }

    fileprivate struct State {
        var pages: [PageKey: Entry] = [:]
        var keys: [Int64: Set<PageKey>] = [:]
        var questions = 0
        var size = 0
        var moment: Moment = 0
        var isOpen = false
    }

    private let limit: Int
    private let state = Mutex(State())
    /// Pages that wait to be prepared. When there are too many, some stay as they are, and are packed each time they are sent.
    let unprepared: AsyncStream<PageKey>
    private let waiting: AsyncStream<PageKey>.Continuation

    /// Of at most `limit` bytes.
    init(limit: Int) {
        self.limit = limit
        (unprepared, waiting) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(64))
    }

    /// Begins to keep pages; changes are followed from now on.
    func open() {
        state.withLock { state in
            state.isOpen = true
            state.moment += 1
        }
    }

    /// What has to be asked for before a page is read that is to be kept.
    var moment: Moment { state.withLock { $0.moment } }

    subscript(_ key: PageKey, at now: Timestamp) -> CachedPage? {
        state.withLock { state in state.use(key, at: now).map { state.pages.values[$0].page } }
    }

    /// The response to `key`, packed like this, if it is made.
    func response(to key: PageKey, packed encoding: ContentEncoding, at now: Timestamp) -> PreparedResponse? {
        state.withLock { state in
            state.use(key, at: now).flatMap { state.pages.values[$0].page.responses[encoding] }
        }
    }

    /// Keeps a page that was read after `moment`, unless something has changed since.
    func keep(_ page: CachedPage, for key: PageKey, since moment: Moment) {
        let isKept = state.withLock { state in
            guard state.isOpen, state.moment == moment, page.size <= limit / 8 else { return false }
            state.put(page, for: key)
            state.makeRoom(limit: limit)
            return true
        }
        if isKept { waiting.yield(key) }
    }

    /// Makes the responses of a page, if it is still there.
    func prepare(_ key: PageKey) {
        guard let page = state.withLock({ $0.pages[key] })?.page.prepared() else { return }
        state.withLock { state in
            guard state.pages[key]?.page.reply.tag == page.reply.tag else { return }
            state.put(page, for: key)
            state.makeRoom(limit: limit)
        }
    }

    /// Whether the responses of a page at `target` are made.
    func isReady(_ target: String) -> Bool {
        state.withLock { state in state.pages.contains { $0.key.target == target && !$0.value.page.responses.isEmpty } }
    }

    /// Forgets what a change concerns.
    func drop(_ change: Change) {
        state.withLock { state in
            state.moment += 1
            switch change {
            case .everything: state.forget(Array(state.pages.keys))
            case .threads(let threads): state.forget(threads.flatMap { state.keys[$0] ?? [] })
            }
        }
    }
}

extension PageCache.State {
    /// Where the page of this key is, which is asked for now.
    fileprivate mutating func use(_ key: PageKey, at now: Timestamp) -> Dictionary<PageKey, PageCache.Entry>.Index? {
        guard let index = pages.index(forKey: key), pages.values[index].page.isFresh(at: now) else { return nil }
        questions += 1
        pages.values[index].lastUse = questions
        return index
    }

    fileprivate mutating func put(_ page: CachedPage, for key: PageKey) {
        forget([key])
        questions += 1
        pages[key] = PageCache.Entry(page: page, lastUse: questions)
        keys[page.thread, default: []].insert(key)
        size += page.size
    }

    fileprivate mutating func forget(_ forgotten: [PageKey]) {
        for key in forgotten {
            guard let page = pages.removeValue(forKey: key)?.page else { continue }
            size -= page.size
            keys[page.thread]?.remove(key)
            if keys[page.thread]?.isEmpty == true { keys[page.thread] = nil }
        }
    }

    /// Forgets the least used until an eighth is free, so that this is rarely done.
    fileprivate mutating func makeRoom(limit: Int) {
        if size <= limit { return }
        for (key, _) in pages.mapValues(\.lastUse).sorted(by: { $0.value < $1.value }) {
            if size <= limit / 8 * 7 { return }
            forget([key])
        }
    }
}
