import Foundation
import Print
import SampleThreads
import Unroll

// Prints threads into a folder, to be looked at, and says how long a document takes in a warm process:
// `printprobe FOLDER [POSTS PICTURES JPEG]`. Without numbers, the sample threads; with them, one thread so long with so many pictures.
let arguments = CommandLine.arguments
let folder = URL(fileURLWithPath: arguments.count > 1 ? arguments[1] : ".")

func threads() throws -> [(name: String, thread: Unroll.Thread, options: PrintOptions)] {
    guard arguments.count == 5, let posts = Int(arguments[2]), let pictures = Int(arguments[3]), posts > 0 else {
        return Samples.all.map { ($0.name, $0.thread, PrintOptions()) }
    }
    let jpeg = Array(try Data(contentsOf: URL(fileURLWithPath: arguments[4])))
    let texts = Samples.lens.posts.map(\.text)
    var options = PrintOptions()
    let long = (1...posts).map { number in
        var post = Samples.post(number, texts[number % texts.count] + " 🔭")
        if pictures > 0, number % (posts / pictures) == 0 {
            let address = "https://cdn.example/\(number).jpg"
            post.attachments = [Attachment(kind: .image, url: Link(address), alt: "Picture \(number)")]
            // A byte behind the end, so that no two are the same.
            options.pictures[address] = .jpeg(jpeg + [UInt8(truncatingIfNeeded: number)])
        }
        return post
    }
    return [("\(posts)-\(pictures)", Samples.thread(long, title: "A long thread"), options)]
}

let typesetter = try Typesetter()
for (name, thread, options) in try threads() {
    let clock = ContinuousClock()
    var times: [Duration] = []
    var document = try typesetter.print(thread, options)
    for _ in 0..<8 { times.append(try clock.measure { document = try typesetter.print(thread, options) }) }
    try Data(document.bytes).write(to: folder.appendingPathComponent(name + ".pdf"))
    print(
        name,
        "\(document.pages) pages, \(document.bytes.count) bytes, slowest \(times.max() ?? .zero), fastest \(times.min() ?? .zero)"
    )
}
