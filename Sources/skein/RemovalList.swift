import Fetch
import Store
import Unroll

/// The list of what was removed, as a file beside the archive: a restored database is held against it. A line is a hash in hexadecimal digits
/// and the time of removal in milliseconds since 1970.
struct RemovalList: Sendable {
    let folder: String

    private var path: String { folder + "/removals" }

    /// Takes away what the file knows to be removed and the database has again, and writes down what only the database knows.
    func compare(with store: Store, _ interruption: Interruption) async throws(Problem) {
        let listed = try asProblem { () throws(CommandProblem) in try read() }
        try await asProblem { () async throws(StoreFailure) in
            let known = Set(try await removed(in: store).map(\.hash))
            if try await store.isApplyingRemovals() || !listed.allSatisfy({ known.contains($0.hash) }) {
                try await store.applyRemovals(listed, at: WallClock.now())
            }
            try await store.purge()
        }
        try await write(store, unless: listed, interruption)
    }

    /// Writes down what the database knows.
    func write(_ store: Store, unless listed: [Removed] = [], _ interruption: Interruption) async throws(Problem) {
        let all = try await asProblem { () async throws(StoreFailure) in try await removed(in: store) }
        if Set(all.map(\.hash)) == Set(listed.map(\.hash)) { return }
        let text = all.map { "\(RemovalList.digits($0.hash)) \($0.at.milliseconds)\n" }.joined()
        try asProblem { () throws(CommandProblem) in
            try OutputFile.write(Array(text.utf8), to: path, mode: 0o600, interruption: interruption)
        }
    }

    private func removed(in store: Store) async throws(StoreFailure) -> [Removed] {
        try await store.database.read { connection throws(StoreFailure) in try connection.removed() }
    }

    func read() throws(CommandProblem) -> [Removed] {
        if OutputFile.kind(of: path) == nil { return [] }
        var list: [Removed] = []
        for line in String(decoding: try InputFile.bytes(of: path), as: UTF8.self).split(separator: "\n") {
            let parts = line.split(separator: " ")
            guard parts.count == 2, let hash = RemovalList.bytes(parts[0]), let time = Int64(parts[1]) else {
                throw .notRemovals(path: path)
            }
            list.append(Removed(hash: hash, at: Timestamp(milliseconds: time)))
        }
        return list
    }

    private static func digits(_ bytes: [UInt8]) -> String {
        bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }

    /// The 32 bytes of a hash; nil for anything else.
    private static func bytes(_ digits: Substring) -> [UInt8]? {
        let text = Array(digits.utf8)
        guard text.count == 64 else { return nil }
        let bytes = stride(from: 0, to: 64, by: 2).map {
            UInt8(String(decoding: text[$0...$0 + 1], as: UTF8.self), radix: 16)
        }
        return bytes.contains(nil) ? nil : bytes.compactMap { $0 }
    }
}
