import Fetch
import Unroll

/// Keeps every exchange that passes through it, in the order of the answers; the keys stay with Fetch.
struct ExchangeLog<Wrapped: HTTP>: HTTP {
    private let http: Wrapped
    private let kept: Kept

    init(_ http: Wrapped) { (self.http, kept) = (http, Kept()) }

    func answer(to request: Request) async -> Result<Response, FetchFailure> {
        let result = await http.answer(to: request)
        await kept.add(Recording.Exchange(request, result))
        return result
    }

    var exchanges: [Recording.Exchange] { get async { await kept.exchanges } }

    private actor Kept {
        private(set) var exchanges: [Recording.Exchange] = []

        func add(_ exchange: Recording.Exchange) { exchanges.append(exchange) }
    }
}
