import Store

extension Site {
    /// Puts all posts into the index of words that are not in it, a few at a time, so that others may write between.
    func indexPosts() async throws(JobFailure) {
        var next: Int64? = .max
        while let key = next {
            if Task.isCancelled { throw .stopped }
            next = try await archive { connection throws(StoreFailure) in try connection.indexPosts(before: key) }
        }
        try await archive { connection throws(StoreFailure) in try connection.finishIndex() }
    }
}
