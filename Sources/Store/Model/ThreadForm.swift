import Unroll

typealias Thread = Unroll.Thread

/// A thread without its posts, which have rows of their own: how many stand where, and everything else.
struct ThreadForm: Equatable, Sendable {
    enum Asked: Equatable, Sendable {
        case nobody
        case post
        case tombstone(Tombstone)
    }

    /// The thread with no posts in it: main line, branches, answers and context are empty.
    var head: Thread
    /// Where each branch parts.
    var branches: [PostID?]
    /// What each answer answers.
    var answers: [Asked]
    var context: [Asked]
    /// The gaps of each branch, then of each answer.
    var gaps: [[Thread.Hole]]

    init(_ thread: Thread) {
        (head, branches) = (thread, thread.branches.map(\.attachedTo))
        answers = thread.answers.map { ThreadForm.asked($0.to) }
        context = thread.context.map(ThreadForm.asked)
        gaps = thread.branches.map(\.missing) + thread.answers.map(\.missing)
        (head.posts, head.branches, head.answers, head.context) = ([], [], [], [])
    }

    private static func asked(_ post: Thread.ContextPost?) -> Asked {
        switch post {
        case nil: .nobody
        case .post: .post
        case .tombstone(let tombstone): .tombstone(tombstone)
        }
    }
}

extension ThreadForm {
    var bytes: [UInt8] {
        var writer = ModelWriter()
        writer.put(self)
        return writer.bytes
    }

    init(bytes: [UInt8]) throws(StoreFailure) {
        var reader = try ModelReader(bytes)
        self = try reader.threadForm()
    }
}

extension ModelWriter {
    mutating func put(_ form: ThreadForm) {
        put(form.head)
        put(all: form.branches) { $0.put($1) }
        put(all: form.answers) { $0.put($1) }
        put(all: form.context) { $0.put($1) }
        put(all: form.gaps) { $0.put(all: $1) { $0.put($1) } }
    }
}

extension ModelReader {
    mutating func threadForm() throws(StoreFailure) -> ThreadForm {
        var form = ThreadForm(try thread())
        form.branches = try list { (r) throws(StoreFailure) in try r.postIDOrNil() }
        form.answers = try list { (r) throws(StoreFailure) in try r.asked() }
        form.context = try list { (r) throws(StoreFailure) in try r.asked() }
        form.gaps = try list { (r) throws(StoreFailure) in try r.list { (r) throws(StoreFailure) in try r.hole() } }
        guard form.gaps.count == form.branches.count + form.answers.count else { throw ModelReader.failure }
        return form
    }
}

extension ModelWriter {
    fileprivate mutating func put(_ thread: Thread) {
        put(thread.network)
        put(thread.id)
        put(all: thread.aliases) { $0.put($1) }
        put(thread.url)
        put(thread.anchor)
        put(thread.author)
        put(thread.title)
        put(thread.language)
        put(all: thread.missing) { $0.put($1) }
        put(thread.completeness)
        put(thread.retrieved)
        put(thread.source.kind)
        put(thread.source.host)
        put(all: thread.remarks) { writer, remark in
            switch remark {
            case .foreignAnchor(let author):
                writer.put(0)
                writer.put(author)
            }
        }
    }

    fileprivate mutating func put(_ hole: Thread.Hole) {
        put(hole.after)
        put(hole.count)
        put(hole.id)
        switch hole.reason {
        case .gone(let reason):
            put(0)
            put(reason)
        case .numbering: put(1)
        case .networkCount: put(2)
        }
    }

    private mutating func put(_ completeness: Completeness) {
        put(completeness.state)
        put(completeness.found)
        put(completeness.expected)
        put(all: completeness.shortfalls) { $0.put($1) }
    }

    fileprivate mutating func put(_ asked: ThreadForm.Asked) {
        switch asked {
        case .nobody: put(0)
        case .post: put(1)
        case .tombstone(let tombstone):
            put(2)
            put(tombstone)
        }
    }

    private mutating func put(_ tombstone: Tombstone) {
        put(tombstone.id)
        put(tombstone.reason)
        put(tombstone.author)
        put(tombstone.parent) { $0.put($1) }
        put(tombstone.order)
        put(tombstone.gone)
        put(tombstone.goneOrder)
    }
}

extension ModelReader {
    fileprivate mutating func thread() throws(StoreFailure) -> Thread {
        let (network, id) = (try name(Network.self), try postID())
        let aliases = try list { (r) throws(StoreFailure) in try r.postID() }
        let (url, anchor, author) = (try linkOrNil(), try postID(), try author())
        let (title, language) = (try text(), try textOrNil())
        let missing = try list { (r) throws(StoreFailure) in try r.hole() }
        let (completeness, retrieved) = (try completeness(), try instant())
        let source = Source(kind: try name(), host: try text())
        let remarks = try list { (r) throws(StoreFailure) -> Thread.Remark in
            guard try r.int() == 0 else { throw ModelReader.failure }
            return .foreignAnchor(author: try r.text())
        }
        return Thread(
            network: network, id: id, aliases: aliases, url: url, anchor: anchor, author: author, title: title,
            language: language, posts: [], branches: [], answers: [], context: [], missing: missing,
            completeness: completeness, retrieved: retrieved, source: source, remarks: remarks)
    }

    fileprivate mutating func hole() throws(StoreFailure) -> Thread.Hole {
        Thread.Hole(after: try postIDOrNil(), count: try intOrNil(), id: try postIDOrNil(), reason: try reason())
    }

    private mutating func reason() throws(StoreFailure) -> Thread.Hole.Reason {
        switch try int() {
        case 0: .gone(try name())
        case 1: .numbering
        case 2: .networkCount
        default: throw ModelReader.failure
        }
    }

    private mutating func completeness() throws(StoreFailure) -> Completeness {
        Completeness(
            state: try name(), found: try int(), expected: try intOrNil(),
            shortfalls: try list { (r) throws(StoreFailure) in try r.name() })
    }

    fileprivate mutating func asked() throws(StoreFailure) -> ThreadForm.Asked {
        switch try int() {
        case 0: .nobody
        case 1: .post
        case 2: .tombstone(try tombstone())
        default: throw ModelReader.failure
        }
    }

    private mutating func tombstone() throws(StoreFailure) -> Tombstone {
        Tombstone(
            id: try postID(), reason: try name(), author: try authorIDOrNil(),
            parent: try optional { (r) throws(StoreFailure) in try r.parent() }, order: try int64OrNil(),
            gone: try instantOrNil(), goneOrder: try int64OrNil())
    }
}
