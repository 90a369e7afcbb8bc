import Unroll

/// A raster picture of a kind that every browser shows.
package struct Picture: Sendable, Equatable {
    package var bytes: [UInt8]
    /// Its media type, by the bytes' own signature: servers name types wrongly.
    package var type: String

    /// Nil for anything but PNG, JPEG, GIF, WebP and AVIF.
    package init?(_ bytes: [UInt8]) {
        guard let type = Picture.type(of: bytes) else { return nil }
        (self.bytes, self.type) = (bytes, type)
    }

    private static func type(of bytes: [UInt8]) -> String? {
        if bytes.starts(with: [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]) { return "image/png" }
        if bytes.starts(with: [0xff, 0xd8, 0xff]) { return "image/jpeg" }
        if bytes.starts(with: "GIF87a".utf8) || bytes.starts(with: "GIF89a".utf8) { return "image/gif" }
        let brand = bytes.dropFirst(8).prefix(4)
        if bytes.starts(with: "RIFF".utf8), brand.elementsEqual("WEBP".utf8) { return "image/webp" }
        let isBox = bytes.dropFirst(4).prefix(4).elementsEqual("ftyp".utf8)
        return isBox && (brand.elementsEqual("avif".utf8) || brand.elementsEqual("avis".utf8)) ? "image/avif" : nil
    }
}

extension HTTP {
    /// A picture to embed, fetched under the same guard as everything; at most `limit` bytes. An answer that is no picture is a
    /// `FetchFailure.notPicture`.
    package func picture(at url: String, limit: Int = 8 << 20) async -> Result<Picture, FetchFailure> {
        let accept = "image/avif,image/webp,image/png,image/jpeg,image/gif"
        return await answer(to: Request(url, accept: accept, maximumBytes: limit)).flatMap { response in
            guard response.status == 200, let picture = Picture(response.body) else { return .failure(.notPicture) }
            return .success(picture)
        }
    }
}
