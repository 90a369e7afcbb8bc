/// Gathers the conversations of many threads in as few readings of an export's files as a limit of memory allows: in one, where posts
/// lie near those they answer, as X writes them, and in one more for each level of the author's own posts that are quoted. A thread
/// that has begun is finished in the next reading at the latest, so every reading comes further. Notes are held as a whole.
package struct ExportHarvest {
    /// Bytes of JSON in hand beyond which no further thread is begun. Decoded, they take some four times as much.
    package static let patience = 12 << 20

    /// What has come of one thread.
    private struct Sheaf {
        var positions: [Int] = []
        var tweets: [Int64: ExportTweet] = [:]
        var bytes = 0
        /// How deep the quotes are that are there.
        var level = 0
        /// The reading during which it began to wait for the next level.
        var waiting = 0
    }

    private let index: ExportIndex
    private let conversation: ExportConversation
    private let limit: Int
    private let spots: [ExportSpot]
    private var hasCome: [Bool]
    /// How many spots of a thread have not come, by the position at which it starts; 0 for one that is not wanted, or not any more.
    private var missing: [Int32]
    private var begun: [Int32: Sheaf] = [:]
    /// Threads that are whole but for posts they quote.
    private var waiting: [Sheaf] = []
    private var inHand = 0
    /// How many threads have not been handed over.
    private var open = 0
    private var notes = ExportNotes()
    private var readings = 0
    /// Which of the author's posts are to be read because they are quoted, and those that were.
    private var quoted: Set<Int64> = []
    private var quotes: [Int64: ExportTweet] = [:]
    private var files: [ExportFile: Int] = [:]
    /// The spot that comes next.
    private var next = 0

    /// - Parameters:
    ///   - threads: those to be gathered, of this index.
    ///   - host: the name of the export's file.
    ///   - hasFile: whether the export holds a file of this path.
    package init(
        _ threads: [ExportSketch], in index: ExportIndex, host: String, retrieved: Timestamp, limit: Int = patience,
        hasFile: @escaping (String) -> Bool
    ) {
        (self.index, self.limit, open) = (index, limit, threads.count)
        conversation = ExportConversation(index: index, host: host, retrieved: retrieved, hasFile: hasFile)
        spots = ExportSpot.all(of: index)
        hasCome = [Bool](repeating: false, count: spots.count)
        missing = [Int32](repeating: 0, count: index.entries.count)
        files = Dictionary(zip(index.catalog.files, 0...)) { first, _ in first }
        let wanted = Set(threads.map(\.start))
        for spot in spots {
            let start = index.threadStarts[Int(spot.position)]
            if wanted.contains(start) { missing[Int(start)] += 1 }
        }
    }

    /// What is to be read next, from beginning to end; nil when every thread was handed over.
    package var reading: [ExportFile]? {
        open == 0 ? nil : index.catalog.files(of: readings > 0 ? [.posts] : [.notes, .posts])
    }

    /// Takes the next element of a reading; the conversation that it completes, if it does.
    package mutating func add(_ element: ExportElement) -> Conversation? {
        if element.place.file.kind == .notes {
            if let note = element.read(as: ExportNoteElement.self)?.note { notes.add(note) }
            return nil
        }
        guard let number = spot(of: element.place) else { return nil }
        let (spot, start) = (spots[number], index.threadStarts[Int(spots[number].position)])
        let isQuoted = quoted.contains(spot.id)
        let isWanted = missing[Int(start)] > 0 && !hasCome[number] && (begun[start] != nil || inHand < limit)
        guard isQuoted || isWanted else { return nil }
        let tweet = element.read(as: ExportWrapped<ExportTweet>.self)?.content
        if isQuoted { quotes[spot.id] = tweet }
        guard isWanted else { return nil }
        hasCome[number] = true
        return take(tweet, at: spot, of: start, bytes: element.json?.count ?? 0)
    }

    /// Notes that a reading has come to its end; the conversations whose quotes it brought.
    package mutating func finishReading() -> [Conversation] {
        let (sheaves, found) = (waiting, quotes)
        (waiting, quotes, quoted, next) = ([], [:], [], 0)
        defer { readings += 1 }
        return sheaves.compactMap { sheaf in
            var sheaf = sheaf
            let wanted = wants(of: sheaf)
            for id in wanted { sheaf.tweets[id] = found[id] }
            // What came before it began to wait comes with the next reading.
            if sheaf.waiting < readings || wanted.allSatisfy({ found[$0] != nil }) { sheaf.level += 1 }
            return handOver(sheaf)
        }
    }
}

extension ExportHarvest {
    private mutating func spot(of place: ExportElement.Place) -> Int? {
        guard let file = files[place.file] else { return nil }
        let place = ExportSpot.place(file: file, number: place.number)
        while next < spots.count, spots[next].place < place { next += 1 }
        return next < spots.count && spots[next].place == place ? next : nil
    }

    private mutating func take(
        _ tweet: ExportTweet?, at spot: ExportSpot, of start: Int32, bytes: Int
    ) -> Conversation? {
        var sheaf = begun.removeValue(forKey: start) ?? Sheaf()
        sheaf.tweets[spot.id] = tweet
        sheaf.bytes += bytes
        inHand += bytes
        if index.entries[Int(spot.position)].id == spot.id { sheaf.positions.append(Int(spot.position)) }
        missing[Int(start)] -= 1
        guard missing[Int(start)] == 0 else {
            begun[start] = sheaf
            return nil
        }
        sheaf.positions.sort()
        return handOver(sheaf)
    }

    /// The conversation of a thread that is whole, unless it quotes posts that are still to be read: then it waits for them.
    private mutating func handOver(_ sheaf: Sheaf) -> Conversation? {
        if sheaf.level < Quote.maximumDepth {
            let wants = wants(of: sheaf)
            if !wants.isEmpty {
                quoted.formUnion(wants)
                var sheaf = sheaf
                sheaf.waiting = readings
                waiting.append(sheaf)
                return nil
            }
        }
        inHand -= sheaf.bytes
        open -= 1
        return conversation.conversation(
            of: sheaf.positions, anchor: sheaf.positions[0], tweets: sheaf.tweets, notes: notes)
    }

    /// The ids, in all versions, of the author's posts that are quoted and not there.
    private func wants(of sheaf: Sheaf) -> Set<Int64> {
        var wants: Set<Int64> = []
        for tweet in sheaf.tweets.values {
            guard let id = tweet.body.quotedLink.flatMap({ Int64($0.id) }), let position = index.position(of: id)
            else { continue }
            let entry = index.entries[position]
            for version in [entry] + (index.versions.earlier[entry.id] ?? []) where sheaf.tweets[version.id] == nil {
                wants.insert(version.id)
            }
        }
        return wants
    }
}
