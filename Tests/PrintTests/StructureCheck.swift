import Foundation

/// Holds a written file against what PDF/UA-1 asks of its structure and machines can check.
struct StructureCheck {
    private let pdf: WrittenPDF
    private(set) var complaints: [String] = []
    private var elements: [String: [String: Any]] = [:]
    /// Marked content and annotations that elements hold: `page number` or the annotation's reference, and whose they are.
    private var owners: [String: String] = [:]
    private var headings: [Int] = []

    init(_ bytes: [UInt8]) throws {
        pdf = try WrittenPDF(bytes)
        checkCatalog()
        collect()
        checkElements()
        checkPages()
        complaints += FontCheck(pdf).complaints
    }

    private mutating func expect(_ holds: Bool, _ complaint: String) {
        if !holds { complaints.append(complaint) }
    }

    /// Names that are never in a file: no forms, media, scripts, encryption, optional content, pages from elsewhere, roles of our own, or
    /// annotations but links.
    static let forbidden: Set<String> = [
        "/JavaScript", "/JS", "/AA", "/OpenAction", "/Launch", "/GoToR", "/SubmitForm", "/ImportData", "/RichMedia",
        "/AcroForm", "/XFA", "/Suspects", "/RoleMap", "/ClassMap", "/Movie", "/Sound", "/Rendition", "/OCProperties",
        "/OC", "/Encrypt", "/Ref", "/Form", "/Widget", "/TrapNet", "/PrinterMark", "/FileAttachment", "/Screen",
        "/MediaClip", "/CharSet", "/CIDSet",
    ]

    private mutating func checkCatalog() {
        let names = pdf.names.intersection(StructureCheck.forbidden)
        expect(names.isEmpty, "\(names) do not belong into a file")
        let subtypes = Set(pdf.annotations.map { pdf.dictionary($0)["/Subtype"] as? String ?? "" })
        expect(subtypes.subtracting(["/Link"]).isEmpty, "\(subtypes) are not all links")
        let catalog = pdf.catalog
        expect((catalog["/Lang"] as? String)?.count ?? 0 > 3, "no language")
        expect(pdf.dictionary(catalog["/MarkInfo"])["/Marked"] as? Bool == true, "not marked")
        expect(pdf.dictionary(catalog["/ViewerPreferences"])["/DisplayDocTitle"] as? Bool == true, "title not shown")
        expect(pdf.array(catalog["/OutputIntents"]).count == 1, "no output intent")
        for file in pdf.array(catalog["/AF"]).map(pdf.dictionary) {
            expect(file["/F"] is String && file["/UF"] is String, "an attached file has no name")
        }
        let metadata = String(decoding: pdf.stream(catalog["/Metadata"]), as: UTF8.self)
        for part in ["<pdfuaid:part>1<", "<pdfaid:part>3<", "<pdfaid:conformance>A<", "<dc:title>"] {
            expect(metadata.contains(part), "metadata lack \(part)")
        }
        expect(!pdf.dictionary(catalog["/Outlines"]).isEmpty, "no bookmarks")
    }

    // MARK: Elements

    private mutating func collect() {
        let tree = pdf.dictionary(pdf.catalog["/StructTreeRoot"])
        guard let root = tree["/K"] as? String else { return complaints.append("no structure") }
        expect(pdf.dictionary(root)["/S"] as? String == "/Document", "the root is no document")
        visit(root, parent: pdf.catalog["/StructTreeRoot"] as? String ?? "")
    }

    private mutating func visit(_ reference: String, parent: String) {
        let element = pdf.dictionary(reference)
        expect(elements[reference] == nil, "\(reference) has two parents")
        elements[reference] = element
        expect(element["/P"] as? String == parent, "\(reference) does not know its parent")
        if let kind = element["/S"] as? String, kind.hasPrefix("/H"), let level = Int(kind.dropFirst(2)) {
            headings.append(level)
        }
        for kid in pdf.array(element["/K"]) {
            if let number = kid as? Int, let page = element["/Pg"] as? String {
                own("\(page) \(number)", reference)
            } else if let part = kid as? [String: Any] {
                if let number = part["/MCID"] as? Int { own("\(part["/Pg"] ?? "") \(number)", reference) }
                if let annotation = part["/Obj"] as? String { own(annotation, reference) }
            } else if let child = kid as? String {
                visit(child, parent: reference)
            } else {
                complaints.append("\(reference) holds something unknown")
            }
        }
    }

    private mutating func own(_ content: String, _ element: String) {
        expect(owners[content] == nil, "\(content) is held twice")
        owners[content] = element
    }

    private static let kinds: Set<String> = [
        "/Document", "/Sect", "/H1", "/H2", "/H3", "/H4", "/P", "/L", "/LI", "/Lbl", "/LBody", "/Link", "/Span",
        "/Reference", "/Figure", "/Caption", "/BlockQuote", "/Note", "/Code",
    ]

    private mutating func checkElements() {
        var notes: Set<String> = []
        for (reference, element) in elements {
            let kind = element["/S"] as? String ?? ""
            expect(StructureCheck.kinds.contains(kind), "\(reference) is of the kind \(kind)")
            expect(!pdf.array(element["/K"]).isEmpty, "\(reference) \(kind) is empty")
            switch kind {
            case "/Figure":
                expect((element["/Alt"] as? String)?.count ?? 0 > 2, "a figure says nothing")
                expect(pdf.array(pdf.dictionary(element["/A"])["/BBox"]).count == 4, "a figure has no box")
            case "/Note": expect(notes.insert(element["/ID"] as? String ?? "").inserted, "two notes have one name")
            case "/LI": expect(kindOfParent(element) == "/L", "an item without a list")
            case "/LBody": expect(kindOfParent(element) == "/LI", "an item's body without an item")
            case "/Link": expect(owners.contains { $0.value == reference }, "a link without content")
            default: break
            }
        }
        expect(headings.first == 1, "the first heading is not of the first level")
        for (before, after) in zip(headings, headings.dropFirst()) {
            expect(after <= before + 1, "a heading of level \(after) follows one of level \(before)")
        }
    }

    private func kindOfParent(_ element: [String: Any]) -> String {
        pdf.dictionary(element["/P"])["/S"] as? String ?? ""
    }

    // MARK: Pages

    private mutating func checkPages() {
        let numbers = pdf.array(
            pdf.dictionary(pdf.dictionary(pdf.catalog["/StructTreeRoot"])["/ParentTree"])["/Nums"])
        let keys = stride(from: 0, to: numbers.count, by: 2).compactMap { numbers[$0] as? Int }
        expect(keys == keys.sorted(), "the parent tree is out of order")
        var parents: [Int: Any] = [:]
        for index in stride(from: 0, to: numbers.count, by: 2) {
            if let key = numbers[index] as? Int { parents[key] = numbers[index + 1] }
        }
        var marked = 0
        for page in pdf.pages { marked += checkPage(page, parents) }
        expect(owners.count == marked, "\(owners.count) contents are held, \(marked) are there")
        expect(parents.count == pdf.pages.count + pdf.annotations.count, "the parent tree has \(parents.count) entries")
    }

    private mutating func checkPage(_ reference: String, _ parents: [Int: Any]) -> Int {
        let page = pdf.dictionary(reference)
        expect(page["/Tabs"] as? String == "/S", "\(reference) is not walked through by structure")
        let content = pdf.array(page["/Contents"]).reduce(into: [UInt8]()) { $0 += pdf.stream($1) + [0x0a] }
        let marks = MarkedContent(content)
        for complaint in marks.complaints { complaints.append("\(reference): \(complaint)") }
        let listed = pdf.array(parents[page["/StructParents"] as? Int ?? -1]).compactMap { $0 as? String }
        expect(
            listed.count == marks.numbers.count,
            "\(reference): \(listed.count) parents, \(marks.numbers.count) contents")
        for (number, parent) in listed.enumerated() {
            expect(marks.numbers.contains(number), "\(reference) has no content \(number)")
            expect(owners["\(reference) \(number)"] == parent, "\(reference) \(number) is held by somebody else")
        }
        for case let annotation as String in pdf.array(page["/Annots"]) { check(annotation: annotation, parents) }
        return listed.count + pdf.array(page["/Annots"]).count
    }

    private mutating func check(annotation: String, _ parents: [Int: Any]) {
        let dictionary = pdf.dictionary(annotation)
        let parent = (dictionary["/StructParent"] as? Int).flatMap { parents[$0] as? String }
        expect(parent != nil && owners[annotation] == parent, "\(annotation) has no place in the structure")
        expect(parent.flatMap { elements[$0]?["/S"] as? String } == "/Link", "\(annotation) is no link")
        expect((dictionary["/Contents"] as? String)?.count ?? 0 > 2, "\(annotation) is not described")
        expect(dictionary["/F"] as? Int == 4, "\(annotation) is not printed")
    }
}

/// What a page's operators say about marks: every operator that paints has to stand inside exactly one.
struct MarkedContent {
    private(set) var complaints: [String] = []
    private(set) var numbers: Set<Int> = []

    private static let painting: Set<Substring> = [
        "TJ", "Tj", "'", "\"", "f", "F", "f*", "B", "b", "S", "s", "Do", "sh",
    ]

    init(_ content: [UInt8]) {
        var depth = 0
        var isText = false
        // Whatever could hold a line end or an operator's letters is a hexadecimal or escaped string on one line.
        for line in String(decoding: content, as: UTF8.self).split(separator: "\n") {
            let last = line.split(separator: " ").last ?? ""
            switch last {
            case "BDC", "BMC":
                depth += 1
                if depth > 1 { complaints.append("marks inside marks") }
                if isText { complaints.append("a mark begins inside text") }
                if let start = line.range(of: "/MCID ") {
                    let number = Int(line[start.upperBound...].prefix { $0.isNumber }) ?? -1
                    if !numbers.insert(number).inserted { complaints.append("number \(number) twice") }
                } else if !line.hasPrefix("/Artifact") {
                    complaints.append("a mark without a number: \(line)")
                }
            case "EMC": depth -= 1
            case "BT": isText = true
            case "ET": isText = false
            case let painted where MarkedContent.painting.contains(painted):
                if depth != 1 { complaints.append("\(painted) outside of any mark") }
            default: break
            }
        }
        if depth != 0 { complaints.append("marks are not closed") }
    }
}
