import Loopback
import Testing
import Unroll

@testable import Fetch

@Suite(.timeLimit(.minutes(1))) struct PictureTests {
    @Test func aTypeIsWhatTheBytesSay() {
        for (start, type) in [
            ([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a], "image/png"), ([0xff, 0xd8, 0xff, 0xe0], "image/jpeg"),
            (Array("GIF89a".utf8), "image/gif"), (Array("GIF87a".utf8), "image/gif"),
            (Array("RIFF1234WEBPVP8 ".utf8), "image/webp"), (Array("\0\0\0\u{1c}ftypavif".utf8), "image/avif"),
            (Array("\0\0\0\u{1c}ftypavis".utf8), "image/avif"),
        ] as [([UInt8], String)] { #expect(Picture(start + [0, 1, 2])?.type == type) }
        for text in [
            "", "GIF", "<svg xmlns=\"http://www.w3.org/2000/svg\"/>", "<html>", "RIFF1234WAVE", "\0\0\0\u{1c}ftypisom",
        ] {
            #expect(Picture(Array(text.utf8)) == nil)
        }
    }

    @Test func picturesAreFetchedUnderTheSameGuard() async throws {
        let server = try await LoopbackServer.start { request in
            switch request.url.split(separator: "/").last {
            case "gif": .status(200, "GIF89a and more", headers: ["content-type": "text/html"])
            case "html": .status(200, "<html>", headers: ["content-type": "image/png"])
            default: .status(404, "GIF89a")
            }
        }
        let http = NetworkHTTP.allowing(server)
        let picture = try await http.picture(at: server.origin + "/gif").get()
        #expect(picture.type == "image/gif" && picture.bytes == Array("GIF89a and more".utf8))
        #expect(await http.picture(at: server.origin + "/html").failure == .notPicture)
        #expect(await http.picture(at: server.origin + "/gone").failure == .notPicture)
        #expect(await http.picture(at: server.origin + "/gif", limit: 5).failure == .tooLarge)
        #expect(await http.picture(at: "https://127.0.0.1/a.png").failure == .refusedAddress)
        await http.close()
        await server.stop()
    }
}
