import Unroll

/// The posts without the author's numbers, for text that is read as one piece.
package func withoutNumbers(_ posts: [Post]) -> [Post] {
    zip(posts, Numbering.marks(along: posts)).map { post, mark in
        guard let mark else { return post }
        var prose = post
        (prose.text, prose.facets) = Numbering.strip(mark, from: post)
        return prose
    }
}
