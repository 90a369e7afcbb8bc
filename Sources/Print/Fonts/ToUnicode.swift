/// Which text stands behind each code of a font (ISO 32000-1, 9.10.3).
enum ToUnicode {
    static func stream(_ table: CodeTable, bytesPerCode: Int) -> PDFStream {
        var bytes: [UInt8] = []
        bytes +=
            """
            /CIDInit /ProcSet findresource begin
            12 dict begin
            begincmap
            /CIDSystemInfo <</Registry (Adobe) /Ordering (UCS) /Supplement 0>> def
            /CMapName /Adobe-Identity-UCS def
            /CMapType 2 def
            1 begincodespacerange
            \(bytesPerCode == 2 ? "<0000> <FFFF>" : "<00> <FF>")
            endcodespacerange

            """.utf8
        // A block holds 100 codes at most.
        for start in stride(from: 0, to: table.entries.count, by: 100) {
            let block = start..<min(start + 100, table.entries.count)
            block.count.write(to: &bytes)
            bytes += " beginbfchar\n".utf8
            for index in block {
                let code = table.first + UInt16(index)
                bytes.append(0x3c)
                if bytesPerCode == 2 {
                    appendHexadecimal(code, to: &bytes)
                } else {
                    appendHexadecimal(UInt8(code & 0xff), to: &bytes)
                }
                bytes += "> <".utf8
                for unit in ToUnicode.units(table.entries[index].text) { appendHexadecimal(unit, to: &bytes) }
                bytes += ">\n".utf8
            }
            bytes += "endbfchar\n".utf8
        }
        bytes += "endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n".utf8
        return PDFStream(packing: bytes)
    }

    /// UTF-16 of at most 512 bytes, whole code points; never empty, for every code has to stand for something.
    private static func units(_ text: [UInt8]) -> [UInt16] {
        var units: [UInt16] = []
        for scalar in String(decoding: text, as: UTF8.self).unicodeScalars {
            // These stand for no character in a file that is made to PDF/UA.
            if [0, 0xfeff, 0xfffe].contains(scalar.value) { continue }
            let more = Array(UTF16.encode(scalar) ?? UTF16.encodedReplacementCharacter)
            if units.count + more.count > 256 { break }
            units += more
        }
        return units.isEmpty ? [0x200b] : units
    }
}
