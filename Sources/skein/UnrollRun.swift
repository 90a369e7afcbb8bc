import Fetch
import Glibc
import Render
import Serve
import Unroll

/// Carries out an `UnrollOrder`: for each link the conversation, its thread, the document, and a word about what is missing.
struct UnrollRun: Sendable {
    let order: UnrollOrder
    let retrieval: Retrieval
    let console: Console
    let interruption: Interruption
    /// Where threads are kept as well; nil where they are only written.
    var archive: ThreadKeeping?
    private let printing = PrintRun()

    init(
        order: UnrollOrder, retrieval: Retrieval, console: Console, interruption: Interruption,
        archive: ThreadKeeping? = nil
    ) {
        (self.order, self.retrieval, self.console) = (order, retrieval, console)
        (self.interruption, self.archive) = (interruption, archive)
    }

    func status() async throws(Problem) -> ExitStatus {
        if case .folder(let path) = order.destination {
            try asProblem { () throws(CommandProblem) in try OutputFile.makeFolder(path) }
        }
        let links = order.links.isEmpty ? retrieval.ownLinks : order.links
        if links.isEmpty { throw .command(.noLinks) }
        var statuses: [ExitStatus] = []
        for (place, link) in links.enumerated() {
            do {
                let status =
                    order.isEstimate ? try await estimate(of: link) : try await document(for: link, isFirst: place == 0)
                statuses.append(status)
            } catch {
                console.say((links.count > 1 ? "\(link.prefix(120)): " : "") + error.sentence(console.words))
                statuses.append(.failed)
            }
        }
        return .worst(statuses)
    }

    private func document(for link: String, isFirst: Bool) async throws(Problem) -> ExitStatus {
        let retrieved = try await retrieval.conversation(link)
        let thread = try thread(in: retrieved.conversation)
        try await keep(thread, retrieved)
        try deliver(await document(of: thread), of: thread, isFirst: isFirst)
        for remark in thread.remarks { console.say(console.words.command.remark(remark)) }
        return thread.completeness.state == .complete ? .complete : .partial
    }

    private func document(of thread: Thread) async throws(Problem) -> [UInt8] {
        if let format = order.format.rendered { return render(thread, as: format, await renderOptions(for: thread)) }
        var print = ThreadPrint(thread, pictures: nil)
        (print.paper, print.holdsFiles) = (order.paper, order.holdsFiles)
        let pictures = order.media == .none ? nil : await retrieval.pictures(thread)
        let printed = try await printing.document(print, pictures: pictures, interruption, console)
        if !printed.unshown.isEmpty {
            console.say(console.words.print.unshown(printed.unshown.prefix(8).map { String($0) }))
        }
        return printed.bytes
    }

    private func keep(_ thread: Thread, _ retrieved: Retrieved) async throws(Problem) {
        guard let archive else { return }
        let isKept = try await archive.keep(thread, retrieval: retrieved.retrieval)
        if isKept { return }
        console.say(console.words.command.notTaken)
    }

    /// Says what a thread would cost. A price that cannot be had stops nobody from unrolling.
    private func estimate(of link: String) async throws(Problem) -> ExitStatus {
        let sentence = console.words.command.price(try await retrieval.price(link))
        try asProblem { () throws(CommandProblem) in try console.write(Array((sentence + "\n").utf8)) }
        return .complete
    }

    private func thread(in conversation: Conversation) throws(Problem) -> Thread {
        do {
            return try unroll(conversation)
        } catch {
            throw .network(BackfillFailure(error, host: conversation.source.host))
        }
    }

    private func renderOptions(for thread: Thread) async -> RenderOptions {
        var options = RenderOptions()
        (options.prose, options.media, options.words) = (order.prose, order.media, console.words)
        if case .standardOutput = order.destination {
            (options.width, options.color) = (console.terminal.width, console.terminal.hasColor)
        }
        if order.format == .html, order.media == .embed { options.pictures = await retrieval.pictures(thread) }
        return options
    }

    private func deliver(_ document: [UInt8], of thread: Thread, isFirst: Bool) throws(Problem) {
        switch order.destination {
        case .standardOutput:
            let gap: [UInt8] = isFirst || order.format == .json ? [] : [0x0a]
            try asProblem { () throws(CommandProblem) in try console.write(gap + document) }
        case .file(let path): try write(document, to: path)
        case .folder(let folder):
            try write(
                document, to: (folder.hasSuffix("/") ? folder : folder + "/") + DocumentName(thread, order.format).text)
        }
    }

    private func write(_ document: [UInt8], to path: String) throws(Problem) {
        try asProblem { () throws(CommandProblem) in
            try OutputFile.write(document, to: path, interruption: interruption)
        }
        console.say(console.words.command.wrote(path))
    }
}
