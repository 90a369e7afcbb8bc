import Foundation
import Judges
import Testing

/// `skein unroll --format pdf`.
@Suite(.enabled(if: Judge.areThere, "qpdf and poppler-utils are not installed")) struct PrintTests {
    private static let sample = ReplayTests.path("Samples/lighthouse.json")

    @Test func theEndingTellsTheForm() async throws {
        let folder = try TemporaryFolder()
        defer { folder.remove() }
        let run = try await SkeinRun.of(
            "unroll", "--replay", Self.sample, "--output", folder.file("lens.pdf"), "--paper", "letter", "--files",
            environment: ["TMPDIR": folder.path])
        #expect(run.status == 0)
        #expect(run.errors == "Wrote \(folder.file("lens.pdf"))\n")
        let pdf = Array(try Data(contentsOf: URL(filePath: folder.file("lens.pdf"))))
        #expect(try Judge.qpdf.read(pdf, "--check", "FILE").status == 0)
        #expect(try Judge.pdftotext.read(pdf, "FILE", "-").output.contains("In 1822 Augustin Fresnel"))
        #expect(try Judge.pdfinfo.read(pdf, "FILE").output.contains("(letter)"))
        #expect(try Judge.pdfdetach.read(pdf, "-list", "FILE").output.hasPrefix("2 embedded files"))
        #expect(try Judge.pdfimages.read(pdf, "-list", "FILE").output.contains("jpeg"))
        #expect(folder.names == ["lens.pdf"], "nothing stays behind")
    }

    @Test func intoAPipeItIsTheSame() async throws {
        let runs = try await [
            SkeinRun.of("unroll", "--replay", Self.sample, "--format", "pdf", "--media", "none"),
            SkeinRun.of("unroll", "--replay", Self.sample, "--format", "pdf", "--media", "none"),
        ]
        #expect(runs.allSatisfy { $0.status == 0 && $0.errors.isEmpty })
        #expect(runs[0].output.starts(with: "%PDF-1.7".utf8))
        #expect(runs[0].output == runs[1].output)
        #expect(try Judge.pdfimages.read(runs[0].output, "-list", "FILE").output.split(separator: "\n").count <= 3)
    }

    @Test(arguments: [
        (["--format", "pdf", "--media", "link"], "--media link and --format pdf do not go together."),
        (["--paper", "letter", "--format", "html"], "--paper and --format html do not go together."),
        (["--files", "--format", "text"], "--files and --format text do not go together."),
        (["--prose", "--format", "pdf"], "--prose and --format pdf do not go together."),
    ])
    func whatDoesNotFitIsSaid(_ arguments: [String], _ sentence: String) async throws {
        let run = try await SkeinRun.of(["unroll", "--replay", Self.sample] + arguments)
        #expect(run.status == 2)
        #expect(run.errors == sentence + "\n")
        #expect(run.output.isEmpty)
    }

    @Test func aDiskThatFillsUpLeavesNothingHalfWritten() async throws {
        let folder = try TemporaryFolder()
        defer { folder.remove() }
        try "before".write(toFile: folder.file("kept.pdf"), atomically: true, encoding: .utf8)
        for blocks in ["8", "64"] {
            let run = try await SkeinRun.of(
                [
                    "-c", "ulimit -f \(blocks); exec \"$0\" unroll --replay \"$1\" --output \"$2\"",
                    SkeinRun.program.path, Self.sample, folder.file("kept.pdf"),
                ], environment: ["TMPDIR": folder.path], through: URL(filePath: "/bin/sh"))
            #expect(run.status == 1)
            #expect(run.errors.contains(" written: File too large."))
            #expect(folder.names == ["kept.pdf"])
            #expect(try String(contentsOfFile: folder.file("kept.pdf"), encoding: .utf8) == "before")
        }
    }
}
