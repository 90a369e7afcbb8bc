import Foundation
import Store
import Testing

/// The databases on which the site is tested.
enum ArchiveEngine: String, Sendable, CaseIterable {
    case sqlite, postgres

    static let server = ProcessInfo.processInfo.environment["SKEIN_TEST_POSTGRES"]
    static let available: [ArchiveEngine] = server == nil ? [.sqlite] : [.sqlite, .postgres]

    /// Tests have some hundred archives open at a time, and with very many files open Foundation cannot start a process: where it looks
    /// which there are, it copies more of an entry of `/proc/self/fd` than there is.
    static var fewConnections: DatabaseSettings {
        var settings = DatabaseSettings()
        settings.connections = 2
        // Everything else is tested at the same time.
        settings.patience = .seconds(60)
        return settings
    }

    /// The address of an empty database; a file of SQLite's is in `folder`.
    func newDatabase(in folder: URL) throws -> DatabaseAddress {
        guard self == .postgres, let server = ArchiveEngine.server, var parts = URLComponents(string: server) else {
            return try DatabaseAddress("sqlite:" + folder.appending(path: "archive.db").path(percentEncoded: false))
        }
        let name = "s" + UUID().uuidString.lowercased().replacing("-", with: "")
        try #require(run(["psql", "-X", "-q", "-d", server, "-c", "CREATE DATABASE \"\(name)\""]) == 0)
        parts.path = "/" + name
        return try DatabaseAddress(#require(parts.string))
    }

    /// The status of a program, which is started without Foundation.
    private func run(_ arguments: [String]) -> Int32 {
        let environment = ProcessInfo.processInfo.environment.map { "\($0)=\($1)" }
        let (words, variables) = (arguments.map { strdup($0) }, environment.map { strdup($0) })
        defer { for text in words + variables { free(text) } }
        var (child, status) = (pid_t(), Int32(-1))
        guard posix_spawnp(&child, arguments[0], nil, nil, words + [nil], variables + [nil]) == 0 else { return -1 }
        while waitpid(child, &status, 0) < 0 && errno == EINTR {}
        return status
    }
}
