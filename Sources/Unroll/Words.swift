/// Every word Skein itself says to people. A language is one value of this type in a file of its own; what depends on a number or
/// a reason is a function, so that a language can decide how. It never changes, and is handed on wherever something is said, so it is
/// shared rather than copied.
package final class Words: Sendable {
    /// The BCP 47 tag of this language.
    package let language: String
    /// Why there is no thread, in one sentence that says what would help.
    package let failure: @Sendable (BackfillFailure) -> String
    /// Why a data export cannot be read, in one sentence that says what would help.
    package let exportFailure: @Sendable (ExportFailure) -> String
    /// Why what somebody gave names no post, in one sentence that says what would work.
    package let linkProblem: @Sendable (LinkProblem) -> String
    package let command: CommandWords
    package let date: DateWords
    package let completeness: CompletenessWords
    package let thread: ThreadWords
    package let post: PostWords
    package let print: PrintWords
    package let site: SiteWords

    package init(
        language: String, failure: @escaping @Sendable (BackfillFailure) -> String,
        exportFailure: @escaping @Sendable (ExportFailure) -> String,
        linkProblem: @escaping @Sendable (LinkProblem) -> String, command: CommandWords, date: DateWords,
        completeness: CompletenessWords, thread: ThreadWords, post: PostWords, print: PrintWords,
        site: SiteWords
    ) {
        (self.language, self.failure, self.exportFailure) = (language, failure, exportFailure)
        (self.linkProblem, self.command, self.date) = (linkProblem, command, date)
        (self.completeness, self.thread, self.post) = (completeness, thread, post)
        (self.print, self.site) = (print, site)
    }
}
