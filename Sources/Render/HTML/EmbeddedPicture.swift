import FoundationEssentials
import Unroll

/// A picture that may stand inside a document: of a raster type every browser shows, and what its bytes say it is.
struct EmbeddedPicture {
    let type: MediumType
    private let bytes: [UInt8]

    /// Nil for anything but a raster picture.
    init?(_ picture: RenderOptions.Picture) {
        guard let type = MediumType(Array(picture.bytes.prefix(MediumType.headLength))), type.kind == .picture else {
            return nil
        }
        (self.type, bytes) = (type, picture.bytes)
    }

    var base64: String { Data(bytes).base64EncodedString() }
}
