/// Which character of a CFF font each code means (ISO 32000-1, 9.7.5).
enum CodeMap {
    static func stream(_ cids: [UInt16], first: UInt16) -> PDFStream {
        var bytes: [UInt8] = []
        bytes +=
            """
            /CIDInit /ProcSet findresource begin
            12 dict begin
            begincmap
            /CIDSystemInfo 3 dict dup begin
            /Registry (Adobe) def /Ordering (Identity) def /Supplement 0 def
            end def
            /CMapName /Skein-Codes def
            /CMapType 1 def
            /WMode 0 def
            1 begincodespacerange
            <0000> <FFFF>
            endcodespacerange

            """.utf8
        for start in stride(from: 0, to: cids.count, by: 100) {
            let block = start..<min(start + 100, cids.count)
            block.count.write(to: &bytes)
            bytes += " begincidchar\n".utf8
            for index in block {
                bytes.append(0x3c)
                appendHexadecimal(first + UInt16(index), to: &bytes)
                bytes += "> ".utf8
                Int(cids[index]).write(to: &bytes)
                bytes.append(0x0a)
            }
            bytes += "endcidchar\n".utf8
        }
        bytes += "endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n".utf8
        return PDFStream(
            packing: bytes,
            [
                "Type": "CMap" as PDFName, "CMapName": "Skein-Codes" as PDFName, "CIDSystemInfo": OutlineFont.system,
                "WMode": 0,
            ])
    }
}
