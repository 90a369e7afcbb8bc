/// A web address as it was found in a text.
package struct PastedAddress {
    /// With its scheme: `https` where none was given.
    package var text: String
    /// Whether an ellipsis follows: the address is only the beginning of one.
    var isCut: Bool
}

/// A text somebody pasted, freed of what clings to addresses: invisible characters and the full-width forms of East Asian keyboards.
package struct PastedText {
    private let scalars: [Unicode.Scalar]

    package init(_ text: String) {
        scalars = text.unicodeScalars.compactMap { scalar in
            switch scalar.value {
            case 0x200b...0x200f, 0x202a...0x202e, 0x2060...0x2069, 0xfeff, 0xad: nil
            case 0xff03, 0xff05, 0xff0d...0xff1a, 0xff20...0xff3a, 0xff3f, 0xff41...0xff5a:
                Unicode.Scalar(scalar.value - 0xfee0)
            default: scalar
            }
        }
    }

    var isEmpty: Bool { scalars.allSatisfy(\.properties.isWhitespace) }

    /// The text without space around it.
    var plain: String {
        let start = scalars.drop(while: \.properties.isWhitespace)
        let end = start.lastIndex { !$0.properties.isWhitespace } ?? start.startIndex - 1
        return string(start[...end])
    }

    /// The addresses in it, in order: what has a scheme, and what looks like `host.example/path`.
    package var addresses: [PastedAddress] {
        scalars.split(whereSeparator: isDelimiter).flatMap { word -> [PastedAddress] in
            let starts = schemeStarts(in: word)
            guard let first = starts.first else { return bareAddresses(in: word) }
            let ends = starts.dropFirst() + [word.endIndex]
            let pieces = zip(starts, ends).map { start, end in
                // One that stands in another's query ends where that goes on.
                start == first ? word[start..<end] : word[start..<end].prefix { $0 != "&" }
            }
            return bareAddresses(in: word[..<first]) + pieces.map(address)
        }
    }

    /// Where `https://`, `http://`, `at://` or `web+ap://` begins.
    private func schemeStarts(in word: ArraySlice<Unicode.Scalar>) -> [Int] {
        word.indices.filter { $0 + 2 < word.endIndex && word[$0] == ":" && word[$0 + 1] == "/" && word[$0 + 2] == "/" }
            .compactMap { colon in
                let before = string(word[max(word.startIndex, colon - 7)..<colon]).lowercased()
                if let scheme = ["https", "http", "web+ap"].first(where: before.hasSuffix) {
                    return colon - scheme.utf8.count
                }
                guard before.hasSuffix("at") else { return nil }
                let isWhole = colon - 3 < word.startIndex || !word[colon - 3].properties.isAlphabetic
                return isWhole ? colon - 2 : nil
            }
    }

    private func address(_ piece: ArraySlice<Unicode.Scalar>) -> PastedAddress {
        let end = piece.lastIndex { !isTrailing($0) } ?? piece.startIndex
        let text = string(piece[...end])
        let scheme = text.prefix { $0 != ":" }.lowercased()
        let rest = text.dropFirst(scheme.utf8.count)
        let isCut = piece[(end + 1)...].contains("…")
        return PastedAddress(text: (scheme == "web+ap" ? "https" : scheme) + rest, isCut: isCut)
    }

    private func bareAddresses(in word: ArraySlice<Unicode.Scalar>) -> [PastedAddress] {
        word.split { !$0.isASCII && $0 != "…" }.compactMap { piece in
            let start = piece.drop { !isHostScalar($0) || $0 == "." || $0 == "-" }
            let host = start.prefix(while: isHostScalar)
            let afterHost = start[host.endIndex...]
            let isHost =
                host.contains(".")
                && host.split(separator: ".").last?.contains(where: \.properties.isAlphabetic) == true
                || string(host).lowercased() == "localhost"
            guard isHost, afterHost.first == "/" || afterHost.first == ":" else { return nil }
            return address("https://".unicodeScalars + start)
        }
    }
}

private func isHostScalar(_ scalar: Unicode.Scalar) -> Bool {
    scalar.isASCII && UInt8(ascii: scalar).isASCIIAlphanumeric || scalar == "." || scalar == "-"
}

/// What ends an address. Some of it may stand in one, but never in the part that names a post.
private func isDelimiter(_ scalar: Unicode.Scalar) -> Bool {
    if scalar.isASCII {
        return scalar.value <= 0x20 || scalar.value == 0x7f || "<>\"'()`{}|\\^,;*".unicodeScalars.contains(scalar)
    }
    if scalar == "…" { return false }
    switch scalar.properties.generalCategory {
    case .initialPunctuation, .finalPunctuation, .openPunctuation, .closePunctuation, .otherPunctuation,
        .spaceSeparator,
        .lineSeparator, .paragraphSeparator, .control:
        return true
    default: return false
    }
}

/// What clings to the end of an address in a sentence.
private func isTrailing(_ scalar: Unicode.Scalar) -> Bool { ".:?!]…".unicodeScalars.contains(scalar) }

private func string(_ scalars: some Sequence<Unicode.Scalar>) -> String {
    var view = String.UnicodeScalarView()
    view.append(contentsOf: scalars)
    return String(view)
}
