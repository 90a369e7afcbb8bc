import Render

/// A file that comes with the program. Its name holds its hash, so that browsers keep it for good.
struct SiteAsset: Sendable {
    var name: String
    var type: String
    var bytes: [UInt8]

    static let style = SiteAsset("skein", ending: "css", type: "text/css; charset=utf-8", SiteStyle.sheet)
    static let script = SiteAsset("skein", ending: "js", type: "text/javascript; charset=utf-8", SiteScript.source)
    static let all = [style, script]

    private init(_ name: String, ending: String, type: String, _ source: StaticString) {
        bytes = source.withUTF8Buffer { Array($0) }
        self.name = "\(name)-\(fingerprint(bytes)).\(ending)"
        self.type = type
    }
}

extension Site {
    func asset(_ name: String, _ visit: Visit) throws(SiteFailure) -> Reply {
        guard let asset = SiteAsset.all.first(where: { $0.name == name }) else { throw .notFound }
        var reply = Reply(asset.bytes, type: asset.type)
        reply.freshness = .immutable
        return reply
    }
}
