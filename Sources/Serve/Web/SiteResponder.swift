import HTTPTypes
import Hummingbird
import Logging
import NIOCore

/// Between the server and the site: requests become visits, replies and failures become responses.
package struct SiteResponder: HTTPResponder {
    let site: Site

    package func respond(to request: Request, context: SiteContext) async throws -> Response {
        let isHead = request.method == .head
        do throws(SiteFailure) {
            let visit = try await Visit.read(request, peerIsLoopback: context.peerIsLoopback, site.settings)
            do throws(SiteFailure) {
                return try await site.answer(visit, to: request.head).response(to: request.headers, isHead: isHead)
            } catch {
                return failed(error, visit).response(to: request.headers, isHead: isHead)
            }
        } catch {
            return failed(error, nil).response(to: request.headers, isHead: isHead)
        }
    }

    private func failed(_ failure: SiteFailure, _ visit: Visit?) -> Reply {
        if let text = failure.logged { site.log.error("request failed", metadata: ["reason": "\(text)"]) }
        return site.page(for: failure, visit)
    }
}

/// What is known of a connection.
package struct SiteContext: RequestContext {
    package var coreContext: CoreRequestContextStorage
    let peerIsLoopback: Bool

    package init(source: ApplicationRequestContextSource) {
        coreContext = CoreRequestContextStorage(source: source)
        peerIsLoopback = source.channel.remoteAddress?.isLoopback ?? false
    }
}

extension SocketAddress {
    /// Whether it is an address of this machine.
    var isLoopback: Bool {
        guard let ip = ipAddress else { return false }
        return ip.hasPrefix("127.") || ip == "::1" || ip.hasPrefix("::ffff:127.")
    }
}
