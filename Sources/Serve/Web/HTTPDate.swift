import Unroll

/// A moment as HTTP writes it: `Sun, 06 Nov 1994 08:49:37 GMT`.
func httpDate(_ moment: Timestamp) -> String {
    // 1 January 1970 was a Thursday.
    let days = ["Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed"]
    let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
    let parts = moment.parts
    let midnight = Timestamp(Timestamp.Parts(year: parts.year, month: parts.month, day: parts.day))
    let weekday = (midnight.milliseconds / 86_400_000 % 7 + 7) % 7
    func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
    return "\(days[Int(weekday)]), \(two(parts.day)) \(months[parts.month - 1]) \(parts.year) "
        + "\(two(parts.hour)):\(two(parts.minute)):\(two(parts.second)) GMT"
}
