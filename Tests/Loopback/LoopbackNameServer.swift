import NIOCore
import NIOPosix

/// A DNS server on loopback that knows the TXT records it is given, and says of every other name that it does not exist.
package final class LoopbackNameServer: Sendable {
    package let port: Int
    private let channel: any Channel

    private init(_ channel: any Channel) { (self.channel, port) = (channel, channel.localAddress?.port ?? 0) }

    /// `texts` by name in lower case; each record is a list of strings. A name without records exists.
    package static func start(texts: [String: [[String]]]) async throws -> LoopbackNameServer {
        let channel = try await DatagramBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .channelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.addHandler(NameHandler(texts))
                }
            }
            .bind(host: "127.0.0.1", port: 0).get()
        return LoopbackNameServer(channel)
    }

    package func stop() async { try? await channel.close().get() }
}

/// One answer to one question (RFC 1035 §4).
package enum NameMessage {
    /// The answer to `question`, whose name the records are said to belong to by a pointer.
    package static func answer(to question: [UInt8], texts: [[String]]?) -> [UInt8] {
        var message: [UInt8] = question.prefix(2) + [0x81, texts == nil ? 0x83 : 0x80, 0, 1]
        message += bytes(texts?.count ?? 0) + [0, 0, 0, 0]
        message += question[12..<end(of: question)]
        for strings in texts ?? [] {
            let data: [UInt8] = strings.flatMap { [UInt8($0.utf8.count)] + Array($0.utf8) }
            message += [0xc0, 12, 0, 16, 0, 1, 0, 0, 0, 60] as [UInt8]
            message += bytes(data.count) + data
        }
        return message
    }

    /// The name that is asked for, in lower case.
    package static func name(in question: [UInt8]) -> String {
        var (labels, place): ([String], Int) = ([], 12)
        while place < question.count, question[place] > 0, place + Int(question[place]) < question.count {
            labels.append(String(decoding: question[place + 1...place + Int(question[place])], as: UTF8.self))
            place += 1 + Int(question[place])
        }
        return labels.joined(separator: ".").lowercased()
    }

    private static func end(of question: [UInt8]) -> Int {
        let name = question[12...].firstIndex(of: 0) ?? question.count - 5
        return min(name + 5, question.count)
    }

    private static func bytes(_ number: Int) -> [UInt8] { [UInt8(number >> 8 & 0xff), UInt8(number & 0xff)] }
}

private final class NameHandler: ChannelInboundHandler {
    typealias InboundIn = AddressedEnvelope<ByteBuffer>
    typealias OutboundOut = AddressedEnvelope<ByteBuffer>

    private let texts: [String: [[String]]]

    init(_ texts: [String: [[String]]]) { self.texts = texts }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        let envelope = unwrapInboundIn(data)
        let question = Array(envelope.data.readableBytesView)
        guard question.count > 16 else { return }
        let answer = NameMessage.answer(to: question, texts: texts[NameMessage.name(in: question)])
        let reply = AddressedEnvelope(remoteAddress: envelope.remoteAddress, data: ByteBuffer(bytes: answer))
        context.writeAndFlush(wrapOutboundOut(reply), promise: nil)
    }
}
