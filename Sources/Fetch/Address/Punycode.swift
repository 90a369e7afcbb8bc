/// How names in all the world's letters are written in the DNS (RFC 3492), one label at a time.
enum Punycode {
    /// `label` as it is looked up: itself in lower case where it is ASCII, else `xn--…`. Nil for one with anything but letters, marks,
    /// digits and hyphens, and for characters that IDNA would replace (full-width digits, ligatures): those only deceive.
    static func label(_ label: Substring) -> String? {
        let label = label.lowercased()
        if label.utf8.allSatisfy({ $0 < 0x80 }) { return label }
        let scalars = Array(label.unicodeScalars)
        guard scalars.count < 64, scalars.allSatisfy(isPlain) else { return nil }
        return "xn--" + encoded(scalars.map(\.value))
    }

    private static func isPlain(_ scalar: Unicode.Scalar) -> Bool {
        if scalar == "-" { return true }
        switch scalar.properties.generalCategory {
        case .lowercaseLetter, .otherLetter, .modifierLetter, .nonspacingMark, .spacingMark, .decimalNumber:
            return !scalar.properties.changesWhenNFKCCaseFolded
        default: return false
        }
    }

    /// RFC 3492 §6.3.
    private static func encoded(_ scalars: [UInt32]) -> String {
        var output = scalars.filter { $0 < 0x80 }.map { UInt8($0) }
        let basicCount = output.count
        if basicCount > 0 { output.append(UInt8(ascii: "-")) }
        var (next, delta, bias, handled): (UInt32, Int, Int, Int) = (0x80, 0, 72, basicCount)
        while handled < scalars.count, let least = scalars.filter({ $0 >= next }).min() {
            delta += Int(least - next) * (handled + 1)
            next = least
            for scalar in scalars {
                if scalar < next { delta += 1 }
                guard scalar == next else { continue }
                output += digits(of: delta, bias)
                bias = adapted(delta, points: handled + 1, isFirst: handled == basicCount)
                delta = 0
                handled += 1
            }
            delta += 1
            next += 1
        }
        return String(decoding: output, as: UTF8.self)
    }

    /// A number of variable length, the lowest digit first.
    private static func digits(of number: Int, _ bias: Int) -> [UInt8] {
        var (rest, weight, digits) = (number, 36, [UInt8]())
        while true {
            let threshold = min(max(weight - bias, 1), 26)
            if rest < threshold { return digits + [digit(rest)] }
            digits.append(digit(threshold + (rest - threshold) % (36 - threshold)))
            rest = (rest - threshold) / (36 - threshold)
            weight += 36
        }
    }

    private static func digit(_ value: Int) -> UInt8 { UInt8(value < 26 ? value + 0x61 : value - 26 + 0x30) }

    /// RFC 3492 §6.1.
    private static func adapted(_ delta: Int, points: Int, isFirst: Bool) -> Int {
        var (delta, steps) = (isFirst ? delta / 700 : delta / 2, 0)
        delta += delta / points
        while delta > 455 {
            delta /= 35
            steps += 36
        }
        return steps + 36 * delta / (delta + 38)
    }
}
