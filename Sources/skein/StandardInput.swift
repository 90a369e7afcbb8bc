import Glibc

/// What is typed or piped into the program.
enum StandardInput {
    /// Enough for a hundred thousand links.
    static let maximumBytes = 16 << 20

    static func lines() -> [String] {
        let bytes = InputFile.read(STDIN_FILENO, maximumBytes: maximumBytes) ?? []
        return bytes.split { $0 == 0x0a || $0 == 0x0d }.map { String(decoding: $0, as: UTF8.self) }
    }
}
