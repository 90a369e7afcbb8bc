import Foundation
import Testing

/// Disks that are full or cannot be written, as real ones: each program gets one of its own, which goes when it ends.
@Suite(
    .timeLimit(.minutes(5)),
    .enabled(
        if: OwnDisk.isPossible,
        "a disk of its own needs root and the right to mount; see BadDiskTests and FailingArchiveTests"))
struct DiskTests {
    @Test func aDiskThatFillsUpIsSaidAndReadFrom() async throws {
        let folder = try TemporaryFolder()
        let data = folder.file("data")
        try FileManager.default.createDirectory(atPath: data, withIntermediateDirectories: true)
        let kept = try await SkeinRun.of(
            "unroll", "--from", ReplayTests.path("Samples/x-export"), "1918217770890166272", "--keep", "--data", data)
        #expect(!kept.output.isEmpty, "\(kept.errors)")
        let site = try await RunningSite.start(in: folder, through: OwnDisk.small("8m", data))
        // Seen from here it is where the program sees it.
        let filling = "/proc/\(site.process.id)/root\(data)/filling"
        _ = FileManager.default.createFile(atPath: filling, contents: nil)
        let file = try FileHandle(forWritingTo: URL(filePath: filling))
        while (try? file.write(contentsOf: Data(count: 4096))) != nil {}
        var page = try await site.post("/unroll", ["link": "https://x.com/a/status/17290000"])
        for number in 1..<200 where page.status == 200 {
            page = try await site.post("/unroll", ["link": "https://x.com/a/status/1729\(number)"])
        }
        #expect(page.status == 507)
        #expect(page.text.contains("The archive is full"))
        #expect(try await site.status("/") == 200)
        #expect(try await site.status("/readyz") == 200)
        try file.close()
        try FileManager.default.removeItem(atPath: filling)
        #expect(try await site.post("/unroll", ["link": "https://x.com/a/status/17299999"]).status == 200)
        let log = try await site.stop()
        #expect(log.contains("The disk of the database is full."))
        expectOrdinary(log, without: ["17290000", "x.com/a"])
        folder.remove()
    }

    @Test func aDiskWithoutRoomForAnArchiveIsSaid() async throws {
        let folder = try TemporaryFolder()
        defer { folder.remove() }
        let words = OwnDisk.small("64k", folder.path)
        let run = try await SkeinRun.of(
            words.dropFirst() + [SkeinRun.program.path, "serve", "--port", "0", "--data", folder.path],
            through: URL(filePath: words[0]))
        #expect(run.status == 1)
        #expect(run.errors == "The disk of the database is full.\n")
    }

    /// What was imported before the disk was full stays, and the import goes on from there when there is room.
    @Test func anImportGoesOnWhenThereIsRoomAgain() async throws {
        let folder = try TemporaryFolder()
        defer { folder.remove() }
        let export = try folder.export(posts: 2_000)
        let data = folder.file("data")
        try FileManager.default.createDirectory(atPath: data, withIntermediateDirectories: true)
        let script = """
            mount -t tmpfs -o size=2m none "$1"; disk=$1; shift
            "$@"; echo "status $?"
            mount -o remount,size=200m none "$disk"
            "$@"
            """
        let run = try await SkeinRun.of(
            ["-m", "sh", "-c", script, "sh", data, SkeinRun.program.path, "import", export, "--data", data],
            through: URL(filePath: OwnDisk.unshare))
        #expect(run.status == 0)
        #expect(run.errors == "The disk of the database is full.\n")
        #expect(run.text.hasPrefix("status 1\n"))
        #expect(run.text.contains("200 threads are new.") || run.text.contains("were in the archive already."))
    }

    @Test func aFolderThatCannotBeWrittenIsSaid() async throws {
        let folder = try TemporaryFolder()
        defer { folder.remove() }
        _ = try await SkeinRun.of("reunroll", "--data", folder.path)
        let words = OwnDisk.readOnly(folder.path)
        let commands = [
            ["serve", "--port", "0"], ["reunroll"], ["remove", "--author", "x/42", "--yes"],
            ["import", ReplayTests.path("Samples/x-export")],
        ]
        for arguments in commands {
            let run = try await SkeinRun.of(
                words.dropFirst() + [SkeinRun.program.path] + arguments + ["--data", folder.path],
                through: URL(filePath: words[0]))
            #expect(run.status == 1)
            #expect(run.errors == "The database can only be read, not written.\n", "\(arguments)")
        }
    }
}

/// Words before a program's own that start it where a folder is a disk by itself; nobody else sees that disk.
private enum OwnDisk {
    static let unshare = "/usr/bin/unshare"

    /// A new one of `size` at `folder`.
    static func small(_ size: String, _ folder: String) -> [String] {
        let mount = "mount -t tmpfs -o size=\(size) none \"$1\""
        return [unshare, "-m", "sh", "-c", mount + " && shift && exec \"$@\"", "sh", folder]
    }

    /// The folder as it is, but that it cannot be written.
    static func readOnly(_ folder: String) -> [String] {
        let mount = "mount --bind \"$1\" \"$1\" && mount -o remount,bind,ro \"$1\""
        return [unshare, "-m", "sh", "-c", mount + " && shift && exec \"$@\"", "sh", folder]
    }

    static let isPossible: Bool = {
        let process = Process()
        process.executableURL = URL(filePath: unshare)
        process.arguments = ["-m", "sh", "-c", "mount -t tmpfs none /tmp"]
        (process.standardOutput, process.standardError) = (FileHandle.nullDevice, FileHandle.nullDevice)
        guard (try? process.run()) != nil else { return false }
        process.waitUntilExit()
        return process.terminationStatus == 0
    }()
}
