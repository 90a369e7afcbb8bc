import Unroll

/// What grows with every page of a document.
struct DocumentParts {
    var file = PDFFile()
    var structure = StructureTree()
    let fonts: DocumentFonts
    let words: Words
    /// Pictures as pages call them.
    var pictures = PDFDictionary()
}
