import AsyncHTTPClient
import NIOCore
import NIOPosix
import NIOSSL
import Synchronization
import Unroll

/// One client for each scheme, host and address it was found at, so that a connection can only go to the address that was checked.
/// The clients used least recently are given up first.
final class PinnedClients: Sendable {
    struct Pin: Hashable {
        var host: HostName
        var address: IPAddress
        var isSecure: Bool
    }

    private struct State {
        var clients: [Pin: (client: PinnedClient, lastUse: Int)] = [:]
        var uses = 0
        var isClosed = false
    }

    private let limits: FetchLimits
    private let roots: TrustRoots
    private let state = Mutex(State())

    init(_ limits: FetchLimits, _ roots: TrustRoots) { (self.limits, self.roots) = (limits, roots) }

    func client(for pin: Pin) throws(FetchFailure) -> PinnedClient {
        let client = state.withLock { state -> PinnedClient? in
            if state.isClosed { return nil }
            state.uses += 1
            let client = state.clients[pin]?.client ?? PinnedClient(pin, limits, roots)
            state.clients[pin] = (client, state.uses)
            if state.clients.count > limits.clients,
                let oldest = state.clients.min(by: { $0.value.lastUse < $1.value.lastUse })
            {
                state.clients[oldest.key] = nil
            }
            return client
        }
        guard let client else { throw .cancelled }
        return client
    }

    var count: Int { state.withLock { $0.clients.count } }

    func close() async {
        let open = state.withLock { state in
            state.isClosed = true
            defer { state.clients = [:] }
            return state.clients.values.map(\.client)
        }
        for client in open { await client.close() }
    }
}

/// A client whose connections go to one address and nowhere else, while certificate, SNI and `Host` keep the name.
final class PinnedClient: Sendable {
    let client: HTTPClient

    init(_ pin: PinnedClients.Pin, _ limits: FetchLimits, _ roots: TrustRoots) {
        var tls = TLSConfiguration.makeClientConfiguration()
        // Reading the roots takes a while, and plain http has no use for them.
        if pin.isSecure { tls.trustRoots = roots.value }
        // The usual 5 s would be waited for at each end of a broken connection.
        tls.shutdownTimeout = .milliseconds(200)
        var configuration = HTTPClient.Configuration(
            tlsConfiguration: tls, redirectConfiguration: .disallow,
            timeout: .init(connect: TimeAmount(limits.connecting), read: TimeAmount(limits.idling)),
            decompression: .enabled(limit: .size(limits.unpackedBytes)))
        configuration.httpVersion = .http1Only
        configuration.connectionPool.retryConnectionEstablishment = false
        // More than ever run at once: waiting for a free connection would count as connecting.
        configuration.connectionPool.concurrentHTTP1ConnectionsPerHostSoftLimit = 4 * limits.exchangesPerHost
        if pin.host.address == nil { configuration.dnsOverride = [pin.host.text: pin.address.description] }
        configuration.http1_1ConnectionDebugInitializer = { PinnedClient.check($0, is: pin.address) }
        client = HTTPClient(eventLoopGroup: MultiThreadedEventLoopGroup.singleton, configuration: configuration)
    }

    deinit { client.shutdown { _ in } }

    func close() async { try? await client.shutdown() }

    /// The second lock: before a byte of a request is sent, the connection has to be to the checked address.
    private static func check(_ channel: any Channel, is address: IPAddress) -> EventLoopFuture<Void> {
        if channel.remoteAddress.flatMap({ IPAddress($0) }) == address {
            return channel.eventLoop.makeSucceededVoidFuture()
        }
        channel.close(promise: nil)
        return channel.eventLoop.makeFailedFuture(FetchFailure.refusedAddress)
    }
}

extension IPAddress {
    fileprivate init?(_ address: SocketAddress) {
        guard let address = address.withSockAddr({ pointer, _ in IPAddress(pointer) }) else { return nil }
        self = address
    }
}
