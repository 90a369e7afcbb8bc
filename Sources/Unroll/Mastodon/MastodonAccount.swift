/// Mastodon docs: Account.
struct MastodonAccount: Decodable, Sendable {
    struct Field: Decodable, Sendable {
        @Lenient var name: String?
        @Lenient var value: String?
    }

    @Lenient var id: MastodonLocalID?
    @Lenient var username: String?
    /// `user` on its own server, `user@host` elsewhere.
    @Lenient var acct: String?
    @Lenient var url: String?
    /// The ActivityPub actor; Mastodon since 4.2 only.
    @Lenient var uri: String?
    @Lenient var displayName: String?
    @Lenient var note: String?
    @Lenient var avatar: String?
    @Lossy var fields: [Field]
    @Lossy var emojis: [MastodonEmoji]
    @Lenient var locked: Bool?
    @Lenient var bot: Bool?
    @Lenient var discoverable: Bool?
    @Lenient var indexable: Bool?
    @Lenient var noindex: Bool?
    @Lenient var suspended: Bool?

    enum CodingKeys: String, CodingKey {
        case id, username, acct, url, uri, note, avatar, fields, emojis, locked, bot, discoverable, indexable, noindex
        case suspended
        case displayName = "display_name"
    }
}

extension MastodonAccount {
    /// What the account says about being indexed, archived or shown.
    var signals: ConsentSignals {
        var signals = ConsentSignals.said(in: [note] + fields.flatMap { [$0.name, $0.value] })
        if noindex == true { signals.insert(.noIndex) }
        if indexable == false { signals.insert(.notIndexable) }
        if discoverable == false { signals.insert(.notDiscoverable) }
        if locked == true { signals.insert(.protected) }
        if bot == true { signals.insert(.bot) }
        return signals
    }
}

extension ConsentSignals {
    /// The wishes people write into a profile as hashtags: `#nobot`, `#nobots`, `#noarchive`, `#noindex`. The texts may be HTML,
    /// where Mastodon writes `#<span>nobot</span>`.
    static func said(in texts: [String?]) -> ConsentSignals {
        var signals: ConsentSignals = []
        for text in texts.compactMap({ $0 }) {
            for tag in hashtags(in: text) {
                switch tag {
                case "nobot", "nobots": signals.insert(.noBot)
                case "noarchive": signals.insert(.noArchive)
                case "noindex": signals.insert(.noIndex)
                default: break
                }
            }
        }
        return signals
    }

    private static func hashtags(in text: String) -> [String] {
        var (tags, tag) = ([String](), [UInt8]?.none)
        var inMarkup = false
        for byte in Array(text.utf8) + [0x20] {
            switch byte {
            case 0x3c: inMarkup = true
            case 0x3e where inMarkup: inMarkup = false
            case _ where inMarkup: break
            case 0x30...0x39, 0x41...0x5a, 0x5f, 0x61...0x7a, 0x80...: tag?.append(byte)
            default:
                if let tag { tags.append(String(decoding: tag, as: UTF8.self).lowercased()) }
                tag = byte == 0x23 ? [] : nil
            }
        }
        return tags
    }
}
