extension StoreFailure {
    /// After PostgreSQL's own classes (its manual's appendix A); `message` is the rule that was broken, where one was.
    init(sqlstate: String, message: String) {
        switch sqlstate {
        case "40001", "40P01": self = .contended
        case "57014": self = .timedOut
        case "55P03": self = .busy
        case "53100": self = .diskFull
        case "25006", "42501": self = .readOnly
        case "57P01", "57P02", "57P03", "57P05": self = .unavailable
        default:
            switch sqlstate.prefix(2) {
            case "08", "53": self = .unavailable
            case "23": self = .conflict(message)
            case "XX": self = .damaged
            default: self = .refused(sqlstate)
            }
        }
    }
}
