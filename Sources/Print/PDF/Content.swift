/// What is drawn on a page (ISO 32000-1, 8 and 9), as a stream of operators. Coordinates are points from the lower left corner.
struct Content {
    private(set) var bytes: [UInt8] = []

    private mutating func put(_ numbers: Double..., operator name: StaticString) {
        for number in numbers {
            number.write(to: &bytes)
            bytes.append(0x20)
        }
        put(name)
    }

    private mutating func put(_ name: StaticString) {
        name.withUTF8Buffer { bytes.append(contentsOf: $0) }
        bytes.append(0x0a)
    }

    private mutating func put(_ object: some PDFObject) {
        object.write(to: &bytes)
        bytes.append(0x20)
    }

    mutating func save() { put("q") }
    mutating func restore() { put("Q") }

    /// Maps the unit square to the parallelogram of the matrix.
    mutating func transform(_ a: Double, _ b: Double, _ c: Double, _ d: Double, _ e: Double, _ f: Double) {
        put(a, b, c, d, e, f, operator: "cm")
    }

    mutating func gray(_ level: Double) { put(level, operator: "g") }

    mutating func fillRectangle(_ x: Double, _ y: Double, _ width: Double, _ height: Double) {
        put(x, y, width, height, operator: "re")
        put("f")
    }

    mutating func strokeRectangle(
        _ x: Double, _ y: Double, _ width: Double, _ height: Double, width lineWidth: Double, gray level: Double
    ) {
        save()
        put(level, operator: "G")
        put(lineWidth, operator: "w")
        put(x, y, width, height, operator: "re")
        put("S")
        restore()
    }

    mutating func line(
        from x: Double, _ y: Double, to endX: Double, _ endY: Double, width: Double, gray level: Double,
        isDashed: Bool = false
    ) {
        save()
        put(level, operator: "G")
        put(width, operator: "w")
        if isDashed {
            put(PDFArray([1.0, 3.0]))
            put(0, operator: "d")
        }
        put(x, y, operator: "m")
        put(endX, endY, operator: "l")
        put("S")
        restore()
    }

    mutating func draw(_ name: PDFName) {
        put(name)
        put("Do")
    }

    // MARK: Marked content

    mutating func beginMarked(_ tag: PDFName, _ properties: PDFDictionary) {
        put(tag)
        put(properties)
        put("BDC")
    }

    mutating func beginArtifact() {
        put("Artifact" as PDFName)
        put("BMC")
    }

    /// What every page has at its foot.
    mutating func beginPagination() {
        put("Artifact" as PDFName)
        put(["Type": "Pagination" as PDFName, "Subtype": "Footer" as PDFName] as PDFDictionary)
        put("BDC")
    }

    mutating func endMarked() { put("EMC") }

    // MARK: Text

    mutating func beginText() { put("BT") }
    mutating func endText() { put("ET") }

    mutating func font(_ name: PDFName, size: Double) {
        put(name)
        put(size, operator: "Tf")
    }

    mutating func textPosition(_ x: Double, _ y: Double) { put(1, 0, 0, 1, x, y, operator: "Tm") }
    mutating func rise(_ height: Double) { put(height, operator: "Ts") }

    /// Shows codes of `width` bytes each, with a distance in thousandths of the font's size taken off before each.
    mutating func show(_ codes: [(distance: Int, code: UInt16)], bytesPerCode: Int) {
        bytes.append(0x5b)
        var isOpen = false
        for (distance, code) in codes {
            if distance != 0 {
                if isOpen { bytes.append(0x3e) }
                isOpen = false
                distance.write(to: &bytes)
            }
            if !isOpen { bytes.append(0x3c) }
            isOpen = true
            if bytesPerCode == 2 {
                appendHexadecimal(code, to: &bytes)
            } else {
                appendHexadecimal(UInt8(code & 0xff), to: &bytes)
            }
        }
        if isOpen { bytes.append(0x3e) }
        bytes.append(0x5d)
        put("TJ")
    }

    /// The glyph of a Type 3 font with its own colours, as wide as it says.
    mutating func glyphWidth(_ width: Double) { put(width, 0, operator: "d0") }
}
