/// An account as X API v2 sends it (`User`).
struct XUser: Decodable, Sendable {
    var id: String
    @Lenient var name: String?
    @Lenient var username: String?
    @Lenient var description: String?
    @Lenient var profileImageURL: String?
    @Lenient var isProtected: Bool?
    /// What X has found in the description.
    @Lenient var entities: Entities?

    struct Entities: Decodable, Sendable {
        @Lenient var description: XEntities?
    }

    enum CodingKeys: String, CodingKey {
        case id, name, username, description, entities
        case profileImageURL = "profile_image_url"
        case isProtected = "protected"
    }
}

extension Author {
    init(_ user: XUser) {
        let handle = user.username.flatMap { XURL.isHandle($0) ? $0 : nil } ?? ""
        self.init(
            id: Author.ID(user.id), handle: handle, name: user.name ?? "", url: XURL.profile(handle),
            avatar: Link(user.profileImageURL.map(XUser.largerPicture)),
            bio: user.description.map { XText(raw: $0, marks: user.links).text } ?? "",
            signals: user.isProtected == true ? .protected : [])
    }
}

extension XUser {
    /// The links of the description, which has `https://t.co/…` in their place.
    fileprivate var links: [XText.Mark] {
        (entities?.description?.urls ?? []).compactMap { address in
            address.url.map { short in
                let link = XText.Mark.Kind.link(
                    short: short, expanded: address.expandedURL, display: address.displayURL, isHidden: false)
                return XText.Mark(link, start: address.start, end: address.end)
            }
        }
    }

    /// X's own picture store has each profile picture as `_normal` (48 pixels) and `_400x400`; other addresses stay as they are.
    static func largerPicture(_ text: String) -> String {
        guard text.hasPrefix("https://pbs.twimg.com/profile_images/"), !text.contains("?"),
            let dot = text.lastIndex(of: "."), text[..<dot].hasSuffix("_normal")
        else { return text }
        return text[..<dot].dropLast("_normal".count) + "_400x400" + text[dot...]
    }
}
