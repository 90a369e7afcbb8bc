import Unroll

/// A poll counted for showing.
package struct PollTally {
    package struct Row {
        package var label: String
        package var votes: Int?
        /// The share of all votes, rounded, 0 to 100.
        package var percent: Int
    }

    package let rows: [Row]
    private let poll: Poll

    package init(_ poll: Poll) {
        self.poll = poll
        let total = max(1, poll.options.reduce(0.0) { $0 + Double(max(0, $1.votes ?? 0)) })
        rows = poll.options.map { option in
            let votes = option.votes.map { max(0, $0) }
            let share = Double(votes ?? 0) / total * 100
            return Row(label: oneLine(option.label), votes: votes, percent: Int(share.rounded()))
        }
    }

    /// How many voted, and until when one could.
    package func summary(_ words: Words) -> String {
        var sentences = [poll.votes.map { words.post.votes(max(0, $0)) + "." } ?? words.post.votesHidden]
        if poll.allowsSeveral { sentences.append(words.post.severalChoices) }
        if let ends = poll.ends {
            sentences.append(words.post.pollEnd(words.date.minute(ends), poll.isClosed ?? false))
        } else if poll.isClosed == true {
            sentences.append(words.post.pollClosed)
        }
        return sentences.joined(separator: " ")
    }
}
