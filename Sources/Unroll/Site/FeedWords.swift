/// What feeds are called.
package struct FeedWords: Sendable {
    package var site: String
    package var author: @Sendable (_ name: String, _ network: String) -> String
    package var search: @Sendable (_ question: String) -> String
    /// A feed by its form, `atom` or `json`, for whoever has to choose.
    package var form: @Sendable (_ form: String) -> String

    package static let english = FeedWords(
        site: "Threads kept by Skein", author: { "Threads by \($0) on \($1)" }, search: { "Threads about “\($0)”" },
        form: { $0 == "atom" ? "Threads (Atom)" : "Threads (JSON Feed)" })
}
