/// Reads a fragment of HTML as the HTML standard's tree construction does ("Parsing HTML fragments", inside a `div`), but builds no
/// tree: it keeps only the elements that are open. One thing differs: text misplaced in a table stays where it stands.
///
/// Linear in the size of the source, because depth and the list of formatting elements are limited.
struct HTMLEvents: Sequence, IteratorProtocol {
    /// Elements opened inside this many others count as not there; their content stays.
    static let maximumDepth = 128
    /// Formatting elements remembered for reopening; the oldest is forgotten first.
    static let maximumFormatting = 16

    /// An element that is open, or waits to be opened again.
    struct Entry {
        let id: Int
        let element: HTMLElement
    }

    var tokenizer: HTMLTokenizer
    /// The standard's "stack of open elements", outermost first.
    var open: [Entry] = []
    /// The standard's "list of active formatting elements"; nil is a marker.
    var formatting: [Entry?] = []
    /// The standard's "form element pointer".
    var form: Int?
    /// Tokens read and open elements looked at: what the time spent is proportional to, besides the size.
    private(set) var steps = 0
    private var lastID = 0
    private var queue: [HTMLEvent] = []
    private var queued = 0

    init(_ source: some Sequence<UInt8>) { tokenizer = HTMLTokenizer(source) }

    mutating func next() -> HTMLEvent? {
        while queued == queue.count {
            queue.removeAll(keepingCapacity: true)
            queued = 0
            guard let token = tokenizer.next(inForeignContent: isForeign) else {
                if open.isEmpty { return nil }
                popAll()
                break
            }
            steps += 1
            take(token)
        }
        queued += 1
        return queue[queued - 1]
    }

    private mutating func take(_ token: HTMLToken) {
        switch token {
        case .text(let bytes): text(bytes)
        case .start(let tag): start(tag)
        case .end(let name): end(name)
        }
    }

    private mutating func text(_ bytes: [UInt8]) {
        if !isForeign || current?.element.traits.contains(.integration) == true { reopenFormatting() }
        let visible = bytes.contains(0) ? bytes.filter { $0 != 0 } : bytes
        if !visible.isEmpty { emit(.text(visible)) }
    }

    mutating func start(_ tag: HTMLTag) {
        if startsInForeignContent(tag) {
            foreignStart(tag)
        } else if !tableStart(tag) {
            bodyStart(tag)
        }
    }

    mutating func end(_ name: String) {
        if isForeign {
            foreignEnd(name)
        } else {
            endInHTML(name)
        }
    }

    mutating func endInHTML(_ name: String) {
        if !tableEnd(name) { bodyEnd(name) }
    }

    mutating func emit(_ event: HTMLEvent) { queue.append(event) }

    mutating func countStep() { steps += 1 }

    mutating func newID() -> Int {
        lastID += 1
        return lastID
    }
}
