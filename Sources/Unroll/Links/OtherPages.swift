extension LinkProblem {
    private static let networks = [
        "threads.net": "Threads", "threads.com": "Threads", "facebook.com": "Facebook", "fb.com": "Facebook",
        "instagram.com": "Instagram", "tiktok.com": "TikTok", "linkedin.com": "LinkedIn", "reddit.com": "Reddit",
        "redd.it": "Reddit", "tumblr.com": "Tumblr", "youtube.com": "YouTube", "youtu.be": "YouTube",
        "t.me": "Telegram",
        "telegram.me": "Telegram", "vk.com": "VK", "weibo.com": "Weibo", "medium.com": "Medium",
        "substack.com": "Substack",
        "truthsocial.com": "Truth Social", "discord.com": "Discord", "pinterest.com": "Pinterest",
    ]
    private static let shorteners: Set<String> = [
        "t.co", "bit.ly", "tinyurl.com", "buff.ly", "ow.ly", "lnkd.in", "dlvr.it", "is.gd", "goo.gl", "trib.al",

        "shorturl.at", "cutt.ly",
    ]
    /// First parts of paths by which kinds of fediverse servers name posts, with the software's name.
    private static let servers = [
        "notes": "Misskey", "display": "Friendica", "w": "PeerTube", "videos": "PeerTube", "post": "Lemmy",
        "p": "Pixelfed",
    ]

    /// A host whose pages are never posts Skein can read.
    init?(knownHost host: String) {
        let name = host.hasPrefix("www.") ? String(host.dropFirst(4)) : host
        let domain = name.split(separator: ".").suffix(2).joined(separator: ".")
        if LinkProblem.shorteners.contains(name) {
            self = .shortened(host: name)
        } else if let network = LinkProblem.networks[domain] {
            self = .unsupportedNetwork(name: network)
        } else {
            return nil
        }
    }

    /// A path that other fediverse servers use for their posts.
    init?(fediversePage address: URLParts) {
        let path = address.segments
        guard path.count > 1, let software = LinkProblem.servers[path[0]] else { return nil }
        self = .unsupportedServer(software: software)
    }
}
