import Render
import Store
import Unroll

extension Connection {
    /// What there are copies of in a thread, for `RenderOptions.copies`; the key is that of a thread seen by link.
    func copies(of thread: Unroll.Thread, linkKey: String? = nil) throws(StoreFailure) -> [Link: MediaCopy] {
        try copies(at: thread.mediaLinks, linkKey: linkKey)
    }

    func copies(of author: Author, linkKey: String? = nil) throws(StoreFailure) -> [Link: MediaCopy] {
        try copies(at: author.mediaLinks, linkKey: linkKey)
    }

    func copies(at links: [Link], linkKey: String? = nil) throws(StoreFailure) -> [Link: MediaCopy] {
        try media(at: links).compactMapValues { MediaCopy($0, linkKey: linkKey) }
    }
}

extension MediaCopy {
    init?(_ medium: Medium, linkKey: String?) {
        guard let type = MediumType(rawValue: medium.type) else { return nil }
        let hash = hexadecimal(medium.hash)
        func address(_ width: Int?) -> SiteAddress {
            Place.medium(MediumPlace(hash: hash, width: width, linkKey: linkKey)).address
        }
        let widths = type.kind == .picture ? MediaFolder.widths : []
        self.init(
            type: type, address: address(nil), width: medium.width, height: medium.height,
            smaller: widths.filter { $0 < medium.width ?? 0 }.map { Smaller(address: address($0), width: $0) })
    }
}
