import Fetch
import Glibc
import Serve
import Store
import Unroll

/// Reads the values of settings; one that cannot be read is a `SettingProblem`.
struct SettingValues {
    private let environment: [String: String]

    init(_ environment: [String: String]) { self.environment = environment }

    func secret(_ setting: Setting) throws(SettingProblem) -> Secret? {
        try value(setting) { Secret($0) }
    }

    /// US dollars as millionths: digits, and after a point at most six more.
    func dollars(_ setting: Setting) throws(SettingProblem) -> Int? {
        try value(setting) { text in
            let parts = text.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
            let fraction = parts.count == 2 ? parts[1] : ""
            guard let whole = parts.first, (1...7).contains(whole.utf8.count), fraction.utf8.count <= 6,
                (whole + fraction).utf8.allSatisfy({ (0x30...0x39).contains($0) })
            else { return nil }
            return Int(whole + fraction + String(repeating: "0", count: 6 - fraction.utf8.count))
        }
    }

    func fallback(_ setting: Setting) throws(SettingProblem) -> BackfillSettings.XFallback? {
        try value(setting) { BackfillSettings.XFallback(rawValue: $0.lowercased()) }
    }

    /// `http` or `https`, a host and perhaps a port; a final slash is left out.
    func origin(_ setting: Setting) throws(SettingProblem) -> String? {
        try value(setting) { text in
            guard let parts = URLParts(text), ["http", "https"].contains(parts.scheme), parts.query == nil,
                parts.fragment == nil, parts.segments.isEmpty, isHost(parts.host)
            else { return nil }
            return parts.origin
        }
    }

    func hosts(_ setting: Setting) throws(SettingProblem) -> Set<String> {
        try value(setting) { text in
            let hosts = listed(text).map { host($0) }
            return hosts.contains(nil) ? nil : Set(hosts.compactMap { $0 })
        } ?? []
    }

    func tokens(_ setting: Setting) throws(SettingProblem) -> [String: Secret] {
        try value(setting) { text in
            var tokens: [String: Secret] = [:]
            for pair in listed(text) {
                guard let equals = pair.firstIndex(of: "="), let host = host(pair[..<equals]),
                    let token = Secret(String(pair[pair.index(after: equals)...]))
                else { return nil }
                tokens[host] = token
            }
            return tokens
        } ?? [:]
    }

    func folder(_ setting: Setting) throws(SettingProblem) -> String? {
        try value(setting) { $0.hasPrefix("/") && !$0.utf8.contains(0) ? $0 : nil }
    }

    func database(_ setting: Setting) throws(SettingProblem) -> DatabaseAddress? {
        try value(setting) { try? DatabaseAddress($0) }
    }

    func isOn(_ setting: Setting) throws(SettingProblem) -> Bool? {
        try value(setting) { ["on": true, "off": false][$0.lowercased()] }
    }

    func number(_ setting: Setting, _ range: ClosedRange<Int>) throws(SettingProblem) -> Int? {
        try value(setting) { text in
            guard text.utf8.allSatisfy({ (0x30...0x39).contains($0) }), let number = Int(text) else { return nil }
            return range.contains(number) ? number : nil
        }
    }

    func admission(_ setting: Setting) throws(SettingProblem) -> SiteSettings.Admission? {
        try value(setting) { SiteSettings.Admission(rawValue: $0.lowercased()) }
    }

    func site(folder: String) throws(SettingProblem) -> SiteSettings {
        var site = SiteSettings(folder: folder)
        site.host = try value(.host) { ipAddress($0) } ?? site.host
        site.port = try number(.port, 0...65_535) ?? site.port
        site.origin = try origin(.origin)
        site.reading = try admission(.reading) ?? site.reading
        site.unrolling = try admission(.unrolling) ?? site.unrolling
        site.showsVanishedOnX = try isOn(.vanishedOnX) ?? site.showsVanishedOnX
        site.isIndexed = try isOn(.indexing) ?? site.isIndexed
        site.coolDown = try number(.coolDown, 0...10_080).map { Int64($0) * 60_000 } ?? site.coolDown
        site.videoLimit = try number(.videoLimit, 0...10_000).map { $0 << 20 } ?? site.videoLimit
        site.workers = try number(.workers, 1...64) ?? site.workers
        site.pageCache = try number(.pageCache, 0...10_000).map { $0 << 20 } ?? site.pageCache
        site.lookingBudget = try dollars(.lookingBudget) ?? site.lookingBudget
        site.audiences = try audiences(otherwise: site.audiences)
        return site
    }

    private func audiences(otherwise standard: AudienceRule) throws(SettingProblem) -> AudienceRule {
        var rule = standard
        rule.x = try audience(.audienceX) ?? rule.x
        rule.bluesky = try audience(.audienceBluesky) ?? rule.bluesky
        rule.mastodon = try audience(.audienceMastodon) ?? rule.mastodon
        rule.reserved = try audience(.audienceReserved) ?? rule.reserved
        rule.exports = try audience(.audienceExports) ?? rule.exports
        return rule
    }

    private func audience(_ setting: Setting) throws(SettingProblem) -> Audience? {
        try value(setting) { Audience(rawValue: $0.lowercased()) }
    }

    private func value<Value>(_ setting: Setting, read: (String) -> Value?) throws(SettingProblem) -> Value? {
        let text = (environment[setting.rawValue] ?? "").trimmingSpaces
        if text.isEmpty { return nil }
        guard let value = read(text) else { throw SettingProblem(setting) }
        return value
    }

    private func listed(_ text: String) -> [Substring] {
        text.split(separator: ",").map { Substring($0.trimmingSpaces) }.filter { !$0.isEmpty }
    }

    /// `host` or `host:port`, in lower case.
    private func host(_ text: Substring) -> String? {
        guard let parts = URLParts("https://" + text), parts.path.isEmpty, parts.query == nil, parts.fragment == nil,
            isHost(parts.host)
        else { return nil }
        return parts.hostAndPort
    }

    /// An address as it is written without brackets; `localhost` is the loopback address.
    private func ipAddress(_ text: String) -> String? {
        if text.lowercased() == "localhost" { return "127.0.0.1" }
        var bytes = in6_addr()
        return inet_pton(AF_INET, text, &bytes) == 1 || inet_pton(AF_INET6, text, &bytes) == 1 ? text : nil
    }

    /// What can be a name or an address: no spaces, wildcards or control characters.
    private func isHost(_ text: String) -> Bool {
        text.unicodeScalars.allSatisfy {
            $0.value > 0x7f || "abcdefghijklmnopqrstuvwxyz0123456789.-_:".unicodeScalars.contains($0)
        }
    }
}
