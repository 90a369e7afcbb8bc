import NIOSSL
import Synchronization

/// The certificates that others are judged by, parsed once for all connections: each client for itself would take megabytes.
package final class TrustRoots: Sendable {
    private let source: @Sendable () -> NIOSSLTrustRoots
    private let parsed: Mutex<NIOSSLTrustRoots?> = Mutex(nil)

    private init(_ source: @escaping @Sendable () -> NIOSSLTrustRoots) { self.source = source }

    var value: NIOSSLTrustRoots {
        parsed.withLock { parsed in
            let value = parsed ?? source()
            parsed = value
            return value
        }
    }

    /// Those of this system.
    package static func system() -> TrustRoots {
        TrustRoots {
            for path in bundles {
                if let roots = try? NIOSSLCertificate.fromPEMFile(path), !roots.isEmpty { return .certificates(roots) }
            }
            return .default
        }
    }

    /// These alone.
    package static func only(pem: String) throws -> TrustRoots {
        let roots = try NIOSSLCertificate.fromPEMBytes(Array(pem.utf8))
        return TrustRoots { .certificates(roots) }
    }

    /// Where Debian and its like, Fedora and its like, openSUSE and Alpine keep them.
    private static let bundles = [
        "/etc/ssl/certs/ca-certificates.crt", "/etc/pki/tls/certs/ca-bundle.crt", "/etc/ssl/ca-bundle.pem",
        "/etc/ssl/cert.pem",
    ]
}
