import Foundation
import Loopback
import Simulated
import Synchronization
import Unroll

// A stage for browser tests: three networks on loopback. `stage FOLDER` takes pictures from the folder; it prints one line of JSON with
// the environment the program needs and the links there are, and then does what the lines on standard input say:
// grow, delete, limit SECONDS, unlimit, requests.
let folder = URL(filePath: CommandLine.arguments.dropFirst().first ?? ".")
let worlds = Mutex(StageWorlds())
let state = worlds.withLock { $0 }
let hosts = state.mastodon.servers.map { "https://\($0.host)" }

func isPicture(_ url: String) -> Bool { url.hasPrefix(StageWorlds.cdn) || url.contains("/avatars/") }

func picture(_ url: String) -> Result<Response, FetchFailure> {
    let name =
        url.hasSuffix("@jpeg") || url.contains("/avatars/") ? "face.png" : String(url.split(separator: "/").last ?? "")
    guard let bytes = try? Data(contentsOf: folder.appending(path: name)) else {
        return .success(Response(status: 404, body: [], url: url, received: Timestamp(milliseconds: 0)))
    }
    return .success(
        Response(
            status: 200, headers: ["content-type": "image/png"], body: Array(bytes), url: url,
            received: Timestamp(milliseconds: 0)))
}

let homes = state.bluesky.accounts.compactMap(\.home)
let network = try await LoopbackNetwork.start(
    origins: [state.bluesky.appView, state.bluesky.plc, "https://api.x.com", StageWorlds.cdn] + homes + hosts
) { request in
    let worlds = worlds.withLock { $0 }
    if isPicture(request.url) { return picture(request.url) }
    if request.url.hasPrefix("https://api.x.com") { return worlds.x.server(request) }
    if hosts.contains(where: { request.url.hasPrefix($0) }) {
        return MastodonSimulation(worlds.mastodon).server(request)
    }
    return BlueskySimulation(worlds.bluesky).server(request)
}

let description: [String: [String: String]] = [
    "environment": [
        "SKEIN_ALLOW_HOSTS": network.allowHosts, "SKEIN_BLUESKY_URL": network.origin(of: state.bluesky.appView),
        "SKEIN_PLC_URL": network.origin(of: state.bluesky.plc), "SKEIN_X_URL": network.origin(of: "https://api.x.com"),
        "SKEIN_X_TOKEN": state.x.token,
    ],
    "links": state.links.mapValues { network.map.toLoopback($0) },
]
func say(_ line: some StringProtocol) { FileHandle.standardOutput.write(Data((line + "\n").utf8)) }
say(String(decoding: try JSONEncoder().encode(description), as: UTF8.self))

while let line = readLine() {
    let words = line.split(separator: " ")
    switch words.first {
    case "grow": worlds.withLock { $0.grow() }
    case "delete": worlds.withLock { $0.delete() }
    case "limit": worlds.withLock { $0.limit(state.bluesky.appView, seconds: Int(words.last ?? "") ?? 5) }
    case "unlimit": worlds.withLock { $0.unlimit() }
    default: break
    }
    // Pictures are copied in their own time.
    say(String(network.requests.count { !isPicture($0.url) }))
}
await network.stop()
