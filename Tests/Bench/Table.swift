/// Figures under a heading, with the method beside them.
struct Table {
    var title: String
    var method: String
    var columns: [String]
    var rows: [[String]] = []

    func show() {
        let all = [columns] + rows
        let widths = columns.indices.map { column in all.map { $0[column].count }.max() ?? 0 }
        print("\n" + title + "\n  " + method)
        for row in all {
            let cells = zip(row, widths).enumerated().map { index, cell in
                let space = String(repeating: " ", count: cell.1 - cell.0.count)
                return index == 0 ? cell.0 + space : space + cell.0
            }
            print("  " + cells.joined(separator: "   "))
        }
    }
}

/// `value` with so many digits after the point.
func rounded(_ value: Double, _ digits: Int = 1) -> String {
    guard value.isFinite else { return "-" }
    let scale = (0..<digits).reduce(1.0) { scale, _ in scale * 10 }
    let whole = Int((value * scale).rounded())
    if digits == 0 { return String(whole) }
    let fraction = String(abs(whole) % Int(scale))
    return "\(whole / Int(scale))." + String(repeating: "0", count: digits - fraction.count) + fraction
}

/// `1,000,000`.
func grouped(_ number: Int) -> String {
    var text = ""
    for (place, digit) in String(number).reversed().enumerated() {
        if place > 0, place % 3 == 0 { text = "," + text }
        text = String(digit) + text
    }
    return text
}

func megabytes(_ bytes: Int) -> String { rounded(Double(bytes) / 1_048_576) + " MB" }
