import Simulated
import Testing

@testable import Unroll

@Suite("Bluesky handles and homes")
struct BlueskyHandleTests {
    private static let tilda = BlueskyWorld.Account("Tilda")
    private static let resolve = "https://public.api.bsky.app/xrpc/com.atproto.identity.resolveHandle"

    private func gather(_ world: BlueskyWorld, _ actor: String, _ uri: String) throws -> Conversation {
        let link = PostLink.BlueskyLink(actor: actor, rkey: RecordAddress(uri)?.rkey ?? "")
        return try run(
            Backfill(.bluesky(link), settings: BackfillSettings()), against: BlueskySimulation(world).server
        ).conversation
    }

    @Test(arguments: ["tilda.example.com", "TILDA.example.com", "did:plc:tilda"])
    func handlesAndDIDsLeadToTheSame(_ actor: String) throws {
        var world = BlueskyWorld([Self.tilda])
        let uri = world.write(Self.tilda, "Here")
        #expect(try gather(world, actor, uri).anchor.value == uri)
    }

    @Test(arguments: [true, false])
    func theDomainIsAskedWhenTheAppViewDoesNotKnow(_ hasRecord: Bool) throws {
        var world = BlueskyWorld([Self.tilda])
        let uri = world.write(Self.tilda, "Here")
        world.fail(Self.resolve, status: 400, #"{"error": "InvalidRequest", "message": "Unable to resolve handle"}"#)
        if hasRecord {
            world.dns["_atproto.tilda.example.com"] = ["v=spf1 -all", "did=did:plc:tilda"]
            world.fail("https://tilda.example.com/")
        }
        #expect(try gather(world, "tilda.example.com", uri).anchor.value == uri)
    }

    @Test func twoDIDsInTheDNSAreNone() {
        var world = BlueskyWorld([Self.tilda])
        let uri = world.write(Self.tilda, "Here")
        world.fail(Self.resolve, status: 400, #"{"error": "InvalidRequest", "message": "Unable to resolve handle"}"#)
        world.dns["_atproto.tilda.example.com"] = ["did=did:plc:tilda", "did=did:plc:other"]
        world.fail("https://tilda.example.com/", status: 200, "<html>")
        #expect(throws: BackfillFailure.unknownHandle("tilda.example.com")) {
            try gather(world, "tilda.example.com", uri)
        }
    }

    @Test func aDomainThatClaimsAnothersAccountIsNotBelieved() {
        var account = Self.tilda
        account.aka = "other.example.com"
        var world = BlueskyWorld([account])
        let uri = world.write(account, "Here")
        world.fail(Self.resolve, status: 400, #"{"error": "InvalidRequest", "message": "Unable to resolve handle"}"#)
        #expect(throws: BackfillFailure.unknownHandle("tilda.example.com")) {
            try gather(world, "tilda.example.com", uri)
        }
    }

    @Test(arguments: ["nobody.example.com", "nobody", "", "did:plc:"])
    func unknownHandles(_ actor: String) {
        var world = BlueskyWorld([Self.tilda])
        let uri = world.write(Self.tilda, "Here")
        #expect(throws: BackfillFailure.unknownHandle(actor)) { try gather(world, actor, uri) }
    }

    @Test func theOutageIsSaidWhenNobodyAnswers() {
        var world = BlueskyWorld([Self.tilda])
        let uri = world.write(Self.tilda, "Here")
        world.fail("https://")
        #expect(throws: BackfillFailure.unanswered(host: "public.api.bsky.app", .timedOut)) {
            try gather(world, "tilda.example.com", uri)
        }
    }

    @Test func webDIDsHaveTheirDocumentAtTheirHost() throws {
        let account = BlueskyWorld.Account("Wren", did: "did:web:wren.example.com")
        var world = BlueskyWorld([account])
        let chain = world.chain(account, 15)
        let conversation = try gather(world, "did:web:wren.example.com", chain[0])
        #expect(conversation.posts.map(\.id).count == 15)
        #expect(conversation.shortfalls == [])
    }

    @Test(arguments: [
        ("did:plc:abc", "https://plc.directory/did:plc:abc"), ("did:plc:a/b", nil), ("did:plc:a:b", nil),
        ("did:web:a.test", "https://a.test/.well-known/did.json"), ("did:web:a.test:path", nil),
        ("did:web:localhost%3A4000", "http://localhost:4000/.well-known/did.json"), ("did:web:a%2Fb", nil),
        ("did:key:zQ3", nil),
    ])
    func whereDocumentsAre(_ text: String, _ url: String?) {
        var settings = BackfillSettings()
        settings.plainHosts = ["localhost:4000"]
        #expect(DID(text).flatMap { DIDDocument.request(for: $0, settings: settings) }?.url == url)
    }

    @Test(arguments: [
        ("https://pds.example.com", "https://pds.example.com"), ("https://pds.example.com/", "https://pds.example.com"),
        ("https://pds.example.com:8443", "https://pds.example.com:8443"), ("http://pds.example.com", nil),
        ("http://127.0.0.1:9", "http://127.0.0.1:9"), ("https://pds.example.com/path", nil), ("https://a@b.test", nil),
        ("https://pds.example.com?x", nil), ("ftp://pds.example.com", nil), ("pds.example.com", nil),
    ])
    func homesAreOrigins(_ endpoint: String, _ home: String?) throws {
        let json = """
            {"id": "did:plc:abc", "alsoKnownAs": ["https://x.test", "at://Tilda.example.com"], "service": [{"id": "#other",
             "type": "X", "serviceEndpoint": "https://x.test"}, {"id": "#atproto_pds",
             "type": "AtprotoPersonalDataServer", "serviceEndpoint": "\(endpoint)"}]}
            """
        let did = try #require(DID("did:plc:abc"))
        let document = try #require(DIDDocument(Array(json.utf8), of: did, plainHosts: ["127.0.0.1:9"]))
        #expect(document.home == home)
        #expect(document.handle?.text == "tilda.example.com")
        let other = try #require(DID("did:plc:other"))
        #expect(DIDDocument(Array(json.utf8), of: other, plainHosts: []) == nil)
    }
}
