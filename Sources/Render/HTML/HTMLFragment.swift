import Unroll

/// The main line of a thread as markup that stands in somebody else's page: a feed reader has its own style, and is given pictures of the
/// site's own where `options.copies` have whole addresses.
package func fragment(_ thread: Thread, _ options: RenderOptions) -> HTML {
    let post = HTMLPost(options: options, language: thread.language, describesSensitive: true)
    let parts: [HTML] = Reading(thread).parts.map { part in
        switch part {
        case .post(let place, _): post.plain(thread.posts[place])
        case .gap(let gap): post.note(options.words.completeness.gap(gap))
        case .branch(let branch):
            post.note(options.words.thread.branch(nil, branch.posts.count))
        }
    }
    return "\(parts)\(post.note(completenessLine(thread, options.words)))"
}
