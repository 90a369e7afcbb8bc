import Unroll

/// A file of settings: `NAME = value` a line, with the names of docs/settings.md. Empty lines and lines that begin with `#` say nothing.
struct SettingsFile: Sendable {
    /// What the lines set, by name.
    let values: [String: String]

    /// - Parameter path: for what people are told.
    init(_ text: String, path: String) throws(CommandProblem) {
        var values: [String: String] = [:]
        for (number, line) in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).enumerated() {
            let line = Substring(String(line).trimmingSpaces)
            if line.isEmpty || line.hasPrefix("#") { continue }
            let parts = line.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            guard parts.count == 2, let setting = Setting(rawValue: String(parts[0]).trimmingSpaces) else {
                throw .notSetting(path: path, line: number + 1)
            }
            values[setting.rawValue] = String(parts[1]).trimmingSpaces
        }
        self.values = values
    }

    /// The file a person names, or the one at the usual place, where there may be none.
    static func read(_ named: String?, _ environment: [String: String]) throws(CommandProblem) -> SettingsFile? {
        guard let path = named ?? usualPath(environment) else { return nil }
        if named == nil, OutputFile.kind(of: path) == nil { return nil }
        return try SettingsFile(String(decoding: InputFile.bytes(of: path), as: UTF8.self), path: path)
    }

    private static func usualPath(_ environment: [String: String]) -> String? {
        Configuration.folder("XDG_CONFIG_HOME", "/.config", environment).map { $0 + "/skein.conf" }
    }
}
