import Unroll

extension Connection {
    /// Begins a retrieval of `target`, a link or the id of a thread. Its exchanges are kept one by one.
    package func begin(
        _ target: String, on network: Network, at instant: Timestamp, requestedBy: String? = nil
    ) throws(StoreFailure) -> Int64 {
        try query(
            """
            INSERT INTO retrievals (network, target, requested_by, started)
            VALUES (\(network.rawValue), \(columnID(target)), \(requestedBy), \(instant)) RETURNING key
            """
        ).first?.integer("key") ?? 0
    }

    /// The retrieval of `target` that was begun after `instant` and has not come to its end, to go on from.
    package func openRetrieval(
        of target: String, on network: Network, begunAfter instant: Timestamp? = nil
    ) throws(StoreFailure) -> Int64? {
        try first(
            """
            SELECT key FROM retrievals WHERE network = \(network.rawValue) AND target = \(columnID(target))
                AND finished IS NULL AND started > \(instant ?? Timestamp(milliseconds: .min)) ORDER BY key DESC LIMIT 1
            """)?.integer("key")
    }

    /// Whether there is such a retrieval no more, or none of its answers.
    func isWithoutAnswers(_ retrieval: Int64?) throws(StoreFailure) -> Bool {
        guard let retrieval else { return false }
        return try first("SELECT number FROM exchanges WHERE retrieval = \(retrieval) LIMIT 1") == nil
    }

    /// Forgets a retrieval that came to nothing, with its exchanges: nobody goes on from them, and nobody has looked what stands in them.
    package func discard(_ retrieval: Int64) throws(StoreFailure) {
        try execute("DELETE FROM retrievals WHERE key = \(retrieval) AND thread IS NULL")
    }

    /// Forgets retrievals that were begun before `instant` and never led to a thread.
    package func discardRetrievals(begunBefore instant: Timestamp) throws(StoreFailure) {
        try execute("DELETE FROM retrievals WHERE thread IS NULL AND started < \(instant)")
    }

    /// Ends a retrieval that brought nothing newer than what is kept of `thread`, to which its link leads then. Its exchanges go: nothing was
    /// made of them.
    package func close(_ retrieval: Int64?, of thread: Int64, at instant: Timestamp) throws(StoreFailure) {
        let closed = try execute(
            "UPDATE retrievals SET thread = \(thread), finished = \(instant) WHERE key = \(retrieval) AND finished IS NULL"
        )
        if closed > 0 { try execute("DELETE FROM exchanges WHERE retrieval = \(retrieval)") }
    }

    /// Keeps one exchange behind the others of its retrieval.
    @discardableResult package func keep(
        _ request: Request, _ result: Result<Response, FetchFailure>, at instant: Timestamp, in retrieval: Int64
    ) throws(StoreFailure) -> KeptExchange {
        let last = try first(
            "SELECT number, hash FROM exchanges WHERE retrieval = \(retrieval) ORDER BY number DESC LIMIT 1")
        let exchange = KeptExchange(
            number: try (last?.count("number") ?? 0) + 1, request: request, hadKey: request.credential != nil,
            at: (try? result.get())?.received ?? instant, result: result,
            previous: try last?.bytes("hash") ?? KeptExchange.start)
        var (status, failure, finalURL, headers): (Int?, String?, String?, String) = (nil, nil, nil, "")
        switch exchange.result {
        case .success(let response):
            (status, finalURL, headers) = (response.status, response.url, KeptExchange.text(of: response.headers))
        case .failure(let reason): failure = reason.rawValue
        }
        try execute(
            """
            INSERT INTO exchanges (retrieval, number, kind, url, accept, had_key, at, status, failure, final_url, headers,
                body, length, body_hash, previous, hash)
            VALUES (\(retrieval), \(exchange.number), \(request.kind.rawValue), \(request.url), \(request.accept),
                \(exchange.hadKey), \(exchange.at), \(status), \(failure), \(finalURL), \(headers),
                \(Compression.compressed(exchange.body)), \(exchange.body.count), \(digest(exchange.body)),
                \(exchange.previous), \(exchange.hash))
            """)
        return exchange
    }

    /// The exchanges of a retrieval, in order.
    package func exchanges(of retrieval: Int64) throws(StoreFailure) -> [KeptExchange] {
        try query("SELECT * FROM exchanges WHERE retrieval = \(retrieval) ORDER BY number")
            .map { row throws(StoreFailure) in try KeptExchange(row) }
    }

    /// The retrievals of a thread whose exchanges are kept, the latest first.
    package func retrievalsWithExchanges(of thread: Int64) throws(StoreFailure) -> [Int64] {
        try query(
            """
            SELECT key FROM retrievals WHERE thread = \(thread)
                AND EXISTS (SELECT 1 FROM exchanges WHERE retrieval = retrievals.key) ORDER BY revision DESC
            """
        ).map { row throws(StoreFailure) in try row.integer("key") }
    }
}

extension KeptExchange {
    fileprivate init(_ row: Row) throws(StoreFailure) {
        number = try row.count("number")
        request = Request(try row.text("url"), kind: try row.name("kind"), accept: try row.text("accept"))
        (hadKey, at) = (try row.flag("had_key"), try row.instant("at"))
        (previous, hash) = (try row.bytes("previous"), try row.bytes("hash"))
        if let failure = try row.textOrNil("failure") {
            guard let reason = FetchFailure(rawValue: failure) else { throw .unreadable("failure") }
            result = .failure(reason)
        } else {
            result = .success(
                Response(
                    status: try row.count("status"), headers: KeptExchange.headers(of: try row.text("headers")),
                    body: try Compression.expanded(row.bytes("body"), length: row.count("length")),
                    url: try row.text("final_url"), received: at))
        }
    }
}
