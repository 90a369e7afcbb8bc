/// How instants and durations are said. Everything is in UTC.
package struct DateWords: Sendable {
    /// `2 May 2025`.
    package var day: @Sendable (Timestamp) -> String
    /// `2 May 2025, 08:15 UTC`.
    package var minute: @Sendable (Timestamp) -> String
    /// `08:15 UTC`.
    package var time: @Sendable (Timestamp) -> String
    /// `1:05`, from milliseconds.
    package var duration: @Sendable (Int) -> String
    /// `6 min`, from a number of minutes.
    package var reading: @Sendable (Int) -> String
}

extension DateWords {
    /// From when on something goes on or may be done, said at `now`: in whole minutes, never too early, and with the day only where it
    /// is another.
    package func from(_ moment: Timestamp, at now: Timestamp) -> String {
        let minute = Timestamp(milliseconds: (moment.milliseconds + 59_999) / 60_000 * 60_000)
        return day(minute) == day(now) ? time(minute) : self.minute(minute)
    }
}

extension DateWords {
    package static let english = DateWords(
        day: { englishDay($0.parts) },
        minute: { moment in
            let parts = moment.parts
            var text = ""
            // Longer than what fits into a string without memory of its own.
            text.reserveCapacity(32)
            text += englishDay(parts)
            text += ", "
            text += englishTime(parts)
            return text
        },
        time: { englishTime($0.parts) },
        duration: { milliseconds in
            let seconds = max(0, milliseconds) / 1000
            let (hours, minutes) = (seconds / 3600, seconds / 60 % 60)
            let tail = twoDigits(seconds % 60)
            return hours == 0 ? "\(minutes):\(tail)" : "\(hours):\(twoDigits(minutes)):\(tail)"
        },
        reading: { "\($0) min read" })
}

private let englishMonths = [
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
]

private func englishDay(_ parts: Timestamp.Parts) -> String {
    String(parts.day) + " " + englishMonths[parts.month - 1] + " " + String(parts.year)
}

private func englishTime(_ parts: Timestamp.Parts) -> String {
    twoDigits(parts.hour) + ":" + twoDigits(parts.minute) + " UTC"
}

private func twoDigits(_ number: Int) -> String { number < 10 ? "0" + String(number) : String(number) }
