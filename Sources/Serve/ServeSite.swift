import Glibc
import Hummingbird
import Logging
import NIOCore
import ServiceLifecycle

/// Why a site cannot be served; a few words for people.
package struct ServeFailure: Error, Sendable {
    package let reason: String
}

/// Serves a site, with everything that works beside it, until `stop` says something; what was begun then has 10 seconds to end. A server
/// before the site has two of them to hear of it at `/readyz` and to send visitors elsewhere.
package func serve(
    _ site: Site, until stop: AsyncStream<Void>, running: @escaping @Sendable (_ port: Int) async -> Void
) async throws(ServeFailure) {
    let services: [(name: String, service: any Service)] = [
        ("server", buildServer(site, running: running)), ("worker", Worker(site)), ("copier", MediaCopier(site)),
    ]
    // A service without a name is called by all that it holds, which takes longer to find out than to open the archive.
    var configuration = ServiceGroupConfiguration(
        services: services.map { .init(service: $0.service, serviceName: $0.name) }, logger: site.quietLog)
    let notice = Duration.seconds(site.settings.origin == nil ? 0 : 2)
    configuration.maximumGracefulShutdownDuration = .seconds(10) - notice
    let group = ServiceGroup(configuration: configuration)
    let stopping = Task {
        for await _ in stop {
            site.drain.begin()
            try? await Task.sleep(for: notice)
            await group.triggerGracefulShutdown()
            return
        }
    }
    defer { stopping.cancel() }
    do {
        try await group.run()
    } catch let error as IOError {
        throw ServeFailure(reason: String(cString: strerror(error.errnoCode)))
    } catch {
        throw ServeFailure(reason: "\(error)")
    }
}
