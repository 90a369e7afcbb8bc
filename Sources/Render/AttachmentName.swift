import Unroll

extension Attachment {
    /// The kind of thing, and how long it plays.
    package func name(_ words: Words) -> String {
        words.post.attachment(kind) + (durationMilliseconds.map { ", " + words.date.duration($0) } ?? "")
    }

    /// The same where nobody described it.
    package func undescribedName(_ words: Words) -> String {
        name(words) + (durationMilliseconds == nil ? " " : ", ") + words.post.undescribed
    }
}
