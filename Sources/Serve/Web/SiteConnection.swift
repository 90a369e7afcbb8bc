import HTTPTypes
import NIOCore
import NIOHTTP1
import NIOHTTPTypes
import Unroll

/// Stands at the end of each connection, in front of everything else: sends pages that are ready without further ado, answers what is no
/// request, and closes the connection of whoever takes too long to send a request or to take in an answer.
final class SiteConnection: ChannelDuplexHandler, RemovableChannelHandler {
    typealias InboundIn = HTTPRequestPart
    typealias InboundOut = HTTPRequestPart
    typealias OutboundIn = HTTPResponsePart
    typealias OutboundOut = HTTPResponsePart

    private let site: Site
    private let door: Door
    private var peerIsLoopback = false
    /// Where ready bytes enter the pipeline, behind what would encode them.
    private var wire: ChannelHandlerContext?
    private var phase: ConnectionPhase
    private var timer: Scheduled<Void>?
    /// What the request that is being read is answered with, where that is ready.
    private var ready: ReadyAnswer?
    private var isToFlush = false
    private let line = RequestLine()
    /// Whether it was answered to something that cannot be read; what follows is not read either.
    private var isRefused = false
    private var date = (second: Int64.min, text: "")
    private var accepted = (header: String?.none, encoding: ContentEncoding.identity)

    init(_ site: Site) {
        (self.site, door) = (site, Door(site.settings))
        phase = ConnectionPhase(patience: .milliseconds(site.settings.patience), now: .now())
    }

    func handlerAdded(context: ChannelHandlerContext) {
        wire = try? context.pipeline.syncOperations.context(handlerType: HTTPResponseEncoder.self)
        try? context.pipeline.syncOperations.addHandler(line, position: .first)
        let decoder = try? context.pipeline.syncOperations.handler(type: ByteToMessageHandler<HTTPRequestDecoder>.self)
        if let decoder { try? context.pipeline.syncOperations.addHandler(RequestHost(), position: .after(decoder)) }
        if context.channel.isActive { begin(context) }
    }

    func handlerRemoved(context: ChannelHandlerContext) {
        timer?.cancel()
        (timer, wire) = (nil, nil)
    }

    func channelActive(context: ChannelHandlerContext) {
        begin(context)
        context.fireChannelActive()
    }

    func channelInactive(context: ChannelHandlerContext) {
        timer?.cancel()
        timer = nil
        context.fireChannelInactive()
    }

    private func begin(_ context: ChannelHandlerContext) {
        guard timer == nil else { return }
        peerIsLoopback = context.channel.remoteAddress?.isLoopback ?? false
        watch(context, until: .now() + phase.patience)
    }

    private func watch(_ context: ChannelHandlerContext, until deadline: NIODeadline) {
        timer = context.eventLoop.assumeIsolated().scheduleTask(deadline: deadline) { [weak self] in
            guard let self, self.timer != nil else { return }
            let now = NIODeadline.now()
            let due = self.phase.deadline(now: now)
            if due <= now { context.close(promise: nil) } else { self.watch(context, until: due) }
        }
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        if isRefused { return }
        switch unwrapInboundIn(data) {
        case .head(let request):
            phase.headRead(now: .now())
            // Answers keep the order of the requests, and nobody is sent more than they take in.
            if phase.isFree, context.channel.isWritable, let wire, let answer = ready(for: request) {
                (ready, self.wire) = (answer, wire)
            } else {
                phase.passedOn()
                context.fireChannelRead(data)
            }
        case .body:
            if ready == nil { context.fireChannelRead(data) }
        case .end:
            phase.endRead(now: .now())
            line.isRead = false
            guard let ready else { return context.fireChannelRead(data) }
            self.ready = nil
            send(ready)
        }
    }

    func channelReadComplete(context: ChannelHandlerContext) {
        if isToFlush {
            isToFlush = false
            context.flush()
        }
        context.fireChannelReadComplete()
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        if isRefused { return }
        switch error as? HTTPParserError {
        case let error? where phase.isFree: refuse(error, context)
        default: context.fireErrorCaught(error)
        }
    }

    /// Says why there is no answer. Nothing more is sent then, but taken in for a while, for whoever is cut off while sending does not
    /// read the answer.
    private func refuse(_ error: HTTPParserError, _ context: ChannelHandlerContext) {
        isRefused = true
        let isTooLong = error == .headerOverflow
        var reply = site.page(for: !isTooLong ? .unreadable : line.isRead ? .tooManyFields : .tooLong, nil)
        reply.headers.append((.connection, "close"))
        let packed = reply.packed(.identity, .quick)
        var head = HTTPResponse(status: reply.status, headerFields: packed.fields)
        head.headerFields[.contentLength] = String(packed.body.readableBytes)
        context.write(wrapOutboundOut(.head(head)), promise: nil)
        context.write(wrapOutboundOut(.body(packed.body)), promise: nil)
        context.writeAndFlush(wrapOutboundOut(.end(nil)), promise: nil)
        context.close(mode: .output, promise: nil)
    }

    func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        if case .end = unwrapOutboundIn(data) { phase.answered(now: .now()) }
        context.write(data, promise: promise)
    }

    func channelWritabilityChanged(context: ChannelHandlerContext) {
        phase.isWritable(context.channel.isWritable, now: .now())
        context.fireChannelWritabilityChanged()
    }

    private func ready(for request: HTTPRequest) -> ReadyAnswer? {
        let fields = request.headerFields
        if let connection = fields[.connection], connection.lowercased() != "keep-alive" { return nil }
        let isHost = door.isHost(fields, peerIsLoopback: peerIsLoopback)
        // The key holds the name of the site, and pages are kept for names that are its own.
        guard let key = PageKey(request, isHost: isHost),
            let response = site.pages.response(
                to: key, packed: encoding(accepting: fields[.acceptEncoding]), at: site.clock.now())
        else { return nil }
        let isKnown = fields[.ifNoneMatch].map { $0 == "*" || $0.contains(response.tag) } ?? false
        return ReadyAnswer(
            head: isKnown ? response.notModified : response.head,
            body: isKnown || request.method == .head ? nil : response.body)
    }

    /// A reader says the same with each request.
    private func encoding(accepting header: String?) -> ContentEncoding {
        if header != accepted.header { accepted = (header, ContentEncoding(accepting: header)) }
        return accepted.encoding
    }

    private func send(_ answer: ReadyAnswer) {
        guard let wire else { return }
        let now = site.clock.now()
        let second = now.milliseconds / 1000
        if second != date.second { date = (second, "date: \(now.http)\r\n\r\n") }
        var head = wire.channel.allocator.buffer(capacity: answer.head.readableBytes + 48)
        head.writeImmutableBuffer(answer.head)
        head.writeString(date.text)
        wire.write(NIOAny(IOData.byteBuffer(head)), promise: nil)
        if let body = answer.body { wire.write(NIOAny(IOData.byteBuffer(body)), promise: nil) }
        isToFlush = true
    }
}

/// The bytes of an answer but for the date.
private struct ReadyAnswer {
    var head: ByteBuffer
    var body: ByteBuffer?
}
