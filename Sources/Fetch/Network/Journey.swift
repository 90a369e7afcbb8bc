import Unroll

/// One attempt at a request: from host to host, as redirects lead, each of them checked before anything is sent to it.
struct Journey: Sendable {
    var policy: AddressPolicy
    var limits: FetchLimits
    var keyring: Keyring
    var queue: HostQueue
    var clients: PinnedClients
    var resolver: any HostResolver

    struct Arrival: Sendable {
        var answer: Exchange.Answer
        var address: WebAddress
    }

    /// `start` is where `request` leads. `isUnsent` of the error is about the first host. A body goes into `file`, if there is one.
    func run(
        _ request: Request, from start: WebAddress, into file: DownloadFile? = nil
    ) async throws(BrokenExchange) -> Arrival {
        var (address, credential, left) = (start, request.credential, limits.exchange)
        for hop in 0...limits.redirects {
            guard policy.allows(address) else {
                throw BrokenExchange(hop == 0 ? .refusedURL : .refusedRedirect, isUnsent: hop == 0)
            }
            let answer: Exchange.Answer
            do {
                answer = try await stop(at: address, for: request, keyring.key(credential, for: address), file, &left)
            } catch {
                let failure = hop > 0 && error.failure == .refusedAddress ? .refusedRedirect : error.failure
                throw BrokenExchange(failure, isUnsent: error.isUnsent && hop == 0)
            }
            guard let location = answer.location else { return Arrival(answer: answer, address: address) }
            guard let next = address.resolving(location) else {
                throw BrokenExchange(.refusedRedirect, isUnsent: false)
            }
            if next.origin != address.origin { credential = nil }
            address = next
        }
        throw BrokenExchange(.tooManyRedirects, isUnsent: false)
    }

    /// Waits for a turn at the host and asks it, in the time that is `left`.
    private func stop(
        at address: WebAddress, for request: Request, _ key: Secret?, _ file: DownloadFile?,
        _ left: inout Duration
    ) async throws(BrokenExchange) -> Exchange.Answer {
        guard await queue.enter(address.host.text) else { throw BrokenExchange(.cancelled, isUnsent: true) }
        defer { queue.leave(address.host.text) }
        let exchange = Exchange(
            address: address, accept: request.accept, key: key, maximumBytes: request.maximumBytes, limit: left,
            file: file)
        let start = ContinuousClock.now
        let result = await within(left) { () async -> Result<Exchange.Answer, BrokenExchange> in
            do throws(BrokenExchange) { return .success(try await ask(exchange)) } catch { return .failure(error) }
        }
        left -= ContinuousClock.now - start
        if Task.isCancelled { throw BrokenExchange(.cancelled, isUnsent: false) }
        guard let result else { throw BrokenExchange(.timedOut, isUnsent: false) }
        return try result.get()
    }

    /// Looks the host up, judges what was found, and asks the first address that can be connected to.
    private func ask(_ exchange: Exchange) async throws(BrokenExchange) -> Exchange.Answer {
        let host = exchange.address.host
        let found: [IPAddress]
        do throws(FetchFailure) {
            found = try await addresses(of: host)
            guard policy.allows(found, for: exchange.address) else { throw FetchFailure.refusedAddress }
        } catch {
            throw BrokenExchange(error, isUnsent: true)
        }
        var problem = BrokenExchange(.unknownHost, isUnsent: true)
        for address in found.prefix(3) {
            do throws(BrokenExchange) {
                let pin = PinnedClients.Pin(host: host, address: address, isSecure: exchange.address.isSecure)
                return try await exchange.answer(over: pinned(pin))
            } catch {
                problem = error
                guard error.isUnsent, error.failure == .unreachable || error.failure == .timedOut else { throw error }
            }
        }
        throw problem
    }

    private func pinned(_ pin: PinnedClients.Pin) throws(BrokenExchange) -> PinnedClient {
        do { return try clients.client(for: pin) } catch {
            throw BrokenExchange(error, isUnsent: true)
        }
    }

    private func addresses(of host: HostName) async throws(FetchFailure) -> [IPAddress] {
        if let address = host.address { return [address] }
        let resolver = resolver
        let result = await within(limits.resolving) { () async -> Result<[IPAddress], FetchFailure> in
            do throws(FetchFailure) { return .success(try await resolver.addresses(of: host.text)) } catch {
                return .failure(error)
            }
        }
        guard let result else { throw Task.isCancelled ? .cancelled : .timedOut }
        return try result.get()
    }
}
