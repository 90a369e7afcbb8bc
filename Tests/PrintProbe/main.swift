import Foundation
import Print
import SampleThreads
import Unroll

// Prints the sample threads into a folder, to be looked at, and says how long a warm document takes:
// `printprobe FOLDER [ROUNDS]`.
let arguments = CommandLine.arguments
let folder = URL(fileURLWithPath: arguments.count > 1 ? arguments[1] : ".")
let rounds = arguments.count > 2 ? Int(arguments[2]) ?? 1 : 1
let typesetter = try Typesetter()
for (name, thread) in Samples.all {
    let clock = ContinuousClock()
    var document = try typesetter.print(thread)
    let time = try clock.measure { for _ in 0..<rounds { document = try typesetter.print(thread) } }
    try Data(document.bytes).write(to: folder.appendingPathComponent(name + ".pdf"))
    print(name, document.pages, "pages", document.bytes.count, "bytes", time / rounds)
}
