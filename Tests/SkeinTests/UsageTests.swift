import Foundation
import Testing

/// What the command line takes, and what it says to the rest.
struct UsageTests {
    @Test(arguments: [
        ["--help"], ["help"], ["unroll", "--help"], ["help", "threads"], ["import", "--help"], ["doctor", "--help"], [],
    ])
    func helpIsNoError(arguments: [String]) async throws {
        let run = try await SkeinRun.of(arguments)
        #expect(run.status == 0)
        #expect(run.text.contains("USAGE: skein"))
        #expect(run.errors.isEmpty)
    }

    @Test func versionIsANumber() async throws {
        let run = try await SkeinRun.of("--version")
        #expect(run.status == 0)
        #expect(run.text.wholeMatch(of: /\d+\.\d+\.\d+\n/) != nil)
    }

    @Test(arguments: ["bash", "zsh", "fish"])
    func completionsAreWritten(shell: String) async throws {
        let run = try await SkeinRun.of("--generate-completion-script", shell)
        #expect(run.status == 0)
        #expect(run.text.contains("unroll"))
        #expect(run.text.contains("doctor"))
    }

    @Test(arguments: [
        ["unravel"], ["unroll", "--format", "docx", "1"], ["unroll", "--no-such-option"], ["unroll"],
        ["threads"], ["import"], ["unroll", "--from", "a", "--replay", "b", "1"], ["unroll", "--from", "export.zip"],
        ["unroll", "1", "2", "--format", "html"], ["unroll", "1", "--format", "text", "--prose"],
        ["--generate-completion-script", "klingon"], ["unroll", "-"],
        ["unroll", "1", "--output", ""], ["unroll", "1", "--output", "/tmp/a.docx"],
    ])
    func whatIsNotUnderstoodIsTwo(arguments: [String]) async throws {
        let run = try await SkeinRun.of(arguments)
        #expect(run.status == 2)
        #expect(run.output.isEmpty)
        #expect(!run.errors.isEmpty)
    }

    @Test(arguments: [
        ("SKEIN_X_TOKEN", "two words"), ("SKEIN_X_DAILY_BUDGET", "a lot"), ("SKEIN_X_DAILY_BUDGET", "-1.5"),
        ("SKEIN_X_DAILY_BUDGET", "1.2345678"), ("SKEIN_X_FALLBACK", "nitter"), ("SKEIN_X_URL", "api.x.com"),
        ("SKEIN_BLUESKY_URL", "ftp://example.org"), ("SKEIN_PLC_URL", "https://example.org/directory"),
        ("SKEIN_X_FALLBACK_URL", "https://user@example.org"), ("SKEIN_MASTODON_TOKENS", "social.example"),
        ("SKEIN_MASTODON_TOKENS", "=abc"), ("SKEIN_ALLOW_HOSTS", "http://localhost"), ("SKEIN_ALLOW_HOSTS", "*"),
        ("SKEIN_ALLOW_HOSTS", "localhost:99999"), ("SKEIN_STATE", "relative/folder"),
    ])
    func badSettingsAreNamed(name: String, value: String) async throws {
        for arguments in [["unroll", "20"], ["doctor"]] {
            let run = try await SkeinRun.of(arguments, environment: [name: value])
            #expect(run.status == 2)
            #expect(run.errors.hasPrefix(name + " has to be "))
            #expect(run.errors.split(separator: "\n").count == 1)
            #expect(!(run.text + run.errors).contains(value))
            #expect(run.output.isEmpty == (arguments != ["doctor"]))
        }
    }

    @Test func doctorNamesEveryBadSettingAndTellsTheRest() async throws {
        let settings = ["SKEIN_X_URL": "api.x.com", "SKEIN_STATE": "here", "SKEIN_MASTODON_TOKENS": "b.example=secret"]
        let run = try await SkeinRun.of("doctor", environment: settings)
        #expect(run.status == 2)
        #expect(run.errors.split(separator: "\n").count == 2)
        #expect(run.text.contains("there are tokens for b.example"))
        #expect(run.text.matches(of: /unusable/).count == 2)
    }

    @Test func doctorTellsWhatIsSetAndNeverTheKeys() async throws {
        let keys = [
            "SKEIN_X_TOKEN": "AAAAsecretX", "SKEIN_MASTODON_TOKENS": "social.example=secretM,b.example:8443=secretN",
        ]
        let run = try await SkeinRun.of("doctor", environment: keys)
        #expect(run.status == 0)
        for setting in [
            "SKEIN_X_TOKEN", "SKEIN_X_DAILY_BUDGET", "SKEIN_X_FALLBACK", "SKEIN_X_FALLBACK_URL", "SKEIN_X_URL",
            "SKEIN_BLUESKY_URL", "SKEIN_PLC_URL", "SKEIN_MASTODON_TOKENS", "SKEIN_ALLOW_HOSTS", "SKEIN_STATE",
        ] { #expect(run.text.contains(setting)) }
        #expect(run.text.contains("b.example:8443, social.example"))
        #expect(!(run.text + run.errors).contains("secret"))
    }

    @Test func doctorSaysHowToGetAKey() async throws {
        let run = try await SkeinRun.of("doctor")
        #expect(run.text.contains("https://developer.x.com"))
        #expect(run.text.contains("SKEIN_X_FALLBACK=syndication"))
    }

    /// Nothing that is opened later may take the place of standard output and get the document.
    @Test func aClosedStandardOutputIsSaid() async throws {
        let line = #"exec "$0" unroll --replay "$1" >&-"#
        let run = try await SkeinRun.of(
            ["-c", line, SkeinRun.program.path, ReplayTests.path("Samples/lighthouse.json")],
            through: URL(filePath: "/bin/sh"))
        #expect(run.status == 1)
        #expect(run.errors == "standard output cannot be written: Bad file descriptor.\n")
    }

    @Test func aFullDiskIsSaid() async throws {
        let full = try #require(FileHandle(forWritingAtPath: "/dev/full"))
        let run = try await SkeinRun.of("--help", output: full)
        #expect(run.status == 1)
        #expect(run.errors == "standard output cannot be written: No space left on device.\n")
    }
}
