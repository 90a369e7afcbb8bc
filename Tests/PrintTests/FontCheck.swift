/// Holds the fonts of a file against what PDF/UA-1 asks of them and machines can check (ISO 14289-1, 7.21).
struct FontCheck {
    private(set) var complaints: [String] = []
    private let pdf: WrittenPDF

    init(_ pdf: WrittenPDF) {
        self.pdf = pdf
        for (name, object) in pdf.objects {
            guard let font = (object as? [String: Any])?["value"] as? [String: Any], font["/Type"] as? String == "/Font"
            else { continue }
            switch font["/Subtype"] as? String {
            case "/Type0": check(composite: font)
            case "/Type3": check(pictures: font)
            // Those are looked at with the composite font that they belong to.
            case "/CIDFontType0", "/CIDFontType2": break
            default: complaints.append("\(name) is a font of another kind")
            }
        }
    }

    private mutating func expect(_ holds: Bool, _ complaint: String) {
        if !holds { complaints.append(complaint) }
    }

    /// What each code of a font stands for, as units of UTF-16.
    private mutating func meanings(_ font: [String: Any]) -> [Int: [Int]] {
        var meanings: [Int: [Int]] = [:]
        for (code, text) in FontCheck.pairs(pdf.stream(font["/ToUnicode"]), "<", ">") {
            let units = stride(from: 0, to: text.count, by: 4).compactMap {
                Int(text.dropFirst($0).prefix(4), radix: 16)
            }
            expect(
                !units.isEmpty && !units.contains { [0, 0xfeff, 0xfffe].contains($0) }, "code \(code) means nothing")
            meanings[code] = units
        }
        expect(!meanings.isEmpty, "\(font["/BaseFont"] ?? "a font of pictures") does not say what its glyphs mean")
        return meanings
    }

    /// The pairs `<code> value` of a CMap, where the value stands between two signs.
    private static func pairs(_ map: [UInt8], _ open: String, _ close: String) -> [(code: Int, value: String)] {
        // Before it stands the range of all codes, which looks like a pair.
        let body = String(decoding: map, as: UTF8.self).split(separator: "endcodespacerange").dropFirst().joined()
        return body.split(separator: "\n").compactMap { line in
            let parts = line.split(separator: " ")
            guard parts.count == 2, parts[0].hasPrefix("<"), parts[1].hasPrefix(open), parts[1].hasSuffix(close),
                let code = Int(parts[0].dropFirst().dropLast(), radix: 16)
            else { return nil }
            return (code, String(parts[1].dropFirst(open.count).dropLast(close.count)))
        }
    }

    // MARK: Outlines

    private mutating func check(composite font: [String: Any]) {
        let descendant = pdf.dictionary(pdf.array(font["/DescendantFonts"]).first)
        let descriptor = pdf.dictionary(descendant["/FontDescriptor"])
        let name = font["/BaseFont"] as? String ?? ""
        let codes = meanings(font).keys.sorted()
        expect(descriptor["/CharSet"] == nil && descriptor["/CIDSet"] == nil, "\(name) lists what is in it")
        let characters = self.characters(font["/Encoding"], codes, system: pdf.dictionary(descendant["/CIDSystemInfo"]))
        expect(characters.count == codes.count, "\(name) has codes that mean no character")
        let widths = self.widths(descendant["/W"])
        let program: any FontProgram
        if let outlines = descriptor["/FontFile2"] {
            expect(descendant["/Subtype"] as? String == "/CIDFontType2", "\(name) has outlines of another kind")
            let map = pdf.stream(descendant["/CIDToGIDMap"])
            expect(!map.isEmpty, "\(name) does not map characters to glyphs")
            guard let read = TrueTypeProgram(pdf.stream(outlines), map) else {
                return complaints.append("\(name) is not readable")
            }
            program = read
        } else {
            expect(descendant["/Subtype"] as? String == "/CIDFontType0", "\(name) has outlines of another kind")
            guard let read = CFFProgram(pdf.stream(descriptor["/FontFile3"])) else {
                return complaints.append("\(name) is not embedded, or not readable")
            }
            program = read
        }
        for character in characters {
            guard let glyph = program.glyph(of: character), glyph != 0 else {
                complaints.append("\(name) has no glyph for character \(character)")
                continue
            }
            let (said, real) = (widths[character] ?? -1, program.width(of: glyph) ?? -2)
            expect(abs(Double(said) - real) <= 1, "\(name), glyph \(glyph): \(real) wide, not \(said)")
        }
    }

    /// The characters behind codes, as the CMap has them.
    private mutating func characters(_ encoding: Any?, _ codes: [Int], system: [String: Any]) -> [Int] {
        expect(
            system["/Registry"] as? String == "u:Adobe" && system["/Ordering"] as? String == "u:Identity", "\(system)")
        if encoding as? String == "/Identity-H" { return codes }
        let (dictionary, map) = (pdf.dictionary(encoding), pdf.stream(encoding))
        let own = pdf.dictionary(dictionary["/CIDSystemInfo"])
        for key in ["/Registry", "/Ordering", "/Supplement"] {
            expect("\(own[key] ?? "")" == "\(system[key] ?? "-")", "a CMap is for another collection")
        }
        let text = String(decoding: map, as: UTF8.self)
        expect(dictionary["/WMode"] as? Int == 0 && text.contains("/WMode 0 def"), "a CMap is of two minds about WMode")
        expect(dictionary["/UseCMap"] == nil && !text.contains("usecmap"), "a CMap needs another one")
        let known = Dictionary(FontCheck.pairs(map, "", "").map { ($0.code, Int($0.value) ?? -1) }) { $1 }
        return codes.compactMap { known[$0] }
    }

    private func widths(_ array: Any?) -> [Int: Int] {
        var widths: [Int: Int] = [:]
        let parts = pdf.array(array)
        for index in stride(from: 0, to: parts.count - 1, by: 2) {
            guard let first = parts[index] as? Int else { continue }
            for (offset, width) in pdf.array(parts[index + 1]).enumerated() { widths[first + offset] = width as? Int }
        }
        return widths
    }

    // MARK: Pictures

    private mutating func check(pictures font: [String: Any]) {
        let first = font["/FirstChar"] as? Int ?? -1
        let widths = pdf.array(font["/Widths"]).compactMap { $0 as? Int }
        let names = pdf.array(pdf.dictionary(font["/Encoding"])["/Differences"]).compactMap { $0 as? String }
        let procedures = pdf.dictionary(font["/CharProcs"])
        for code in meanings(font).keys {
            guard widths.indices.contains(code - first), names.indices.contains(code - first),
                let procedure = procedures[names[code - first]]
            else {
                complaints.append("there is no picture \(code)")
                continue
            }
            let width = String(decoding: pdf.stream(procedure), as: UTF8.self).split(separator: " ").first
            expect(width.flatMap { Double($0) } == Double(widths[code - first]), "picture \(code) has two widths")
        }
    }
}
