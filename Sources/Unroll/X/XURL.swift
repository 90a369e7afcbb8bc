/// Addresses on X.
package enum XURL {
    package static func post(_ id: String, by handle: String) -> Link? {
        guard isID(id) else { return nil }
        return Link("https://x.com/\(isHandle(handle) ? handle : "i")/status/\(id)")
    }

    package static func profile(_ handle: String) -> Link? {
        isHandle(handle) ? Link("https://x.com/\(handle)") : nil
    }

    package static func hashtag(_ tag: String) -> Link? {
        tag.unicodeScalars.allSatisfy(isTagScalar) ? Link("https://x.com/hashtag/\(tag)") : nil
    }

    package static func cashtag(_ tag: String) -> Link? {
        tag.unicodeScalars.allSatisfy(isTagScalar) ? Link("https://x.com/search?q=%24\(tag)") : nil
    }

    /// The id of the post that `url` leads to, as X writes such addresses in a post's links: `https://x.com/ines/status/20`, with
    /// `/photo/1` or `/video/1` behind it for its pictures. Nil for every other address.
    package static func postID(in url: String) -> String? {
        // Few addresses are a post's, and to read one takes far longer than this.
        guard hasStatus(url), let parts = URLParts(url), hosts.contains(parts.host) else { return nil }
        let segments = parts.segments
        guard let word = segments.firstIndex(where: { $0 == "status" || $0 == "statuses" }), (1...2).contains(word),
            segments.count > word + 1, isID(segments[word + 1])
        else { return nil }
        return segments[word + 1]
    }

    private static func hasStatus(_ url: String) -> Bool {
        var url = url
        return url.withUTF8 { bytes in
            var rest = bytes[...]
            while let slash = rest.firstIndex(of: UInt8(ascii: "/")) {
                rest = rest[(slash + 1)...]
                if rest.starts(with: "status".utf8) { return true }
            }
            return false
        }
    }

    /// 1 to 19 digits without a leading zero.
    package static func isID(_ text: String) -> Bool {
        (1...19).contains(text.utf8.count) && text.utf8.first != 0x30
            && text.utf8.allSatisfy { (0x30...0x39).contains($0) }
    }

    /// Letters, digits and `_`; X allows 15 characters today and a few more on old accounts.
    package static func isHandle(_ text: String) -> Bool {
        (1...20).contains(text.utf8.count) && text.unicodeScalars.allSatisfy { $0.isASCII && isTagScalar($0) }
    }

    /// Whether a scalar may stand in a hashtag.
    static func isTagScalar(_ scalar: Unicode.Scalar) -> Bool {
        if scalar.isASCII {
            return (0x30...0x39).contains(scalar.value) || (0x61...0x7a).contains(scalar.value | 0x20) || scalar == "_"
        }
        switch scalar.properties.generalCategory {
        case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter, .nonspacingMark,
            .spacingMark, .decimalNumber:
            return true
        default: return scalar == "\u{200c}" || scalar == "\u{30fb}"
        }
    }

    private static let hosts: Set<String> = [
        "x.com", "www.x.com", "mobile.x.com", "twitter.com", "www.twitter.com", "mobile.twitter.com",
    ]
}
