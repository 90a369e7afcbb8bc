/// What the practice page says, with the conversation on its pretend network.
package struct PracticeWords: Sendable {
    /// A post of the sample conversation.
    package struct Post: Sendable {
        /// Which of `people` wrote it; the first one is the author of the thread.
        package var person: Int
        /// Which post it answers.
        package var parent: Int?
        /// Nil for one that its author deleted.
        package var text: String?

        package init(_ person: Int, to parent: Int? = nil, _ text: String?) {
            (self.person, self.parent, self.text) = (person, parent, text)
        }
    }

    package var title: String
    /// Name of the pretend network.
    package var network: String
    package var people: [(name: String, handle: String)]
    package var posts: [Post]

    /// What is to be done, for each step.
    package var timeline, paste, progress, result: String
    package var answering: @Sendable (_ name: String) -> String
    package var copyLink, linkLabel, unroll, seeThread, again, forReal: String
    /// What happens meanwhile, line by line.
    package var asked: @Sendable (_ host: String) -> String
    package var found: @Sendable (_ posts: Int) -> String
    package var gone: String
    /// What there is to notice in the result.
    package var notes: [String]
}

extension PracticeWords {
    package static let english = PracticeWords(
        title: "Practice", network: "Harbour, a network that does not exist",
        people: [("Tove Lind", "tove"), ("Bo", "bo"), ("Ida Moss", "ida")], posts: englishPosts,
        timeline:
            "Tove tells a story, but others answer in between, and the newest post comes first. Take the link of any post of hers; it need not be the first.",
        paste: "The link is in the field. This is what you do on every page of Skein: paste, and press the button.",
        progress: "Skein asks for the post, goes up to where the thread begins and down to where it ends.",
        result: "Here is Tove’s thread, in one piece.",
        answering: { "answering \($0)" }, copyLink: "Copy the link of this post", linkLabel: "A link to any post",
        unroll: "Unroll", seeThread: "Read the thread", again: "Once more from the start",
        forReal: "Now with a real link",
        asked: { "Asked \($0) for the post and what stands around it." },
        found: { "Found \($0) posts by three people." },
        gone: "One post is no longer there: its author deleted it.",
        notes: [
            "The first line says whether everything is there. One post was deleted, and so the thread is incomplete: Skein says which one is missing, and never hides it.",
            "In the place of the missing post stands a line that says why.",
            "What others wrote is not part of the thread. Tove’s answer to Bo is folded away beside the post it belongs to, for it leads away from the story.",
        ])
}

private let englishPosts = [
    PracticeWords.Post(
        0,
        "Our ferry’s bell has rung on every foggy crossing since 1931. Last week it fell silent. This is the story of how we found out why."
    ),
    PracticeWords.Post(
        0, to: 0,
        "First guess: the clapper. It hangs on a leather strap, and leather gives up. But the strap was new. I had put it in myself, in May."
    ),
    PracticeWords.Post(1, to: 1, "Is this the old Marta? My grandmother crossed on her to get married."),
    PracticeWords.Post(0, to: 2, "The very same! She will have heard the bell, then. It rang for weddings too."),
    PracticeWords.Post(
        0, to: 1,
        "Second guess: a crack. A cracked bell does not ring, it clanks. I went round the rim with a wooden spoon. Clear all the way."
    ),
    PracticeWords.Post(0, to: 4, nil),
    PracticeWords.Post(2, to: 4, "My money is on a bird’s nest."),
    PracticeWords.Post(
        0, to: 5,
        "So the bell was sound and the strap was sound, and still nobody could get a note out of it. We had coffee and looked at it."
    ),
    PracticeWords.Post(
        0, to: 7,
        "Then the new deckhand asked where the rope went. We all looked up. It ran past the bell and into the flag locker. Somebody had tied it to the wrong hook."
    ),
    PracticeWords.Post(2, to: 8, "I am keeping my money on the bird next time."),
    PracticeWords.Post(0, to: 8, "It rings again. They say there will be fog tomorrow. We can hardly wait."),
]
