import Hummingbird
import HummingbirdCore
import NIOCore

/// The server of a site, ready to run: what `main` and the tests run alike. `running` is told the port once it listens.
package func buildServer(
    _ site: Site, running: @escaping @Sendable (_ port: Int) async -> Void = { _ in }
) -> Application<SiteResponder> {
    var server = HTTP1Channel.Configuration(additionalChannelHandlers: [SiteConnection(site)])
    server.httpDecoder.maxHeaderListSize = 32 << 10
    FreedMemory.keepSome()
    let connections = OpenFiles.raiseLimit() - OpenFiles.ownNeeds
    return Application(
        responder: SiteResponder(site: site), server: .http1(configuration: server),
        configuration: ApplicationConfiguration(
            address: .hostname(site.settings.host, port: site.settings.port), serverName: nil, backlog: 4096,
            availableConnectionsDelegate: MaximumAvailableConnections(max(connections, 16), logger: site.log)),
        services: [PageKeeper(site: site)],
        onServerRunning: { channel in await running(channel.localAddress?.port ?? site.settings.port) },
        logger: site.quietLog)
}
