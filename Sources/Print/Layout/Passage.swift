import Render
import Unroll

/// A stretch of a paragraph in one style, of one meaning.
struct Passage {
    enum Meaning {
        case text
        /// Leads to an address.
        case link(Link)
        /// Points at a note, by its number.
        case reference
        /// The number a note has.
        case label
    }

    var text: String
    var style: TextStyle
    var meaning = Meaning.text
    /// Where it differs from the paragraph's.
    var language: String?
    var isStruck = false
    /// Whether one sees that it leads somewhere.
    var isUnderlined = false
    /// The note it refers to.
    var note: Int?
    /// What a link is called by people who do not see it; nil for its address.
    var description: String?
    /// Whether its direction is nobody else's affair, as with names and links inside a sentence.
    var isIsolated = false

    init(
        _ text: String, _ style: TextStyle = .body, _ meaning: Meaning = .text, language: String? = nil,
        isStruck: Bool = false, isIsolated: Bool = false
    ) {
        (self.text, self.style, self.meaning, self.language) = (legible(text), style, meaning, language)
        (self.isStruck, self.isIsolated) = (isStruck, isIsolated)
    }

    /// A new line in the same paragraph (U+2028).
    static func lineBreak(_ style: TextStyle) -> Passage {
        var passage = Passage("", style)
        passage.text = "\u{2028}"
        return passage
    }
}
