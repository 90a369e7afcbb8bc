import Unroll

/// One post in a thread, as a row says it. Rows are in order of their position; lost ones come last, each following another.
struct ThreadLine: Sendable, Equatable {
    var place: Place
    var post: Int64
    /// Whether it is kept from an earlier retrieval and not part of the last one.
    var isLost = false
    /// The post it stood behind, where it is lost.
    var following: Int64?

    var role: Role { place.role }
}

/// Where the posts of a thread stand now, those of earlier retrievals included.
struct Arrangement {
    var lines: [ThreadLine]
    /// The author's posts of earlier retrievals that this one does not have.
    var lost: [Int64]
    /// The same of other people's, above the thread or answered in it.
    var lostForeign: [Int64]

    init(_ thread: Thread, keys: [PostID: Int64], before: [ThreadLine]) {
        let present = thread.places.compactMap { place, post in keys[post.id].map { ThreadLine(place: place, post: $0) }
        }
        let known = Set(present.map(\.post))
        // Who stood behind whom, in the order in which they were last shown.
        var previous: [Place: Int64] = [:]
        var lost: [ThreadLine] = []
        for line in Arrangement.merged(before) {
            if !known.contains(line.post) {
                let following = line.role.isOwn ? previous[line.place] : nil
                lost.append(ThreadLine(place: line.place, post: line.post, isLost: true, following: following))
            }
            previous[line.place] = line.post
        }
        self.init(present, lost)
    }

    /// The same thread without posts that vanished.
    init(before: [ThreadLine], losing gone: Set<Int64>) {
        var previous: [Place: Int64] = [:]
        var (present, lost): ([ThreadLine], [ThreadLine]) = ([], [])
        for line in Arrangement.merged(before) {
            if gone.contains(line.post) || line.isLost {
                let following = line.isLost ? line.following : line.role.isOwn ? previous[line.place] : nil
                lost.append(ThreadLine(place: line.place, post: line.post, isLost: true, following: following))
            } else {
                present.append(line)
            }
            previous[line.place] = line.post
        }
        self.init(present, lost)
    }

    private init(_ present: [ThreadLine], _ lost: [ThreadLine]) {
        lines = present + lost
        self.lost = lost.filter(\.role.isOwn).map(\.post)
        lostForeign = lost.filter { !$0.role.isOwn }.map(\.post)
    }

    /// How many posts of the main line the last retrieval had.
    var count: Int { lines.count { $0.role == .main && !$0.isLost } }

    /// The lines in the order in which they are shown: each lost post behind the one it followed, at the beginning of its place where
    /// it was the first, and at the end of it where that one is nowhere.
    static func merged(_ lines: [ThreadLine]) -> [ThreadLine] {
        guard lines.contains(where: \.isLost) else { return lines }
        var behind: [Int64: [ThreadLine]] = [:]
        var first: [Place: [ThreadLine]] = [:]
        for line in lines where line.isLost {
            if let following = line.following {
                behind[following, default: []].append(line)
            } else {
                first[line.place, default: []].append(line)
            }
        }
        var result: [ThreadLine] = []
        var pending: [ThreadLine] = []
        func drain() {
            while let line = pending.popLast() {
                result.append(line)
                pending += (behind.removeValue(forKey: line.post) ?? []).reversed()
            }
        }
        for line in lines where !line.isLost {
            pending = (first.removeValue(forKey: line.place) ?? []).reversed()
            drain()
            pending = [line]
            drain()
        }
        pending = (first.values.flatMap { $0 } + behind.values.flatMap { $0 }).sorted { $0.post > $1.post }
        behind = [:]
        drain()
        return result
    }
}
