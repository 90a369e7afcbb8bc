/// A whole number that an export writes as a string (`"12"`), as most do, or as a number.
struct ExportNumber: Decodable, Sendable {
    var value: Int64

    init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if let text = try? container.decode(String.self) {
            guard let number = Int64(text) else {
                throw DecodingError.dataCorruptedError(in: container, debugDescription: "not a number")
            }
            value = number
        } else {
            value = try container.decode(Int64.self)
        }
    }

    /// An id: above zero.
    var id: Int64? { value > 0 ? value : nil }
    /// An index or a count that fits.
    var count: Int? { value >= 0 ? Int(exactly: value) : nil }
}

/// A truth value, `true` or `"true"`.
struct ExportFlag: Decodable, Sendable {
    var value: Bool

    init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        value = try (try? container.decode(Bool.self)) ?? (container.decode(String.self) == "true")
    }
}
