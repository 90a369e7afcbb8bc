import Store

/// Why files that nobody shows any more could not be deleted.
package enum MediaWasteFailure: Error, Sendable {
    case archive(StoreFailure)
    case file(MediaProblem)
}

/// Deletes the files of media that nobody shows any more; `folder` is that of the site's data.
package func removeMediaWaste(of store: Store, in folder: String) async throws(MediaWasteFailure) {
    let files = MediaFolder(in: folder)
    while true {
        let waste: [[UInt8]]
        do throws(StoreFailure) {
            waste = try await store.database.read { connection throws(StoreFailure) in try connection.mediaWaste() }
        } catch { throw .archive(error) }
        if waste.isEmpty { return }
        // A process that was killed may have left a copy under no name yet.
        await files.discardAsides(of: Set(waste))
        for hash in waste {
            do throws(MediaProblem) { try await files.remove(hash) } catch { throw .file(error) }
            do throws(StoreFailure) {
                try await store.database.write { connection throws(StoreFailure) in try connection.wasteRemoved(hash) }
            } catch { throw .archive(error) }
        }
    }
}
