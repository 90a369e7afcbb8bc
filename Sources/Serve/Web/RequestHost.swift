import NIOCore
import NIOHTTP1

/// Stands behind the decoder, where it can still be seen what a request says of the site it is meant for; afterwards the first `Host` is
/// all that is left of it. A request with two is none (RFC 9112, 3.2), and a whole address as its target counts more than the field.
final class RequestHost: ChannelInboundHandler, RemovableChannelHandler {
    typealias InboundIn = HTTPServerRequestPart
    typealias InboundOut = HTTPServerRequestPart

    /// Whether a request was refused; what follows is not read either.
    private var isRefused = false

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        if isRefused { return }
        guard case .head(var head) = unwrapInboundIn(data) else { return context.fireChannelRead(data) }
        if head.headers["host"].count > 1 {
            isRefused = true
            return context.fireErrorCaught(HTTPParserError.invalidHeaderToken)
        }
        if let authority = RequestHost.authority(in: head.uri) {
            head.headers.replaceOrAdd(name: "Host", value: authority)
        }
        // Whoever speaks HTTP/1.0 waits for the end of the connection, unless they ask for more (RFC 9112, 9.3).
        if head.version.major == 1, head.version.minor == 0, !head.isKeepAlive {
            head.headers.replaceOrAdd(name: "Connection", value: "close")
        }
        context.fireChannelRead(wrapInboundOut(.head(head)))
    }

    /// As it stands in a target that is a whole address, with whatever else is in it.
    private static func authority(in target: String) -> String? {
        guard !target.hasPrefix("/"), let mark = target.firstRange(of: "://") else { return nil }
        return String(target[mark.upperBound...].prefix { !"/?#".contains($0) })
    }
}
