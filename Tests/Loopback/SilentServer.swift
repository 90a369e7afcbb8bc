import Glibc

/// A port on loopback where connections are accepted and nothing is ever said, not even in a TLS handshake.
package final class SilentServer: Sendable {
    package let port: Int
    private let socket: Int32

    package init?() {
        let socket = Glibc.socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_in()
        (address.sin_family, address.sin_addr.s_addr) = (sa_family_t(AF_INET), in_addr_t(0x7f00_0001).bigEndian)
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let isListening = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(socket, $0, length) == 0 && listen(socket, 16) == 0 && getsockname(socket, $0, &length) == 0
            }
        }
        guard socket >= 0, isListening else { return nil }
        (self.socket, port) = (socket, Int(UInt16(bigEndian: address.sin_port)))
    }

    deinit { close(socket) }
}
