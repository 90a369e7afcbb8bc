extension ImportWords {
    static let english = ImportWords(
        reading: "reading the export", posts: { "\(englishNumber($0)) of \(englishNumber($1)) posts" },
        copying: { "\(englishNumber($0)) pictures and videos" }, done: englishReport)
}

@Sendable private func englishReport(_ report: ImportReport) -> String {
    let kinds = [counted(report.threads, "thread"), counted(report.singles, "single post")].compactMap(\.self)
    let new =
        kinds.isEmpty ? "Nothing is new" : kinds.joined(separator: " and ") + (isOne(report) ? " is" : " are") + " new"
    let known = report.known == 0 ? "." : "; \(englishNumber(report.known)) were in the archive already."
    return ([new + known] + remarks(on: report)).joined(separator: " ")
}

private func isOne(_ report: ImportReport) -> Bool { report.threads + report.singles == 1 }

private func remarks(on report: ImportReport) -> [String] {
    var remarks: [String] = []
    if report.changed > 0 { remarks.append("\(englishNumber(report.changed)) were there and were brought up to date.") }
    if report.singles > 0 { remarks.append("Single posts are found by search and stand in no list.") }
    if let copied = counted(report.copied, "picture or video", "pictures and videos") {
        remarks.append("\(copied) copied.")
    }
    if report.uncopied > 0 {
        remarks.append(
            "\(englishNumber(report.uncopied)) could not be copied from the export; the site asks X for them.")
    }
    let left = [
        counted(report.reposts, "repost"),
        report.removed == 0 ? nil : "\(englishNumber(report.removed)) removed before",
        report.refused == 0 ? nil : "\(englishNumber(report.refused)) not shown to everybody",
        report.broken == 0 ? nil : "\(englishNumber(report.broken)) that answer each other in a circle",
        report.unreadable == 0 ? nil : "\(englishNumber(report.unreadable)) that cannot be read",
    ].compactMap(\.self)
    if !left.isEmpty { remarks.append("Left out: \(left.joined(separator: ", ")).") }
    if report.isPartial { remarks.append("More may exist: the export does not say that it is whole.") }
    return remarks
}

/// Nil for none.
private func counted(_ count: Int, _ one: String, _ many: String? = nil) -> String? {
    count == 0 ? nil : count == 1 ? "1 \(one)" : "\(englishNumber(count)) \(many ?? one + "s")"
}

/// `200,000`.
private func englishNumber(_ number: Int) -> String {
    let digits = Array(String(number))
    return digits.indices.map { index in
        (index > 0 && (digits.count - index).isMultiple(of: 3) ? "," : "") + String(digits[index])
    }.joined()
}
