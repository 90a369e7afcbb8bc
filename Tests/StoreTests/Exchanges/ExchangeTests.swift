import Testing

@testable import Store
@testable import Unroll

@Suite(.timeLimit(.minutes(2))) struct ExchangeTests {
    private let bodies: [[UInt8]] = [
        [], [0, 255, 10], Array(repeating: 65, count: 200_000), (0..<5000).map { UInt8(truncatingIfNeeded: $0 &* 97) },
    ]

    private func request(_ number: Int) -> Request {
        Request("https://api.example/\(number)?q=a", accept: Request.activityJSON, credential: .x, priceMicrodollars: 5)
    }

    private func result(_ number: Int) -> Result<Response, FetchFailure> {
        if number == 2 { return .failure(.timedOut) }
        return .success(
            Response(
                status: 200 + number,
                headers: ["content-type": "application/json", "retry-after": "5", "set-cookie": "hush"],
                body: bodies[number % bodies.count], url: "https://api.example/\(number)",
                received: Sample.start.advanced(byMilliseconds: Int64(number))))
    }

    @Test(arguments: Engine.available) func exchangesComeBackExactlyAndInAChain(_ engine: Engine) async throws {
        let archive = try await Archive(engine)
        let retrieval = try await archive.store.database.write { c throws(StoreFailure) in
            try c.begin("https://bsky.example/1", on: .bluesky, at: Sample.start)
        }
        for number in 0..<6 {
            try await archive.store.keep(request(number), result(number), at: Sample.start, in: retrieval)
        }
        let kept = try await archive.store.database.read { c throws(StoreFailure) in
            #expect(try c.openRetrieval(of: "https://bsky.example/1", on: .bluesky) == retrieval)
            return try c.exchanges(of: retrieval)
        }
        #expect(kept.map(\.number) == Array(1...6))
        for (number, exchange) in kept.enumerated() {
            #expect(exchange.hadKey && exchange.request.credential == nil)
            #expect(exchange.request.url == request(number).url && exchange.request.accept == Request.activityJSON)
            switch (exchange.result, result(number)) {
            case (.success(let found), .success(var expected)):
                expected.headers["set-cookie"] = nil
                #expect(found == expected)
            case (let found, let expected): #expect(found == expected)
            }
        }
        #expect(KeptExchange.isUnbroken(kept))
        var changed = kept
        changed[3].at = Sample.start
        #expect(!KeptExchange.isUnbroken(changed))
        changed = kept
        changed.remove(at: 2)
        #expect(!KeptExchange.isUnbroken(changed))
        let key = try await archive.keep(Sample.thread([Sample.post(1, "one")]), retrieval: retrieval)
        try await archive.store.database.read { c throws(StoreFailure) in
            #expect(try c.retrievalsWithExchanges(of: key) == [retrieval])
            #expect(try c.openRetrieval(of: "https://bsky.example/1", on: .bluesky) == nil)
        }
    }

    /// Nobody has looked what stands in answers of which nothing was made.
    @Test(arguments: Engine.available) func answersOfWhichNothingWasMadeGo(_ engine: Engine) async throws {
        let archive = try await Archive(engine)
        func asked(_ target: String, at instant: Timestamp = Sample.start) async throws -> Int64 {
            let key = try await archive.store.database.write { c throws(StoreFailure) in
                try c.begin(target, on: .bluesky, at: instant)
            }
            try await archive.store.keep(request(1), result(1), at: instant, in: key)
            return key
        }
        let (old, nothing) = (try await asked("old", at: Timestamp(seconds: 1)), try await asked("nothing"))
        let (late, made) = (try await asked("late"), try await asked("made"))
        let key = try await archive.keep(Sample.thread([Sample.post(1, "one")]), retrieval: made)
        try await archive.store.database.write { c throws(StoreFailure) in
            try c.discardRetrievals(begunBefore: Sample.start)
            #expect(try c.exchanges(of: old).isEmpty)
            #expect(try c.exchanges(of: nothing).count == 1)
            try c.discard(nothing)
            try c.discard(made)
            try c.close(late, of: key, at: Sample.start)
            try c.close(made, of: key, at: Sample.start)
        }
        try await archive.store.database.read { c throws(StoreFailure) in
            #expect(try c.query("SELECT retrieval FROM exchanges").count == 1)
            #expect(try c.retrievalsWithExchanges(of: key) == [made])
            #expect(try c.query("SELECT key FROM retrievals").count == 2)
            #expect(try c.find(.target(.bluesky, "late"), for: .host) == key)
        }
    }
}
