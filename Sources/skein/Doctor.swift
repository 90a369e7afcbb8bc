import Fetch
import Print
import Render
import Serve
import Unroll

/// Says for each network and each setting what works, and what to do about the rest; of a key only that it is there.
struct Doctor: Sendable {
    let configuration: Configuration
    let environment: [String: String]
    let console: Console
    /// Settings whose values cannot be used; `configuration` is without them.
    let problems: [SettingProblem]

    private var words: DoctorWords { console.words.command.doctor }

    func status(online http: (some HTTP)?) async throws(Problem) -> ExitStatus {
        var lines = [words.networks] + Network.allCases.map(line)
        let archive = await archive()
        lines += [words.exports, "", words.site] + archive.lines.map { "  " + $0 }
        lines += ["  " + words.pictures(canDecodePictures()), "  " + documents]
        lines += ["", words.settings] + Setting.allCases.map(line)
        var status = archive.isSound ? ExitStatus.complete : .failed
        if let http {
            lines += ["", words.servers]
            for request in checks {
                let result = await http.answer(to: request)
                if !isSound(result) { status = .failed }
                lines.append("  " + words.answers(URLParts(request.url)?.hostAndPort ?? "", result.map(\.status)))
            }
        }
        let text = lines.map { legible($0) + "\n" }.joined()
        try asProblem { () throws(CommandProblem) in try console.write(Array(text.utf8)) }
        for problem in problems { console.say(.setting(problem)) }
        return problems.isEmpty ? status : .usage
    }

    private var documents: String {
        do throws(PrintFailure) {
            _ = try Typesetter()
            return words.documents
        } catch {
            return console.words.print.failure(error)
        }
    }

    private func line(_ network: Network) -> String {
        "  " + padded(words.networkName(network), 10) + words.state(state(of: network))
    }

    private func line(_ setting: Setting) -> String {
        let isSet = !(environment[setting.rawValue] ?? "").isEmpty
        let state =
            problems.contains(SettingProblem(setting)) ? words.isUnusable : isSet ? words.isSet : words.isNotSet
        return "  " + padded(setting.rawValue, 27) + padded(state, 10) + words.purpose(setting)
    }

    private func state(of network: Network) -> DoctorWords.NetworkState {
        switch network {
        case .bluesky: .open
        case .mastodon: .openWithTokens(hosts: configuration.mastodonTokens.keys.sorted())
        case .x:
            if configuration.xToken != nil {
                .keyed(budget: configuration.xDailyBudget)
            } else if let fallback =
                configuration.xFallback
            {
                .unofficial(fallback.rawValue)
            } else {
                .needsKey
            }
        }
    }

    /// One cheap question for each server the settings lead to; none of them is billed.
    private var checks: [Request] {
        var checks = [
            Request(configuration.blueskyURL + "/xrpc/com.atproto.identity.resolveHandle?handle=bsky.app"),
            Request(configuration.plcURL + "/_health"),
        ]
        if configuration.xToken != nil {
            checks.append(Request(configuration.xURL + "/2/usage/tweets", credential: .x))
        }
        for host in configuration.mastodonTokens.keys.sorted() {
            let scheme = configuration.allowedHosts.contains(host) ? "http" : "https"
            checks.append(
                Request("\(scheme)://\(host)/api/v1/timelines/home?limit=1", credential: .mastodon(host: host)))
        }
        return checks
    }

    private func isSound(_ result: Result<Response, FetchFailure>) -> Bool {
        if case .success(let response) = result { (200..<300).contains(response.status) } else { false }
    }

    private func padded(_ text: String, _ width: Int) -> String {
        text + String(repeating: " ", count: max(1, width - text.count))
    }
}
