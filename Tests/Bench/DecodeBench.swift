import Unroll

/// How fast answers of the networks become posts.
enum DecodeBench {
    static let sizes = [300, 3000]

    static func run() throws {
        var table = Table(
            title: "Decoding the answers of a network into a conversation",
            method:
                "A backfill is run again on the bytes a simulated network answered, in the network's own shape. Processor time, "
                + "least of several rounds;\n  next to it, in the same round, JSONSerialization on the same bytes. \"all\" is the "
                + "whole backfill, up to the finished conversation.",
            columns: [
                "network", "answers of", "posts", "answers", "bytes", "MB/s", "µs/post", "JSONSerialization MB/s",
                "ratio",
            ])
        for network in Network.allCases {
            for size in sizes { table.rows += try rows(network, size, isDetailed: size == sizes.last) }
        }
        table.show()
    }

    private static func rows(_ network: Network, _ size: Int, isDetailed: Bool) throws -> [[String]] {
        let rehearsal = try SyntheticNetwork.rehearsal(network, posts: size)
        let costs = try rehearsal.costs(rounds: max(3, 3000 / size))
        let whole = costs[""] ?? Rehearsal.Cost()
        let kinds = costs.filter { !$0.key.isEmpty && isDetailed && $0.value.bytes * 50 > whole.bytes }
        return kinds.sorted { $0.value.bytes > $1.value.bytes }.map { row(network, $0.key, nil, $0.value) }
            + [row(network, "all", rehearsal.posts, whole)]
    }

    private static func row(_ network: Network, _ kind: String, _ posts: Int?, _ cost: Rehearsal.Cost) -> [String] {
        func rate(_ nanoseconds: Double) -> String { rounded(Double(cost.bytes) / nanoseconds * 1e9 / 1_048_576) }
        return [
            network.rawValue, kind, posts.map(grouped) ?? "", grouped(cost.answers), megabytes(cost.bytes),
            rate(cost.nanoseconds), posts.map { rounded(cost.nanoseconds / 1e3 / Double($0)) } ?? "",
            rate(cost.peerNanoseconds), rounded(cost.nanoseconds / cost.peerNanoseconds),
        ]
    }
}
