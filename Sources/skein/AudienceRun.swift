import Serve
import Store
import Unroll

/// Carries out `skein audience`: the host's own choice of who may see a thread, which no refresh changes again.
struct AudienceRun: Sendable {
    /// As it was typed.
    let link: String
    let audience: Audience
    let configuration: Configuration
    let console: Console
    let interruption: Interruption

    func status() async throws(Problem) -> ExitStatus {
        let target: PostLink
        do { target = try PostLink(link) } catch { throw .link(error) }
        let folder = try await DataFolder(configuration, interruption)
        let kept: KeptThread?
        do throws(StoreFailure) {
            kept = try await choose(target, in: folder.store)
        } catch {
            await folder.store.close()
            throw .store(error)
        }
        await folder.store.close()
        guard let kept else { throw .command(.notKept(link)) }
        // The pages that a site keeps ready are gone by then.
        try? await Task.sleep(for: pageCachePatience)
        let place = Place.thread(
            ThreadPlace(
                kept.thread.id, on: kept.thread.network, linkKey: kept.audience == .link ? kept.linkKey : nil))
        console.say(console.words.command.chosen(link, kept.audience.rawValue, place.address.text))
        return .complete
    }

    /// The thread as it is seen then; nil where it is not kept.
    private func choose(_ target: PostLink, in store: Store) async throws(StoreFailure) -> KeptThread? {
        try await store.database.write { [audience] connection throws(StoreFailure) in
            guard let key = try connection.find(target, for: .host) else { return nil }
            try connection.setAudience(audience, reason: Keeping.hostReason, of: key)
            return try connection.thread(.key(key), for: .host)
        }
    }
}
