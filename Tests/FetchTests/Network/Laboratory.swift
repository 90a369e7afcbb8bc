import Loopback
import Simulated
import Synchronization
import Unroll

@testable import Fetch

/// A resolver that reads from a script: for each name its successive answers, the last of them for ever.
final class ScriptedResolver: HostResolver {
    private let script: [String: [[String]]]
    private let texts: [String: [UInt8]]
    private let asked = Mutex<[String]>([])

    init(_ script: [String: [[String]]], texts: [String: [UInt8]] = [:]) { (self.script, self.texts) = (script, texts) }

    /// The names that were looked up, in order.
    var questions: [String] { asked.withLock { $0 } }

    func addresses(of host: String) async throws(FetchFailure) -> [IPAddress] {
        let turn = asked.withLock { asked in
            asked.append(host)
            return asked.count { $0 == host } - 1
        }
        guard let answers = script[host], let last = answers.last else { throw .unknownHost }
        return (turn < answers.count ? answers[turn] : last).compactMap { IPAddress($0) }
    }

    func textMessage(of name: String) async throws(FetchFailure) -> [UInt8] {
        guard let message = texts[name] else { throw .unknownHost }
        return message
    }
}

/// Never answers.
struct StalledResolver: HostResolver {
    func addresses(of host: String) async throws(FetchFailure) -> [IPAddress] { throw await stall() }
    func textMessage(of name: String) async throws(FetchFailure) -> [UInt8] { throw await stall() }

    private func stall() async -> FetchFailure {
        try? await Task.sleep(for: .seconds(3600))
        return .cancelled
    }
}

/// Answers in turn, the last one for ever.
final class Script: Sendable {
    private let answers: [LoopbackAnswer]
    private let turn = Mutex(0)

    init(_ answers: LoopbackAnswer...) { self.answers = answers }

    @Sendable func answer(to request: SimulatedRequest) -> LoopbackAnswer {
        let turn = turn.withLock { turn in
            defer { turn += 1 }
            return turn
        }
        return answers[min(turn, answers.count - 1)]
    }
}

/// Counts who is in, and how many at most were in at the same time.
final class Tally: Sendable {
    private let state = Mutex((present: 0, most: 0, all: 0))

    var most: Int { state.withLock { $0.most } }
    var all: Int { state.withLock { $0.all } }

    func come() {
        state.withLock { state in
            state.present += 1
            state.all += 1
            state.most = max(state.most, state.present)
        }
    }

    func go() { state.withLock { $0.present -= 1 } }
}

extension FetchLimits {
    /// Retries at once.
    static var patient: FetchLimits {
        var limits = FetchLimits()
        limits.retryPause = .milliseconds(1)
        return limits
    }

    /// Gives up soon, and after one attempt.
    static var impatient: FetchLimits {
        var limits = patient
        (limits.resolving, limits.connecting, limits.idling) = (
            .milliseconds(300), .milliseconds(300), .milliseconds(300)
        )
        (limits.exchange, limits.attempts) = (.milliseconds(900), 1)
        return limits
    }
}

extension NetworkHTTP {
    /// With loopback as if it were public, and 127.0.0.9 as if it were not.
    static func onLoopback(
        _ settings: FetchSettings = FetchSettings(), resolver: any HostResolver = ScriptedResolver([:]),
        limits: FetchLimits = .patient, trusting pem: String? = LoopbackCertificate.certificatePEM
    ) throws -> NetworkHTTP {
        var policy = AddressPolicy(settings)
        policy.isPublic = { $0.isPublic || $0.bytes[0] == 127 && $0.bytes[3] != 9 }
        return NetworkHTTP(
            settings, policy, now: { Timestamp(seconds: 1_790_000_000) }, resolver: resolver, limits: limits,
            roots: try pem.map { try TrustRoots.only(pem: $0) } ?? .system())
    }

    /// Allowed to ask these servers over plain http.
    static func allowing(
        _ servers: LoopbackServer..., limits: FetchLimits = .patient, settings: FetchSettings = FetchSettings()
    ) -> NetworkHTTP {
        var settings = settings
        settings.allowedHosts.formUnion(servers.map(\.host))
        return NetworkHTTP(settings, limits: limits)
    }
}

extension Result {
    var failure: Failure? {
        if case .failure(let failure) = self { failure } else { nil }
    }

    var success: Success? { try? get() }
}
