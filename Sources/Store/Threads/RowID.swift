import Crypto
import Unroll

/// A network's id as it stands in a column with an index: itself, or its hash where it is longer than PostgreSQL's indexes take or
/// holds a zero, at which a database ends a text. The model keeps the id itself.
func columnID(_ id: String) -> String {
    id.utf8.count <= 512 && !id.utf8.contains(0) ? id : "sha256:" + hexadecimal(SHA256.hash(data: Array(id.utf8)))
}

/// Whether a column holds the hash of an id only.
func isHashed(_ column: String) -> Bool { column.hasPrefix("sha256:") }

/// The path of a page, for ids that a path does not tell; nil for others.
func columnPath(_ id: PostID, on network: Network) -> String? {
    let path = id.path(on: network)
    return PostID(path: path, on: network) == id ? nil : columnPath(path)
}

func columnPath(_ path: [String]) -> String { columnID(path.joined(separator: "/")) }

func hexadecimal(_ bytes: some Sequence<UInt8>) -> String {
    bytes.map { byte in
        let digits = String(byte, radix: 16)
        return digits.count == 1 ? "0" + digits : digits
    }.joined()
}

/// SHA-256.
func digest(_ bytes: [UInt8]) -> [UInt8] { Array(SHA256.hash(data: bytes)) }
