import Foundation
import Simulated
import Testing

@testable import Unroll

/// Exchanges with real servers, from the folder beside the project.
@Suite(
    "Mastodon: answers of real servers",
    .enabled(if: SharedFolder.has("recordings/mastodon"), "the shared recordings are not here (SKEIN_SHARED)"))
struct MastodonSharedTests {
    private static let files = ["cassettes", "entities"].flatMap { folder in
        SharedFolder.files(in: "recordings/mastodon/" + folder).filter { $0.hasSuffix(".json") }
            .map { "recordings/mastodon/\(folder)/\($0)" }
    }

    private struct Exchange {
        var method: String
        var url: String
        var status: Int
        var body: JSONValue
    }

    private static func exchanges(_ file: String) throws -> [Exchange] {
        try JSONValue(parsing: SharedFolder.read(file)).list.compactMap { value in
            guard let method = value["method"]?.string, let url = value["uri"]?.string,
                case .integer(let code)? = value["status"]?["code"]
            else { return nil }
            return Exchange(method: method, url: url, status: Int(code), body: value["body"] ?? .null)
        }
    }

    /// Every status found anywhere in an answer, those inside others as well.
    private static func statuses(in value: JSONValue) -> [JSONValue] {
        var (found, waiting) = ([JSONValue](), [value])
        while let value = waiting.popLast() {
            waiting += value.list + value.object.values
            if value["content"]?.string != nil, value["id"] != nil, value["account"]?["acct"] != nil {
                found.append(value)
            }
        }
        return found
    }

    private static func bytes(_ value: JSONValue) -> [UInt8] { Array((try? JSONEncoder().encode(value)) ?? Data()) }

    @Test(arguments: files) func everyStatusBecomesAPost(file: String) throws {
        for exchange in try Self.exchanges(file) {
            guard let server = MastodonServer(of: exchange.url, settings: Self.settings(exchange.url)) else { continue }
            let table = MastodonTable(server: server)
            for value in Self.statuses(in: exchange.body) {
                let status = try JSONDecoder().decode(MastodonStatus.self, from: Data(Self.bytes(value)))
                let post = table.post(status)
                let content = value["content"]?.string ?? ""
                #expect(post.id.value == value["uri"]?.string)
                #expect(post.author.handle.contains("@") && !post.author.id.value.isEmpty)
                #expect(post.published.rfc3339.prefix(10) == value["created_at"]?.string?.prefix(10) ?? "")
                #expect(post.text.isEmpty == content.replacing(/<[^>]*>/, with: "").isEmpty, "\(content)")
                #expect(!post.text.contains("</"))
                #expect(post.attachments.count == value["media_attachments"]?.list.count ?? 0)
                #expect((post.poll != nil) == (value["poll"]?["options"] != nil))
                #expect((post.card != nil) == (value["card"]?["url"] != nil))
                #expect((post.quote != nil) == (value["quote"]?["state"] != nil))
                let length = post.text.unicodeScalars.count
                #expect(Facet.sound(post.facets, length: length) == post.facets)
            }
        }
    }

    private static func settings(_ url: String) -> BackfillSettings {
        var settings = BackfillSettings()
        if url.hasPrefix("http:"), let host = URLParts(url)?.hostAndPort { settings.plainHosts = [host] }
        return settings
    }

    /// Where a context was answered, the thread is unrolled from every status in it, served by what was recorded.
    @Test func recordedContextsUnroll() throws {
        var unrolled = 0
        for file in Self.files {
            let exchanges = try Self.exchanges(file)
            for exchange in exchanges where exchange.url.hasSuffix("/context") && exchange.status == 200 {
                let recording = try Self.recording(around: exchange, among: exchanges)
                let links = try #require(recording.links)
                var seen: Set<[PostID]> = []
                for link in links {
                    let conversation = try MastodonRecordings.play(recording, try PostLink(link)).conversation
                    #expect(conversation.posts.map(\.id).count == links.count)
                    let thread = try unroll(conversation)
                    #expect(thread.completeness.state == .complete)
                    seen.insert(thread.posts.map(\.id))
                    unrolled += 1
                }
                #expect(seen.count == 1)
            }
        }
        #expect(unrolled > 3)
    }
}

extension MastodonSharedTests {
    /// A recording in which a server answers about each status of a context, in Skein's own form. Posts that only some people
    /// may see are made public, for otherwise nothing of them would be shown; nothing else is changed.
    private static func recording(around context: Exchange, among exchanges: [Exchange]) throws -> Recording {
        let parts = try #require(URLParts(context.url))
        let asked = parts.segments[3]
        var shown = statuses(in: context.body)
        let own = exchanges.lazy.flatMap { statuses(in: $0.body) }.first { $0["id"]?.string == asked }
        shown.append(try #require(own ?? standIn(asked, in: context.body)))
        let open = Dictionary(shown.map { ($0["id"]?.string ?? "", opened($0)) }) { first, _ in first }
        var answers: [(path: String, body: JSONValue)] = []
        for (id, status) in open {
            answers.append(("/api/v1/statuses/\(id)", status))
            answers.append(("/api/v1/statuses/\(id)/context", around(id, open)))
        }
        for account in Set(open.values.compactMap { $0["account"]?["id"]?.string }) {
            let page = open.values.filter { $0["account"]?["id"]?.string == account }
            answers.append(
                ("/api/v1/accounts/\(account)/statuses?exclude_reblogs=true&limit=40", .list(page.sorted(by: isNewer))))
        }
        let exchanges = answers.map { answer in
            JSONValue.object([
                "url": .string(parts.origin + answer.path), "status": .integer(200), "json": answer.body,
            ])
        }
        let links = open.values.compactMap { $0["url"]?.string }.sorted()
        return try Recording(
            json: bytes(
                .object([
                    "at": .string("2026-11-01T00:00:00Z"), "links": .list(links.map { .string($0) }),
                    "exchanges": .list(exchanges),
                ])))
    }

    private static func opened(_ status: JSONValue) -> JSONValue {
        .object(status.object.merging(["visibility": .string("public")]) { $1 })
    }

    private static func isNewer(_ left: JSONValue, _ right: JSONValue) -> Bool {
        PostID(left["id"]?.string ?? "") > PostID(right["id"]?.string ?? "")
    }

    private static func around(_ id: String, _ statuses: [String: JSONValue]) -> JSONValue {
        var (above, below) = ([JSONValue](), [JSONValue]())
        var next = statuses[id]?["in_reply_to_id"]?.string
        while let parent = next.flatMap({ statuses[$0] }) {
            above.insert(parent, at: 0)
            next = parent["in_reply_to_id"]?.string
        }
        var level = [id]
        while !level.isEmpty {
            let answers = statuses.values.filter { level.contains($0["in_reply_to_id"]?.string ?? "") }
            below += answers
            level = answers.compactMap { $0["id"]?.string }
        }
        return .object(["ancestors": .list(above), "descendants": .list(below)])
    }

    /// The status that a context was asked for, made from what answers it where it was not recorded itself.
    private static func standIn(_ id: String, in context: JSONValue) -> JSONValue? {
        let answer = statuses(in: context).first { $0["in_reply_to_id"]?.string == id }
        guard var fields = answer?.object else { return nil }
        for name in ["uri", "url"] {
            guard let own = fields["id"]?.string, let address = fields[name]?.string else { continue }
            fields[name] = .string(address.replacing(own, with: id))
        }
        let parent = context["ancestors"]?.list.last?["id"]
        fields["in_reply_to_id"] = parent ?? .null
        fields["id"] = .string(id)
        return .object(fields)
    }
}
