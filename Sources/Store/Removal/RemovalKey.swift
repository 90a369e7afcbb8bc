import Crypto
import Unroll

/// The key that turns the ids of what was removed into hashes that say nothing to anybody without it. It lies beside the data, not in
/// it.
package struct RemovalKey: Sendable, CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    private let key: SymmetricKey

    /// Nil for less than 32 bytes.
    package init?(_ bytes: [UInt8]) {
        guard bytes.count >= 32 else { return nil }
        key = SymmetricKey(data: bytes)
    }

    func hash(ofThread id: PostID, on network: Network) -> [UInt8] { hash("thread", network, id.value) }
    func hash(ofAuthor id: Author.ID, on network: Network) -> [UInt8] { hash("author", network, id.value) }

    /// Of a name that an author had, by which their page was found.
    func hash(ofHandle handle: String, on network: Network) -> [UInt8] { hash("handle", network, handle.lowercased()) }

    /// Of the page a post had, whose address tells less than its id.
    func hash(ofPage path: [String], on network: Network) -> [UInt8] {
        hash("page", network, path.joined(separator: "/"))
    }

    /// Of everything that `id` may be the id of.
    func hashes(of id: String, on network: Network) -> [[UInt8]] {
        let post = PostID(id)
        return [
            hash(ofAuthor: Author.ID(id), on: network), hash(ofThread: post, on: network),
            hash(ofPage: post.path(on: network), on: network),
        ]
    }

    /// Of everything that a link tells of the post it names.
    func hashes(of link: PostLink) -> [[UInt8]] {
        let (network, path) = (link.network, link.path)
        var hashes = hashes(of: link.address, on: network)
        guard let path, let first = path.first else { return hashes }
        // Handles are listed in lower case.
        for path in [path, [first.lowercased()] + path.dropFirst()] { hashes.append(hash(ofPage: path, on: network)) }
        if let id = PostID(path: path, on: network) { hashes.append(hash(ofThread: id, on: network)) }
        if network == .bluesky { hashes.append(hash(ofAuthor: Author.ID(first), on: network)) }
        return hashes
    }

    private func hash(_ kind: String, _ network: Network, _ id: String) -> [UInt8] {
        let parts = [kind, network.rawValue, id].joined(separator: "\0")
        return Array(HMAC<SHA256>.authenticationCode(for: Array(parts.utf8), using: key))
    }

    package var description: String { "(secret)" }
    package var debugDescription: String { description }
    package var customMirror: Mirror { Mirror(self, children: []) }
}
