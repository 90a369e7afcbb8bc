/// Gathers the conversation around one post from an export: reads again those files in which its posts stand, and once more for each
/// level of the author's own posts quoted in them. Keeps only these posts.
package struct ExportBackfill: Sendable {
    private let index: ExportIndex
    /// The position of the post that was given.
    private let anchor: Int
    private let thread: [Int]
    private var wanted: [ExportElement.Place: Int64] = [:]
    private var seconds: Set<Int64> = []
    private var noteIDs: Set<Int64> = []
    private var tweets: [Int64: ExportTweet] = [:]
    private var notes = ExportNotes()
    private var rounds = 0

    /// - Parameter id: any post of the thread, also an earlier version of one.
    package init(_ id: PostID, in index: ExportIndex) throws(ExportFailure) {
        guard let number = Int64(id.value), let anchor = index.position(of: number) else {
            throw .unknownPost(id.value)
        }
        (self.index, self.anchor, thread) = (index, anchor, index.thread(around: anchor))
        for position in thread { want(index.entries[position]) }
    }

    /// What is to be read next, from beginning to end; nil when all is there.
    package var files: [ExportFile]? {
        if wanted.isEmpty { return nil }
        let posts = Set(wanted.keys.map(\.file))
        return index.catalog.files.filter { posts.contains($0) || $0.kind == .notes }
    }

    package mutating func add(_ element: ExportElement) {
        switch element.place.file.kind {
        case .posts:
            guard let id = wanted[element.place] else { return }
            tweets[id] = element.read(as: ExportWrapped<ExportTweet>.self)?.content
        case .notes: addNote(element)
        case .manifest, .account, .profile: break
        }
    }

    /// Notes that the files have been read, and finds out what else is needed.
    package mutating func finishRound() {
        rounds += 1
        let quoted = wanted.values.compactMap { tweets[$0]?.body.quotedLink.flatMap { Int64($0.id) } }
        (wanted, seconds, noteIDs) = ([:], [], [])
        guard rounds <= Quote.maximumDepth else { return }
        for id in quoted {
            if let position = index.position(of: id), tweets[index.entries[position].id] == nil {
                want(index.entries[position])
            }
        }
    }

    private mutating func want(_ entry: ExportEntry) {
        for version in [entry] + (index.versions.earlier[entry.id] ?? []) {
            let place = ExportElement.Place(file: index.catalog.files[Int(version.file)], number: Int(version.number))
            wanted[place] = version.id
            noteIDs.insert(version.id)
            seconds.formUnion((-1...1).map { ExportNotes.second(version.published) + $0 })
        }
    }

    private mutating func addNote(_ element: ExportElement) {
        guard let note = element.read(as: ExportNoteElement.self)?.note else { return }
        let isWanted = note.id.map(noteIDs.contains) ?? false
        if isWanted || note.published.map({ seconds.contains(ExportNotes.second($0)) }) ?? false { notes.add(note) }
    }
}

extension ExportBackfill {
    /// The conversation, once everything has been read.
    /// - Parameters:
    ///   - host: the name of the export's file.
    ///   - hasFile: whether the export holds a file of this path.
    package func conversation(host: String, retrieved: Timestamp, hasFile: @escaping (String) -> Bool) -> Conversation {
        ExportConversation(index: index, host: host, retrieved: retrieved, hasFile: hasFile)
            .conversation(of: thread, anchor: anchor, tweets: tweets, notes: notes)
    }
}
