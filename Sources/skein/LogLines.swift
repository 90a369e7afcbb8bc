import Fetch
import Glibc
import Logging
import Render

/// Writes a log as lines of `name=value` on standard error. Everything in a value that could pass for something else, control
/// characters above all, is escaped.
struct LogLines: LogHandler {
    var metadata: Logger.Metadata = [:]
    var metadataProvider: Logger.MetadataProvider?
    var logLevel = Logger.Level.info

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    func log(event: LogEvent) {
        var fields = [
            ("time", WallClock.now().rfc3339), ("level", event.level.rawValue), ("message", "\(event.message)"),
        ]
        let all = metadata.merging(metadataProvider?.get() ?? [:]) { $1 }.merging(event.metadata ?? [:]) { $1 }
        fields += all.sorted { $0.key < $1.key }.map { ($0.key, "\($0.value)") }
        if let error = event.error { fields.append(("error", "\(error)")) }
        let line = fields.map { "\($0.0)=\(LogLines.escaped($0.1))" }.joined(separator: " ") + "\n"
        _ = StandardStream.write(Array(line.utf8), to: STDERR_FILENO)
    }

    /// As it is, or in quotation marks with its special characters as `\u{…}`.
    static func escaped(_ text: String) -> String {
        let isPlain =
            !text.isEmpty
            && text.unicodeScalars.allSatisfy {
                $0.isASCII && $0.value > 0x20 && $0.value < 0x7f && !"\"\\=".unicodeScalars.contains($0)
            }
        if isPlain { return text }
        var escaped = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"", "\\": escaped += "\\" + String(scalar)
            case " "..."~": escaped.unicodeScalars.append(scalar)
            default: escaped += "\\u{\(String(scalar.value, radix: 16))}"
            }
        }
        return escaped + "\""
    }
}
