/// When a server that said "too many requests" may be asked again.
package enum RateLimit {
    /// The instant to wait for after `response`, or nil when it is not rate limited: status 429, or 503 with `Retry-After`.
    /// Understands `Retry-After` (seconds or a date, RFC 9110), X's `x-rate-limit-reset` and Bluesky's `ratelimit-reset` (Unix
    /// seconds), and Mastodon's `x-ratelimit-reset` (ISO time). Without any of them the pause doubles from 30 s with each attempt.
    package static func wait(after response: Response, attempt: Int) -> Timestamp? {
        let retryAfter = response.headers["retry-after"].flatMap { later($0, than: response.received) }
        switch response.status {
        case 429:
            return retryAfter ?? reset(response)
                ?? response.received.advanced(byMilliseconds: 30_000 << min(attempt - 1, 6))
        case 503: return retryAfter
        default: return nil
        }
    }

    /// When the window ends in which no request is left; nil while some are.
    package static func exhausted(_ response: Response) -> Timestamp? {
        let names = ["x-rate-limit-remaining", "ratelimit-remaining", "x-ratelimit-remaining"]
        guard names.contains(where: { response.headers[$0] == "0" }) else { return nil }
        return reset(response)
    }

    private static func later(_ text: String, than start: Timestamp) -> Timestamp? {
        if let seconds = Int64(text), (0...86_400).contains(seconds) {
            return start.advanced(byMilliseconds: max(seconds, 1) * 1000)
        }
        return Timestamp(http: text).map { max($0, start.advanced(byMilliseconds: 1000)) }
    }

    private static func reset(_ response: Response) -> Timestamp? {
        for name in ["x-rate-limit-reset", "ratelimit-reset", "x-ratelimit-reset"] {
            guard let text = response.headers[name] else { continue }
            if let seconds = Int64(text), (1_000_000_000...9_999_999_999).contains(seconds) {
                return max(Timestamp(seconds: seconds), response.received).advanced(byMilliseconds: 1000)
            }
            if let instant = Timestamp(rfc3339: text) {
                return max(instant, response.received).advanced(byMilliseconds: 1000)
            }
        }
        return nil
    }
}
