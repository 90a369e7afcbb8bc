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
        /// By the id, or by a handle.
        case author(Network, String)
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
            (subject, name) = (.author(network, parts[1]), author)
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
        let (store, done): (Store, String)
        store = folder.store
        switch order.subject {
        case .author(let network, let name):
            let (id, author) = try await author(name, on: network, in: store)
            done = author.map { words.done(words.author($0.shownName, $0.handle)) } ?? words.shutOut(order.name)
            guard try isConfirmed(author.map { words.author($0.shownName, $0.handle) } ?? order.name) else {
                return .failed
            }
            try await asProblem { () async throws(StoreFailure) in
                try await store.removeAuthor(id, on: network, at: WallClock.now())
            }
        case .thread(let link):
            let kept = try await thread(at: link, in: store)
            let what = words.thread(heading(kept.thread, console.words), kept.thread.author.shownName)
            done = words.done(what)
            guard try isConfirmed(what) else { return .failed }
            try await asProblem { () async throws(StoreFailure) in
                try await store.removeThread(kept.key, at: WallClock.now())
            }
        }
        try await RemovalList(folder: folder.path).write(store, interruption)
        try await removeFiles(of: store, in: folder.path)
        // The pages that a site keeps ready are gone by then.
        try? await Task.sleep(for: pageCachePatience)
        console.say(done)
        return .complete
    }

    /// The thread in which a link's own post stands: a link to somebody else's answer may have led to it, but takes nothing away.
    private func thread(at link: PostLink, in store: Store) async throws(Problem) -> KeptThread {
        let found = try await asProblem { () async throws(StoreFailure) in
            try await store.database.read { connection throws(StoreFailure) -> (kept: KeptThread, isOwn: Bool)? in
                guard let key = try connection.find(link, for: .host),
                    let kept = try connection.thread(.key(key), for: .host)
                else { return nil }
                let isOwn = try connection.post(at: link, in: kept.merged()) != nil
                return (kept, isOwn)
            }
        }
        guard let found else { throw .command(.notKept(order.name)) }
        guard found.isOwn else {
            let own = found.kept.thread.posts.first?.url ?? found.kept.thread.url
            throw .command(.notOwnPost(order.name, author: found.kept.thread.author.shownName, own: own?.text ?? ""))
        }
        return found.kept
    }

    /// The author of this id or handle, as it is or as it stands in an address; without a name where the archive knows only that there
    /// is such an id.
    private func author(
        _ name: String, on network: Network, in store: Store
    ) async throws(Problem) -> (id: Author.ID, author: Author?) {
        let ids = [name, percentDecoded(name)].map { Author.ID($0) }
        let found = try await asProblem { () async throws(StoreFailure) in
            try await store.database.read { connection throws(StoreFailure) -> [Author] in
                for id in ids {
                    if let known = try connection.author(id, of: network) { return [known] }
                }
                let handle = name.hasPrefix("@") ? String(name.dropFirst()) : name
                var named: [Author] = []
                for id in try connection.authors(called: handle, on: network) {
                    if let author = try connection.author(id, of: network) { named.append(author) }
                }
                return named
            }
        }
        if found.count > 1 { throw .command(.severalAuthors(order.name, found.map { "\(network.rawValue)/\($0.id)" })) }
        if let author = found.first { return (author.id, author) }
        guard let id = ids.first(where: { $0.isPlausible(on: network) }) else {
            throw .command(.noAuthor(order.name))
        }
        return (id, nil)
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

    private func isConfirmed(_ what: String) throws(Problem) -> Bool {
        if order.isConfirmed { return true }
        guard isatty(STDIN_FILENO) == 1 else { throw .command(.notConfirmed) }
        _ = StandardStream.write(Array(legible(words.question(what)).utf8), to: STDERR_FILENO)
        if readLine()?.lowercased() == words.yes { return true }
        console.say(words.left)
        return false
    }
}

extension Author.ID {
    /// Whether the network gives ids of this form, so that one nobody here knows may be removed beforehand.
    fileprivate func isPlausible(on network: Network) -> Bool {
        switch network {
        case .x: !value.isEmpty && value.utf8.allSatisfy { (0x30...0x39).contains($0) }
        case .bluesky: value.hasPrefix("did:")
        case .mastodon: value.hasPrefix("https://")
        }
    }
}
