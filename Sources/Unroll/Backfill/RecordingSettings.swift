extension BackfillSettings {
    /// What leads a backfill to the requests of `recording`, whatever the person who plays it has set: the keys and the source that were
    /// there when it was made, addresses of one's own only where it has answers from them, and plain http where it was used.
    package func fitting(_ recording: Recording) -> BackfillSettings {
        var settings = BackfillSettings()
        let origins = Set(recording.exchanges.compactMap { URLParts($0.url)?.origin })
        if origins.contains(xURL) { settings.xURL = xURL }
        if origins.contains(blueskyURL) { settings.blueskyURL = blueskyURL }
        if origins.contains(plcURL) { settings.plcURL = plcURL }
        if let own = xFallbackURL, origins.contains(own) {
            (settings.xFallback, settings.xFallbackURL) = (xFallback, own)
        } else {
            settings.xFallback = XFallback.allCases.first { origins.contains($0.usualOrigin) }
        }
        settings.hasXToken = settings.xFallback == nil || origins.contains(settings.xURL)
        for exchange in recording.exchanges {
            guard let parts = URLParts(exchange.url) else { continue }
            if exchange.hadKey == true { settings.mastodonTokenHosts.insert(parts.hostAndPort) }
            if parts.scheme == "http" { settings.plainHosts.insert(parts.hostAndPort) }
        }
        return settings
    }
}
