import Render
import Unroll

/// How long a page takes to write.
enum RenderBench {
    static let posts = 50

    static func run() throws {
        let thread = try unroll(SyntheticConversation.make(.chain, count: posts))
        var table = Table(
            title: "Rendering a page of \(posts) posts",
            method: "Least processor time of 200 rounds; copying the finished bytes in the same run is the limit.",
            columns: ["format", "bytes", "µs/page", "µs/post", "MB/s", "copy µs"])
        for format in RenderedFormat.allCases {
            let bytes = render(thread, as: format)
            let time = nanoseconds(rounds: 200) { render(thread, as: format).count }
            let copy = nanoseconds(rounds: 200) { bytes.withUnsafeBytes { [UInt8]($0) }.count }
            table.rows.append([
                format.rawValue, grouped(bytes.count), rounded(time / 1e3), rounded(time / 1e3 / Double(posts), 2),
                rounded(Double(bytes.count) / time * 1e9 / 1_048_576, 0), rounded(copy / 1e3),
            ])
        }
        table.show()
    }
}
