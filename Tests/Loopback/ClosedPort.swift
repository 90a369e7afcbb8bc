import Glibc

/// A port on loopback that nobody listens at and nobody else gets, as long as this is kept: connections to it are refused.
package final class ClosedPort: Sendable {
    private let socket: Int32

    /// Nil when the port is in use.
    package init?(_ port: Int) {
        socket = Glibc.socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_in()
        (address.sin_family, address.sin_addr.s_addr) = (sa_family_t(AF_INET), in_addr_t(0x7f00_0001).bigEndian)
        address.sin_port = in_port_t(truncatingIfNeeded: port).bigEndian
        let isBound = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(socket, $0, socklen_t(MemoryLayout<sockaddr_in>.size)) == 0
            }
        }
        guard isBound else { return nil }
    }

    deinit { close(socket) }
}
