import Glibc
import Print
import Render
import Unroll

/// What `skein unroll` was asked for, checked and with every choice made.
struct UnrollOrder: Sendable {
    /// Where the posts come from.
    enum Source: Sendable {
        case network(record: String?)
        case recording(path: String)
        case export(path: String)
    }

    /// Where the documents go.
    enum Destination: Sendable {
        case standardOutput
        case file(String)
        case folder(String)
    }

    /// As they were typed; empty for the link a recording names itself.
    let links: [String]
    let source: Source
    let destination: Destination
    let format: Format
    let media: RenderOptions.Media
    let prose: Bool
    let paper: PrintOptions.Paper
    /// Whether a PDF holds the thread as files too.
    let holdsFiles: Bool
    let isEstimate: Bool
    let isKept: Bool

    init(_ command: UnrollCommand, terminal: Terminal) throws(Problem) {
        try UnrollOrder.refuseConflicts(command)
        links = try UnrollOrder.expanded(command.links)
        source =
            if let path = command.from { .export(path: path) } else if let path = command.replay {
                .recording(path: path)
            } else { .network(record: command.record) }
        try UnrollOrder.check(links, for: source)
        destination = try UnrollOrder.destination(command.output, several: links.count > 1)
        format = try UnrollOrder.format(command.format, destination, terminal)
        media = command.media ?? (format == .html || format == .pdf ? .embed : .link)
        (paper, holdsFiles) = (command.paper ?? .a4, command.files)
        (prose, isEstimate, isKept) = (command.prose, command.estimate, command.keep)
        if prose, format != .markdown { throw .command(.conflict("--prose", "--format \(format.rawValue)")) }
        if format == .pdf, media == .link { throw .command(.conflict("--media link", "--format pdf")) }
        if format != .pdf, command.paper != nil || command.files {
            let flag = command.paper == nil ? "--files" : "--paper"
            throw .command(.conflict(flag, "--format \(format.rawValue)"))
        }
        if case .standardOutput = destination {
            if format == .html || format == .pdf, links.count > 1 { throw .command(.severalPages) }
            if format == .pdf, !isEstimate, terminal.isTerminal { throw .command(.noTerminalForm) }
        }
    }

    private static func refuseConflicts(_ command: UnrollCommand) throws(Problem) {
        let sources = [("--from", command.from), ("--replay", command.replay), ("--record", command.record)]
        let given = sources.filter { $0.1 != nil }.map(\.0) + (command.estimate ? ["--estimate"] : [])
        if command.keep, command.replay != nil { throw .command(.conflict("--keep", "--replay")) }
        if command.keep, command.estimate { throw .command(.conflict("--keep", "--estimate")) }
        if given.count > 1 { throw .command(.conflict(given[0], given[1])) }
    }

    private static func check(_ links: [String], for source: Source) throws(Problem) {
        guard links.isEmpty else { return }
        switch source {
        case .network: throw .command(.noLinks)
        case .export: throw .command(.noPostNamed)
        case .recording: return
        }
    }

    private static func destination(_ path: String?, several: Bool) throws(Problem) -> Destination {
        guard let path else { return .standardOutput }
        if path.isEmpty { throw .command(.noOutputPath) }
        let isFolder = OutputFile.kind(of: path) == S_IFDIR
        if isFolder || path.hasSuffix("/") { return .folder(path) }
        guard several else { return .file(path) }
        if OutputFile.kind(of: path) != nil { throw .command(.notFolder(path: path)) }
        return .folder(path)
    }

    private static func format(
        _ wished: Format?, _ destination: Destination, _ terminal: Terminal
    ) throws(Problem) -> Format {
        if let wished { return wished }
        switch destination {
        case .standardOutput: return terminal.isTerminal ? .text : .markdown
        case .file(let path):
            if Format.isForeign(fileName: path) { throw .command(.unknownForm(path: path)) }
            return Format(fileName: path) ?? .markdown
        case .folder: return .markdown
        }
    }

    /// The links, with those on standard input in the place of `-`.
    private static func expanded(_ links: [String]) throws(Problem) -> [String] {
        guard let dash = links.firstIndex(of: "-") else { return links }
        let typed = StandardInput.lines().filter { !$0.allSatisfy(\.isWhitespace) }
        return links[..<dash] + typed + links[links.index(after: dash)...].filter { $0 != "-" }
    }
}
