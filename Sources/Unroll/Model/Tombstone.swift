/// A post that is known to have been there and cannot be shown.
package struct Tombstone: Hashable, Sendable {
    package enum Reason: String, Sendable, Codable, CaseIterable {
        case deleted, suspended, protected, blocked
        /// Its author shows it only to people who are logged in.
        case loginOnly = "login-only"
        /// Visible to some, not to whoever asked (followers only, withheld, age-gated).
        case notVisible = "not-visible"
        case unknown
    }

    package var id: PostID
    package var reason: Reason
    /// Nil where nobody says who wrote it.
    package var author: Author.ID?
    package var parent: Post.Parent?
    /// As `Post.order`, where the id tells it.
    package var order: Int64?
    /// When it was deleted, where that is known.
    package var gone: Timestamp?
    /// `gone` on the scale of `Post.order`.
    package var goneOrder: Int64?

    package init(
        id: PostID, reason: Reason, author: Author.ID? = nil, parent: Post.Parent? = nil, order: Int64? = nil,
        gone: Timestamp? = nil, goneOrder: Int64? = nil
    ) {
        (self.id, self.reason, self.author, self.parent, self.order) = (id, reason, author, parent, order)
        (self.gone, self.goneOrder) = (gone, goneOrder)
    }
}
