import Glibc

/// One of the pool's threads with its connection: opens it, opens it anew when it is lost, and runs transactions again where that is
/// right.
final class PostgresWorker {
    /// Writers that meet on the same rows: each round lets at least one through, so this is far more than ever meet.
    private static let attempts = 40

    private let address: PostgresAddress
    private let settings: DatabaseSettings
    private var session: PostgresSession?

    init(_ address: PostgresAddress, settings: DatabaseSettings) { (self.address, self.settings) = (address, settings) }

    func run<Value>(
        _ mode: TransactionMode, _ body: (any Connection) throws(StoreFailure) -> Value
    ) -> Result<Value, StoreFailure> {
        let end = ContinuousClock.now + settings.patience
        var attempt = 0
        while true {
            attempt += 1
            do throws(StoreFailure) {
                return .success(try transaction(mode, body))
            } catch {
                guard isWorthTrying(after: error, attempt: attempt, end: end) else { return .failure(error) }
                rest(attempt)
            }
        }
    }

    private func isWorthTrying(after failure: StoreFailure, attempt: Int, end: ContinuousClock.Instant) -> Bool {
        switch failure {
        case .contended: attempt < PostgresWorker.attempts
        // Whether a commit went through before the connection broke, nobody knows: it must not be done twice.
        case .unavailable: session?.wasCommitting != true && ContinuousClock.now < end
        default: false
        }
    }

    private func transaction<Value>(
        _ mode: TransactionMode, _ body: (any Connection) throws(StoreFailure) -> Value
    ) throws(StoreFailure) -> Value {
        let session = try openSession()
        if mode == .vacuuming { return try body(PostgresConnection(session)) }
        do throws(StoreFailure) {
            try session.begin(mode)
            let value = try body(PostgresConnection(session))
            try session.commit()
            return value
        } catch {
            session.rollBack()
            throw error
        }
    }

    private func openSession() throws(StoreFailure) -> PostgresSession {
        if let session, session.isSound { return session }
        session = nil
        let opened = try PostgresSession(address, settings: settings)
        session = opened
        return opened
    }

    /// Longer with each attempt, up to a quarter of a second, and different for everybody, so that those who met do not meet again.
    private func rest(_ attempt: Int) {
        let most = min(250_000, 2000 << min(attempt, 7))
        usleep(UInt32.random(in: 500...UInt32(most)))
    }
}
