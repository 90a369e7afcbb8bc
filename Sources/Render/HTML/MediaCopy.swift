import Unroll

/// A copy of a picture, video or sound that the site which serves a page has itself.
package struct MediaCopy: Sendable, Equatable {
    package var type: MediumType
    package var address: SiteAddress
    /// Pixels.
    package var width: Int?
    package var height: Int?
    /// Smaller versions of a picture, the smallest first.
    package var smaller: [Smaller]

    package struct Smaller: Sendable, Equatable {
        package var address: SiteAddress
        /// Pixels.
        package var width: Int

        package init(address: SiteAddress, width: Int) { (self.address, self.width) = (address, width) }
    }

    package init(
        type: MediumType, address: SiteAddress, width: Int? = nil, height: Int? = nil, smaller: [Smaller] = []
    ) {
        (self.type, self.address, self.width, self.height) = (type, address, width, height)
        self.smaller = smaller
    }
}

extension MediaCopy {
    /// The same for whoever reads elsewhere than on the site.
    package func at(_ origin: String) -> MediaCopy {
        var copy = self
        copy.address = address.at(origin)
        copy.smaller = smaller.map { Smaller(address: $0.address.at(origin), width: $0.width) }
        return copy
    }

    /// The smallest version that is at least this wide.
    func address(for width: Int) -> SiteAddress { smaller.first { $0.width >= width }?.address ?? address }

    /// What a browser may choose from; one that shows only the first frame is no choice for a picture that moves.
    var sourceSet: String? {
        guard !smaller.isEmpty, type != .gif else { return nil }
        let own = width.map { ["\(address) \($0)w"] } ?? []
        return (smaller.map { "\($0.address) \($0.width)w" } + own).joined(separator: ", ")
    }
}
