/// Whom and what the answers of a network name, whatever they answer: a backfill leaves out most of what strangers wrote, and the bytes
/// are kept all the same. Finds too much rather than too little.
package struct AnswerNames: Sendable, Equatable {
    /// Ids of authors and of posts; nobody can tell here which is which.
    package private(set) var ids: Set<String> = []
    /// Whether somebody's posts stand in them that are kept for nobody: of an author who asks for a login, or is protected, or withheld.
    package private(set) var keepsOut = false

    package init() {}

    /// Reads one answer, and the address it was asked for at.
    package mutating func add(_ answer: [UInt8], from url: String, on network: Network) {
        // Every part of an address stands for itself, as texts of JSON do.
        let marks = network == .x ? "/?=&," : "?=&,"
        let parts = percentDecoded(url).map { marks.contains($0) ? "\"" : $0 }
        for bytes in [Array("\"\(String(parts))\"".utf8), AnswerNames.plain(answer)] {
            bytes.withUnsafeBufferPointer { bytes in
                switch network {
                case .x: addX(bytes[...])
                case .bluesky: addBluesky(bytes[...])
                case .mastodon: addMastodon(bytes[...])
                }
            }
        }
    }

    /// JSON may have a backslash before a slash.
    private static func plain(_ bytes: [UInt8]) -> [UInt8] {
        guard bytes.contains(UInt8(ascii: "\\")) else { return bytes }
        return bytes.indices.compactMap { index in
            let isEscape = bytes[index] == UInt8(ascii: "\\") && bytes[index...].dropFirst().first == UInt8(ascii: "/")
            return isEscape ? nil : bytes[index]
        }
    }
}

private typealias Bytes = Slice<UnsafeBufferPointer<UInt8>>

extension AnswerNames {
    /// Numbers in quotation marks.
    private mutating func addX(_ bytes: Bytes) {
        for text in bytes.quoted {
            let digits = text.prefix { (0x30...0x39).contains($0) }
            if (1...20).contains(digits.count), text.dropFirst(digits.count).first == UInt8(ascii: "\"") {
                ids.insert(String(decoding: digits, as: UTF8.self))
            } else if text.value(of: "protected") == UInt8(ascii: "t")
                || text.value(of: "withheld") == UInt8(ascii: "{")
            {
                keepsOut = true
            }
        }
    }

    /// DIDs and the records under them.
    private mutating func addBluesky(_ bytes: Bytes) {
        var rest = bytes
        while let start = rest.firstIndex(of: UInt8(ascii: "d")) {
            rest = bytes[(start + 1)...]
            guard bytes[start...].starts(with: "did:".utf8) else { continue }
            let did = bytes[start...].prefix(while: \.isInName)
            rest = bytes[did.endIndex...]
            ids.insert(String(decoding: did, as: UTF8.self))
            guard bytes[..<start].suffix(5).elementsEqual("at://".utf8) else { continue }
            let record = bytes[start...].prefix { $0.isInName || $0 == UInt8(ascii: "/") }
            ids.insert("at://" + String(decoding: record, as: UTF8.self))
        }
        if bytes.quoted.contains(where: { $0.starts(with: "!no-unauthenticated\"".utf8) }) { keepsOut = true }
    }

    /// Addresses in quotation marks, and the actors that stand in those of posts.
    private mutating func addMastodon(_ bytes: Bytes) {
        for text in bytes.quoted where text.starts(with: "http".utf8) {
            let address = String(decoding: text.prefix { $0 != UInt8(ascii: "\"") }, as: UTF8.self)
            guard ids.insert(address).inserted, let actor = MastodonAddress.actor(in: address) else { continue }
            ids.insert(actor)
        }
    }
}

extension Bytes {
    /// What stands behind each quotation mark.
    fileprivate var quoted: some Sequence<Bytes> {
        indices.lazy.filter { self[$0] == UInt8(ascii: "\"") }.map { self[($0 + 1)...] }
    }

    /// The first byte of the value, where this begins with the name of a field.
    fileprivate func value(of name: String) -> UInt8? {
        guard starts(with: name.utf8) else { return nil }
        let rest = dropFirst(name.utf8.count)
        guard rest.first == UInt8(ascii: "\"") else { return nil }
        return rest.dropFirst().first { $0 != UInt8(ascii: ":") && $0 > 0x20 }
    }
}

extension UInt8 {
    /// Whether it may stand in a DID or in the key of a record.
    fileprivate var isInName: Bool {
        switch self {
        case 0x30...0x39, 0x41...0x5a, 0x61...0x7a: true
        default: ".:_-~%".utf8.contains(self)
        }
    }
}
