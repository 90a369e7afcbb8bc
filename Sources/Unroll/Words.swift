/// Every word Skein itself says to people. A language is one value of this type in a file of its own; what depends on a number or
/// a reason is a function, so that a language can decide how.
package struct Words: Sendable {
    /// The BCP 47 tag of this language.
    package var language: String
    /// Why there is no thread, in one sentence that says what would help.
    package var failure: @Sendable (BackfillFailure) -> String
    /// Why a data export cannot be read, in one sentence that says what would help.
    package var exportFailure: @Sendable (ExportFailure) -> String
    /// Why what somebody gave names no post, in one sentence that says what would work.
    package var linkProblem: @Sendable (LinkProblem) -> String
    package var command: CommandWords
    package var date: DateWords
    package var completeness: CompletenessWords
    package var thread: ThreadWords
    package var post: PostWords
    package var site: SiteWords
}
