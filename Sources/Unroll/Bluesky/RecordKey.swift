/// The last part of a record's address, by the AT Protocol's syntax.
package enum RecordKey {
    /// At most this many bytes.
    package static let maximumLength = 512

    /// Whether `text` is made of letters, digits and `.-_:~`, and is neither `.` nor `..`.
    package static func isValid(_ text: String) -> Bool {
        guard (1...maximumLength).contains(text.utf8.count), text != ".", text != ".." else { return false }
        return text.utf8.allSatisfy { $0.isASCIIAlphanumeric || ".-_:~".utf8.contains($0) }
    }
}
