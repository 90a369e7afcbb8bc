import AsyncHTTPClient
import Glibc
import NIOCore
import NIOHTTP1
import NIOHTTPCompression
import NIOPosix
import NIOSSL
import Unroll

/// How an exchange ended without an answer: the one place where the errors of the network libraries are told apart.
struct BrokenExchange: Error {
    var failure: FetchFailure
    /// Whether it is sure that the server did not get the request.
    var isUnsent: Bool

    init(_ failure: FetchFailure, isUnsent: Bool) { (self.failure, self.isUnsent) = (failure, isUnsent) }

    init(_ error: any Error) {
        switch error {
        case let error as BrokenExchange: self = error
        case let failure as FetchFailure: self.init(failure, isUnsent: failure == .refusedAddress)
        case is CancellationError: self.init(.cancelled, isUnsent: false)
        case let error as HTTPClientError: self.init(error)
        case let error as HTTPParserError:
            self.init(error == .headerOverflow ? .tooLarge : .connectionLost, isUnsent: false)
        case let error as NIOHTTPDecompression.DecompressionError:
            self.init(error == .limit ? .tooLarge : .connectionLost, isUnsent: false)
        case let error as NIOSSLError: self.init(error)
        case let error as BoringSSLError: self.init(error)
        case is NIOSSLExtraError: self.init(.insecure, isUnsent: true)
        case is NIOConnectionError: self.init(.unreachable, isUnsent: true)
        case ChannelError.connectTimeout: self.init(.timedOut, isUnsent: true)
        case let error as IOError: self.init(error)
        default: self.init(.connectionLost, isUnsent: false)
        }
    }

    private init(_ error: HTTPClientError) {
        switch error {
        case .connectTimeout, .tlsHandshakeTimeout, .getConnectionFromPoolTimeout: self.init(.timedOut, isUnsent: true)
        case .readTimeout, .writeTimeout, .deadlineExceeded: self.init(.timedOut, isUnsent: false)
        case .cancelled, .requestStreamCancelled: self.init(.cancelled, isUnsent: false)
        case .alreadyShutdown: self.init(.cancelled, isUnsent: true)
        case .invalidURL, .emptyHost, .emptyScheme: self.init(.refusedURL, isUnsent: true)
        default: self.init(.connectionLost, isUnsent: false)
        }
    }

    /// What goes wrong in a handshake is a matter of trust, but for a connection that ends during it.
    private init(_ error: NIOSSLError) {
        switch error {
        case .handshakeFailed(.sslError(let stack)) where stack.contains(.eofDuringHandshake):
            self.init(.connectionLost, isUnsent: true)
        case .handshakeFailed(.zeroReturn), .handshakeFailed(.syscallError): self.init(.connectionLost, isUnsent: true)
        case .uncleanShutdown, .shutdownFailed, .readInInvalidTLSState, .writeDuringTLSShutdown:
            self.init(.connectionLost, isUnsent: false)
        default: self.init(.insecure, isUnsent: true)
        }
    }

    /// After the handshake; what comes then is not what was sealed.
    private init(_ error: BoringSSLError) {
        switch error {
        case .zeroReturn, .syscallError: self.init(.connectionLost, isUnsent: false)
        default: self.init(.insecure, isUnsent: false)
        }
    }

    private init(_ error: IOError) {
        switch error.errnoCode {
        case ECONNREFUSED, EHOSTUNREACH, ENETUNREACH, EHOSTDOWN, ENETDOWN, EADDRNOTAVAIL, EAFNOSUPPORT, EACCES, EPERM:
            self.init(.unreachable, isUnsent: true)
        case ETIMEDOUT: self.init(.timedOut, isUnsent: false)
        default: self.init(.connectionLost, isUnsent: false)
        }
    }
}
