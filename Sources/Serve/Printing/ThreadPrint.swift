import Glibc
import NIOPosix
import Print
import Store
import Unroll

/// Prints one thread, with pictures that lie in files: most JPEG as they are, others after they were decoded in a process of their own.
package struct ThreadPrint: Sendable {
    package struct Picture: Sendable {
        /// Where the thread has it from.
        package var address: String
        package var path: String
        package var type: MediumType

        package init(address: String, path: String, type: MediumType) {
            (self.address, self.path, self.type) = (address, path, type)
        }
    }

    package var thread: Unroll.Thread
    package var paper = PrintOptions.Paper.a4
    package var holdsFiles = false
    /// Nil prints descriptions in their place.
    package var pictures: [Picture]?
    /// How long pictures may be decoded; those that are not by then are described.
    var decodingPatience = Duration.seconds(120)
    /// Bytes that all decoded pictures together may have; those after them are described.
    var decodedBytes = PrintWorker.pictureBytes

    package init(_ thread: Unroll.Thread, pictures: [Picture]?) { (self.thread, self.pictures) = (thread, pictures) }

    /// How wide a picture is printed at most, in pixels: the column of text at 250 of them an inch.
    private static let widest = 1_650
    /// What a JPEG file says of itself stands in so many bytes, unless it is a strange one.
    private static let jpegBeginning = 256 << 10
    /// More pictures are described.
    private static let maximumPictures = 2_000

    /// Writes the document to `target`, where nothing is yet, and nothing is afterwards if it fails. What is needed meanwhile lies beside it, in files whose names begin with its.
    package func write(
        to target: String, _ printer: Printer, _ decoder: PictureDecoder,
        progress: @escaping @Sendable (_ done: Int, _ count: Int) -> Void
    ) async throws(PrintFailure) -> PrintedDocument {
        var order = PrintOrder(thread: target + "-thread", target: target)
        (order.paper, order.holdsFiles, order.showsPictures) = (paper, holdsFiles, pictures != nil)
        var asides = [order.thread]
        let result: Result<PrintedDocument, PrintFailure>
        do throws(PrintFailure) {
            try await ThreadPrint.write(thread.form, to: order.thread)
            order.pictures = await usable(decoder, beside: target, &asides)
            result = .success(try await printer.print(order, progress: progress))
        } catch {
            result = .failure(error)
        }
        for aside in asides { unlink(aside) }
        // A typesetter that was ended may have left a part of it.
        if case .failure = result { unlink(target) }
        return try result.get()
    }

    private func usable(
        _ decoder: PictureDecoder, beside target: String, _ asides: inout [String]
    ) async -> [PrintOrder.Picture] {
        var forms: [String: PrintOrder.Picture?] = [:]
        var usable: [PrintOrder.Picture] = []
        var (room, end) = (decodedBytes, ContinuousClock.now + decodingPatience)
        for picture in (pictures ?? []).prefix(ThreadPrint.maximumPictures) {
            if forms[picture.path] == nil {
                let aside = "\(target)-\(forms.count)"
                asides.append(aside)
                var form: PrintOrder.Picture?
                if await passes(picture) {
                    form = PrintOrder.Picture(address: picture.address, form: .jpeg, path: picture.path)
                } else if room > 0, .now < end {
                    form = await decoded(picture, decoder, aside)
                    room -= length(of: aside)
                }
                forms[picture.path] = .some(form)
            }
            guard var form = forms[picture.path] ?? nil else { continue }
            form.address = picture.address
            usable.append(form)
        }
        return usable
    }

    private func passes(_ picture: Picture) async -> Bool {
        guard picture.type == .jpeg else { return false }
        let beginning = try? await NIOThreadPool.singleton.runIfActive { () -> [UInt8] in
            let file = open(picture.path, O_RDONLY | O_CLOEXEC)
            if file < 0 { return [] }
            defer { close(file) }
            return [UInt8](unsafeUninitializedCapacity: ThreadPrint.jpegBeginning) { buffer, filled in
                filled = max(0, read(file, buffer.baseAddress, buffer.count))
            }
        }
        return PrintOptions.passes(jpegBeginning: beginning ?? [])
    }

    private func length(of path: String) -> Int {
        var status = stat()
        return stat(path, &status) == 0 ? Int(status.st_size) : 0
    }

    private func decoded(
        _ picture: Picture, _ decoder: PictureDecoder, _ aside: String
    ) async -> PrintOrder.Picture? {
        let wish: PictureOrder.Wish
        switch picture.type {
        // What was kept without a loss is printed without one.
        case .png, .gif: wish = .pixels(width: ThreadPrint.widest, path: aside)
        case .jpeg, .webp, .avif: wish = .jpeg(width: ThreadPrint.widest, path: aside)
        default: return nil
        }
        let order = PictureOrder(
            source: picture.path, maximumPixels: MediaDownload.maximumPixels, wish)
        switch await decoder.decode(order) {
        case .pixels(let width, let height, let channels):
            return PrintOrder.Picture(
                address: picture.address, form: .pixels(width: width, height: height, channels: channels), path: aside)
        case .decoded: return PrintOrder.Picture(address: picture.address, form: .jpeg, path: aside)
        case .undecodable, .noLibrary: return nil
        }
    }

    private static func write(_ bytes: [UInt8], to path: String) async throws(PrintFailure) {
        do throws(MediaProblem) {
            try await MediaFile.write(bytes, to: path)
        } catch {
            throw error == .stopped ? .brokenDown : .unwritable(error.text)
        }
    }
}
