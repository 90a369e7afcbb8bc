extension Words {
    package static let english = Words(
        language: "en", failure: englishFailure, exportFailure: englishExportFailure, linkProblem: englishLinkProblem,
        command: .english, date: .english, completeness: .english, thread: .english, post: .english, print: .english,
        site: SiteWords(
            frame: .english, home: .english, ways: .english, search: .english, feeds: .english, help: .english,
            practice: .english, errors: .english, thread: .english, unroll: .english,
            author: .english, history: .english, printing: .english))
}

@Sendable func englishFailure(_ failure: BackfillFailure) -> String {
    switch failure {
    case .deleted: "This post was deleted, and nothing else of its thread could be found."
    case .absent: "There is no such post; it may have been deleted. Check the link."
    case .notFound(let host): "\(host) knows no such post; check the link, or it may have been deleted."
    case .protected: "The author's posts are protected, so only approved followers can read them."
    case .suspended: "The author's account is suspended, so the network shows nothing of it."
    case .blocked: "The author has blocked this view of the post."
    case .loginOnly:
        "The author shows posts only to people who are logged in (!no-unauthenticated), and Skein keeps to that; read it on Bluesky."
    case .notPublic: "This post is not public; Skein shows only public and unlisted posts."
    case .closed(let host):
        "\(host) answers nobody without a login; set SKEIN_MASTODON_TOKENS=\(host)=<token> with a token of your account there."
    case .badToken(let host): "\(host) did not accept the token; check it in the settings."
    case .forbidden(let host): "\(host) refuses to show this post."
    case .rateLimited(let host): "\(host) has had too many requests; try again later."
    case .serverFailed(let host, let status): "\(host) is having trouble (status \(status)); try again later."
    case .unreadable(let host): "\(host) sent something that could not be read as posts; try again later."
    case .unanswered(let host, let failure): "\(host) \(englishReason(failure))."
    case .needsXToken:
        "X needs a key: create an app at https://developer.x.com, copy its Bearer token and set SKEIN_X_TOKEN; or set "
            + "SKEIN_X_FALLBACK=syndication to use an unofficial source without a key."
    case .tierRefused: "X does not let this token look up posts; its access level has to include it."
    case .budgetSpent: "Today's budget for X (SKEIN_X_DAILY_BUDGET) is spent; raise it or try again after midnight UTC."
    case .unknownHandle(let handle): "There is no account with the handle \(handle); check the link."
    case .cycle: "The posts answer each other in a circle, so there is no thread to read."
    case .cancelled: "Stopped before everything was there."
    }
}

func englishReason(_ failure: FetchFailure) -> String {
    switch failure {
    case .timedOut: "did not answer in time; try again later"
    case .unknownHost: "is not a server that can be found; check the link"
    case .refusedAddress: "has a private address, which is never asked; name it in SKEIN_ALLOW_HOSTS to allow it"
    case .refusedURL: "may only be asked at a proper https address; name it in SKEIN_ALLOW_HOSTS to allow http"
    case .refusedRedirect:
        "sends Skein on to a private address or one without https; name that host in SKEIN_ALLOW_HOSTS to allow it"
    case .unreachable: "cannot be reached; try again later"
    case .connectionLost: "broke off the connection; try again later"
    case .insecure: "could not prove who it is (TLS); nothing was sent"
    case .tooLarge: "sent more than Skein takes"
    case .tooManyRedirects: "sends requests round in circles"
    case .budgetSpent: "would cost more than is left of today's budget"
    case .budgetUncounted: "costs money, and what was spent today cannot be written down; check the state folder"
    case .notRecorded: "is not in the recording that is being played"
    case .cancelled: "was not asked to the end, as Skein was stopped"
    }
}

@Sendable private func englishExportFailure(_ failure: ExportFailure) -> String {
    switch failure {
    case .notFound: "There is no file or folder at this path."
    case .unreadable: "The export could not be read from the disk; check that you may open it."
    case .notAnExport:
        "This is no X data export: a zip or folder with data/tweets.js (before 2022 data/tweet.js) in it would be."
    case .severalExports: "There is more than one X data export in here; name the one that is meant."
    case .damaged: "The zip is damaged or was not downloaded to its end; download it again."
    case .damagedFile(let path): "\(path) in the export is damaged or was cut off; download the export again."
    case .encrypted: "The zip is locked with a password; unpack it and give Skein the folder."
    case .unsafeName(let path):
        "The export holds \(path), which leads out of it, is there twice or is a link to somewhere else; exports as X "
            + "makes them do not."
    case .tooManyFiles: "The zip holds more files than any export does, so it was not opened."
    case .tooLarge: "The zip unpacks to far more than an export of its size can hold, so it was not read."
    case .noAccount: "The export does not say whose it is: account.js is missing from it or cannot be read."
    case .empty: "There are no posts in this export."
    case .unknownPost(let id): "The export holds no post \(id); `skein threads` lists the threads in it."
    }
}
