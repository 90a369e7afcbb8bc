import CVips
import Glibc

/// The process that decodes foreign pictures, so that what they do to a decoder they do to nobody else: it has an empty environment, no
/// file of its parent's, and little memory and time. It ends with its standard input.
package enum PictureWorker {
    /// The argument that makes the program one.
    package static let argument = "picture-worker"

    /// Bytes of address space; the libraries alone take a third.
    private static let memory: UInt64 = 1 << 30
    /// Bytes of a file it writes.
    private static let file: UInt64 = 128 << 20
    /// Computing time for one picture, in seconds.
    private static let patience: UInt64 = 20

    /// Takes orders until there are no more.
    package static func run() {
        skein_limit_process(memory, file, 64)
        skein_limit_time(patience)
        let isReady = skein_pictures_open() == 0
        while let order = WorkerFrame.next().flatMap({ PictureOrder(fields: $0) }) {
            skein_limit_time(patience)
            let outcome = isReady ? decode(order) : .noLibrary
            guard WorkerFrame.answer(outcome.fields) else { return }
        }
    }

    private static func decode(_ order: PictureOrder) -> PictureOutcome {
        var (width, height): (Int32, Int32) = (0, 0)
        guard skein_picture_measure(order.source, Int64(order.maximumPixels), &width, &height) == 0 else {
            return .undecodable
        }
        switch order.wish {
        case .versions(let versions):
            var made: [Int] = []
            for version in versions where version.width < width {
                if shrink(order.source, to: version) { made.append(version.width) }
            }
            if made.isEmpty && skein_picture_check(order.source) != 0 { return .undecodable }
            return .decoded(width: Int(width), height: Int(height), versions: made)
        case .jpeg(let widest, let path):
            let made = skein_picture_jpeg(order.source, Int32(clamping: widest), path)
            return made == 0 ? .decoded(width: Int(width), height: Int(height), versions: []) : .undecodable
        case .pixels(let widest, let path):
            var channels: Int32 = 0
            let made = skein_picture_pixels(order.source, Int32(clamping: widest), path, &width, &height, &channels)
            return made == 0
                ? .pixels(width: Int(width), height: Int(height), channels: Int(channels)) : .undecodable
        }
    }
}

extension PictureWorker {
    /// Of the two forms, AVIF is kept where it is the shorter one.
    private static func shrink(_ source: String, to version: PictureOrder.Version) -> Bool {
        let width = Int32(clamping: version.width)
        guard skein_picture_shrink(source, width, version.path, version.avif) == 0 else { return false }
        if !version.avif.isEmpty, length(of: version.avif) >= length(of: version.path) { unlink(version.avif) }
        return true
    }

    private static func length(of path: String) -> Int {
        var status = stat()
        return stat(path, &status) == 0 ? Int(status.st_size) : 0
    }
}

/// Whether pictures can be decoded here. It loads the library, so it is nothing for a process that is to stay small.
package func canDecodePictures() -> Bool { skein_pictures_open() == 0 }
