import Unroll

/// Somebody who knows what the DNS says.
package protocol HostResolver: Sendable {
    /// The addresses of a host, in the order in which they should be tried.
    func addresses(of host: String) async throws(FetchFailure) -> [IPAddress]

    /// The DNS message (RFC 1035) that answers the question for a name's TXT records.
    func textMessage(of name: String) async throws(FetchFailure) -> [UInt8]
}
