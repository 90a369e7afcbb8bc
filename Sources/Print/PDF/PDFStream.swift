/// A dictionary with bytes behind it.
struct PDFStream {
    var dictionary: PDFDictionary
    let bytes: [UInt8]

    /// Bytes that are packed here.
    init(packing bytes: [UInt8], _ dictionary: PDFDictionary = PDFDictionary()) {
        self.init(packed: deflate(bytes), dictionary)
    }

    /// What zlib has packed already.
    init(packed bytes: [UInt8], _ dictionary: PDFDictionary = PDFDictionary()) {
        self.init(bytes, filter: "FlateDecode", dictionary)
    }

    /// Bytes in the form of `filter`; without one, as they are.
    init(_ bytes: [UInt8], filter: PDFName?, _ dictionary: PDFDictionary = PDFDictionary()) {
        (self.dictionary, self.bytes) = (dictionary, bytes)
        self.dictionary["Filter"] = filter
        self.dictionary["Length"] = bytes.count
    }
}
