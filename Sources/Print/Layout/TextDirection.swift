/// Which way a text runs.
enum TextDirection {
    /// Whether the first letter with a direction is of a script that runs from right to left (the first strong character, UAX 9, P2 and P3).
    static func isRightToLeft(_ text: String) -> Bool {
        for scalar in text.unicodeScalars {
            if scalar.isASCII {
                if scalar.properties.isAlphabetic { return false }
                continue
            }
            switch scalar.value {
            case 0x200f: return true
            case 0x200e: return false
            // Digits of these scripts have no direction of their own.
            case 0x660...0x66c, 0x6f0...0x6f9: continue
            case 0x590...0x8ff, 0xfb1d...0xfdff, 0xfe70...0xfefc, 0x10800...0x10fff, 0x1e800...0x1efff:
                if scalar.properties.isAlphabetic { return true }
            default: if scalar.properties.isAlphabetic { return false }
            }
        }
        return false
    }
}
