import Foundation
import Testing
import Unroll

/// docs/settings.md says what the code does.
@Suite struct SettingsPageTests {
    @Test func theTableHasEverySettingAndNoOther() throws {
        let page = try String(contentsOfFile: ReplayTests.path("docs/settings.md"), encoding: .utf8)
        let rows = page.split(separator: "\n").filter { $0.hasPrefix("| `SKEIN_") }.map(String.init)
        func code(_ text: String?) -> String { text.map { "`\($0)`" } ?? "" }
        let expected = Setting.allCases.map { setting in
            let purpose = Words.english.command.doctor.purpose(setting)
            let cells = [code(setting.rawValue), code(setting.flag.map { "--" + $0 }), code(setting.standard), purpose]
            return "| " + cells.joined(separator: " | ") + " |"
        }
        #expect(rows == expected)
    }

    @Test func everyFlagIsOneOfServe() async throws {
        let help = try await SkeinRun.of("serve", "--help").text.split(whereSeparator: \.isWhitespace).joined(
            separator: " ")
        for setting in Setting.allCases {
            guard let flag = setting.flag else { continue }
            #expect(help.contains("--\(flag) <"), "\(flag)")
            #expect(help.contains("Sets \(setting.rawValue)"), "\(flag)")
        }
    }

    /// What stands in the table as holding without a setting can be set, and changes nothing.
    @Test func everyStandardValueCanBeSet() async throws {
        let standards = Setting.allCases.compactMap { setting in
            setting.standard.map { (setting.rawValue, $0.replacing("~", with: "/home/nobody")) }
        }
        let run = try await SkeinRun.of("doctor", environment: Dictionary(uniqueKeysWithValues: standards))
        #expect(run.status == 0, "\(run.errors)")
    }

    @Test func aFlagGoesBeforeTheEnvironmentAndThatBeforeTheFile() async throws {
        let folder = try TemporaryFolder()
        defer { folder.remove() }
        let file = folder.file("skein.conf")
        try "# mine\n\n SKEIN_PORT = many \nSKEIN_HOST=nowhere\n".write(toFile: file, atomically: true, encoding: .utf8)
        let fromFile = try await SkeinRun.of("doctor", "--settings", file)
        #expect(fromFile.errors.contains("SKEIN_PORT has to be") && fromFile.errors.contains("SKEIN_HOST has to be"))
        #expect(fromFile.status == 2)
        let mended = try await SkeinRun.of(
            "doctor", "--settings", file, environment: ["SKEIN_PORT": "80", "SKEIN_HOST": "127.0.0.1"])
        #expect(mended.status == 0, "\(mended.errors)")
        let flagged = try await SkeinRun.of(
            "serve", "--settings", file, "--host", "127.0.0.1", "--port", "none", environment: ["SKEIN_PORT": "80"])
        #expect(flagged.errors.contains("SKEIN_PORT has to be"))
    }

    @Test(arguments: ["SKEIN_PROT = 80", "SKEIN_PORT 80", "SKEIN_PORT: 80"])
    func aLineThatIsNoSettingIsNamed(line: String) async throws {
        let folder = try TemporaryFolder()
        defer { folder.remove() }
        try "# mine\n\(line)\n".write(toFile: folder.file("skein.conf"), atomically: true, encoding: .utf8)
        let run = try await SkeinRun.of("doctor", "--settings", folder.file("skein.conf"))
        #expect(run.status == 2)
        #expect(run.errors.contains("skein.conf, line 2: a line is NAME = value"))
    }

    @Test func theFileLiesAtItsUsualPlaceOrNowhere() async throws {
        let folder = try TemporaryFolder()
        defer { folder.remove() }
        try FileManager.default.createDirectory(atPath: folder.file("skein"), withIntermediateDirectories: true)
        try "SKEIN_PORT = x".write(toFile: folder.file("skein/skein.conf"), atomically: true, encoding: .utf8)
        let run = try await SkeinRun.of("doctor", environment: ["XDG_CONFIG_HOME": folder.path])
        #expect(run.errors.contains("SKEIN_PORT"))
        let missing = try await SkeinRun.of("doctor", "--settings", folder.file("none"))
        #expect(missing.status == 1)
        #expect(missing.errors.contains("cannot be read"))
    }
}
