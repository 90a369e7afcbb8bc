import Render
import Unroll

extension DocumentComposer {
    /// Puts everything the document consists of into a file, when all pages are filled.
    mutating func end() throws(PrintFailure) -> [UInt8] {
        let (tree, resources) = (made.file.reserve(), made.file.reserve())
        let pages = maker.pages.map { _ in made.file.reserve() }
        let foot = Foot(heading(thread, words), setter, words)
        for index in pages.indices {
            addPage(index, pages, tree, resources, foot.lines(page: index + 1, of: pages.count))
        }
        made.file.add(
            ["Type": "Pages" as PDFName, "Kids": PDFArray(pages), "Count": pages.count] as PDFDictionary, as: tree)
        let fonts = try made.fonts.write(to: &made.file)
        made.file.add(["Font": fonts, "XObject": made.pictures] as PDFDictionary, as: resources)
        let metadata = DocumentMetadata(
            title: heading(thread, words), author: thread.author.shownName, language: setter.language,
            date: thread.retrieved)
        let catalog = addCatalog(tree, pages, metadata)
        return made.file.end(root: catalog, info: made.file.add(metadata.information))
    }

    private mutating func addPage(
        _ index: Int, _ pages: [PDFReference], _ tree: PDFReference, _ resources: PDFReference,
        _ foot: [(TypesetLine, x: Double)]
    ) {
        let (page, sheet) = (maker.pages[index], maker.sheet)
        var painter = PagePainter(page: index)
        painter.drawFoot(foot, y: sheet.foot, made.fonts)
        let drawn = made.file.add(PDFStream(packing: painter.content.bytes))
        var dictionary: PDFDictionary = [
            "Type": "Page" as PDFName, "Parent": tree, "MediaBox": PDFArray([0, 0, sheet.width, sheet.height]),
            "Resources": resources, "Contents": PDFArray([page.content, drawn]), "StructParents": index,
            "Tabs": "S" as PDFName,
            "Group": [
                "Type": "Group" as PDFName, "S": "Transparency" as PDFName, "CS": "DeviceRGB" as PDFName,
            ] as PDFDictionary,
        ]
        if !page.annotations.isEmpty { dictionary["Annots"] = PDFArray(page.annotations) }
        made.file.add(dictionary, as: pages[index])
    }

    private mutating func addCatalog(
        _ tree: PDFReference, _ pages: [PDFReference], _ metadata: DocumentMetadata
    ) -> PDFReference {
        let profile = made.file.add(PDFStream(packing: ColorProfile.sRGB, ["N": 3]))
        let intent: PDFDictionary = [
            "Type": "OutputIntent" as PDFName, "S": "GTS_PDFA1" as PDFName,
            "OutputConditionIdentifier": PDFText("sRGB IEC61966-2.1"), "Info": PDFText("sRGB IEC61966-2.1"),
            "DestOutputProfile": profile,
        ]
        var catalog: PDFDictionary = [
            "Type": "Catalog" as PDFName, "Pages": tree, "Lang": PDFText(metadata.language),
            "MarkInfo": ["Marked": true] as PDFDictionary,
            "StructTreeRoot": made.structure.write(to: &made.file, pages: pages),
            "ViewerPreferences": ["DisplayDocTitle": true] as PDFDictionary,
            "Metadata": made.file.add(metadata.packet), "OutputIntents": PDFArray([made.file.add(intent)]),
        ]
        catalog["Outlines"] = Outline.write(maker.places, pages: pages, left: maker.sheet.left, to: &made.file)
        if let attached = AttachedFiles.write(options.attachments, metadata.date, words, to: &made.file) {
            catalog["AF"] = attached.files
            catalog["Names"] = ["EmbeddedFiles": attached.names] as PDFDictionary
        }
        return made.file.add(catalog)
    }
}
