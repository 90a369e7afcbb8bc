/// The bookmarks of a document (ISO 32000-1, 12.3.3): entries, each with what follows it on the level below.
enum Outline {
    private struct Entry {
        var place: PageMaker.Place
        var reference: PDFReference
        var children: [Int] = []
        var parent: Int?
    }

    /// Writes the outline; nil where there is nothing in it.
    static func write(
        _ places: [PageMaker.Place], pages: [PDFReference], left: Double, to file: inout PDFFile
    ) -> PDFReference? {
        if places.isEmpty { return nil }
        let root = file.reserve()
        var entries: [Entry] = []
        var roots: [Int] = []
        for place in places {
            let number = entries.count
            entries.append(Entry(place: place, reference: file.reserve()))
            if place.bookmark.level > 0, let parent = roots.last {
                entries[parent].children.append(number)
                entries[number].parent = parent
            } else {
                roots.append(number)
            }
        }
        for siblings in [roots] + entries.map(\.children) {
            for (position, number) in siblings.enumerated() {
                let entry = entries[number]
                var dictionary: PDFDictionary = [
                    "Title": PDFText(entry.place.bookmark.title),
                    "Parent": entry.parent.map { entries[$0].reference } ?? root,
                    "Dest": PDFArray([pages[entry.place.page], "XYZ" as PDFName, left, entry.place.y, 0]),
                ]
                if position > 0 { dictionary["Prev"] = entries[siblings[position - 1]].reference }
                if position + 1 < siblings.count { dictionary["Next"] = entries[siblings[position + 1]].reference }
                if let first = entry.children.first, let last = entry.children.last {
                    dictionary["First"] = entries[first].reference
                    dictionary["Last"] = entries[last].reference
                    // Below zero: not folded open.
                    dictionary["Count"] = -entry.children.count
                }
                file.add(dictionary, as: entry.reference)
            }
        }
        let dictionary: PDFDictionary = [
            "Type": "Outlines" as PDFName, "First": entries[roots[0]].reference,
            "Last": entries[roots[roots.count - 1]].reference, "Count": roots.count,
        ]
        file.add(dictionary, as: root)
        return root
    }
}
