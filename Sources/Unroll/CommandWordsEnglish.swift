extension CommandWords {
    static let english = CommandWords(
        help: .english,
        found: { $0 == 1 ? "1 post" : "\($0) posts" }, printed: { "\($0) of \($1) posts are set" },
        waiting: { "waiting for \($0) until \(clock($1)) UTC" },
        wrote: { "Wrote \($0)" },
        price: englishPrice, remark: englishRemark,
        problem: englishProblem,
        setting: englishSettingProblem,
        standardOutput: "standard output", noSamples: "it is no folder of recordings",
        threads: ThreadListWords(
            date: "date", posts: "posts", id: "id", words: "first words", none: "There is no thread in this export."),
        doctor: .english, listening: { "Skein is at \($0)" },
        removal: RemovalWords(
            question: { "Take \($0) away for good? It will not be fetched again. Type yes: " }, yes: "yes",
            thread: { "“\($0)” by \($1)" }, author: { "\($0) (@\($1)), with every thread," },
            done: { "\($0) was taken away." },
            shutOut: {
                "The archive has no threads by \($0). Quotes of theirs are taken away, and nothing of theirs will be kept."
            },
            left: "Nothing was taken away."),
        chosen: { "\($0) is \($1) now, at \($2)." },
        notTaken:
            "The archive does not take this thread: it was removed before, or its author does not show it to everybody.",
        reunroll: ReunrollWords(
            looked: englishThreads,
            done: { rebuilt, left, without in
                "\(englishThreads(rebuilt)) rebuilt, \(left) left as they were, \(without) without kept answers."
            }), importing: .english)
}

extension CommandWords.Help {
    static let english = CommandWords.Help(
        skein: "Reads a whole thread from X, Bluesky or Mastodon as one document.",
        unroll: "From any link in a thread to the whole thread.",
        unrollDiscussion: """
            Any post of the thread will do, the first, the last or one in between. Without --format, a terminal gets readable \
            text, a file or a pipe Markdown. The status is 0 for a complete thread, 3 when something is missing or may be, \
            1 when there is no document, and 2 when the command was not understood.
            """,
        threads: "Lists the threads in an X data export.",
        serve: "Serves the site: paste links, read, search and keep threads.",
        serveDiscussion: """
            The archive is in the data folder, or in the database that --database names. Without settings, only this machine can open \
            the site; for others, settings say who may read and who may unroll. Ctrl-C ends it.
            """,
        audience: "Sets who may see a thread of the archive: everybody, whoever has its link, or you alone.",
        audienceDiscussion: """
            A refresh does not change it again. What the networks and their authors wish, and what is set without this, is in docs/consent.md.
            """,
        remove: "Takes a thread or an author out of the archive, for good.",
        removeDiscussion: """
            What is removed goes everywhere: texts, edits, search, quotes by others. A keyed hash stays, so that neither a refresh nor a \
            restored backup brings it back.
            """,
        reunroll: "Makes every thread of the archive anew from the answers that are kept, without the network.",
        reunrollDiscussion: """
            For after an update that reads answers better. Who may see a thread stays as it is; a thread of which less would come stays \
            as it was. It may be broken off and run again.
            """,
        doctor: "Says what works with these settings, and what to do about the rest.",
        importing: "Brings all your posts from an X data export into the archive.",
        importingDiscussion: """
            Threads go into the lists, single posts are found by search; pictures come from the export. It may be broken off and run \
            again, also while the site is served: what is in the archive stays as it is. The status is 0, or 3 when something of the \
            export could not be read.
            """,
        links: "Links to posts, one for each thread; - reads them from standard input, one a line.",
        format: "The form of the document: markdown, html, text, json or pdf.",
        output: "The file to write; its ending tells the form. With several links, the folder for their documents.",
        from: "Read the posts from an X data export (zip or folder); a link or an id names the post.",
        media: "Pictures: inside the document (HTML and PDF), as links, or none.",
        prose: "Markdown: join the posts into running text, without their numbering.",
        paper: "PDF: a4 or letter.",
        files: "PDF: put the thread as JSON and Markdown inside, too.",
        keep: "Keep the thread in the archive of the data folder as well.",
        estimate:
            "Say what unrolling would about cost, and read no thread. Only X costs money; asking for the price costs up to $0.025.",
        replay: "Answer from a recording instead of the network; without a link, the recording's own is used.",
        record: "Keep what the servers answer in this file, without any key.",
        export: "The export: the zip file as X gave it, or its folder.",
        online: "Also ask each server whether it answers.",
        settings: "A file with settings, NAME = value a line; usually ~/.config/skein/skein.conf.",
        seenBy: "public: listed, in search and in feeds; link: at an address with a key; private: you alone.",
        removed: "A link to any of the author's posts in the thread.",
        author: "Everything by this author, such as bluesky/did:plc:…: the end of the address of their page.",
        yes: "Do not ask.", samples: "Fill an archive that is still empty with the recordings in this folder.",
        sets: { "\(englishSentence(englishPurpose($0))) Sets \($0.rawValue)." })
}

extension DoctorWords {
    static let english = DoctorWords(
        networks: "Networks", settings: "Settings", servers: "Servers", isSet: "set", isNotSet: "not set",
        isUnusable: "unusable",
        exports: "X data exports need no key: skein threads EXPORT lists what is in one.",
        site: "Site", archive: { "The archive is \($0)." },
        archiveState: englishArchiveState, queue: englishQueue,
        pictures: {
            $0
                ? "Pictures are shown in the size that fits (libvips)."
                : "Pictures are shown as they come; with libvips they take less to load: apt-get install libvips42."
        },
        documents: "PDFs are set with the fonts of this machine.",
        networkName: { network in
            switch network {
            case .x: "X"
            case .bluesky: "Bluesky"
            case .mastodon: "Mastodon"
            }
        },
        state: englishState, purpose: englishPurpose,
        answers: { host, result in
            switch result {
            case .success(200..<300): "\(host) answers."
            case .success(let status) where status == 401 || status == 403:
                "\(host) refuses the key (status \(status))."
            case .success(let status): "\(host) answers with status \(status)."
            case .failure(let failure): "\(host) \(englishReason(failure))."
            }
        })
}

@Sendable private func englishThreads(_ count: Int) -> String { count == 1 ? "1 thread" : "\(count) threads" }

/// `14:05`.
private func clock(_ instant: Timestamp) -> String { String(instant.rfc3339.dropFirst(11).prefix(5)) }

@Sendable private func englishPrice(_ price: XEstimate.Price?) -> String {
    guard let price else { return "Nothing: only X costs money." }
    let posts = englishPosts(price.posts)
    return price.isAtLeast
        ? "At least $\(dollars(price.microdollars)), for \(posts) or more: X counts only a part of this thread's time."
        : "About $\(dollars(price.microdollars)), for \(posts)."
}

@Sendable private func englishRemark(_ remark: Thread.Remark) -> String {
    switch remark {
    case .foreignAnchor(let author):
        "The link leads to a single post by somebody else; this is the thread by \(author) that it stands under."
    }
}

@Sendable private func englishProblem(_ problem: CommandProblem) -> String {
    switch problem {
    case .cannotRead(let path, let reason): "\(path) cannot be read: \(reason)."
    case .cannotWrite(let path, let reason): "\(path) cannot be written: \(reason)."
    case .notRecording(let path): "\(path) is no recording that Skein can play."
    case .noLinks: "Give a link to a post, or - to read links from standard input."
    case .noPostNamed: "Name a post of the export by its link or id; `skein threads` lists its threads."
    case .notFolder(let path): "\(path) is a file; several documents need a folder."
    case .severalPages: "Several documents of this form need a folder: add --output FOLDER."
    case .noTerminalForm: "A PDF is no text for a terminal: add --output FILE."
    case .unknownForm(let path):
        "The ending of \(path) names no form Skein writes; end it with .md, .html, .txt, .json or .pdf, or add --format."
    case .noOutputPath: "--output needs the path of a file or a folder."
    case .conflict(let one, let other): "\(one) and \(other) do not go together."
    case .noStateFolder:
        "There is no place to keep count of the daily budget: set HOME, or name a folder in SKEIN_STATE."
    case .noDataFolder: "There is no place for the archive: set HOME, or name a folder with --data."
    case .notSetting(let path, let line):
        "\(path), line \(line): a line is NAME = value, with a name from docs/settings.md, or begins with #."
    case .cannotListen(let address, let reason): "The server cannot listen at \(address): \(reason)."
    case .undecided(let settings):
        "Others could open this site. Say what they may do: set \(settings.map(\.rawValue).joined(separator: " and ")) to everyone or host."
    case .databaseIsAway(let address):
        "The database \(address) does not answer; start its server, check the address, or see whether it has connections free."
    case .nothingToRemove: "Give either a link to a thread or --author."
    case .notKept(let link): "There is no thread in the archive under \(link)."
    case .notOwnPost(let link, let author, let own):
        "\(link) is somebody else’s post under a thread by \(author); to take that thread away, give a link to a post of its own: \(own)"
    case .noAuthor(let text):
        "Nobody in the archive is called \(text). Write NETWORK/ID, such as bluesky/did:plc:…, as the address of their page ends, to shut out somebody of whom nothing is kept."
    case .severalAuthors(let text, let ids):
        "Several accounts were called \(text): \(ids.joined(separator: ", ")). Name one of them by its id."
    case .notAuthor(let text):
        "\(text) names no author; write NETWORK/ID, such as bluesky/did:plc:…, as the address of their page ends."
    case .notConfirmed: "Nobody is there to say yes; add --yes."
    case .notRemovals(let path):
        "\(path) is no list of what was removed; put the right one back, or take the file away if the database is whole."
    case .notArchiveFolder(let path): "\(path) is a file; name a folder for the archive with --data."
    case .lostKey(let path):
        "\(path) is missing, and threads were removed with it: put it back from your backup, for without it they could come back. If it is lost for good, make a new one of 32 random bytes."
    case .notKey(let path):
        "\(path) is no removal key; put the right one back from your backup, for without it what was removed could come back."
    }
}

@Sendable private func englishArchiveState(_ state: DoctorWords.ArchiveState) -> String {
    switch state {
    case .none: "It is not there yet; skein serve makes it."
    case .sound(let version): "It answers, and its tables are those of this program (version \(version))."
    case .older(let version, let known):
        "It answers; its tables (version \(version)) are taken to version \(known) when the site starts."
    case .unusable(let sentence): sentence
    }
}

@Sendable private func englishQueue(_ queue: DoctorWords.Queue) -> String {
    let underWay = "\(queue.running == 0 ? "none" : String(queue.running)) under way"
    guard queue.due > 0 else { return "No job waits, \(underWay)." }
    let waiting = queue.due == 1 ? "1 job waits" : "\(queue.due) jobs wait"
    if queue.minutes < 10 { return "\(waiting), \(underWay)." }
    let advice =
        queue.running == 0 ? "start the site, which does them." : "SKEIN_WORKERS says how many are done at a time."
    return "\(waiting), the oldest for \(queue.minutes) minutes, \(underWay): \(advice)"
}

@Sendable private func englishState(_ state: DoctorWords.NetworkState) -> String {
    switch state {
    case .open: "works without a key."
    case .openWithTokens(let hosts):
        hosts.isEmpty
            ? "works without a key where a server shows posts to strangers."
            : "works; there are tokens for \(hosts.joined(separator: ", "))."
    case .keyed(nil): "works with your token; SKEIN_X_DAILY_BUDGET would limit what it may cost a day."
    case .keyed(let budget?): "works with your token, for at most $\(dollars(budget)) a day."
    case .unofficial(let name):
        "works without a key through \(name), which is unofficial and cannot list a whole thread."
    case .needsKey: englishFailure(.needsXToken)
    }
}

/// Millionths of a dollar as `2.50`, or with as many digits as it takes.
func dollars(_ microdollars: Int) -> String {
    let whole = microdollars / 1_000_000
    var fraction = String(String(1_000_000 + microdollars % 1_000_000).dropFirst())
    while fraction.count > 2, fraction.hasSuffix("0") { fraction.removeLast() }
    return "\(whole).\(fraction)"
}
