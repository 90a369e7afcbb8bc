import Hummingbird
import HummingbirdCore
import NIOCore

/// The server of a site, ready to run: what `main` and the tests run alike. `running` is told the port once it listens.
package func buildServer(
    _ site: Site, running: @escaping @Sendable (_ port: Int) async -> Void = { _ in }
) -> Application<SiteResponder> {
    var server = HTTP1Channel.Configuration(idleTimeout: .seconds(60))
    server.httpDecoder.maxHeaderListSize = 32 << 10
    return Application(
        responder: SiteResponder(site: site), server: .http1(configuration: server),
        configuration: ApplicationConfiguration(
            address: .hostname(site.settings.host, port: site.settings.port), serverName: nil, backlog: 4096),
        onServerRunning: { channel in await running(channel.localAddress?.port ?? site.settings.port) },
        logger: site.quietLog)
}
