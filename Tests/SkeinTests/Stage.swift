import Foundation
import Loopback
import Simulated
import Testing
import Unroll

/// A simulated network on loopback, and the built program asking it.
struct Stage {
    let network: LoopbackNetwork
    var environment: [String: String]

    /// - Parameter origins: every origin the simulation has, as it calls them.
    init(_ origins: [String], _ environment: [String: String] = [:], _ server: @escaping SimulatedServer) async throws {
        network = try await LoopbackNetwork.start(origins: origins, server)
        self.environment = environment
        self.environment["SKEIN_ALLOW_HOSTS"] = network.allowHosts
        self.environment["SKEIN_BLUESKY_URL"] = network.origin(of: "https://public.api.bsky.app")
        self.environment["SKEIN_PLC_URL"] = network.origin(of: "https://plc.directory")
        self.environment["SKEIN_X_URL"] = network.origin(of: "https://api.x.com")
    }

    static func bluesky(_ world: BlueskyWorld) async throws -> Stage {
        let homes = world.accounts.compactMap(\.home)
        return try await Stage([world.appView, world.plc] + homes, [:], BlueskySimulation(world).server)
    }

    static func x(_ world: XWorld, _ environment: [String: String] = [:]) async throws -> Stage {
        let key = ["SKEIN_X_TOKEN": world.token].merging(environment) { $1 }
        return try await Stage(["https://api.x.com"], key, world.server)
    }

    static func mastodon(_ world: MastodonWorld) async throws -> Stage {
        try await Stage(world.servers.map { "https://\($0.host)" }, [:], MastodonSimulation(world).server)
    }

    /// Runs the program; `https://` addresses of the simulation in the arguments become those on loopback.
    func run(_ arguments: String..., input: String = "", environment more: [String: String] = [:]) async throws
        -> SkeinRun
    {
        try await SkeinRun.of(
            arguments.map { network.map.toLoopback($0) }, environment: environment.merging(more) { $1 }, input: input)
    }

    func thread(_ link: String) async throws -> ThreadJSON {
        let run = try await run("unroll", link, "--format", "json")
        #expect(run.status == 0 || run.status == 3, "\(run.errors)")
        return try ThreadJSON(run)
    }

    func stop() async { await network.stop() }
}

/// A server that answers every request for a Mastodon status the same way, and the link to a post there.
struct StrangeServer {
    let server: LoopbackServer
    var link: String { server.origin + "/@ines/112000000000000001" }

    init(_ answering: @escaping LoopbackServer.Answering) async throws {
        server = try await LoopbackServer.start(answering: answering)
    }

    func run(_ arguments: String..., environment: [String: String] = [:]) async throws -> SkeinRun {
        try await SkeinRun.of(
            ["unroll", link] + arguments,
            environment: ["SKEIN_ALLOW_HOSTS": server.host].merging(environment) { $1 })
    }

    func stop() async { await server.stop() }
}
