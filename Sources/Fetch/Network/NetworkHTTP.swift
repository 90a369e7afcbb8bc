import Unroll

/// The network: asks politely and only where it is safe to. Retries what may pass, keeps the budget, and never waits for a rate
/// limit, which is the backfill's to do.
package final class NetworkHTTP: HTTP {
    private let settings: FetchSettings
    let limits: FetchLimits
    let now: @Sendable () -> Timestamp
    let resolver: any HostResolver
    private let clients: PinnedClients
    private let journey: Journey
    private let archivePace: Pace
    private let till: Till?

    /// `resolver`, `limits` and `roots` are others in tests.
    package convenience init(
        _ settings: FetchSettings, now: @escaping @Sendable () -> Timestamp = WallClock.now,
        resolver: (any HostResolver)? = nil, limits: FetchLimits = FetchLimits(), roots: TrustRoots = .system()
    ) {
        self.init(
            settings, AddressPolicy(settings), now: now, resolver: resolver ?? SystemResolver(), limits: limits,
            roots: roots)
    }

    init(
        _ settings: FetchSettings, _ policy: AddressPolicy, now: @escaping @Sendable () -> Timestamp,
        resolver: any HostResolver, limits: FetchLimits, roots: TrustRoots
    ) {
        (self.settings, self.now, self.limits) = (settings, now, limits)
        self.resolver = resolver
        clients = PinnedClients(limits, roots)
        journey = Journey(
            policy: policy, limits: limits, keyring: Keyring(settings),
            queue: HostQueue(width: limits.exchangesPerHost), clients: clients, resolver: resolver)
        archivePace = Pace(spacing: limits.archiveSpacing)
        till =
            settings.purse.map { Till($0, now: now) }
            ?? settings.dailyBudget.map { Till(budget: $0, folder: settings.stateFolder, limits: limits, now: now) }
    }

    package func answer(to request: Request) async -> Result<Response, FetchFailure> {
        switch request.kind {
        case .http: await attempts(at: request)
        case .dnsText: await texts(for: request)
        }
    }

    package func download(_ request: Request, into file: DownloadFile) async -> Result<Response, FetchFailure> {
        await attempts(at: request, into: file)
    }

    /// Ends every connection; whatever is asked from now on is cancelled.
    package func close() async { await clients.close() }

    private func attempts(
        at request: Request, into file: DownloadFile? = nil
    ) async -> Result<Response, FetchFailure> {
        guard let address = WebAddress(request.url) else { return .failure(.refusedURL) }
        var outcome = await paidAttempt(at: request, address, file)
        for attempt in 1..<max(limits.attempts, 1) where Retry.mayHelp(after: outcome) {
            var random = SystemRandomNumberGenerator()
            let pause = Retry.pause(after: attempt, base: limits.retryPause, using: &random)
            do { try await Task.sleep(for: pause) } catch { return .failure(.cancelled) }
            let next = await paidAttempt(at: request, address, file)
            switch next {
            // Another attempt cannot be paid for; what came of this one is the answer.
            case .failure(.budgetSpent), .failure(.budgetUncounted): return outcome
            default: outcome = next
            }
        }
        return outcome
    }

    /// Puts the most it can cost aside, asks, and puts back what it did not cost.
    private func paidAttempt(
        at request: Request, _ address: WebAddress, _ file: DownloadFile?
    ) async -> Result<Response, FetchFailure> {
        guard let till, request.priceMicrodollars > 0 else {
            return await attempt(at: request, address, file).result
        }
        let reservation: SpendingLedger.Reservation
        do { reservation = try await till.reserve(request.priceMicrodollars) } catch { return .failure(error) }
        let (result, isUnsent) = await attempt(at: request, address, file)
        switch result {
        case .success(let response): await till.settle(reservation, spent: XPrice.spent(on: response))
        case .failure: await till.settle(reservation, spent: isUnsent ? 0 : nil)
        }
        return result
    }

    private func attempt(
        at request: Request, _ address: WebAddress, _ file: DownloadFile?
    ) async -> (result: Result<Response, FetchFailure>, isUnsent: Bool) {
        if isArchiveSearch(address) {
            do { try await Task.sleep(until: archivePace.start(from: .now)) } catch {
                return (.failure(.cancelled), true)
            }
        }
        if Task.isCancelled { return (.failure(.cancelled), true) }
        do throws(BrokenExchange) {
            let arrival = try await journey.run(request, from: address, into: file)
            let answer = arrival.answer
            let response = Response(
                status: answer.status, headers: answer.headers, body: answer.body,
                url: arrival.address == address ? request.url : arrival.address.text, received: now())
            return (.success(response), false)
        } catch {
            return (.failure(error.failure), error.isUnsent)
        }
    }

    private func isArchiveSearch(_ address: WebAddress) -> Bool {
        address.target.hasPrefix("/2/tweets/search/all") && address.origin == WebAddress(settings.xOrigin)?.origin
    }
}
