/// What the site says when there is no page: a title, and one sentence that says what to do.
package struct ErrorWords: Sendable {
    package struct Message: Sendable, Equatable {
        package var title, sentence: String

        package init(_ title: String, _ sentence: String) { (self.title, self.sentence) = (title, sentence) }
    }

    package var notFound, notKept, notFoundClosed, removed, removedAuthor, closed, refused, unkept, hidden, sample,
        wrongMethod, tooLong,
        tooManyFields, unreadable, tooLarge, foreignHost, crossSite, crossSiteRefresh, unavailable, full, readOnly,
        unprinted, printsMuch, broken: Message
    package var unknownLink: String
    /// Ways on: to a thread whose button did nothing, and to others in the place of what was removed.
    package var toThread, toOthers: String
    /// Has a thread looked for that is not kept.
    package var unroll: @Sendable (_ network: String) -> String
    package var tooSoon: @Sendable (_ until: String) -> Message

    package static let english = ErrorWords(
        notFound: Message(
            "There is no such page",
            "Nothing is kept at this address. Paste a link to any post of the thread, and Skein will look for it."),
        notKept: Message(
            "There is no such page",
            "Nothing is kept at this address. Search finds what is kept here, and a link to a post tells whether its thread is."
        ),
        notFoundClosed: Message(
            "There is no such page", "The help says what this site is; what is kept here is its host’s alone."),
        removed: Message(
            "This thread was removed", "It was taken away for good, and Skein will not fetch it again."),
        removedAuthor: Message(
            "The threads of this author were removed",
            "They were taken away for good, and Skein will not fetch any of them again."),
        closed: Message("This site is for its host alone", "What is kept here is not shown to visitors."),
        refused: Message(
            "Only the host may refresh this thread", "What is kept of it can be read as it is."),
        unkept: Message(
            "This thread is not kept here yet",
            "Only the host of this site may have it fetched. You can read it where it was written."),
        hidden: Message(
            "This site does not show that thread",
            "Its host decides what it shows. You can read the thread where it was written."),
        sample: Message(
            "This thread is a sample", "Its people are invented and no network knows them, so it cannot be refreshed."),
        wrongMethod: Message("That cannot be done here", "This address can only be read. Go back and use the button."),
        tooLong: Message("This address is too long", "Paste the link into the field instead."),
        tooManyFields: Message(
            "Your browser sent too much", "Delete the cookies of this site, then load the page again."),
        unreadable: Message(
            "This could not be read", "What came was no request of a browser. Load the page again."),
        tooLarge: Message("That is too much at once", "Paste a single link to a post."),
        foreignHost: Message(
            "This site has another name", "Open it by the address its host gave you."),
        crossSite: Message(
            "Another site sent you here", "To be sure that this is what you want, paste the link here yourself."),
        crossSiteRefresh: Message(
            "Another site sent you here",
            "Nothing was done. If you want the thread fetched again, press the button on its page."),
        unavailable: Message(
            "The archive is not answering", "It will be back in a moment. Load this page again then."),
        full: Message(
            "The archive is full",
            "What is kept can be read, but nothing can be added until the host of this site makes room on the disk."),
        readOnly: Message(
            "The archive cannot be changed",
            "What is kept can be read, but nothing can be added until the host of this site makes it writable again."),
        unprinted: Message(
            "There is no such file of this thread",
            "It could not be made. Go back and take the thread along in another form; the host of this site finds the reason in the log."
        ),
        printsMuch: Message(
            "Many files are being made just now", "Load this page again in a minute."),
        broken: Message(
            "Something is broken", "It is not your doing. The host of this site finds the reason in the log."),
        unknownLink: "That is no link to a post", toThread: "Back to the thread",
        toOthers: "See what else is kept here", unroll: { "Look for this thread on \($0)" },
        tooSoon: {
            Message("Not again so soon", "This thread was asked for just now. It can be refreshed again from \($0).")
        })
}
