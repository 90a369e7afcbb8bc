import FoundationEssentials
import Unroll

/// What a simulated server sends back: a body with its type, and the address a redirect led to.
struct MastodonBody {
    static let json = "application/json; charset=utf-8"
    static let activity = "application/activity+json; charset=utf-8"

    var status = 200
    var bytes: [UInt8]
    var type: String
    var url: String?

    init(status: Int, bytes: [UInt8], type: String) { (self.status, self.bytes, self.type) = (status, bytes, type) }

    init(_ value: JSONValue, type: String = MastodonBody.json) {
        (bytes, self.type) = (Array((try? JSONEncoder().encode(value)) ?? Data()), type)
    }

    /// The page people see.
    init(page title: String, at url: String) {
        self.init(
            status: 200, bytes: Array("<!DOCTYPE html><html lang=\"en\"><title>\(title)</title></html>".utf8),
            type: "text/html; charset=utf-8")
        self.url = url
    }

    func response(to url: String) -> Response {
        let headers = [
            "content-type": type, "x-ratelimit-limit": "300", "x-ratelimit-remaining": "299",
            "x-ratelimit-reset": "2026-09-21T14:00:00.000000Z",
        ]
        return Response(
            status: status, headers: headers, body: bytes, url: self.url ?? url, received: Timestamp(milliseconds: 0))
    }
}
