/// How long the network side waits, and how much it takes.
package struct FetchLimits: Sendable {
    /// For a host's addresses.
    package var resolving = Duration.seconds(10)
    /// For a connection with its TLS handshake.
    package var connecting = Duration.seconds(10)
    /// Between two pieces of an answer.
    package var idling = Duration.seconds(15)
    /// For one attempt at a request, with its redirects; waiting for a turn at a host does not count.
    package var exchange = Duration.seconds(60)
    package var redirects = 5
    /// How often a request is put in all.
    package var attempts = 3
    /// About how long to wait before the second attempt; twice as long before the third.
    package var retryPause = Duration.milliseconds(500)
    package var exchangesPerHost = 6
    /// Hosts whose connections are kept.
    package var clients = 64
    /// Between two searches of X's whole archive: one a second (X's documentation of rate limits).
    package var archiveSpacing = Duration.seconds(1)
    /// What an answer is unpacked to at the most, in bytes, whatever its request allows: compressed pieces are unpacked whole.
    package var unpackedBytes = 32 << 20
    /// For the lock on the count of the budget.
    package var ledgerPatience = Duration.seconds(5)

    package init() {}
}
