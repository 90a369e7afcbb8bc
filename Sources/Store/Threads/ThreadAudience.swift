extension Connection {
    /// Sets who may see a thread, and why; with the reason `Keeping.hostReason` a refresh does not change it again.
    package func setAudience(_ audience: Audience, reason: String, of thread: Int64) throws(StoreFailure) {
        try execute(
            "UPDATE threads SET audience = \(audience.rawValue), reason = \(reason) WHERE key = \(thread)")
        try reindex(Set(try lines(of: thread).map(\.post)))
        try noteChange(of: thread)
    }

    /// Whether search engines are asked to leave a thread out.
    package func setNoIndex(_ isNoIndex: Bool, of thread: Int64) throws(StoreFailure) {
        try execute("UPDATE threads SET noindex = \(isNoIndex) WHERE key = \(thread)")
        try noteChange(of: thread)
    }
}
