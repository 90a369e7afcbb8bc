import FoundationEssentials
import Unroll

/// A picture that may stand inside a document: of a raster type every browser shows, and what its bytes say it is.
struct EmbeddedPicture {
    enum Kind: String {
        case png = "image/png"
        case jpeg = "image/jpeg"
        case gif = "image/gif"
        case webp = "image/webp"
        case avif = "image/avif"
    }

    let type: Kind
    private let bytes: [UInt8]

    /// Nil for anything but a raster picture.
    init?(_ picture: RenderOptions.Picture) {
        guard let type = EmbeddedPicture.kind(picture.bytes) else { return nil }
        (self.type, bytes) = (type, picture.bytes)
    }

    var base64: String { Data(bytes).base64EncodedString() }

    /// By the first bytes, for servers name types wrongly.
    private static func kind(_ bytes: [UInt8]) -> Kind? {
        if bytes.starts(with: [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]) { return .png }
        if bytes.starts(with: [0xff, 0xd8, 0xff]) { return .jpeg }
        if bytes.starts(with: Array("GIF8".utf8)) { return .gif }
        let brand = bytes.dropFirst(8).prefix(4)
        if bytes.starts(with: Array("RIFF".utf8)), brand.elementsEqual("WEBP".utf8) { return .webp }
        let isBox = bytes.dropFirst(4).prefix(4).elementsEqual("ftyp".utf8)
        return isBox && (brand.elementsEqual("avif".utf8) || brand.elementsEqual("avis".utf8)) ? .avif : nil
    }
}
