import FoundationEssentials
import Glibc
import Unroll

/// A folder of the program's own for what lives no longer than a moment, where the system keeps such things.
struct ScratchFolder: Sendable {
    let path: String

    init() throws(CommandProblem) {
        let place = getenv("TMPDIR").map { String(cString: $0) } ?? "/tmp"
        var template = Array((place + "/skein-XXXXXX").utf8CString)
        guard mkdtemp(&template) != nil else {
            throw .cannotWrite(path: place, reason: String(cString: strerror(errno)))
        }
        path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }

    func remove() { try? FileManager.default.removeItem(atPath: path) }
}
