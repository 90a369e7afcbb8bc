import Unroll

extension Link {
    /// The address with everything that is not seen, or reads as space, percent-encoded: safe to print, and the same
    /// address to whoever follows it.
    package var address: String {
        if text.utf8.allSatisfy({ (0x21...0x7e).contains($0) }) { return text }
        var filter = LegibleText()
        var address = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            if !scalar.isSpace, !isJoiner(scalar), filter.admit(scalar) == scalar {
                address.append(scalar)
            } else {
                for byte in UTF8.encode(scalar).map(Array.init) ?? [] { address += percentEncoded(byte).unicodeScalars }
            }
        }
        return String(address)
    }

    /// The address as people write it, legible.
    package var shownAddress: String {
        let shown = oneLine(display())
        return shown.isEmpty ? address : shown
    }

    /// The whole address as people write it, for paper, where a link leads nowhere; nil where `text` ends with it.
    func address(besides text: String) -> String? {
        let address = oneLine(display(limit: .max))
        return withoutSlash(text).hasSuffix(withoutSlash(address)) ? nil : address
    }

    private func withoutSlash(_ text: String) -> Substring { text.hasSuffix("/") ? text.dropLast() : text[...] }

    private func isJoiner(_ scalar: Unicode.Scalar) -> Bool { scalar.properties.generalCategory == .format }
}

/// `byte` as `%` and two digits.
package func percentEncoded(_ byte: UInt8) -> String {
    let digits = String(byte, radix: 16, uppercase: true)
    return "%" + (digits.utf8.count == 1 ? "0" : "") + digits
}
