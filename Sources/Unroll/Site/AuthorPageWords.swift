/// What the page of an author says.
package struct AuthorPageWords: Sendable {
    package var title: @Sendable (_ author: String) -> String
    /// What leads to the author's own page on a network.
    package var profile: @Sendable (_ network: String) -> String
    /// Handles the author had before.
    package var formerly: @Sendable (_ handles: String) -> String
    package var threads, older, feeds, atom, jsonFeed: String
    /// Several authors had the same handle, one after another.
    package var several: @Sendable (_ handle: String) -> String
    package var lastSeen: @Sendable (_ day: String) -> String

    package static let english = AuthorPageWords(
        title: { "Threads by \($0)" }, profile: { "Profile on \($0)" }, formerly: { "Formerly \($0)" },
        threads: "Threads", older: "Older threads", feeds: "Feeds", atom: "Atom", jsonFeed: "JSON Feed",
        several: { "Who was called @\($0)?" }, lastSeen: { "Had this name until at least \($0)." })
}
