/// A text for people: in ASCII as it is, otherwise in UTF-16 (ISO 32000-1, 7.9.2).
struct PDFText: PDFObject {
    let text: String

    init(_ text: String) { self.text = text }

    func write(to bytes: inout [UInt8]) {
        if text.utf8.allSatisfy({ (0x20...0x7e).contains($0) }) {
            PDFBytes(Array(text.utf8)).write(to: &bytes)
        } else {
            bytes += "<FEFF".utf8
            for unit in text.utf16 { appendHexadecimal(unit, to: &bytes) }
            bytes.append(0x3e)
        }
    }
}

/// A string of bytes.
struct PDFBytes: PDFObject {
    let bytes: [UInt8]

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    func write(to output: inout [UInt8]) {
        if bytes.allSatisfy({ (0x20...0x7e).contains($0) }) {
            output.append(0x28)
            for byte in bytes {
                if byte == 0x28 || byte == 0x29 || byte == 0x5c { output.append(0x5c) }
                output.append(byte)
            }
            output.append(0x29)
        } else {
            output.append(0x3c)
            for byte in bytes { appendHexadecimal(byte, to: &output) }
            output.append(0x3e)
        }
    }
}

let hexadecimalDigits: [UInt8] = Array("0123456789ABCDEF".utf8)

/// Two digits.
func appendHexadecimal(_ byte: UInt8, to bytes: inout [UInt8]) {
    bytes.append(hexadecimalDigits[Int(byte >> 4)])
    bytes.append(hexadecimalDigits[Int(byte & 15)])
}

/// Four digits.
func appendHexadecimal(_ unit: UInt16, to bytes: inout [UInt8]) {
    appendHexadecimal(UInt8(unit >> 8), to: &bytes)
    appendHexadecimal(UInt8(unit & 0xff), to: &bytes)
}
