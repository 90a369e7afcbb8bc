import NIOCore
import NIOPosix

/// A port on loopback where every connection is closed at once, before a TLS handshake can come to anything.
package struct HangingUpServer: Sendable {
    package let port: Int
    private let channel: any Channel

    package static func start() async throws -> HangingUpServer {
        let channel = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .childChannelInitializer { $0.close() }
            .bind(host: "127.0.0.1", port: 0).get()
        return HangingUpServer(port: channel.localAddress?.port ?? 0, channel: channel)
    }

    package func stop() async { try? await channel.close().get() }
}
