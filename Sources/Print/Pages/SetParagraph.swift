/// A paragraph that was broken into lines, and what it is; its lines share it, for they may stand on several pages.
final class SetParagraph {
    let passages: [Passage]
    let element: StructureTree.Element
    let language: String?
    private var elements: [StructureTree.Element?]

    init(_ passages: [Passage], _ element: StructureTree.Element, language: String?) {
        (self.passages, self.element, self.language) = (passages, element, language)
        elements = passages.map { _ in nil }
    }

    /// What a passage is; made when it is first shown, so that all parts stand in their order.
    func element(of passage: Int, in structure: inout StructureTree) -> StructureTree.Element {
        if let known = elements[passage] { return known }
        let made = make(passages[passage], &structure)
        elements[passage] = made
        return made
    }

    private func make(_ passage: Passage, _ structure: inout StructureTree) -> StructureTree.Element {
        let other = passage.language == language ? nil : passage.language
        return switch passage.meaning {
        case .link: structure.add(.link, to: element, language: other)
        case .reference: structure.add(.reference, to: element, language: other)
        case .label: structure.add(.label, to: element, language: other)
        case .text: other == nil ? element : structure.add(.span, to: element, language: other)
        }
    }
}
