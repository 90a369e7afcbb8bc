import NIOCore
import NIOHTTP1
import NIOPosix
import NIOSSL
import Simulated
import Unroll

/// An HTTP/1.1 server on a port of its own on loopback, for tests. It keeps a log of what it is asked.
package final class LoopbackServer: Sendable {
    /// How a server answers; called on an event loop, so it must not block.
    package typealias Answering = @Sendable (SimulatedRequest) -> LoopbackAnswer

    /// The address people would type: `http://127.0.0.1:4711`.
    package let origin: String
    package let port: Int
    private let listening: any Channel
    private let state: LoopbackState

    private init(listening: any Channel, origin: String, port: Int, state: LoopbackState) {
        (self.listening, self.origin, self.port, self.state) = (listening, origin, port, state)
    }

    /// Listens on `address` (any in 127.0.0.0/8), on a free port unless one is given; with a certificate it speaks TLS.
    package static func start(
        address: String = "127.0.0.1", port: Int = 0, certificate: LoopbackCertificate? = nil,
        answering: @escaping Answering
    ) async throws -> LoopbackServer {
        let state = LoopbackState()
        let scheme = certificate == nil ? "http" : "https"
        let context = try certificate.map { try NIOSSLContext(configuration: $0.serverConfiguration(noting: state)) }
        let listening = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
            .childChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    state.opened(channel)
                    if let context {
                        try channel.pipeline.syncOperations.addHandler(NIOSSLServerHandler(context: context))
                    }
                    try channel.pipeline.syncOperations.configureHTTPServerPipeline(withErrorHandling: true)
                    let handler = LoopbackHandler(scheme: scheme, state: state, answering: answering)
                    try channel.pipeline.syncOperations.addHandler(handler)
                }
            }
            .bind(host: address, port: port).get()
        let port = listening.localAddress?.port ?? 0
        return LoopbackServer(
            listening: listening, origin: "\(scheme)://\(address):\(port)", port: port, state: state)
    }

    /// Puts a simulated network behind a socket. The simulation is told its own origin, which it needs for the addresses in its answers.
    package static func start(_ server: @escaping @Sendable (_ origin: String) -> SimulatedServer) async throws
        -> LoopbackServer
    {
        let simulation = Late<SimulatedServer>()
        let loopback = try await start { request in
            simulation.value.map { LoopbackAnswer($0(request)) } ?? .status(503)
        }
        simulation.set(server(loopback.origin))
        return loopback
    }

    /// `127.0.0.1:4711`: how hosts are named in settings.
    package var host: String { URLParts(origin)?.hostAndPort ?? "" }

    /// What was asked so far, in order of arrival.
    package var requests: [SimulatedRequest] { state.requests }

    /// The names asked for in TLS handshakes (SNI), in order.
    package var serverNames: [String] { state.serverNames }

    /// How many connections were opened so far.
    package var connectionCount: Int { state.connectionCount }

    /// Closes the port and every connection.
    package func stop() async {
        state.closeAll()
        try? await listening.close().get()
    }
}
