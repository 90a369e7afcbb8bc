import Render
import Unroll

/// What a document says of itself, in both places where a file holds that: the information dictionary and an XMP packet (ISO 16684-1).
struct DocumentMetadata {
    let title: String
    let author: String
    let language: String
    /// When the thread was retrieved: the document shows that state, whenever it is made.
    let date: Timestamp

    static let program = "Skein"

    var information: PDFDictionary {
        let moment = PDFText(DocumentMetadata.date(date))
        return [
            "Title": PDFText(title), "Author": PDFText(author), "Creator": PDFText(DocumentMetadata.program),
            "Producer": PDFText(DocumentMetadata.program), "CreationDate": moment, "ModDate": moment,
        ]
    }

    /// `D:20250502081530Z`.
    static func date(_ moment: Timestamp) -> String {
        "D:" + String(moment.rfc3339.prefix(19)).filter { ("0"..."9").contains($0) } + "Z"
    }

    private var moment: String { String(date.rfc3339.prefix(19)) + "Z" }

    /// The packet names the standards the document is made to, and describes the one property that no standard does.
    var packet: PDFStream {
        let xml = """
            <?xpacket begin="\u{feff}" id="W5M0MpCehiHzreSzNTczkc9d"?>
            <x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
            <rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/"
             xmlns:pdf="http://ns.adobe.com/pdf/1.3/" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/"
             xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">
            <dc:format>application/pdf</dc:format>
            <dc:title><rdf:Alt><rdf:li xml:lang="x-default">\(DocumentMetadata.escaped(title))</rdf:li></rdf:Alt></dc:title>
            <dc:creator><rdf:Seq><rdf:li>\(DocumentMetadata.escaped(author))</rdf:li></rdf:Seq></dc:creator>
            <dc:language><rdf:Bag><rdf:li>\(DocumentMetadata.escaped(language))</rdf:li></rdf:Bag></dc:language>
            <xmp:CreatorTool>\(DocumentMetadata.program)</xmp:CreatorTool>
            <xmp:CreateDate>\(moment)</xmp:CreateDate><xmp:ModifyDate>\(moment)</xmp:ModifyDate>
            <pdf:Producer>\(DocumentMetadata.program)</pdf:Producer>
            <pdfaid:part>3</pdfaid:part><pdfaid:conformance>A</pdfaid:conformance>
            <pdfuaid:part>1</pdfuaid:part>
            </rdf:Description>
            \(DocumentMetadata.extension)
            </rdf:RDF></x:xmpmeta>
            <?xpacket end="r"?>
            """
        return PDFStream(
            Array(xml.utf8), filter: nil, ["Type": "Metadata" as PDFName, "Subtype": "XML" as PDFName])
    }

    private static let `extension`: String = """
        <rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
         xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
        <pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
        <pdfaSchema:schema>PDF/UA Universal Accessibility Schema</pdfaSchema:schema>
        <pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
        <pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
        <pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
        <pdfaProperty:name>part</pdfaProperty:name><pdfaProperty:valueType>Integer</pdfaProperty:valueType>
        <pdfaProperty:category>internal</pdfaProperty:category>
        <pdfaProperty:description>Indicates, which part of ISO 14289 standard is followed</pdfaProperty:description>
        </rdf:li></rdf:Seq></pdfaSchema:property>
        </rdf:li></rdf:Bag></pdfaExtension:schemas>
        </rdf:Description>
        """

    /// Only what is legible, and no character that markup is made of.
    private static func escaped(_ text: String) -> String {
        var escaped = ""
        for scalar in oneLine(text).unicodeScalars {
            switch scalar {
            case "&": escaped += "&amp;"
            case "<": escaped += "&lt;"
            case ">": escaped += "&gt;"
            case "\"": escaped += "&quot;"
            default: escaped.unicodeScalars.append(scalar)
            }
        }
        return escaped
    }
}
