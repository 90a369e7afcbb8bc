/// The `token` X's own embed script sends with a post's id: `(id / 1e15 * π)` written in base 36 as JavaScript's
/// `Number.prototype.toString(36)` does it, without zeros and the point.
enum SyndicationToken {
    static func token(for id: String) -> String {
        let value = (Double(id) ?? 0) / 1e15 * Double.pi
        return String(decoding: base36(value).filter { $0 != 0x30 && $0 != 0x2e }, as: UTF8.self)
    }

    private static let digits = Array("0123456789abcdefghijklmnopqrstuvwxyz".utf8)

    /// As few digits behind the point as tell `value` from its neighbours (the method of V8's `DoubleToRadixCString`). Ids have at
    /// most 19 digits, so the whole part stays below 2⁵³.
    private static func base36(_ value: Double) -> [UInt8] {
        guard value.isFinite, value >= 0, value < 9e15 else { return [] }
        var whole = value.rounded(.down)
        var fraction = value - whole
        var (tail, delta) = ([Int](), 0.5 * (value.nextUp - value))
        while fraction >= delta {
            fraction *= 36
            delta *= 36
            let digit = Int(fraction)
            tail.append(digit)
            fraction -= Double(digit)
            guard fraction > 0.5 || (fraction == 0.5 && digit % 2 == 1), fraction + delta > 1 else { continue }
            while tail.last == 35 { tail.removeLast() }
            if let last = tail.popLast() { tail.append(last + 1) } else { whole += 1 }
            break
        }
        return Array(String(Int64(whole), radix: 36).utf8) + [0x2e] + tail.map { digits[$0] }
    }
}
