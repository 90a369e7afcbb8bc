extension [UInt8] {
    /// Appends a code point in UTF-8. Texts that are put together so take a fraction of the time of a growing `String`.
    @inlinable package mutating func append(scalar: Unicode.Scalar) {
        if scalar.isASCII {
            append(UInt8(scalar.value))
        } else {
            append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
        }
    }
}

extension Unicode.Scalar {
    /// White space, in Unicode's sense.
    var isSpace: Bool { isASCII ? value == 0x20 || (0x09...0x0d).contains(value) : properties.isWhitespace }
}
