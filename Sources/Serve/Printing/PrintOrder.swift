import Print
import Unroll

/// What a typesetter in another process is to print, and what came of it, as both go from process to process. Threads, pictures and
/// documents are in files.
struct PrintOrder: Equatable {
    struct Picture: Equatable {
        enum Form: Equatable {
            case jpeg
            /// Rows of pixels.
            case pixels(width: Int, height: Int, channels: Int)
        }

        /// Where the thread has it from.
        var address: String
        var form: Form
        var path: String
    }

    /// Where `Thread.form` is.
    var thread: String
    /// Where the document belongs; nothing is there yet.
    var target: String
    var paper = PrintOptions.Paper.a4
    var showsPictures = true
    /// Whether the thread's JSON and Markdown travel inside.
    var holdsFiles = false
    var pictures: [Picture] = []

    init(thread: String, target: String) { (self.thread, self.target) = (thread, target) }

    init?(fields: [String]) {
        guard fields.count >= 5, (fields.count - 5) % 3 == 0, let paper = PrintOptions.Paper(rawValue: fields[2]) else {
            return nil
        }
        (thread, target, self.paper) = (fields[0], fields[1], paper)
        (showsPictures, holdsFiles) = (fields[3] == "1", fields[4] == "1")
        for index in stride(from: 5, to: fields.count, by: 3) {
            guard let form = Picture.Form(text: fields[index + 1]) else { return nil }
            pictures.append(Picture(address: fields[index], form: form, path: fields[index + 2]))
        }
    }

    var fields: [String] {
        [thread, target, paper.rawValue, showsPictures ? "1" : "0", holdsFiles ? "1" : "0"]
            + pictures.flatMap { [$0.address, $0.form.text, $0.path] }
    }
}

extension PrintOrder.Picture.Form {
    fileprivate var text: String {
        switch self {
        case .jpeg: "jpeg"
        case .pixels(let width, let height, let channels): "\(width) \(height) \(channels)"
        }
    }

    fileprivate init?(text: String) {
        if text == "jpeg" {
            self = .jpeg
            return
        }
        let numbers = text.split(separator: " ").compactMap { Int($0) }
        guard numbers.count == 3 else { return nil }
        self = .pixels(width: numbers[0], height: numbers[1], channels: numbers[2])
    }
}

/// How far a document is.
enum PrintNews: Equatable {
    /// So many posts of the main line are set.
    case set(done: Int, count: Int)
    case printed(PrintedDocument)
    case failed(PrintFailure)

    init?(fields: [String]) {
        let numbers = fields.dropFirst().compactMap { Int($0) }
        switch (fields.first, fields.count) {
        case ("set", 3) where numbers.count == 2: self = .set(done: numbers[0], count: numbers[1])
        case ("printed", 3) where !numbers.isEmpty:
            self = .printed(PrintedDocument(pages: numbers[0], unshown: Array(fields[2].unicodeScalars)))
        case ("no-fonts", 1): self = .failed(.noFonts)
        case ("unusable-font", 2): self = .failed(.unusableFont(fields[1]))
        case ("unwritable", 2): self = .failed(.unwritable(fields[1]))
        case ("broken-down", 1): self = .failed(.brokenDown)
        default: return nil
        }
    }

    var fields: [String] {
        switch self {
        case .set(let done, let count): ["set", String(done), String(count)]
        case .printed(let document):
            [
                "printed", String(document.pages),
                String(String.UnicodeScalarView(document.unshown.filter { $0 != "\0" })),
            ]
        case .failed(.noFonts): ["no-fonts"]
        case .failed(.unusableFont(let name)): ["unusable-font", name.filter { $0 != "\0" }]
        case .failed(.unwritable(let reason)): ["unwritable", reason]
        case .failed(.brokenDown): ["broken-down"]
        }
    }
}

/// A document that is in its file.
package struct PrintedDocument: Sendable, Equatable {
    package var pages: Int
    /// Characters that no font here has, and that stand as boxes in the document.
    package var unshown: [Unicode.Scalar]
}
