/// What the command `skein` says: its help, its progress and its remarks.
package struct CommandWords: Sendable {
    package var help: Help
    /// While posts come in.
    package var found: @Sendable (_ posts: Int) -> String
    /// So many posts of a long thread are printed.
    package var printed: @Sendable (_ done: Int, _ count: Int) -> String
    /// While a server wants to be left alone.
    package var waiting: @Sendable (_ host: String, _ until: Timestamp) -> String
    /// A document was written.
    package var wrote: @Sendable (_ path: String) -> String
    /// What a thread will cost; nil for one that is free.
    package var price: @Sendable (XEstimate.Price?) -> String
    package var remark: @Sendable (Thread.Remark) -> String
    package var problem: @Sendable (CommandProblem) -> String
    package var setting: @Sendable (SettingProblem) -> String
    /// What documents without a name are written to.
    package var standardOutput: String
    /// Why a folder of samples is of no use.
    package var noSamples: String
    package var threads: ThreadListWords
    package var doctor: DoctorWords
    /// The site can be opened at this address.
    package var listening: @Sendable (_ address: String) -> String
    package var removal: RemovalWords
    /// After the host chose who may see a thread: the link as it was given, the audience, and the address of the page.
    package var chosen: @Sendable (_ link: String, _ audience: String, _ address: String) -> String
    /// Why a thread is not in the archive: it was removed, or its author does not show it to everybody.
    package var notTaken: String
    package var reunroll: ReunrollWords
    package var importing: ImportWords

    /// What `--help` says.
    package struct Help: Sendable {
        package var skein, unroll, unrollDiscussion, threads, serve, serveDiscussion, audience, audienceDiscussion,
            remove, removeDiscussion,
            reunroll, reunrollDiscussion, doctor, importing, importingDiscussion: String
        package var links, format, output, from, media, prose, paper, files, keep, estimate, replay, record: String
        package var export, online, settings, seenBy, removed, author, yes, samples: String
        /// How a flag sets what a setting says.
        package var sets: @Sendable (Setting) -> String
    }
}

/// What `skein remove` asks and says.
package struct RemovalWords: Sendable {
    /// Before anything is taken away; `what` is as it was named.
    package var question: @Sendable (_ what: String) -> String
    package var yes: String
    package var thread: @Sendable (_ title: String, _ author: String) -> String
    package var author: @Sendable (_ name: String, _ handle: String) -> String
    package var done: @Sendable (_ what: String) -> String
    /// Nothing was kept of an author but perhaps quotes; `what` is as it was named.
    package var shutOut: @Sendable (_ what: String) -> String
    package var left: String
}

/// What `skein reunroll` says.
package struct ReunrollWords: Sendable {
    /// While threads are looked at.
    package var looked: @Sendable (_ threads: Int) -> String
    /// How many threads were made anew, how many stay because less would come of it, and of how many no answers are kept.
    package var done: @Sendable (_ rebuilt: Int, _ left: Int, _ withoutExchanges: Int) -> String
}

/// What `skein import` says.
package struct ImportWords: Sendable {
    /// While the export is looked through.
    package var reading: String
    /// Beside the bar.
    package var posts: @Sendable (_ done: Int, _ all: Int) -> String
    /// While pictures and videos are copied.
    package var copying: @Sendable (_ done: Int) -> String
    package var done: @Sendable (ImportReport) -> String
}

/// What the list of an export's threads says.
package struct ThreadListWords: Sendable {
    package var date, posts, id, words: String
    package var none: String
}

/// What `skein doctor` says of each network and setting.
package struct DoctorWords: Sendable {
    package var networks, settings, servers, isSet, isNotSet, isUnusable: String
    /// What can be done with data exports.
    package var exports: String
    /// What the site stands on.
    package var site: String
    /// Where the archive is, without any password.
    package var archive: @Sendable (_ address: String) -> String
    /// Whether the archive can be used as it is.
    package var archiveState: @Sendable (ArchiveState) -> String
    /// What waits to be done.
    package var queue: @Sendable (Queue) -> String
    /// Whether pictures can be made smaller, or what to install.
    package var pictures: @Sendable (_ canDecode: Bool) -> String
    /// Said where there are fonts to print with; where there are none, `PrintWords.failure` says what to install.
    package var documents: String
    package var networkName: @Sendable (Network) -> String
    /// What works without asking anybody.
    package var state: @Sendable (NetworkState) -> String
    /// What a setting is for, and what to write.
    package var purpose: @Sendable (Setting) -> String
    /// What came of asking a server.
    package var answers: @Sendable (_ host: String, Result<Int, FetchFailure>) -> String

    package enum ArchiveState: Hashable, Sendable {
        /// Nothing was kept so far.
        case none
        /// It answers, with tables of the version that this program knows.
        case sound(version: Int)
        /// Its tables are taken to a later version when the site starts.
        case older(version: Int, known: Int)
        /// Why it cannot be used, as a sentence.
        case unusable(String)
    }

    /// The jobs of the site.
    package struct Queue: Hashable, Sendable {
        package var due: Int
        package var running: Int
        /// How long the oldest has been due; 0 for none.
        package var minutes: Int

        package init(due: Int, running: Int, minutes: Int) {
            (self.due, self.running, self.minutes) = (due, running, minutes)
        }
    }

    /// What the settings let Skein do on a network.
    package enum NetworkState: Hashable, Sendable {
        case open
        case openWithTokens(hosts: [String])
        /// With a key, and at most so many millionths of a US dollar a day.
        case keyed(budget: Int?)
        case unofficial(String)
        case needsKey
    }
}

/// Something that stands between a person and the document they asked for, and is not a network's answer.
package enum CommandProblem: Error, Hashable, Sendable {
    case cannotRead(path: String, reason: String)
    case cannotWrite(path: String, reason: String)
    /// No recording of exchanges.
    case notRecording(path: String)
    case noLinks
    /// An export was given, and none of its posts named.
    case noPostNamed
    /// Several documents need a folder, and there is a file of that name.
    case notFolder(path: String)
    /// Several HTML pages or PDFs cannot stand one after the other.
    case severalPages
    /// A PDF is nothing for a terminal.
    case noTerminalForm
    /// The file's ending belongs to a form Skein cannot write.
    case unknownForm(path: String)
    /// `--output` with nothing behind it.
    case noOutputPath
    case conflict(String, String)
    case noStateFolder
    /// Neither `HOME` nor a setting says where the archive is.
    case noDataFolder
    /// A line of the settings file that is no setting.
    case notSetting(path: String, line: Int)
    /// The address for the server to listen at belongs to another program, or not to this machine.
    case cannotListen(address: String, reason: String)
    /// The site would be open to others, and nothing says what they may do.
    case undecided([Setting])
    /// The server of the database, without its password.
    case databaseIsAway(address: String)
    /// What is to be removed was not named, or twice.
    case nothingToRemove
    /// There is no thread in the archive under this link.
    case notKept(String)
    /// A link to somebody else's post, by which a thread was asked for once; `own` is one of the author's.
    case notOwnPost(String, author: String, own: String)
    /// Nobody in the archive has this handle, and it is no id.
    case noAuthor(String)
    /// Several had this handle, one after the other.
    case severalAuthors(String, [String])
    /// No `NETWORK/ID`.
    case notAuthor(String)
    /// A question nobody is there to answer.
    case notConfirmed
    /// A line of the list of what was removed that says nothing.
    case notRemovals(path: String)
    /// A file where the folder of the archive should be.
    case notArchiveFolder(path: String)
    /// There is no key, and things were removed with one.
    case lostKey(path: String)
    /// A file that holds no key.
    case notKey(path: String)
}
