import Unroll

/// A picture, video or sound of which the archive has a copy, named by what is in it.
package struct Medium: Sendable, Hashable {
    /// SHA-256 of the bytes.
    package var hash: [UInt8]
    /// The type the bytes say, such as `image/webp`.
    package var type: String
    /// Bytes.
    package var length: Int
    /// Pixels.
    package var width: Int?
    package var height: Int?

    package init(hash: [UInt8], type: String, length: Int, width: Int? = nil, height: Int? = nil) {
        (self.hash, self.type, self.length, self.width, self.height) = (hash, type, length, width, height)
    }
}

/// Who shows a medium.
package enum MediaOwner: Sendable, Hashable {
    /// By their keys.
    case post(Int64), author(Int64)

    var name: String {
        switch self {
        case .post: "post"
        case .author: "author"
        }
    }

    var key: Int64 {
        switch self {
        case .post(let key), .author(let key): key
        }
    }
}

/// An address whose copy is still to be made.
package struct MediaSource: Sendable, Hashable {
    package var url: Link
    package var attempts: Int

    package init(url: Link, attempts: Int) { (self.url, self.attempts) = (url, attempts) }
}

extension Medium {
    init(_ row: Row) throws(StoreFailure) {
        self.init(
            hash: try row.bytes("hash"), type: try row.text("type"), length: try row.count("length"),
            width: try row.countOrNil("width"), height: try row.countOrNil("height"))
    }
}
