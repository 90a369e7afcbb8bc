import Fetch
import Foundation
import Render
import SampleThreads
import Serve
import Unroll

/// What a printed document costs in a warm worker, beside WeasyPrint with the HTML page of the same thread.
enum PrintBench {
    static let rounds = 5
    private static let python = ".build-bench/bin/python"

    static func run(skein: String) throws {
        var table = Table(
            title: "A thread as a PDF",
            method:
                "Processor time, the least of \(rounds) rounds in a process that has printed before: skein print-worker, and WeasyPrint, which makes a "
                + "tagged PDF of\n  the HTML page of the same thread. Pictures are JPEG files of 2 to 42 kB, none twice. Peak is that of the worker, which "
                + "printed all rows so far.",
            columns: [
                "posts", "pictures", "time", "WeasyPrint", "ratio", "bytes", "WeasyPrint", "ratio", "peak",
                "WeasyPrint",
            ])
        let room = SyntheticExport.room()
        defer { try? FileManager.default.removeItem(atPath: room) }
        let printer = Printer(program: skein)
        for (posts, pictures) in [(13, 0), (200, 20), (1_000, 100)] {
            let document = try LongThread(posts: posts, pictures: pictures, in: room)
            let own = try blocking { try await document.print(with: printer, in: room) }
            var row = [grouped(posts), grouped(pictures), rounded(own.seconds * 1e3) + " ms"]
            let peer = try peer(document, room)
            row += [
                peer.map { rounded($0.seconds * 1e3, 0) + " ms" } ?? "-",
                peer.map { rounded($0.seconds / own.seconds) } ?? "-", grouped(own.bytes),
                peer.map { grouped($0.bytes) } ?? "-",
                peer.map { rounded(Double(own.bytes) / Double($0.bytes), 3) } ?? "-",
                megabytes(own.peak), peer.map { megabytes($0.peak) } ?? "-",
            ]
            table.rows.append(row)
        }
        table.show()
    }

    struct Cost: Sendable {
        var seconds: Double
        var bytes: Int
        var peak: Int
    }

    /// Nil where WeasyPrint is not installed.
    private static func peer(_ document: LongThread, _ room: String) throws -> Cost? {
        guard FileManager.default.isExecutableFile(atPath: python) else { return nil }
        var options = RenderOptions()
        options.media = .embed
        options.pictures = document.pictures
        let page = room + "/page.html"
        try Data(render(document.thread, as: .html, options)).write(to: URL(filePath: page))
        let run = ChildRun(
            python, ["Tests/Bench/html-to-pdf.py", page, room + "/peer.pdf", String(rounds)], keepingOutput: true)
        let words = run.output.split(whereSeparator: \.isWhitespace)
        guard run.status == 0, words.count == 3, let seconds = Double(words[0]), let bytes = Int(words[1]),
            let peak = Int(words[2])
        else { return nil }
        return Cost(seconds: seconds, bytes: bytes, peak: peak * 1024)
    }
}

/// A thread with pictures here and there, and their files.
private struct LongThread {
    var thread: Unroll.Thread
    /// By their address.
    var pictures: [String: RenderOptions.Picture] = [:]
    var files: [ThreadPrint.Picture] = []

    init(posts count: Int, pictures pictureCount: Int, in room: String) throws {
        let texts = Samples.lens.posts.map(\.text)
        let jpegs = pictureCount == 0 ? [] : try LongThread.jpegs()
        var posts = (1...count).map { Samples.post($0, texts[$0 % texts.count] + " 🔭") }
        for number in 0..<pictureCount {
            let address = "https://cdn.example/\(number).jpg"
            // A byte behind the end, so that no two are the same.
            let bytes = jpegs[number % jpegs.count] + [UInt8(truncatingIfNeeded: number)]
            posts[number * count / pictureCount].attachments = [
                Attachment(kind: .image, url: Link(address), alt: "Picture \(number)")
            ]
            pictures[address] = RenderOptions.Picture(bytes: bytes, type: "image/jpeg")
            let path = room + "/\(count)-\(number).jpg"
            try Data(bytes).write(to: URL(filePath: path))
            files.append(ThreadPrint.Picture(address: address, path: path, type: .jpeg))
        }
        thread = Samples.thread(posts, title: "A thread of \(count) posts")
    }

    /// The pictures of the sample that comes with Skein.
    private static func jpegs() throws -> [[UInt8]] {
        let recording = try Recording(json: Array(Data(contentsOf: URL(filePath: "Samples/lighthouse.json"))))
        let bodies = recording.exchanges.compactMap { $0.base64.flatMap { Data(base64Encoded: $0) } }
        return bodies.map { Array($0) }.filter { $0.starts(with: [0xff, 0xd8]) }
    }

    func print(with printer: Printer, in room: String) async throws -> PrintBench.Cost {
        let target = room + "/own.pdf"
        let decoder = PictureDecoder(program: "/bin/false")
        var cost = PrintBench.Cost(seconds: .infinity, bytes: 0, peak: 0)
        for round in 0...PrintBench.rounds {
            let before = WorkerOnTheSide.find()
            _ = try await ThreadPrint(thread, pictures: files).write(to: target, printer, decoder) { _, _ in }
            let after = WorkerOnTheSide.find()
            cost.bytes = try Data(contentsOf: URL(filePath: target)).count
            cost.peak = after?.peak ?? 0
            try FileManager.default.removeItem(atPath: target)
            guard round > 0, let before, let after else { continue }
            cost.seconds = min(cost.seconds, after.processorSeconds - before.processorSeconds)
        }
        return cost
    }
}

/// The process that prints for this one, as Linux knows it.
private struct WorkerOnTheSide {
    var processorSeconds: Double
    var peak: Int

    static func find() -> WorkerOnTheSide? {
        let processes = (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []
        for process in processes.compactMap({ pid_t($0) }) {
            func read(_ name: String) -> String {
                (try? Data(contentsOf: URL(filePath: "/proc/\(process)/\(name)"))).map {
                    String(decoding: $0, as: UTF8.self)
                } ?? ""
            }
            let lines = read("status").split(separator: "\n").map { $0.split(whereSeparator: \.isWhitespace) }
            func number(_ name: String) -> Int? {
                lines.first { $0.first == name[...] }?.dropFirst().first.flatMap { Int($0) }
            }
            guard number("PPid:") == Int(getpid()), read("cmdline").contains("print-worker") else { continue }
            let threads = (try? FileManager.default.contentsOfDirectory(atPath: "/proc/\(process)/task")) ?? []
            // Of each thread the time on a processor, which `stat` has in hundredths of a second only.
            let nanoseconds = threads.reduce(0.0) { sum, thread in
                sum + (read("task/\(thread)/schedstat").split(separator: " ").first.flatMap { Double($0) } ?? 0)
            }
            return WorkerOnTheSide(processorSeconds: nanoseconds / 1e9, peak: (number("VmHWM:") ?? 0) * 1024)
        }
        return nil
    }
}
