/// What the help page says.
package struct HelpWords: Sendable {
    package struct Section: Sendable {
        /// Its name in the address of the page.
        package var id: String
        package var heading: String
        package var paragraphs: [String]
        /// The picture of one of Skein's own pages, by its name, and what is seen on it.
        package var picture: (name: String, alt: String)?
        /// Terms and what they mean.
        package var terms: [(term: String, meaning: String)]

        package init(
            _ id: String, _ heading: String, _ paragraphs: [String], picture: (name: String, alt: String)? = nil,
            terms: [(term: String, meaning: String)] = []
        ) {
            (self.id, self.heading, self.paragraphs) = (id, heading, paragraphs)
            (self.picture, self.terms) = (picture, terms)
        }
    }

    package var title: String
    package var contents: String
    /// A way to try everything without a network.
    package var practice: String
    package var unrolling: Section
    package var others: [Section]
}

extension HelpWords {
    package static let english = HelpWords(
        title: "Help", contents: "On this page", practice: "Practise with a made-up conversation",
        unrolling: Section(
            "unroll", "Unroll a thread",
            [
                "Copy the link of any post of the thread: the first, the last, or one in between. Paste it into the field at the top of every page and press “Unroll”.",
                "Skein then asks the network for the whole thread. While it does, a page shows how many posts were found; it becomes the thread when everything is there. A thread that is kept already comes at once.",
            ], picture: ("help-home", "The first page: a field for a link, and below it the threads kept lately.")),
        others: [englishReading, englishCompleteness, englishNetworks, englishFinding, englishKeyboard, englishPrivacy])
}

private let englishReading = HelpWords.Section(
    "read", "Read and take along",
    [
        "A thread is set as one text. The faint numbers at the side are the posts; each is a link to that post.",
        "Below the text are other forms of the same thread: a PDF for paper, Markdown for notes, plain text, JSON for programs, and one HTML file that needs no network. The same forms are found by adding .pdf, .md, .txt, .json or .html to the address; a PDF on US paper by adding .pdf?paper=letter.",
        "“Refresh” asks the network again. Nothing that is kept is lost by it: a post that was deleted meanwhile stays, marked as deleted, and of an edited post both texts are kept. The history shows what changed and when.",
    ],
    picture: (
        "help-thread",
        "A thread: author and date, title, the line that says whether it is complete, and the posts as one text."
    ))

private let englishCompleteness = HelpWords.Section(
    "complete", "Is everything there?",
    [
        "Every thread says in one line whether all of it was found. Where it was not, or where nobody can tell, press the line to read why."
    ],
    terms: [
        (
            "Complete",
            "Everything by this author in the conversation was asked for, and the network answered to the end."
        ),
        (
            "Incomplete",
            "At least one post is missing for certain: it was deleted, hidden, or a number in the author’s own counting is left out. The text has a line in its place."
        ),
        (
            "Unknown",
            "Nothing is known to be missing, but not everything could be asked. The line says what could not."
        ),
    ])

private let englishNetworks = HelpWords.Section(
    "networks", "What each network allows",
    ["Skein asks only doors that the networks keep open for such programs, and says what they do not tell."],
    terms: [
        (
            "Bluesky",
            "Needs no key. Whole threads are found, of any length. Accounts that show their posts only to people who are logged in are not kept."
        ),
        (
            "Mastodon",
            "Needs no key on most servers. Without a login a server shows only part of a long conversation; Skein then follows the thread post by post. Some servers answer nobody without a token; the host of this site can set one."
        ),
        (
            "X",
            "Needs a key, and each post costs money, which the host of this site pays. Without full access only the last seven days can be searched. Threads fetched from X are shown only to those who have their link. Those that the host brings from an X data export are listed like any others."
        ),
    ])

private let englishFinding = HelpWords.Section(
    "find", "Find again",
    [
        "Search looks for words in everything that is kept here and that you may see, in any script. How to ask stands below its field.",
        "Every author’s page and every search has a feed, and so has the whole site. Give a feed reader the address of the page; it finds the feed by itself.",
    ], picture: ("help-search", "Search results with the words that were looked for marked in each text."))

private let englishKeyboard = HelpWords.Section(
    "keyboard", "Keyboard", ["Everything can be reached with the Tab key. With script, these keys help too:"],
    terms: [
        ("/", "goes to the field for a link"), ("j, k", "go to the next and to the previous post"),
        ("?", "shows these keys, and lets you turn them off"),
    ])

private let englishPrivacy = HelpWords.Section(
    "privacy", "Privacy, and other people’s words",
    [
        "These pages ask nothing of anybody but this site: pictures are copies of its own, there is no script of others, no cookie and no counter.",
        "Search engines are asked not to list threads. Who may see a thread depends on its network and on what its author has said; an author who does not want to be kept is not.",
        "Are you the author? Ask the host of this site to remove a thread, or everything of yours. It is then gone at once, and not fetched again.",
    ])
