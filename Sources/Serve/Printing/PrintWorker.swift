import CVips
import Glibc
import Print
import Render
import Store
import Unroll

/// The process that sets threads, so that what they do to a typesetter they do to nobody else, and the server holds no fonts. It has an
/// empty environment, no file of its parent's, and little memory and time. It keeps its fonts open from one document to the next, and ends
/// with its standard input.
package enum PrintWorker {
    /// The argument that makes the program one.
    package static let argument = "print-worker"

    /// Bytes of address space, in which whole fonts lie.
    private static let memory: UInt64 = 2 << 30
    /// Bytes of a document.
    private static let file: UInt64 = 1 << 30
    /// Computing time for one document, in seconds.
    private static let patience: UInt64 = 180
    /// Bytes of all pictures of a document; those after them are described.
    static let pictureBytes = 256 << 20

    /// Takes orders until there are no more.
    package static func run() {
        skein_limit_process(memory, file, 256)
        signal(SIGXFSZ, SIG_IGN)
        var typesetter: Typesetter?
        while let order = WorkerFrame.next().flatMap({ PrintOrder(fields: $0) }) {
            skein_limit_time(patience)
            let news: PrintNews
            do throws(PrintFailure) {
                if typesetter == nil { typesetter = try Typesetter() }
                guard let typesetter else { throw .noFonts }
                news = .printed(try print(order, typesetter))
            } catch {
                news = .failed(error)
            }
            guard WorkerFrame.answer(news.fields) else { return }
        }
    }

    private static func print(
        _ order: PrintOrder, _ typesetter: Typesetter
    ) throws(PrintFailure) -> PrintedDocument {
        guard let form = bytes(of: order.thread, limit: .max), let thread = try? Unroll.Thread(form: form) else {
            throw .brokenDown
        }
        var told = ContinuousClock.now
        let document = try typesetter.print(thread, options(order, thread)) { done, count in
            if .now - told < .milliseconds(100) { return }
            told = .now
            _ = WorkerFrame.answer(PrintNews.set(done: done, count: count).fields)
        }
        try write(document.bytes, to: order.target)
        return PrintedDocument(pages: document.pages, unshown: document.unshown)
    }

    private static func options(_ order: PrintOrder, _ thread: Unroll.Thread) -> PrintOptions {
        var options = PrintOptions()
        (options.paper, options.showsPictures) = (order.paper, order.showsPictures)
        var room = pictureBytes
        for picture in order.pictures where order.showsPictures {
            guard let bytes = bytes(of: picture.path, limit: room) else { continue }
            room -= bytes.count
            options.pictures[picture.address] =
                switch picture.form {
                case .jpeg: .jpeg(bytes)
                case .pixels(let width, let height, let channels):
                    .pixels(width: width, height: height, channels: channels, bytes)
                }
        }
        if order.holdsFiles {
            options.attachments = [(RenderedFormat.json, "application/json"), (.markdown, "text/markdown")].map {
                PrintOptions.Attachment(
                    name: DocumentName(thread, Format($0)).text, type: $1, bytes: render(thread, as: $0))
            }
        }
        return options
    }

    /// All of a file; nil where it cannot be read or is longer.
    private static func bytes(of path: String, limit: Int) -> [UInt8]? {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return nil }
        defer { close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG, status.st_size <= limit else {
            return nil
        }
        let length = Int(status.st_size)
        let bytes = [UInt8](unsafeUninitializedCapacity: length) { buffer, filled in
            while filled < length {
                let count = read(descriptor, buffer.baseAddress.map { $0 + filled }, length - filled)
                if count <= 0 { break }
                filled += count
            }
        }
        return bytes.count == length ? bytes : nil
    }

    private static func write(_ bytes: [UInt8], to path: String) throws(PrintFailure) {
        let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw .unwritable(String(cString: strerror(errno))) }
        var (rest, problem): (ArraySlice<UInt8>, Int32) = (bytes[...], 0)
        while !rest.isEmpty && problem == 0 {
            let written = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
            if written < 0 { problem = errno } else { rest = rest.dropFirst(written) }
        }
        if close(descriptor) != 0 && problem == 0 { problem = errno }
        if problem != 0 {
            unlink(path)
            throw .unwritable(String(cString: strerror(problem)))
        }
    }
}
