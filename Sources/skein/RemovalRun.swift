import Fetch
import Glibc
import Render
import Serve
import Store
import Unroll

/// What `skein remove` was asked for.
struct RemovalOrder: Sendable {
    enum Subject: Sendable {
        case thread(PostLink)
        case author(Network, Author.ID)
    }

    let subject: Subject
    /// As it was typed.
    let name: String
    let isConfirmed: Bool

    init(_ command: RemoveCommand) throws(Problem) {
        switch (command.link, command.author) {
        case (let link?, nil):
            do { (subject, name) = (.thread(try PostLink(link)), link) } catch { throw .link(error) }
        case (nil, let author?):
            let parts = author.split(separator: "/", maxSplits: 1).map(String.init)
            guard parts.count == 2, let network = Network(rawValue: parts[0]) else {
                throw .command(.notAuthor(author))
            }
            (subject, name) = (.author(network, Author.ID(parts[1])), author)
        default: throw .command(.nothingToRemove)
        }
        isConfirmed = command.yes
    }
}

/// Carries out a `RemovalOrder`, and writes down beside the archive what was removed.
struct RemovalRun: Sendable {
    let order: RemovalOrder
    let configuration: Configuration
    let console: Console
    let interruption: Interruption

    private var words: RemovalWords { console.words.command.removal }

    func status() async throws(Problem) -> ExitStatus {
        let folder = try await DataFolder(configuration, interruption)
        do throws(Problem) {
            let status = try await status(in: folder)
            await folder.store.close()
            return status
        } catch {
            await folder.store.close()
            throw error
        }
    }

    private func status(in folder: DataFolder) async throws(Problem) -> ExitStatus {
        let store = folder.store
        switch order.subject {
        case .author(let network, let author):
            guard try isConfirmed() else { return .failed }
            try await asProblem { () async throws(StoreFailure) in
                try await store.removeAuthor(author, on: network, at: WallClock.now())
            }
        case .thread(let link):
            let found = try await asProblem { () async throws(StoreFailure) in
                try await store.database.read { connection throws(StoreFailure) in
                    try connection.find(link, for: .host)
                }
            }
            guard let found else { throw .command(.notKept(order.name)) }
            guard try isConfirmed() else { return .failed }
            try await asProblem { () async throws(StoreFailure) in
                try await store.removeThread(found, at: WallClock.now())
            }
        }
        try await RemovalList(folder: folder.path).write(store, interruption)
        try await removeFiles(of: store, in: folder.path)
        // The pages that a site keeps ready are gone by then.
        try? await Task.sleep(for: pageCachePatience)
        console.say(words.done(order.name))
        return .complete
    }

    /// Media that nobody else shows.
    private func removeFiles(of store: Store, in folder: String) async throws(Problem) {
        do throws(MediaWasteFailure) {
            try await removeMediaWaste(of: store, in: folder)
        } catch {
            switch error {
            case .archive(let failure): throw .store(failure)
            case .file(let problem): throw .command(.cannotWrite(path: folder + "/media", reason: problem.text))
            }
        }
    }

    private func isConfirmed() throws(Problem) -> Bool {
        if order.isConfirmed { return true }
        guard isatty(STDIN_FILENO) == 1 else { throw .command(.notConfirmed) }
        _ = StandardStream.write(Array(legible(words.question(order.name)).utf8), to: STDERR_FILENO)
        if readLine()?.lowercased() == words.yes { return true }
        console.say(words.left)
        return false
    }
}
