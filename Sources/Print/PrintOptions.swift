import Unroll

/// What may be chosen about a printed document.
package struct PrintOptions: Sendable {
    package enum Paper: String, Sendable, CaseIterable {
        case a4, letter
    }

    /// A picture as it can be put into a document. Foreign bytes are decoded elsewhere, in a process that may fail.
    package enum Picture: Sendable, Equatable {
        /// A JPEG file, which is passed through; what it says of itself is checked.
        case jpeg([UInt8])
        /// Rows from the top, without padding: 1 channel for grey, 2 with opacity, 3 for red, green and blue, 4 with opacity.
        case pixels(width: Int, height: Int, channels: Int, [UInt8])
    }

    /// Whether a JPEG file that begins so can be passed through. Others have colours for printing presses, or coding that PDF readers do not
    /// know, and have to be decoded.
    package static func passes(jpegBeginning beginning: [UInt8]) -> Bool { JPEGPicture(beginning: beginning) != nil }

    /// A file that travels inside the document.
    package struct Attachment: Sendable, Equatable {
        package var name: String
        /// A media type, as `application/json`.
        package var type: String
        package var bytes: [UInt8]

        package init(name: String, type: String, bytes: [UInt8]) {
            (self.name, self.type, self.bytes) = (name, type, bytes)
        }
    }

    package var paper = Paper.a4
    /// Whether pictures are shown; without them, their descriptions are.
    package var showsPictures = true
    /// Pictures by the text of `Attachment.url`, `preview` or `file`; one that is not here, or is damaged, becomes its description.
    package var pictures: [String: Picture] = [:]
    package var attachments: [Attachment] = []
    package var words = Words.english

    package init() {}
}
