import CUnpack
import Dispatch
import Glibc
import Testing

/// A connection over which a test sends and reads bytes as it likes.
final class RawConnection: Sendable {
    struct Broken: Error {}

    private let descriptor: Int32

    init(port: Int) async throws {
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = in_port_t(UInt16(port).bigEndian)
        address.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
        var patience = timeval(tv_sec: 30, tv_usec: 0)
        setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &patience, socklen_t(MemoryLayout<timeval>.size))
        let status = withUnsafePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
        self.descriptor = descriptor
        guard status == 0 else { throw Broken() }
    }

    deinit { close(descriptor) }

    func send(_ text: String) async throws {
        let bytes = Array(text.utf8)
        guard sendPart(bytes) == bytes.count else { throw Broken() }
    }

    /// Blocks until something of it is taken; how much, or -1.
    func sendPart(_ bytes: [UInt8]) -> Int { Glibc.send(descriptor, bytes, bytes.count, Int32(MSG_NOSIGNAL)) }

    /// The next bytes; none at the end.
    func bytes() async throws -> [UInt8] {
        try await withCheckedThrowingContinuation { continuation in
            DispatchQueue.global().async { [descriptor] in
                var buffer = [UInt8](repeating: 0, count: 65_536)
                let count = recv(descriptor, &buffer, buffer.count, 0)
                if count < 0 && errno != ECONNRESET { return continuation.resume(throwing: Broken()) }
                continuation.resume(returning: Array(buffer.prefix(max(0, count))))
            }
        }
    }

    /// The next answer, whose length its fields say.
    func answer(isHead: Bool = false) async throws -> RawAnswer {
        var received: [UInt8] = []
        var end: Int?
        while end == nil {
            let more = try await bytes()
            if more.isEmpty { throw Broken() }
            received += more
            end = received.indices.first { received[$0...].starts(with: Array("\r\n\r\n".utf8)) }
        }
        let head = String(decoding: received[..<(end ?? 0)], as: UTF8.self)
        let lines = head.split(separator: "\r\n")
        var answer = RawAnswer(status: Int(lines[0].split(separator: " ")[1]) ?? 0, fields: [:], body: [])
        for line in lines.dropFirst() {
            let parts = line.split(separator: ":", maxSplits: 1)
            answer.fields[parts[0].lowercased()] = parts[1].drop { $0 == " " }.description
        }
        var body = Array(received[((end ?? 0) + 4)...])
        let length = isHead ? 0 : Int(answer.fields["content-length"] ?? "0") ?? 0
        while body.count < length {
            let more = try await bytes()
            if more.isEmpty { throw Broken() }
            body += more
        }
        try #require(body.count == length, "nothing follows an answer")
        answer.body = body
        return answer
    }
}

extension RawAnswer {
    /// The body as it was before it was packed.
    var unpacked: [UInt8] {
        var output = [UInt8](repeating: 0, count: 1 << 22)
        switch fields["content-encoding"] {
        case "br":
            var count = output.count
            let status = BrotliDecoderDecompress(body.count, body, &count, &output)
            return status == BROTLI_DECODER_RESULT_SUCCESS ? Array(output.prefix(count)) : []
        case "gzip":
            var (stream, input) = (z_stream(), body)
            inflateInit2_(&stream, 15 + 16, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size))
            defer { inflateEnd(&stream) }
            let count = input.withUnsafeMutableBufferPointer { input in
                output.withUnsafeMutableBufferPointer { output in
                    (stream.next_in, stream.avail_in) = (input.baseAddress, uInt(input.count))
                    (stream.next_out, stream.avail_out) = (output.baseAddress, uInt(output.count))
                    return inflate(&stream, Z_FINISH) == Z_STREAM_END ? Int(stream.total_out) : 0
                }
            }
            return Array(output.prefix(count))
        default: return body
        }
    }
}
