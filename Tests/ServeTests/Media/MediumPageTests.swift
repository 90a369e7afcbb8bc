import Foundation
import HTTPTypes
import Store
import Testing
import Unroll

@testable import Serve

/// Copies as they are sent.
@Suite(.timeLimit(.minutes(2))) struct MediumPageTests {
    private func served(
        _ audience: Audience = .public, on engine: ArchiveEngine = .sqlite
    ) async throws -> (MediaLaboratory, hash: String, bytes: [UInt8]) {
        let laboratory = try await MediaLaboratory(on: engine, files: ["/a": "wide.jpg"])
        try await laboratory.keep("/a", audience: audience)
        await laboratory.copy()
        let medium = try #require(try await laboratory.medium("/a"))
        return (laboratory, hexadecimal(medium.hash), try MediaLaboratory.picture("wide.jpg"))
    }

    @Test(arguments: ArchiveEngine.available) func theOriginalIsSentAsItIs(_ engine: ArchiveEngine) async throws {
        let (laboratory, hash, bytes) = try await served(on: engine)
        let (response, body) = try await laboratory.ask("/media/\(hash)")
        #expect(body == bytes)
        #expect(response.status == .ok)
        #expect(response.headers[.contentType] == "image/jpeg")
        #expect(response.headers[.cacheControl] == "public, max-age=31536000, immutable")
        let policy = try #require(response.headers[.contentSecurityPolicy])
        // Whatever a browser could load or run is forbidden, but not how it styles what it shows.
        for kind in ["script", "style-src-elem", "img", "media", "font", "connect", "object", "frame"] {
            #expect(policy.contains((kind.contains("-") ? kind : kind + "-src") + " 'none'"), "\(kind)")
        }
        #expect(policy.hasSuffix("; sandbox") && !policy.contains("default-src") && !policy.contains("unsafe"))
        #expect(response.headers[.xContentTypeOptions] == "nosniff")
        #expect(response.headers[.acceptRanges] == "bytes")
        #expect(response.headers[.contentDisposition] == "inline; filename=\"\(hash.prefix(12)).jpg\"")
        let again = try await laboratory.ask("/media/\(hash)", [.ifNoneMatch: response.headers[.eTag] ?? ""])
        #expect(again.response.status == .notModified && again.body.isEmpty)
        await laboratory.close()
    }

    @Test func aSmallerVersionIsWebP() async throws {
        let (laboratory, hash, bytes) = try await served()
        let (response, body) = try await laboratory.ask("/media/\(hash)?width=640")
        #expect(response.headers[.contentType] == "image/webp" && MediumType(body) == .webp)
        #expect(response.headers[.vary] == "Accept")
        // One that was never made is the picture itself.
        #expect(try await laboratory.ask("/media/\(hash)?width=641").body == bytes)
        await laboratory.close()
    }

    @Test func aBrowserThatTakesAVIFGetsIt() async throws {
        let (laboratory, hash, _) = try await served()
        let accept = "image/avif,image/webp,image/apng,image/*,*/*;q=0.8"
        for width in MediaFolder.widths {
            let webP = try await laboratory.ask("/media/\(hash)?width=\(width)", [.accept: "image/webp,*/*"])
            let (response, body) = try await laboratory.ask("/media/\(hash)?width=\(width)", [.accept: accept])
            #expect(MediumType(webP.body) == .webp && response.headers[.vary] == "Accept")
            guard MediaFolder.widthsInAVIF.contains(width) else {
                #expect(body == webP.body)
                continue
            }
            #expect(response.headers[.contentType] == "image/avif" && MediumType(body) == .avif)
            #expect(body.count < webP.body.count)
            #expect(response.headers[.eTag] != webP.response.headers[.eTag])
        }
        let folder = MediaFolder(in: laboratory.folder.path)
        try await folder.remove(try #require(MediaFolder.hash(hash)))
        let left = FileManager.default.enumerator(atPath: folder.path)?.allObjects.compactMap { $0 as? String } ?? []
        #expect(left.allSatisfy { !$0.contains(hash.dropFirst(2)) })
        await laboratory.close()
    }

    @Test func partsAreSent() async throws {
        let (laboratory, hash, bytes) = try await served()
        let (response, body) = try await laboratory.ask("/media/\(hash)", [.range: "bytes=100-299"])
        #expect(response.status == .partialContent && body == Array(bytes[100..<300]))
        #expect(response.headers[.contentRange] == "bytes 100-299/\(bytes.count)")
        #expect(try await laboratory.ask("/media/\(hash)", [.range: "bytes=-5"]).body == Array(bytes.suffix(5)))
        let beyond = try await laboratory.ask("/media/\(hash)", [.range: "bytes=999999-"])
        #expect(beyond.response.status == .rangeNotSatisfiable && beyond.body.isEmpty)
        #expect(beyond.response.headers[.contentRange] == "bytes */\(bytes.count)")
        let other = try await laboratory.ask("/media/\(hash)", [.range: "bytes=0-1", .ifRange: "\"other\""])
        #expect(other.response.status == .ok && other.body == bytes)
        await laboratory.close()
    }

    @Test(arguments: ArchiveEngine.available) func whatIsSeenByLinkNeedsIt(_ engine: ArchiveEngine) async throws {
        let (laboratory, hash, bytes) = try await served(.link, on: engine)
        await #expect(throws: SiteFailure.self) { try await laboratory.ask("/media/\(hash)") }
        await #expect(throws: SiteFailure.self) { try await laboratory.ask("/media/\(hash)?key=other") }
        let (response, body) = try await laboratory.ask("/media/\(hash)?key=key1")
        #expect(body == bytes && response.headers[.cacheControl] == "private, max-age=31536000, immutable")
        #expect(try await laboratory.ask("/media/\(hash)", viewer: .host).body == bytes)
        await laboratory.close()
    }

    @Test(arguments: ArchiveEngine.available) func whatIsPrivateIsTheHostsAlone(_ engine: ArchiveEngine) async throws {
        let (laboratory, hash, bytes) = try await served(.private, on: engine)
        await #expect(throws: SiteFailure.self) { try await laboratory.ask("/media/\(hash)?key=key1") }
        #expect(try await laboratory.ask("/media/\(hash)", viewer: .host).body == bytes)
        await laboratory.close()
    }

    @Test func nothingElseIsAPath() async throws {
        let (laboratory, hash, _) = try await served()
        let tricks = [
            "..", "%2e%2e%2f%2e%2e%2fetc%2fpasswd", hash.uppercased(), String(hash.dropLast()), hash + "0",
            hash + "-640",
            hash + "%00", String(repeating: "g", count: 64), "archive.db",
        ]
        for trick in tricks {
            await #expect(throws: SiteFailure.self, "\(trick)") { try await laboratory.ask("/media/\(trick)") }
        }
        await #expect(throws: SiteFailure.self) { try await laboratory.ask("/media/\(hash)", method: .post) }
        await laboratory.close()
    }

    @Test(arguments: ArchiveEngine.available) func aFileThatWasLostIsCopiedAgain(_ engine: ArchiveEngine) async throws {
        let (laboratory, hash, bytes) = try await served(on: engine)
        try FileManager.default.removeItem(at: laboratory.folder.appending(path: "media"))
        await #expect(throws: SiteFailure.self) { try await laboratory.ask("/media/\(hash)") }
        await laboratory.copy()
        #expect(try await laboratory.ask("/media/\(hash)").body == bytes)
        await laboratory.close()
    }

    @Test(arguments: ArchiveEngine.available) func aPageFindsItsCopies(_ engine: ArchiveEngine) async throws {
        let (laboratory, hash, _) = try await served(.link, on: engine)
        let link = laboratory.link("/a")
        let copies = try await laboratory.site.read { c throws(StoreFailure) in
            try c.copies(at: [link], linkKey: "key1")
        }
        let copy = try #require(copies[link])
        #expect(copy.address.text == "/media/\(hash)?key=key1" && copy.width == 1600)
        #expect(copy.smaller.map(\.width) == [96, 192, 640, 1280])
        for smaller in copy.smaller {
            #expect(MediumType(try await laboratory.ask(smaller.address.text).body) == .webp)
        }
        await laboratory.close()
    }

    @Test(
        arguments: [
            (nil, ByteRange.whole), ("bytes=0-0", .part(0..<1)), ("bytes=5-", .part(5..<10)),
            ("bytes=5-99", .part(5..<10)),
            ("BYTES=-3", .part(7..<10)), ("bytes=-99", .part(0..<10)), ("bytes=10-", .unsatisfiable),
            ("bytes=-0", .unsatisfiable),
            ("bytes=99999999999999999999999-", .unsatisfiable), ("bytes=0-99999999999999999999999", .part(0..<10)),
            ("bytes=3-2", .whole), ("bytes=0-1,4-5", .whole), ("bytes=", .whole), ("bytes=-", .whole),
            ("bytes=a-b", .whole),
            ("lines=0-1", .whole), ("bytes=+1-2", .whole), ("bytes=1-2-3", .whole),
        ] as [(String?, ByteRange)]) func rangesAreRead(_ text: String?, _ range: ByteRange)
    {
        var headers = HTTPFields()
        headers[.range] = text
        #expect(ByteRange(headers, length: 10, tag: "\"a\"") == range)
    }

    @Test func ordersGoFromProcessToProcess() {
        func reader(_ bytes: [UInt8]) -> (Int) -> [UInt8]? {
            var rest = bytes[...]
            return { count in
                guard rest.count >= count else { return nil }
                defer { rest = rest.dropFirst(count) }
                return Array(rest.prefix(count))
            }
        }
        func isPassedOn(_ fields: [String]) -> Bool {
            WorkerFrame.fields(reader(WorkerFrame.bytes(fields))) == fields
        }
        let versions = [
            PictureOrder.Version(width: 96, path: "/x"), PictureOrder.Version(width: 640, path: "", avif: "/y"),
        ]
        for wish in [PictureOrder.Wish.versions(versions), .jpeg(width: 5, path: "/j"), .pixels(width: 6, path: "/p")] {
            let order = PictureOrder(source: "/a b\n\u{1}", maximumPixels: 7, wish)
            #expect(isPassedOn(order.fields) && PictureOrder(fields: order.fields) == order)
        }
        for outcome in [
            PictureOutcome.undecodable, .noLibrary, .decoded(width: 3, height: 4, versions: [96, 192]),
            .pixels(width: 3, height: 4, channels: 1),
        ] {
            #expect(isPassedOn(outcome.fields) && PictureOutcome(fields: outcome.fields) == outcome)
        }
        #expect(WorkerFrame.fields(reader([0xff, 0xff, 0xff, 0xff, 1])) == nil)
        #expect(WorkerFrame.fields(reader([1, 0, 0])) == nil)
    }
}
