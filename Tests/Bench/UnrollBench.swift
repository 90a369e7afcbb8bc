import Unroll

/// How long it takes to find the thread in a conversation, and how much memory.
enum UnrollBench {
    static let sizes = [1_000, 10_000, 100_000, 1_000_000]

    /// Each size in a process of its own, so that the memory is its own.
    static func run(program: String) {
        var table = Table(
            title: "Unrolling a conversation",
            method:
                "Least processor time of several rounds in one process a size; next to it, in the same process, a dictionary of the "
                + "same ids.\n  Memory: the process's peak, less what it had before; the conversation itself included.",
            columns: ["shape", "posts", "time", "ns/post", "dictionary ns/post", "ratio", "peak", "bytes/post"])
        for shape in SyntheticConversation.Shape.allCases {
            for size in sizes {
                let line = ChildRun(program, ["child-unroll", shape.rawValue, String(size)], keepingOutput: true).output
                let figures = line.split(whereSeparator: \.isWhitespace).compactMap { Double($0) }
                guard figures.count == 3 else { continue }
                let (time, dictionary, peak) = (figures[0], figures[1], Int(figures[2]))
                table.rows.append([
                    shape.rawValue, grouped(size), rounded(time / 1e6, 2) + " ms", rounded(time / Double(size), 0),
                    rounded(dictionary / Double(size), 0), rounded(time / dictionary), megabytes(peak),
                    rounded(Double(peak) / Double(size), 0),
                ])
            }
        }
        table.show()
    }

    static func child(_ shape: String, _ size: String) throws {
        guard let shape = SyntheticConversation.Shape(rawValue: shape), let size = Int(size) else { return }
        let before = memory("VmRSS")
        let conversation = SyntheticConversation.make(shape, count: size)
        let rounds = max(1, 200_000 / size)
        let time = try nanoseconds(rounds: rounds) { try unroll(conversation).posts.count }
        let peak = memory("VmHWM") - before
        let ids = conversation.posts.map(\.id)
        let dictionary = nanoseconds(rounds: rounds) {
            var places: [PostID: Int] = [:]
            for (place, id) in ids.enumerated() { places[id] = place }
            return places.count
        }
        print(time, dictionary, peak)
    }
}
