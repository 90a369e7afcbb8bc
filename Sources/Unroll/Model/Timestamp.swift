/// An instant in UTC, in whole milliseconds since 1970-01-01T00:00:00Z.
package struct Timestamp: Hashable, Sendable, Comparable {
    package let milliseconds: Int64

    package init(milliseconds: Int64) { self.milliseconds = milliseconds }
    package init(seconds: Int64) { milliseconds = seconds.multipliedReportingOverflow(by: 1000).partialValue }

    package static func < (left: Timestamp, right: Timestamp) -> Bool { left.milliseconds < right.milliseconds }

    /// The instant `milliseconds` later.
    package func advanced(byMilliseconds milliseconds: Int64) -> Timestamp {
        Timestamp(milliseconds: self.milliseconds &+ milliseconds)
    }
}

extension Timestamp {
    /// The parts of a date in the proleptic Gregorian calendar, in UTC; `weekday` 0 is Sunday.
    package struct Parts: Equatable, Sendable {
        package var year: Int, month: Int, day: Int, hour = 0, minute = 0, second = 0, millisecond = 0

        package init(
            year: Int, month: Int, day: Int, hour: Int = 0, minute: Int = 0, second: Int = 0, millisecond: Int = 0
        ) {
            (self.year, self.month, self.day) = (year, month, day)
            (self.hour, self.minute, self.second, self.millisecond) = (hour, minute, second, millisecond)
        }

        /// Whether each part lies in its range, leap seconds included.
        var isValid: Bool {
            (0...9999).contains(year) && (1...12).contains(month)
                && (1...Timestamp.days(in: month, of: year)).contains(day)
                && (0...23).contains(hour) && (0...59).contains(minute) && (0...60).contains(second)
        }
    }

    package init(_ parts: Parts) {
        let days = Timestamp.days(fromYear: parts.year, month: parts.month, day: parts.day)
        let seconds = Int64(days) * 86_400 + Int64(parts.hour * 3600 + parts.minute * 60 + parts.second)
        self.init(milliseconds: seconds * 1000 + Int64(parts.millisecond))
    }

    package var parts: Parts {
        let (days, rest) = floorDivide(milliseconds, by: 86_400_000)
        var parts = Timestamp.civil(fromDays: Int(days))
        let time = Int(rest)
        (parts.hour, parts.minute) = (time / 3_600_000, time / 60_000 % 60)
        (parts.second, parts.millisecond) = (time / 1000 % 60, time % 1000)
        return parts
    }

    static func days(in month: Int, of year: Int) -> Int {
        switch month {
        case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }

    /// Days since 1970-01-01, counted in 400-year eras that begin on 1 March, so that leap days end a year.
    private static func days(fromYear year: Int, month: Int, day: Int) -> Int {
        let y = month <= 2 ? year - 1 : year
        let era = (y >= 0 ? y : y - 399) / 400
        let yearOfEra = y - era * 400
        let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
        return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
    }

    private static func civil(fromDays days: Int) -> Parts {
        let shifted = days + 719_468
        let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shiftedMonth = (5 * dayOfYear + 2) / 153
        let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
        let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
        return Parts(year: year, month: month, day: dayOfYear - (153 * shiftedMonth + 2) / 5 + 1)
    }
}

private func floorDivide(_ value: Int64, by divisor: Int64) -> (quotient: Int64, remainder: Int64) {
    let (quotient, remainder) = value.quotientAndRemainder(dividingBy: divisor)
    return remainder < 0 ? (quotient - 1, remainder + divisor) : (quotient, remainder)
}
