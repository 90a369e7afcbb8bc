import Unroll

/// A thread in the order in which it is read: the main line with its gaps in their places, everything numbered.
package struct Reading {
    /// The numbers of a thread's posts as its readers see them.
    package static func numbers(_ thread: Thread) -> [PostID: Int] { Reading(thread).numbers }

    package enum Part {
        /// By its place in the thread's `posts`, for to copy posts takes longer than to look them up.
        case post(at: Int, number: Int)
        case gap(CompletenessWords.Gap)
        /// A chain of the author's that leaves the line at the post before.
        case branch(Thread.Branch)
    }

    package private(set) var parts: [Part] = []
    package private(set) var gaps: [CompletenessWords.Gap] = []
    /// Chains that leave elsewhere, or nobody knows where.
    package private(set) var otherBranches: [Thread.Branch] = []
    /// The numbers of the posts in the main line.
    package private(set) var numbers: [PostID: Int] = [:]

    /// More than this many missing posts in one place are not believed of any numbering.
    static let maximumGap = 100_000

    package init(_ thread: Thread) {
        let holes = Dictionary(grouping: thread.missing) { $0.after }
        let branches = Dictionary(grouping: thread.branches) { $0.attachedTo }
        var number = 0
        add(holes[nil] ?? [], after: &number)
        parts.reserveCapacity(thread.posts.count)
        numbers.reserveCapacity(thread.posts.count)
        for place in thread.posts.indices {
            let id = thread.posts[place].id
            if numbers[id] != nil { continue }
            number += 1
            numbers[id] = number
            parts.append(.post(at: place, number: number))
            for branch in branches[id] ?? [] { parts.append(.branch(branch)) }
            if let holes = holes[id] { add(holes, after: &number) }
        }
        add(thread.missing.filter { $0.after.map { numbers[$0] == nil } ?? false }, after: &number)
        otherBranches = thread.branches.filter { $0.attachedTo.map { numbers[$0] == nil } ?? true }
    }

    private mutating func add(_ holes: [Thread.Hole], after number: inout Int) {
        for hole in holes {
            let count = hole.count ?? (hole.id == nil ? 0 : 1)
            let missing = max(0, min(count, Reading.maximumGap))
            let gap = CompletenessWords.Gap(
                numbers: missing == 0 ? nil : number + 1...number + missing, after: number == 0 ? nil : number,
                reason: hole.reason)
            number += missing
            gaps.append(gap)
            parts.append(.gap(gap))
        }
    }
}

/// A piece of a chain beside the main line.
package enum AsidePart {
    case post(Post)
    /// What is said of posts that are missing here.
    case gap(String)

    /// A chain with its gaps in their places.
    package static func parts(_ posts: [Post], _ holes: [Thread.Hole], _ words: Words) -> [AsidePart] {
        func gaps(after id: PostID?) -> [AsidePart] {
            holes.filter { $0.after == id }.map { .gap(words.completeness.asideGap($0.count, $0.reason)) }
        }
        return gaps(after: nil) + posts.flatMap { [.post($0)] + gaps(after: $0.id) }
    }
}

extension Post {
    /// Whether nothing of this post would be shown.
    package func isBlank(_ options: RenderOptions) -> Bool {
        Render.isBlank(text) && article == nil && poll == nil && card == nil && quote == nil
            && (attachments.isEmpty || options.media == .none)
    }
}

/// Whether a thread is all there, in one line of `words`.
package func completenessLine(_ thread: Thread, _ words: Words) -> String {
    words.completeness.line(thread.completeness, Reading(thread).gaps)
}

/// The same with what could not be asked, which the line itself leaves out or begins with.
package func completenessSentences(_ thread: Thread, _ words: Words) -> String {
    let said = thread.completeness.state == .unknown ? 1 : 0
    let more = thread.completeness.shortfalls.dropFirst(said).map(words.completeness.shortfall)
    return ([completenessLine(thread, words)] + more + [vanishedLine(thread, words)].compactMap(\.self)).joined(
        separator: " ")
}

/// How many of a thread's posts have vanished from their network; nil where all are there.
func vanishedLine(_ thread: Thread, _ words: Words) -> String? {
    let count = thread.vanishedCount
    return count == 0 ? nil : words.completeness.vanished(count)
}

extension Thread {
    /// The author's posts that are no longer to be had from the network.
    var vanishedCount: Int {
        let aside =
            branches.reduce(0) { $0 + $1.posts.count(where: { $0.vanished != nil }) }
            + answers.reduce(0) { $0 + $1.posts.count(where: { $0.vanished != nil }) }
        return aside + posts.count(where: { $0.vanished != nil })
    }
}

/// Every reason behind the result of a thread's completeness, one sentence each.
package func completenessReasons(_ thread: Thread, _ words: Words) -> [String] {
    Reading(thread).gaps.map(words.completeness.gap) + thread.completeness.shortfalls.map(words.completeness.shortfall)
}

/// The title of a thread in one line; where it has no words, how long it is.
package func heading(_ thread: Thread, _ words: Words) -> String {
    let title = oneLine(thread.title)
    if thread.posts.isEmpty { return words.thread.nothingLeft }
    return title.isEmpty ? words.thread.posts(thread.posts.count) : title
}

/// Where a thread was taken from, and when; the name of an export is somebody's own.
package func retrieval(_ thread: Thread, _ words: Words) -> String {
    oneLine(words.thread.retrieved(thread.source, words.date.minute(thread.retrieved)))
}

/// How long the main line takes to read, in minutes, at 230 words or 450 ideographs and syllables a minute.
private func readingMinutes(_ thread: Thread) -> Int {
    var length = ReadingLength()
    for place in thread.posts.indices {
        length.add(thread.posts[place].text)
        if let article = thread.posts[place].article { length.add(article.text) }
    }
    return max(1, (length.words * 450 + length.signs * 230 + 51_750) / 103_500)
}

/// How much there is to read: posts, and where there are any, minutes.
package func lengthFacts(_ thread: Thread, _ words: Words) -> [String] {
    let posts = words.thread.posts(thread.posts.count)
    return thread.posts.isEmpty ? [posts] : [posts, words.date.reading(readingMinutes(thread))]
}

private struct ReadingLength {
    var words = 0
    /// Ideographs and syllables, each of which is as good as a word.
    var signs = 0

    mutating func add(_ text: String) {
        var (text, isInWord) = (text, false)
        text.withUTF8 { utf8 in
            var index = 0
            while index < utf8.count {
                let isLetter: Bool
                if utf8[index] < 0x80 {
                    isLetter = utf8[index] > 0x20
                    index += 1
                } else {
                    let (scalar, next) = utf8.scalar(at: index)
                    let isWide = (0x3040...0x9fff).contains(scalar.value) || (0xac00...0xd7a3).contains(scalar.value)
                    isLetter = !isWide && !scalar.isSpace
                    if isWide { signs += 1 }
                    index = next
                }
                if isLetter && !isInWord { words += 1 }
                isInWord = isLetter
            }
        }
    }
}
