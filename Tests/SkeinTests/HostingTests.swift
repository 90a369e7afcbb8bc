import Foundation
import Testing

/// The examples of docs/hosting.md, as far as this machine can judge them.
@Suite struct HostingTests {
    private static let text = (try? String(contentsOfFile: ReplayTests.path("docs/hosting.md"), encoding: .utf8)) ?? ""

    /// What stands between ```kind and ```, in order.
    private func examples(_ kind: String) -> [String] {
        Self.text.components(separatedBy: "```" + kind + "\n").dropFirst().compactMap {
            $0.components(separatedBy: "\n```").first
        }
    }

    private func bash(_ script: String, in folder: TemporaryFolder) throws -> (status: Int32, said: String) {
        let process = Process()
        process.executableURL = URL(filePath: "/bin/bash")
        process.arguments = ["-e", "-c", script]
        process.environment = ["HOME": folder.path, "PATH": "/usr/sbin:/usr/bin:/sbin:/bin"]
        let output = Pipe()
        (process.standardOutput, process.standardError) = (output, output)
        try process.run()
        let said = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        return (process.terminationStatus, said)
    }

    private static func isInstalled(_ names: String...) -> Bool {
        names.contains { FileManager.default.isExecutableFile(atPath: $0) }
    }

    @Test func theSettingsAreUnderstood() async throws {
        let folder = try TemporaryFolder()
        defer { folder.remove() }
        let settings = try #require(examples("ini").first).replacing("# SKEIN_DATABASE", with: "#")
        let file = folder.file("skein.conf")
        try settings.replacing("# SKEIN", with: "SKEIN").write(toFile: file, atomically: true, encoding: .utf8)
        let run = try await SkeinRun.of("doctor", "--data", folder.file("data"), "--settings", file)
        #expect(run.text.contains("https://skein.example") || run.status == 0, "\(run.text)\(run.errors)")
    }

    @Test(.enabled(if: isInstalled("/usr/bin/sqlite3"), "sqlite3 is not installed: the backup is not tried"))
    func aBackupComesBackWithoutWhatWasRemovedSince() async throws {
        let folder = try TemporaryFolder()
        defer { folder.remove() }
        let (data, backup) = (folder.file("data"), folder.file("backup"))
        let kept = try await SkeinRun.of(
            "unroll", "--from", ReplayTests.path("Samples/x-export"), "1918217770890166272", "--keep", "--data", data)
        #expect(!kept.output.isEmpty, "\(kept.errors)")
        let scripts = examples("bash").map {
            $0.replacing("/var/lib/skein", with: data).replacing("/var/backups/skein", with: backup)
        }
        try #require(scripts.count == 2)
        for _ in 0..<2 {
            let made = try bash(scripts[0], in: folder)
            #expect(made.status == 0, "\(made.said)")
        }
        func threads() throws -> String {
            try bash("sqlite3 '\(data)/skein.sqlite' 'SELECT count(*) FROM threads'", in: folder).said
        }
        // The whole folder is lost.
        try FileManager.default.removeItem(atPath: data)
        #expect(try bash(scripts[1], in: folder).status == 0)
        #expect(try threads() == "1\n")
        // What is removed stays removed when an older database comes back.
        let removed = try await SkeinRun.of(
            "remove", "--yes", "--data", data, "https://x.com/i/status/1918217770890166272")
        #expect(removed.status == 0, "\(removed.errors)")
        #expect(try bash(scripts[1], in: folder).status == 0)
        #expect(try threads() == "1\n")
        _ = try await SkeinRun.of("reunroll", "--data", data)
        #expect(try threads() == "0\n")
    }

    @Test(.enabled(if: isInstalled("/usr/sbin/nginx"), "nginx is not installed: its example is not tried"))
    func nginxUnderstandsItsExample() throws {
        let folder = try TemporaryFolder()
        defer { folder.remove() }
        let server = try #require(examples("nginx").first).replacing(/(?m)^.*ssl_certificate.*$\n/, with: "")
            .replacing("listen 443 ssl", with: "listen 127.0.0.1:44300")
        let configuration = """
            pid \(folder.path)/pid; error_log stderr;
            events {}
            http { access_log off; client_body_temp_path \(folder.path)/body; proxy_temp_path \(folder.path)/proxy;
            fastcgi_temp_path \(folder.path)/f; uwsgi_temp_path \(folder.path)/u; scgi_temp_path \(folder.path)/s;
            \(server)
            }
            """
        let file = folder.file("nginx.conf")
        try configuration.write(toFile: file, atomically: true, encoding: .utf8)
        let judged = try bash("nginx -t -q -p '\(folder.path)' -c '\(file)'", in: folder)
        #expect(judged.status == 0, "\(judged.said)")
    }

    @Test(.enabled(if: isInstalled("/usr/bin/caddy"), "Caddy is not installed: its example is not tried"))
    func caddyUnderstandsItsExample() throws {
        let folder = try TemporaryFolder()
        defer { folder.remove() }
        let file = folder.file("Caddyfile")
        try #require(examples("caddy").first).write(toFile: file, atomically: true, encoding: .utf8)
        let judged = try bash("caddy validate --adapter caddyfile --config '\(file)'", in: folder)
        #expect(judged.status == 0, "\(judged.said)")
    }

    private static let postgres = ProcessInfo.processInfo.environment["SKEIN_TEST_POSTGRES"]

    @Test(.enabled(if: postgres != nil, "there is no PostgreSQL: its backup is not tried"))
    func aBackupOfPostgreSQLComesBack() async throws {
        let folder = try TemporaryFolder()
        defer { folder.remove() }
        let server = try #require(Self.postgres)
        func database() throws -> String {
            let name = "b" + UUID().uuidString.lowercased().replacing("-", with: "")
            #expect(try bash("psql -q -d '\(server)' -c 'CREATE DATABASE \(name)'", in: folder).status == 0)
            var parts = try #require(URLComponents(string: server))
            parts.path = "/" + name
            return try #require(parts.string)
        }
        let (lost, restored) = (try database(), try database())
        let kept = try await SkeinRun.of(
            "unroll", "--from", ReplayTests.path("Samples/x-export"), "1918217770890166272", "--keep", "--data",
            folder.file("data"), "--database", lost)
        #expect(!kept.output.isEmpty, "\(kept.errors)")
        let dump = try #require(Self.text.firstMatch(of: /`(pg_dump [^`]*) skein`/)?.1)
        let restore = try #require(Self.text.firstMatch(of: /`(pg_restore --dbname=)skein( [^`]*)`/))
        let made = try bash("BACKUP='\(folder.path)'\n\(dump) '\(lost)'", in: folder)
        #expect(made.status == 0, "\(made.said)")
        let back = try bash("BACKUP='\(folder.path)'\n\(restore.1)'\(restored)'\(restore.2)", in: folder)
        #expect(back.status == 0, "\(back.said)")
        let count = try bash("psql -At -d '\(restored)' -c 'SELECT count(*) FROM threads'", in: folder)
        #expect(count.said == "1\n")
        let run = try await SkeinRun.of("reunroll", "--data", folder.file("data"), "--database", restored)
        #expect(run.status == 0, "\(run.errors)")
    }

    @Test(.enabled(if: isInstalled("/usr/bin/systemd-analyze"), "systemd is not installed: the unit is not tried"))
    func systemdUnderstandsTheUnit() throws {
        let folder = try TemporaryFolder()
        defer { folder.remove() }
        let unit = try #require(examples("systemd").first)
            .replacing("/usr/local/bin/skein", with: SkeinRun.program.path)
            .replacing("User=skein", with: "User=root")
        let file = folder.file("skein.service")
        try unit.write(toFile: file, atomically: true, encoding: .utf8)
        let judged = try bash("systemd-analyze verify --man=no '\(file)' 2>&1 || true", in: folder)
        let complaints = judged.said.split(separator: "\n").filter { $0.contains("skein.service") }
        #expect(complaints.isEmpty, "\(judged.said)")
    }
}
