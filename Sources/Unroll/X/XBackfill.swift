/// Gathers a conversation on X: through the API where there is a token, else from the unofficial source the person chose.
package struct XBackfill: Sendable {
    private enum Door: Sendable {
        case official(XOfficialBackfill)
        case unofficial(XUnofficialBackfill)
        case closed
    }

    private var door: Door

    package init(_ link: PostLink.XLink, settings: BackfillSettings) {
        if settings.hasXToken {
            door = .official(XOfficialBackfill(link.id, origin: settings.xURL))
        } else if let source = settings.xFallback {
            door = .unofficial(XUnofficialBackfill(link.id, source: source, origin: settings.xFallbackURL))
        } else {
            door = .closed
        }
    }

    package var postsFound: Int {
        switch door {
        case .official(let backfill): backfill.library.posts.count
        case .unofficial(let backfill): backfill.postsFound
        case .closed: 0
        }
    }

    package mutating func step(now: Timestamp) -> BackfillStep {
        switch door {
        case .official(var backfill):
            defer { door = .official(backfill) }
            return backfill.step(now: now)
        case .unofficial(var backfill):
            defer { door = .unofficial(backfill) }
            return backfill.step(now: now)
        case .closed: return .done
        }
    }

    package mutating func receive(_ result: Result<Response, FetchFailure>, for request: Request) {
        switch door {
        case .official(var backfill):
            backfill.receive(result, for: request)
            door = .official(backfill)
        case .unofficial(var backfill):
            backfill.receive(result, for: request)
            door = .unofficial(backfill)
        case .closed: break
        }
    }

    package func conversation() throws(BackfillFailure) -> Conversation {
        switch door {
        case .official(let backfill): try backfill.conversation()
        case .unofficial(let backfill): try backfill.conversation()
        case .closed: throw .needsXToken
        }
    }
}
