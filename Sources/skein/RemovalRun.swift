import Fetch
import Glibc
import Render
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
            let found = try await asProblem { () async throws(StoreFailure) in try await key(of: link, in: store) }
            guard let found else { throw .command(.notKept(order.name)) }
            guard try isConfirmed() else { return .failed }
            try await asProblem { () async throws(StoreFailure) in
                try await store.removeThread(found, at: WallClock.now())
            }
        }
        try await RemovalList(folder: folder.path).write(store, interruption)
        console.say(words.done(order.name))
        return .complete
    }

    private func isConfirmed() throws(Problem) -> Bool {
        if order.isConfirmed { return true }
        guard isatty(STDIN_FILENO) == 1 else { throw .command(.notConfirmed) }
        _ = StandardStream.write(Array(legible(words.question(order.name)).utf8), to: STDERR_FILENO)
        if readLine()?.lowercased() == words.yes { return true }
        console.say(words.left)
        return false
    }

    /// The key of the thread in which the post of a link stands.
    private func key(of link: PostLink, in store: Store) async throws(StoreFailure) -> Int64? {
        try await store.database.read { connection throws(StoreFailure) in
            switch link {
            case .x(let post): return try connection.find(.path(.x, [post.id]), for: .host)
            case .bluesky(let post):
                let isStable = post.actor.hasPrefix("did:")
                let authors =
                    isStable ? [post.actor] : try connection.authors(called: post.actor, on: .bluesky).map(\.value)
                for author in authors {
                    if let key = try connection.find(.path(.bluesky, [author, post.rkey]), for: .host) { return key }
                }
                return nil
            case .mastodon(let post):
                guard let id = post.id, let host = URLParts(post.origin)?.hostAndPort else { return nil }
                return try connection.find(.path(.mastodon, [host, id]), for: .host)
            }
        }
    }
}
