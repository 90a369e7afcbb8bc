import Simulated
import Unroll

/// Several hosts on loopback, one port each, with one simulation behind them. The simulation speaks of `https://host` throughout, in
/// the requests it gets and the answers it gives; on the wire every such origin is the loopback one, in addresses, headers and bodies.
package struct LoopbackNetwork: Sendable {
    private let servers: [String: LoopbackServer]
    package let map: OriginMap

    /// `origins` as the simulation calls them: `https://host[:port]`, in lower case.
    package static func start(origins: [String], _ server: @escaping SimulatedServer) async throws -> LoopbackNetwork {
        let map = Late<OriginMap>()
        var servers: [String: LoopbackServer] = [:]
        for origin in Set(origins).sorted() {
            servers[origin] = try await LoopbackServer.start { request in
                guard let map = map.value else { return .status(503) }
                return answer(to: request, from: server, map)
            }
        }
        let origins = OriginMap(servers.mapValues(\.origin))
        map.set(origins)
        return LoopbackNetwork(servers: servers, map: origins)
    }

    /// The loopback origin that stands for `origin`.
    package func origin(of origin: String) -> String { servers[origin]?.origin ?? origin }

    /// `host:port` of every server, separated by commas: the value of `SKEIN_ALLOW_HOSTS`.
    package var allowHosts: String { servers.values.map(\.host).sorted().joined(separator: ",") }

    /// What was asked, by host, in the simulation's own addresses.
    package var requests: [SimulatedRequest] {
        servers.sorted { $0.key < $1.key }.flatMap { $0.value.requests }.map {
            SimulatedRequest(method: $0.method, url: map.fromLoopback($0.url), headers: $0.headers)
        }
    }

    package func stop() async {
        for server in servers.values { await server.stop() }
    }

    private static func answer(to request: SimulatedRequest, from server: SimulatedServer, _ map: OriginMap)
        -> LoopbackAnswer
    {
        let url = map.fromLoopback(request.url)
        let result = server(SimulatedRequest(method: request.method, url: url, headers: request.headers))
        return LoopbackAnswer(
            result.map { response in
                var response = response
                response.body = map.toLoopback(response.body)
                response.headers = response.headers.mapValues { map.toLoopback($0) }
                return response
            })
    }
}
