/// What the address of a post tells about how its own server's client interface knows it.
enum MastodonAddress {
    /// The id in `uri` or `url`, by the forms servers use: `/users/<user>/statuses/<id>` (Mastodon, GoToSocial),
    /// `/ap/users/<id>/statuses/<id>` (Mastodon 4.5), `/@<user>/<id>`, `/@<user>/statuses/<id>` (GoToSocial),
    /// `/@<user>/posts/<id>/` (Takahe), `/notice/<id>` (Pleroma). Nil for all others, such as Pleroma's `/objects/<uuid>` and
    /// snac's `/<user>/p/<id>`, whose number is not that of the client interface.
    static func localID(in address: String) -> MastodonLocalID? {
        guard let segments = URLParts(address)?.segments, let last = segments.last, let id = MastodonLocalID(last)
        else { return nil }
        switch segments.count {
        case 2: return segments[0].hasPrefix("@") || segments[0] == "notice" ? id : nil
        case 3: return segments[0].hasPrefix("@") && ["statuses", "posts"].contains(segments[1]) ? id : nil
        case 4: return segments[0] == "users" && segments[2] == "statuses" ? id : nil
        case 5: return segments[0] == "ap" && segments[1] == "users" && segments[3] == "statuses" ? id : nil
        default: return nil
        }
    }

    /// The actor in a post's `uri`: what stands before `/statuses/`, `/posts/` (Takahe, whose actors end in a slash) or `/p/`
    /// (snac). Nil where a post's address does not tell its author (Pleroma).
    static func actor(in uri: String) -> String? {
        guard let parts = URLParts(uri), parts.query == nil, parts.fragment == nil else { return nil }
        for (mark, tail) in [("/statuses/", ""), ("/posts/", "/"), ("/p/", "")] {
            guard let range = parts.path.firstRange(of: mark) else { continue }
            let path = parts.path[..<range.lowerBound]
            return path.isEmpty ? nil : parts.origin + path + tail
        }
        return nil
    }

    /// The address of another post by the same author on their own server, where `uri` ends in that server's id for it, as
    /// Mastodon's do.
    static func sibling(of uri: String, known id: MastodonLocalID, wanted: MastodonLocalID) -> String? {
        uri.hasSuffix("/" + id.value) ? String(uri.dropLast(id.value.count)) + wanted.value : nil
    }
}
