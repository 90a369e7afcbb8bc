import Unroll

/// Fills pages with slabs, from top to bottom. A page ends only where a slab may begin the next one, if slabs that are bound together fit on a page at
/// all; notes stand at the foot of the page that refers to them, or as near behind as there is room.
struct PageMaker {
    /// A page whose foot is still to be drawn.
    struct Page {
        var content: PDFReference
        var annotations: [PDFReference]
    }

    /// A place a bookmark leads to; `y` from the lower edge.
    struct Place {
        var bookmark: Bookmark
        var page: Int
        var y: Double
    }

    private struct OpenFrame {
        var top: Double
        var bottom: Double
    }

    let sheet: Sheet
    private(set) var pages: [Page] = []
    private(set) var places: [Place] = []
    /// Notes by their numbers, as slabs.
    var notes: [Int: [Slab]] = [:]
    private var bound: [Slab] = []
    private var painter: PagePainter
    /// Points of the page that are filled with text, and with notes.
    private var used = 0.0
    private var usedByNotes = 0.0
    private var pageNotes: [Slab] = []
    private var lateNotes: [Slab] = []
    private var frames: [Slab.Frame: OpenFrame] = [:]

    /// Between the text and its notes.
    private static let noteGap = 18.0

    init(_ sheet: Sheet) {
        self.sheet = sheet
        painter = PagePainter(page: 0)
    }

    // MARK: Flow

    mutating func add(_ slabs: [Slab], _ made: inout DocumentParts) {
        for slab in slabs {
            if !slab.isBound { placeBound(&made) }
            bound.append(slab)
        }
    }

    mutating func end(_ made: inout DocumentParts) {
        placeBound(&made)
        endPage(&made)
        while !lateNotes.isEmpty {
            beginPage(&made)
            endPage(&made)
        }
    }

    private mutating func placeBound(_ made: inout DocumentParts) {
        if bound.isEmpty { return }
        let slabs = bound
        bound = []
        if !fits(slabs), !isEmpty { turn(&made) }
        let isWhole = fits(slabs)
        for slab in slabs {
            if !isWhole, !fits([slab]), !isEmpty { turn(&made) }
            place(slab, &made)
        }
    }

    private var isEmpty: Bool { used == 0 }

    private func fits(_ slabs: [Slab]) -> Bool {
        var (text, notes) = (used, usedByNotes)
        for slab in slabs {
            text += (text == 0 ? 0 : slab.space) + slab.height
            for number in slab.notes {
                for note in self.notes[number] ?? [] { notes += note.space + note.height }
            }
        }
        return text + notes + (notes > 0 ? PageMaker.noteGap : 0) <= sheet.depth + 0.01
    }

    private mutating func turn(_ made: inout DocumentParts) {
        endPage(&made)
        beginPage(&made)
    }

    private mutating func beginPage(_ made: inout DocumentParts) {
        painter = PagePainter(page: pages.count)
        (used, usedByNotes, pageNotes, frames) = (0, 0, [], [:])
        let waiting = lateNotes
        lateNotes = []
        // Text needs some room, or a page of notes would follow another for ever.
        for note in waiting { addNote(note, room: sheet.depth - 60) }
    }

    private mutating func addNote(_ note: Slab, room: Double) {
        let height = note.space + note.height
        if lateNotes.isEmpty, usedByNotes + height + PageMaker.noteGap <= room {
            pageNotes.append(note)
            usedByNotes += height
        } else {
            lateNotes.append(note)
        }
    }

    // MARK: Drawing

    private mutating func place(_ slab: Slab, _ made: inout DocumentParts) {
        used += used == 0 ? 0 : slab.space
        let top = sheet.height - sheet.top - used
        used += slab.height
        if let bookmark = slab.bookmark {
            places.append(Place(bookmark: bookmark, page: pages.count, y: min(sheet.height, top + 12)))
        }
        for frame in slab.frames {
            frames[frame, default: OpenFrame(top: top, bottom: top)].bottom = top - slab.height
        }
        draw(slab, top: top, &made)
        for number in slab.notes {
            for note in notes.removeValue(forKey: number) ?? [] { addNote(note, room: sheet.depth - used) }
        }
        // Something has to be on a page before it is turned.
        if used == 0 { used = 0.001 }
    }

    private mutating func draw(_ slab: Slab, top: Double, _ made: inout DocumentParts) {
        let x = sheet.left + slab.x
        if let label = slab.label, case .line(let line, _) = slab.content {
            painter.draw(label.line, label.paragraph, x: sheet.left + label.x, y: top - line.baseline, &made)
        } else if let label = slab.label {
            painter.draw(label.line, label.paragraph, x: sheet.left + label.x, y: top - label.line.baseline, &made)
        }
        switch slab.content {
        case .line(let line, let paragraph): painter.draw(line, paragraph, x: x, y: top - line.baseline, &made)
        case .figure(let figure): painter.draw(figure, x: x, y: top - figure.height, &made.structure)
        case .bar(let share, let width):
            painter.drawRule(x: x, y: top - slab.height, width: width, height: slab.height, gray: 0.9)
            painter.drawRule(x: x, y: top - slab.height, width: width * share, height: slab.height, gray: 0.45)
        case .rule: painter.drawRule(x: x, y: top - slab.height, width: sheet.measure, height: 0.5, gray: 0.7)
        case .nothing: break
        }
    }

    private mutating func endPage(_ made: inout DocumentParts) {
        drawNotes(&made)
        let order = frames.sorted { ($0.key.x, $0.key.number) < ($1.key.x, $1.key.number) }
        for (frame, place) in order {
            painter.drawFrame(frame, x: sheet.left + frame.x, top: place.top, bottom: place.bottom)
        }
        painter.close()
        pages.append(
            Page(content: made.file.add(PDFStream(packing: painter.content.bytes)), annotations: painter.annotations))
    }

    private mutating func drawNotes(_ made: inout DocumentParts) {
        if pageNotes.isEmpty { return }
        var top = sheet.bottom + usedByNotes
        painter.drawRule(x: sheet.left, y: top + 5, width: 60, height: 0.5, gray: 0.6)
        for note in pageNotes {
            top -= note.space
            draw(note, top: top, &made)
            top -= note.height
        }
    }
}
