import HTTPTypes
import Store
import Unroll

/// Why a visit is not answered with what was asked for. What it means as a status, in words for the reader and in a line of the log are
/// three different things, all of them here.
enum SiteFailure: Error, Sendable {
    case notFound
    /// The thread was taken away for good.
    case removed
    /// All threads of the author were.
    case removedAuthor
    /// Only the host may read here.
    case closed
    /// Whoever asks may not have a thread fetched again.
    case refused
    /// The thread is not kept, and whoever asks may not have it fetched.
    case unkept(PostLink)
    /// The thread is kept for the host alone.
    case hidden(PostLink)
    /// It came with Skein, and no network can be asked for it.
    case sample
    case wrongMethod
    case tooLong
    /// More fields, or longer ones, than are read.
    case tooManyFields
    /// No HTTP.
    case unreadable
    case tooLarge
    /// The address is not one of the site's.
    case foreignHost
    /// A form was sent from somebody else's page to this place.
    case crossSite(Place?)
    /// What was given names no post.
    case link(LinkProblem, given: String)
    /// Asked too often.
    case tooSoon(until: Timestamp)
    /// A document of a thread that is there cannot be made; nil where too many are made already.
    case unprinted(PrintFailure?)
    case store(StoreFailure)
    /// Something that should not be; the text is for the log, and holds no text of a post.
    case broken(String)

    var status: HTTPResponse.Status {
        switch self {
        case .notFound: .notFound
        case .removed, .removedAuthor: .gone
        case .closed, .refused, .unkept, .hidden, .sample, .crossSite: .forbidden
        case .wrongMethod: .methodNotAllowed
        case .tooLong: .uriTooLong
        case .tooManyFields: .requestHeaderFieldsTooLarge
        case .unreadable: .badRequest
        case .tooLarge: .contentTooLarge
        case .foreignHost: .misdirectedRequest
        case .link: .unprocessableContent
        case .tooSoon: .tooManyRequests
        case .unprinted(let failure): failure == nil ? .serviceUnavailable : .internalServerError
        case .store(.diskFull): HTTPResponse.Status(code: 507, reasonPhrase: "Insufficient Storage")
        case .store(.readOnly): .serviceUnavailable
        case .store, .broken: isPassing ? .serviceUnavailable : .internalServerError
        }
    }

    /// When to come back, and with which method. `isRead` tells a place that takes no forms from a method that no place takes.
    func headers(isRead: Bool, now: Timestamp) -> [(name: HTTPField.Name, value: String)] {
        switch self {
        case .wrongMethod: [(.allow, isRead ? "GET, HEAD" : "GET, HEAD, POST")]
        case .tooSoon(let until):
            [(.retryAfter, String(max(1, (until.milliseconds - now.milliseconds + 999) / 1000)))]
        case .store where isPassing: [(.retryAfter, "5")]
        case .unprinted(nil): [(.retryAfter, "60")]
        default: []
        }
    }

    /// Whether it will be over by itself.
    private var isPassing: Bool {
        guard case .store(let failure) = self else { return false }
        return switch failure {
        case .unavailable, .busy, .contended, .timedOut, .closed: true
        default: false
        }
    }

    /// For the log; nil where the visitor alone is concerned.
    var logged: String? {
        switch self {
        case .store(let failure): failure.description
        case .unprinted(let failure?): "a document cannot be made: " + failure.logged
        case .broken(let text): text
        default: nil
        }
    }
}

extension Site {
    /// One read of the archive, with its failure as the site's.
    func read<Value: Sendable>(
        _ body: @escaping @Sendable (any Connection) throws(StoreFailure) -> Value
    ) async throws(SiteFailure) -> Value {
        do { return try await store.database.read(body) } catch { throw .store(error) }
    }

    func write<Value: Sendable>(
        _ body: @escaping @Sendable (any Connection) throws(StoreFailure) -> Value
    ) async throws(SiteFailure) -> Value {
        do { return try await store.database.write(body) } catch { throw .store(error) }
    }
}

extension PrintFailure {
    /// For the log.
    var logged: String {
        switch self {
        case .noFonts: "there is no font"
        case .unusableFont(let name): "the font \(name) cannot be embedded"
        case .brokenDown: "the typesetter broke down or took too long"
        case .unwritable(let reason): reason
        }
    }
}
