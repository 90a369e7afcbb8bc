import Unroll

/// What a page shows of an author.
package struct HTMLAuthor {
    private let author: Author
    private let pictures: HTMLPictures

    package init(_ author: Author, _ options: RenderOptions) {
        (self.author, pictures) = (author, HTMLPictures(options: options))
    }

    /// Nil where the author has none, or there is no copy of it.
    package var avatar: HTML? { pictures.avatar(author) }

    /// The display name with the small pictures that stand in it.
    package var name: HTML { HTMLText(pictures: pictures).name(author) }
}
