import Glibc
import NIOCore
import NIOHTTP1
import Simulated
import Unroll

/// One connection of a loopback server.
final class LoopbackHandler: ChannelInboundHandler {
    typealias InboundIn = HTTPServerRequestPart
    typealias OutboundOut = HTTPServerResponsePart

    private let scheme: String
    private let state: LoopbackState
    private let answering: LoopbackServer.Answering
    private var head: HTTPRequestHead?

    init(scheme: String, state: LoopbackState, answering: @escaping LoopbackServer.Answering) {
        (self.scheme, self.state, self.answering) = (scheme, state, answering)
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        switch unwrapInboundIn(data) {
        case .head(let head): self.head = head
        case .body: break
        case .end:
            guard let head else { return }
            let request = request(from: head)
            state.note(request)
            perform(answering(request), isLast: !head.isKeepAlive, on: context)
        }
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) { context.close(promise: nil) }

    private func request(from head: HTTPRequestHead) -> SimulatedRequest {
        var headers: [String: String] = [:]
        for (name, value) in head.headers {
            headers[name.lowercased(), default: ""] += headers[name.lowercased()] == nil ? value : ", " + value
        }
        return SimulatedRequest(
            method: head.method.rawValue, url: "\(scheme)://\(headers["host"] ?? "")\(head.uri)", headers: headers)
    }

    private func perform(_ answer: LoopbackAnswer, isLast: Bool, on context: ChannelHandlerContext) {
        switch answer {
        case .response(let response): send(response, isLast: isLast, on: context)
        case .raw(let bytes, let ending): send(bytes, ending: ending, on: context)
        case .stall: break
        case .endless: pour(ByteBuffer(repeating: 0, count: 1 << 16), every: .zero, on: context)
        case .trickle: pour(ByteBuffer(repeating: 0x20, count: 1), every: .milliseconds(50), on: context)
        }
    }

    private func send(_ response: Response, isLast: Bool, on context: ChannelHandlerContext) {
        var headers = HTTPHeaders(response.headers.sorted { $0.key < $1.key })
        for name in ["content-length", "transfer-encoding", "connection"] { headers.remove(name: name) }
        headers.add(name: "content-length", value: String(response.body.count))
        if isLast { headers.add(name: "connection", value: "close") }
        write(
            HTTPResponseHead(version: .http1_1, status: .init(statusCode: response.status), headers: headers), context)
        context.write(wrapOutboundOut(.body(.byteBuffer(ByteBuffer(bytes: response.body)))), promise: nil)
        let channel = context.channel
        context.writeAndFlush(wrapOutboundOut(.end(nil))).whenComplete { _ in
            if isLast { channel.close(promise: nil) }
        }
    }

    /// Goes around the response encoder, which would mend what is meant to be broken.
    private func send(_ bytes: [UInt8], ending: LoopbackAnswer.Ending, on context: ChannelHandlerContext) {
        let channel = context.channel
        let encoder = try? context.pipeline.syncOperations.context(handlerType: HTTPResponseEncoder.self)
        let written = context.eventLoop.makePromise(of: Void.self)
        (encoder ?? context).writeAndFlush(NIOAny(ByteBuffer(bytes: bytes)), promise: written)
        if ending == .stay { return }
        written.futureResult.whenComplete { _ in
            if ending == .reset, let socket = channel as? any SocketOptionProvider {
                socket.setSoLinger(linger(l_onoff: 1, l_linger: 0)).whenComplete { _ in channel.close(promise: nil) }
            } else {
                channel.close(promise: nil)
            }
        }
    }

    private func pour(_ drop: ByteBuffer, every pause: TimeAmount, on context: ChannelHandlerContext) {
        let headers: HTTPHeaders = ["content-type": "application/json"]
        write(HTTPResponseHead(version: .http1_1, status: .ok, headers: headers), context)
        let channel = context.channel
        @Sendable func more(_ result: Result<Void, any Error>) {
            guard case .success = result else { return }
            channel.eventLoop.scheduleTask(in: pause) {
                channel.writeAndFlush(HTTPServerResponsePart.body(.byteBuffer(drop))).whenComplete(more)
            }
        }
        more(.success(()))
    }

    private func write(_ head: HTTPResponseHead, _ context: ChannelHandlerContext) {
        context.write(wrapOutboundOut(.head(head)), promise: nil)
    }
}
