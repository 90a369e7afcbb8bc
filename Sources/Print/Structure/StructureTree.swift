/// What the parts of a document are, and in which order they are read (ISO 32000-1, 14.7 and 14.8).
struct StructureTree {
    /// The standard types that are used.
    enum Kind: String {
        case document = "Document"
        case section = "Sect"
        case heading1 = "H1"
        case heading2 = "H2"
        case heading3 = "H3"
        case heading4 = "H4"
        case paragraph = "P"
        case list = "L"
        case item = "LI"
        case label = "Lbl"
        case body = "LBody"
        case link = "Link"
        case span = "Span"
        case reference = "Reference"
        case figure = "Figure"
        case caption = "Caption"
        case quote = "BlockQuote"
        case note = "Note"
        case code = "Code"
    }

    struct Element: Hashable { fileprivate let index: Int }

    private enum Kid {
        case element(Int)
        case content(page: Int, number: Int)
        case annotation(page: Int, PDFReference)
    }

    private struct Node {
        var kind: Kind
        var parent: Int?
        var kids: [Kid] = []
        var language: String?
        var alternative: String?
        var actualText: String?
        var title: String?
        /// The box of a figure on its page: left, bottom, right, top.
        var box: PDFArray?
        /// Notes have names of their own.
        var name: String?
    }

    private var nodes: [Node] = [Node(kind: .document)]
    private var contents: [[Int]] = []
    private var annotations: [Int] = []
    private var notes = 0

    let root = Element(index: 0)

    /// Adds a part behind what its parent has so far.
    mutating func add(
        _ kind: Kind, to parent: Element, language: String? = nil, alternative: String? = nil,
        actualText: String? = nil, title: String? = nil
    ) -> Element {
        var node = Node(kind: kind, parent: parent.index)
        (node.language, node.alternative, node.actualText) = (language, alternative, actualText)
        node.title = title
        if kind == .note {
            notes += 1
            node.name = "note-\(notes)"
        }
        nodes.append(node)
        nodes[parent.index].kids.append(.element(nodes.count - 1))
        return Element(index: nodes.count - 1)
    }

    func kind(_ element: Element) -> Kind { nodes[element.index].kind }

    mutating func setBox(_ box: PDFArray, of element: Element) { nodes[element.index].box = box }

    /// The number under which content of `element` is marked on a page.
    mutating func mark(_ element: Element, page: Int) -> Int {
        while contents.count <= page { contents.append([]) }
        contents[page].append(element.index)
        let number = contents[page].count - 1
        nodes[element.index].kids.append(.content(page: page, number: number))
        return number
    }

    /// The key under which an annotation finds its element.
    mutating func mark(_ element: Element, annotation: PDFReference, page: Int) -> Int {
        nodes[element.index].kids.append(.annotation(page: page, annotation))
        annotations.append(element.index)
        return StructureTree.firstAnnotationKey + annotations.count - 1
    }

    // MARK: Writing

    /// Writes the tree; what the catalog calls it by.
    func write(to file: inout PDFFile, pages: [PDFReference]) -> PDFReference {
        let tree = file.reserve()
        let references = nodes.map { _ in file.reserve() }
        for (node, reference) in zip(nodes, references) {
            file.add(dictionary(node, tree, references, pages), as: reference)
        }
        var dictionary: PDFDictionary = [
            "Type": "StructTreeRoot" as PDFName, "K": references[0], "ParentTree": parents(&file, references),
            "ParentTreeNextKey": StructureTree.firstAnnotationKey + annotations.count,
        ]
        if let limits = idLimits { dictionary["IDTree"] = idTree(&file, references, limits) }
        file.add(dictionary, as: tree)
        return tree
    }

    /// Pages come before annotations among the keys of the parent tree; no document has so many.
    static let firstAnnotationKey = 1_000_000

    private func dictionary(
        _ node: Node, _ tree: PDFReference, _ references: [PDFReference], _ pages: [PDFReference]
    ) -> PDFDictionary {
        var dictionary: PDFDictionary = ["S": PDFName(foreign: node.kind.rawValue)]
        dictionary["P"] = node.parent.map { references[$0] } ?? tree
        dictionary["Lang"] = node.language.map(PDFText.init)
        dictionary["Alt"] = node.alternative.map(PDFText.init)
        dictionary["ActualText"] = node.actualText.map(PDFText.init)
        dictionary["T"] = node.title.map(PDFText.init)
        dictionary["ID"] = node.name.map(PDFText.init)
        if let box = node.box {
            dictionary["A"] = ["O": "Layout" as PDFName, "Placement": "Block" as PDFName, "BBox": box] as PDFDictionary
        } else if node.kind == .list {
            dictionary["A"] = ["O": "List" as PDFName, "ListNumbering": "None" as PDFName] as PDFDictionary
        }
        // Numbers of marked content are meant for the element's page.
        let page = node.kids.lazy.compactMap { kid -> Int? in
            if case .content(let page, _) = kid { page } else { nil }
        }.first
        dictionary["Pg"] = page.map { pages[$0] }
        var kids = PDFArray()
        for kid in node.kids {
            switch kid {
            case .element(let index): kids.append(references[index])
            case .content(page, let number): kids.append(number)
            case .content(let other, let number):
                kids.append(["Type": "MCR" as PDFName, "Pg": pages[other], "MCID": number] as PDFDictionary)
            case .annotation(let page, let reference):
                kids.append(["Type": "OBJR" as PDFName, "Pg": pages[page], "Obj": reference] as PDFDictionary)
            }
        }
        if !node.kids.isEmpty { dictionary["K"] = kids }
        return dictionary
    }

    private func parents(_ file: inout PDFFile, _ references: [PDFReference]) -> PDFReference {
        var numbers = PDFArray()
        for (page, elements) in contents.enumerated() {
            numbers.append(page)
            numbers.append(file.add(PDFArray(elements.map { references[$0] })))
        }
        for (index, element) in annotations.enumerated() {
            numbers.append(StructureTree.firstAnnotationKey + index)
            numbers.append(references[element])
        }
        return file.add(["Nums": numbers] as PDFDictionary)
    }

    private var idLimits: (first: String, last: String)? {
        let names = nodes.compactMap(\.name).sorted()
        return names.first.flatMap { first in names.last.map { (first, $0) } }
    }

    /// Names of notes, in order, and where they are.
    private func idTree(
        _ file: inout PDFFile, _ references: [PDFReference], _ limits: (first: String, last: String)
    ) -> PDFReference {
        let named = zip(nodes, references).compactMap { node, reference in node.name.map { ($0, reference) } }
        var names = PDFArray()
        for (name, reference) in named.sorted(by: { $0.0 < $1.0 }) {
            names.append(PDFText(name))
            names.append(reference)
        }
        let leaf: PDFDictionary = [
            "Names": names, "Limits": PDFArray([PDFText(limits.first), PDFText(limits.last)]),
        ]
        return file.add(["Kids": PDFArray([file.add(leaf)])] as PDFDictionary)
    }
}
