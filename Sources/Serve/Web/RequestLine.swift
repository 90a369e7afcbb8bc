import NIOCore

/// Stands in front of the decoder, which does not tell of a request it refuses to read whether its address or its fields are too long.
final class RequestLine: ChannelInboundHandler, RemovableChannelHandler {
    typealias InboundIn = ByteBuffer
    typealias InboundOut = ByteBuffer

    /// Whether the line with the address is over; it is for others to say when the next one begins.
    var isRead = false

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        if !isRead { isRead = unwrapInboundIn(data).readableBytesView.contains(UInt8(ascii: "\n")) }
        context.fireChannelRead(data)
    }
}
