import Foundation
import Simulated
import Testing

@testable import Unroll

@Suite(
    "Mastodon: OpenAPI",
    .enabled(if: SharedFolder.has("specs/mastodon"), "the shared specifications are not here (SKEIN_SHARED)"))
struct MastodonSpecificationTests {
    private static let check = Result { try OpenAPICheck(SharedFolder.read("specs/mastodon/openapi-4.7.json")) }

    /// Fields that servers other than Mastodon leave out although the document wants them, and a quote's state that is
    /// unknown on purpose.
    private static let allowed = ["lacks uri", "lacks indexable", "lacks group", "evaporated"]

    private func complaints(about body: [UInt8], status: Int, to url: String, isMastodon: Bool) throws -> [String] {
        let all = try Self.check.get().complaints(about: body, status: status, to: url)
        return all.filter { complaint in isMastodon || !Self.allowed.contains { complaint.contains($0) } }
    }

    /// What Skein asks, and what the simulated servers answer, is what the document allows.
    @Test(arguments: MastodonWorld.Flavour.allCases) func requestsAndAnswers(flavour: MastodonWorld.Flavour) throws {
        let world = MastodonWorld.with(flavour) { world in
            world.writeChain("t", by: "ines", 30)
            world.write("question", by: "kaja", to: "t3")
            world.write("answer", by: "ines", to: "question") { $0.edits = ["<p>Anwser</p>"] }
        }
        let server = MastodonSimulation(world).server
        var settings = BackfillSettings()
        settings.mastodonTokenHosts = [MastodonWorld.home]
        let checked: SimulatedServer = { request in
            let result = server(request)
            guard URLParts(request.url)?.segments.first == "api", case .success(let response) = result else {
                return result
            }
            do {
                #expect(try Self.check.get().complaints(aboutRequest: request.url) == [], "\(request.url)")
                #expect(
                    try complaints(
                        about: response.body, status: response.status, to: request.url,
                        isMastodon: flavour == .mastodon) == [], "\(request.url)")
            } catch {
                Issue.record(error)
            }
            return result
        }
        let played = try run(Backfill(world.link("t15"), settings: settings), against: checked)
        #expect(played.conversation.post(PostID(world.uri("t30"))) != nil)
    }

    @Test(arguments: MastodonRecordings.all) func recordings(name: String) throws {
        let isMastodon = !["gotosocial", "takahe", "pleroma", "snac", "quotes"].contains(name)
        for exchange in try MastodonRecordings.read(name).exchanges where exchange.url.contains("/api/v") {
            #expect(try Self.check.get().complaints(aboutRequest: exchange.url) == [], "\(exchange.url)")
            guard let status = exchange.status, exchange.json != nil else { continue }
            let found = try complaints(
                about: exchange.body, status: status, to: exchange.url, isMastodon: isMastodon)
            #expect(found == [], "\(exchange.url)")
        }
    }
}
