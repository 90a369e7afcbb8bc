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
        day: { moment in said { $0.appendEnglishDay(moment.parts) } },
        minute: { moment in
            let parts = moment.parts
            return said {
                $0.appendEnglishDay(parts)
                $0 += ", ".utf8
                $0.appendEnglishTime(parts)
            }
        },
        time: { moment in said { $0.appendEnglishTime(moment.parts) } },
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

/// Put together in bytes, for a page says as many instants as it has posts.
private func said(_ write: (inout [UInt8]) -> Void) -> String {
    var text: [UInt8] = []
    text.reserveCapacity(32)
    write(&text)
    return String(decoding: text, as: UTF8.self)
}

extension [UInt8] {
    fileprivate mutating func appendEnglishDay(_ parts: Timestamp.Parts) {
        self += String(parts.day).utf8
        append(UInt8(ascii: " "))
        self += englishMonths[parts.month - 1].utf8
        append(UInt8(ascii: " "))
        self += String(parts.year).utf8
    }

    fileprivate mutating func appendEnglishTime(_ parts: Timestamp.Parts) {
        self += twoDigits(parts.hour).utf8
        append(UInt8(ascii: ":"))
        self += twoDigits(parts.minute).utf8
        self += " UTC".utf8
    }
}

private func twoDigits(_ number: Int) -> String { number < 10 ? "0" + String(number) : String(number) }
