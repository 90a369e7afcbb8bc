import FoundationEssentials
import Glibc
import Render
import Serve
import Unroll

/// Prints threads for the command line, in processes of their own as the site does.
struct PrintRun: Sendable {
    /// A document, and the characters that no font here has.
    struct Printed {
        var bytes: [UInt8]
        var unshown: [Unicode.Scalar]
    }

    private let printer = Printer(program: "/proc/self/exe")
    private let decoder = PictureDecoder(program: "/proc/self/exe")

    /// `pictures` are by the place the thread has them from; nil prints descriptions instead. Long threads tell how far they are.
    func document(
        _ print: ThreadPrint, pictures: [String: RenderOptions.Picture]?, _ interruption: Interruption,
        _ console: Console
    ) async throws(Problem) -> Printed {
        let scratch = try asProblem { () throws(CommandProblem) in try ScratchFolder() }
        interruption.scratch.withLock { $0 = scratch }
        let result: Result<Printed, Problem>
        do throws(Problem) {
            result = .success(try await document(print, pictures, in: scratch, console))
        } catch {
            result = .failure(error)
        }
        console.progress.clear()
        interruption.scratch.withLock { $0 = nil }
        scratch.remove()
        return try result.get()
    }

    private func document(
        _ print: ThreadPrint, _ pictures: [String: RenderOptions.Picture]?, in scratch: ScratchFolder,
        _ console: Console
    ) async throws(Problem) -> Printed {
        var print = print
        print.pictures = try pictures.map { pictures throws(Problem) in try files(of: pictures, in: scratch) }
        let target = scratch.path + "/document"
        let document: PrintedDocument
        do throws(PrintFailure) {
            document = try await print.write(to: target, printer, decoder) { done, count in
                console.progress.show(console.words.command.printed(done, count), done, of: count)
            }
        } catch {
            throw .print(error)
        }
        guard let bytes = try? Data(contentsOf: URL(filePath: target)) else { throw .print(.brokenDown) }
        return Printed(bytes: Array(bytes), unshown: document.unshown)
    }

    private func files(
        of pictures: [String: RenderOptions.Picture], in scratch: ScratchFolder
    ) throws(Problem) -> [ThreadPrint.Picture] {
        var files: [ThreadPrint.Picture] = []
        for (address, picture) in pictures.sorted(by: { $0.key < $1.key }) {
            guard let type = MediumType(Array(picture.bytes.prefix(MediumType.headLength))) else { continue }
            let path = "\(scratch.path)/picture-\(files.count)"
            do {
                try Data(picture.bytes).write(to: URL(filePath: path))
            } catch {
                throw .command(.cannotWrite(path: scratch.path, reason: String(cString: strerror(errno))))
            }
            files.append(ThreadPrint.Picture(address: address, path: path, type: type))
        }
        return files
    }
}
