import Unroll

/// What a post is to the thread it stands in.
package enum Role: String, Sendable, Codable, CaseIterable {
    case main, branch, answer
    /// Somebody else's post that is answered.
    case asked
    /// Somebody else's post above the thread.
    case context

    /// Whether it is the author's own; only these are found by search.
    package var isOwn: Bool { self == .main || self == .branch || self == .answer }

    static let own: SQL = "('main', 'branch', 'answer')"
}

/// Where a post stands: in the main line, or in the `part`th branch, answer or piece of context.
struct Place: Hashable, Sendable {
    var role: Role
    var part: Int
}

extension Thread {
    /// Every post of the thread with its place, in the order in which they are kept.
    var places: [(place: Place, post: Post)] {
        var places = posts.map { (Place(role: .main, part: 0), $0) }
        for (part, branch) in branches.enumerated() {
            places += branch.posts.map { (Place(role: .branch, part: part), $0) }
        }
        for (part, answer) in answers.enumerated() {
            if case .post(let asked)? = answer.to { places.append((Place(role: .asked, part: part), asked)) }
            places += answer.posts.map { (Place(role: .answer, part: part), $0) }
        }
        for (part, above) in context.enumerated() {
            if case .post(let post) = above { places.append((Place(role: .context, part: part), post)) }
        }
        return places
    }
}
