import Render

/// A file that comes with the program. Its name holds its hash, so that browsers keep it for good.
struct SiteAsset: Sendable {
    var name: String
    /// The name without the hash.
    var file: String
    var type: String
    var bytes: [UInt8]

    static let style = SiteAsset(
        "skein", ending: "css", type: "text/css; charset=utf-8", PostStyle.sheet, SiteStyle.sheet,
        FindingStyle.sheet)
    static let script = SiteAsset("skein", ending: "js", type: "text/javascript; charset=utf-8", SiteScript.source)
    static let progress = SiteAsset(
        "progress", ending: "js", type: "text/javascript; charset=utf-8", ProgressScript.source)
    static let all = [style, script, progress] + files

    private init(_ name: String, ending: String, type: String, _ sources: StaticString...) {
        let bytes = sources.flatMap { source -> [UInt8] in source.withUTF8Buffer { Array($0) + [0x0a] } }
        self.init(name, ending: ending, type: type, bytes: bytes)
    }

    /// A picture; its name ends as its type does.
    init(file: String, bytes: [UInt8]) {
        let parts = file.split(separator: ".")
        let ending = parts.last.map(String.init) ?? ""
        self.init(parts.dropLast().joined(separator: "."), ending: ending, type: "image/\(ending)", bytes: bytes)
    }

    private init(_ name: String, ending: String, type: String, bytes: [UInt8]) {
        self.name = "\(name)-\(bytes.withUnsafeBytes { fingerprint($0) }).\(ending)"
        file = "\(name).\(ending)"
        (self.type, self.bytes) = (type, bytes)
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
