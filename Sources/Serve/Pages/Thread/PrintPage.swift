import Fetch
import FoundationEssentials
import Glibc
import HTTPTypes
import Render
import Store
import Unroll

extension Site {
    /// How long a visitor waits for a document before a page tells of it.
    private static let printPatience = Duration.seconds(3)

    /// The thread as a PDF, or how far it is.
    func print(_ page: ShownThread, since moment: Int, _ visit: Visit) async throws(SiteFailure) -> Reply {
        let asksForNews = visit.headers[.accept]?.hasPrefix("application/json") == true
        let state = await printing.shop.document(
            DocumentKey(page), since: moment, within: asksForNews ? .zero : Site.printPatience
        ) { progress in
            await self.printed(page, progress)
        }
        var reply: Reply
        switch state {
        case .done(let printed) where !asksForNews:
            reply = Reply(printed.file, type: "application/pdf", tag: printed.tag, to: visit.headers)
            reply.freshness = .checked
            reply.headers += [
                (.contentDisposition, disposition(DocumentName(page.thread, .pdf).text)),
                // Viewers in browsers style what they show themselves.
                (.contentSecurityPolicy, "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'"),
            ]
        case .underway(let done, let count):
            let news = PrintProgress(place: page.place, done: done, count: count, words: words)
            reply = asksForNews ? news.reply : Reply(page: news.html)
            reply.freshness = .never
        case .done,
            .failed where asksForNews:
            reply = PrintProgress(place: page.place, words: words).over
            reply.freshness = .never
        case .outdated: return .redirect(to: .thread(page.place))
        case .busy: throw .unprinted(nil)
        case .failed(let failure): throw .unprinted(failure)
        }
        reply.isNoIndex = true
        return reply
    }

    private func printed(
        _ page: ShownThread, _ progress: @escaping @Sendable (Int, Int) -> Void
    ) async -> Result<DocumentFile, PrintFailure> {
        do throws(PrintFailure) {
            return .success(try await printedFile(page, progress))
        } catch {
            return .failure(error)
        }
    }

    private func printedFile(
        _ page: ShownThread, _ progress: @escaping @Sendable (Int, Int) -> Void
    ) async throws(PrintFailure) -> DocumentFile {
        let folder = MediaFolder(in: settings.folder)
        var print = ThreadPrint(page.thread, pictures: nil)
        (print.paper, print.holdsFiles) = (page.place.paper, page.place.holdsFiles)
        if page.place.view != .text { print.pictures = await pictures(of: page.thread, in: folder) }
        do {
            let target = try await folder.aside()
            _ = try await print.write(to: target, printing.printer, printing.decoder, progress: progress)
            defer { unlink(target) }
            return try await DocumentFile(opening: target)
        } catch let failure as PrintFailure {
            throw failure
        } catch {
            throw .unwritable((error as? MediaProblem)?.text ?? "")
        }
    }

    /// Copies of the pictures that a document shows: avatars and emoji are left out.
    private func pictures(of thread: Unroll.Thread, in folder: MediaFolder) async -> [ThreadPrint.Picture] {
        let links = thread.mediaLinks
        let media = try? await read { connection throws(StoreFailure) in try connection.media(at: links) }
        return links.compactMap { link in
            guard let medium = media?[link], let type = MediumType(rawValue: medium.type), type.kind == .picture else {
                return nil
            }
            return ThreadPrint.Picture(address: link.text, path: folder.path(of: medium.hash), type: type)
        }
    }
}

/// What a site prints with.
struct Printing: Sendable {
    let shop = DocumentShop()
    /// Files with pictures are made one at a time, for each is in memory while it is made.
    let picturing = OneAtATime()
    let printer: Printer
    let decoder: PictureDecoder

    init(program: String) { (printer, decoder) = (Printer(program: program), PictureDecoder(program: program)) }

    /// Has its processes give back their memory when nobody needs them, as long as it runs.
    func restWhenIdle() async {
        while !Task.isCancelled {
            try? await Task.sleep(for: .seconds(120))
            guard await shop.isIdle() else { continue }
            await printer.rest()
            await decoder.rest()
        }
    }
}

/// A page that tells how far a long document is, and turns into it.
private struct PrintProgress {
    var place: ThreadPlace
    var done = 0
    var count = 0
    var words: Words

    private var own: PrintingWords { words.site.printing }
    private var address: SiteAddress { Place.thread(place).address }
    private var line: String { count == 0 ? own.waiting : own.set(done, count) }

    var html: HTML {
        var frame = Frame(own.title, words)
        frame.head = """
            <noscript><meta http-equiv="refresh" content="2"></noscript>
            <script src="\(Place.asset(SiteAsset.progress.name).address)" defer></script>

            """
        var page = place
        (page.format, page.view) = (nil, .posts)
        return frame.page(
            """
            <h1>\(own.title)</h1>
            <ol class="progress alone" data-progress="\(address)" aria-live="polite">
            <li>\(line)</li>
            </ol>
            <p class="quiet"><a href="\(Place.thread(page).address)">\(own.back)</a></p>

            """)
    }

    /// For the script of progress pages: the same sentence.
    var reply: Reply { news(News(lines: [line])) }

    /// For the script: where to go, for there is a document, or a page that says why there is none.
    var over: Reply { news(News(lines: [], location: address.text)) }

    private struct News: Encodable {
        var lines: [String]
        var location: String?
    }

    private func news(_ news: News) -> Reply {
        Reply((try? JSONEncoder().encode(news)).map { Array($0) } ?? [], type: "application/json")
    }
}
