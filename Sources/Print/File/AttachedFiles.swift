import Render
import Unroll

/// Files that travel inside the document, as PDF/A-3 has them (ISO 19005-3, 6.8): what the document was made of, in other forms.
enum AttachedFiles {
    /// Writes them; the associated files, and the tree of their names.
    static func write(
        _ attachments: [PrintOptions.Attachment], _ moment: Timestamp, _ words: Words, to file: inout PDFFile
    ) -> (files: PDFArray, names: PDFReference)? {
        if attachments.isEmpty { return nil }
        var (files, named): (PDFArray, [(String, PDFReference)]) = (PDFArray(), [])
        for (index, attachment) in attachments.enumerated() {
            let name = oneLine(attachment.name)
            let date = PDFText(DocumentMetadata.date(moment))
            let stream = file.add(
                PDFStream(
                    packing: attachment.bytes,
                    [
                        "Type": "EmbeddedFile" as PDFName, "Subtype": PDFName(foreign: attachment.type),
                        "Params": ["Size": attachment.bytes.count, "ModDate": date] as PDFDictionary,
                    ]))
            let specification = file.add(
                [
                    "Type": "Filespec" as PDFName, "F": PDFText(name), "UF": PDFText(name),
                    "Desc": PDFText(words.print.attachment(name)), "AFRelationship": "Alternative" as PDFName,
                    "EF": ["F": stream, "UF": stream] as PDFDictionary,
                ] as PDFDictionary)
            files.append(specification)
            // Names have to differ, and to be in order of their bytes.
            let number = String(index)
            named.append((String(repeating: "0", count: max(0, 6 - number.count)) + number + " " + name, specification))
        }
        var names = PDFArray()
        for (name, specification) in named {
            names.append(PDFText(name))
            names.append(specification)
        }
        return (files, file.add(["Names": names] as PDFDictionary))
    }
}
