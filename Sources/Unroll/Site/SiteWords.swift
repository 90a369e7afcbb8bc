/// What the site says around threads; each page has a value of its own.
package struct SiteWords: Sendable {
    package var frame: FrameWords
    package var home: HomeWords
    package var ways: WaysInWords
    package var search: SearchWords
    package var feeds: FeedWords
    package var help: HelpWords
    package var practice: PracticeWords
    package var errors: ErrorWords
    package var thread: ThreadPageWords
    package var unroll: UnrollWords
    package var author: AuthorPageWords
    package var history: HistoryWords
    package var printing: PrintingWords
}
