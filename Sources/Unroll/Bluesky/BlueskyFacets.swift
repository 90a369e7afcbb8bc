/// Turns the record's marks, which count UTF-8 bytes, into facets, which count code points. One that lies outside, ends inside a
/// character's bytes or over another one is left out. Linear in the text, linearithmic in the marks.
enum BlueskyFacets {
    static func read(_ marks: [FacetWire], in text: String) -> [Facet] {
        guard !marks.isEmpty else { return [] }
        let bytes = Array(text.utf8)
        let places = positions(in: bytes)
        let facets = marks.compactMap { mark -> Facet? in
            let (start, end) = (mark.index.byteStart, mark.index.byteEnd)
            guard start >= 0, start < end, end <= bytes.count, places[start] >= 0, places[end] >= 0 else { return nil }
            let shown = String(decoding: bytes[start..<end], as: UTF8.self)
            return kind(mark.features, shown: shown).map { Facet(places[start]..<places[end], $0) }
        }
        return Facet.sound(facets, length: places[bytes.count])
    }

    /// For each byte offset the code point that begins there, or -1; the last one is the text's length.
    private static func positions(in bytes: [UInt8]) -> [Int] {
        var count = 0
        var places = bytes.map { byte in
            if byte & 0xc0 == 0x80 { return -1 }
            defer { count += 1 }
            return count
        }
        places.append(count)
        return places
    }

    /// The first feature Skein knows.
    private static func kind(_ features: [FacetWire.Feature], shown: String) -> Facet.Kind? {
        for feature in features {
            if let link = Link(feature.uri) { return .link(LinkForms(expanded: link, display: shown)) }
            if let did = feature.did.flatMap({ DID($0) }) {
                let handle = shown.hasPrefix("@") ? String(shown.dropFirst()) : shown
                return .mention(
                    handle: handle, id: Author.ID(did.text), url: Link("https://bsky.app/profile/\(did)"))
            }
            if let tag = feature.tag, !tag.isEmpty {
                return .hashtag(tag: tag, url: Link("https://bsky.app/hashtag/" + queryValue(tag)))
            }
        }
        return nil
    }
}

/// `text` as it may stand in a query or a path: all but unreserved characters, `:` and `/` percent-encoded.
func queryValue(_ text: String) -> String {
    let digits = Array("0123456789ABCDEF".utf8)
    var bytes: [UInt8] = []
    for byte in text.utf8 {
        if byte.isASCIIAlphanumeric || "-._~:/".utf8.contains(byte) {
            bytes.append(byte)
        } else {
            bytes += [0x25, digits[Int(byte >> 4)], digits[Int(byte & 15)]]
        }
    }
    return String(decoding: bytes, as: UTF8.self)
}
