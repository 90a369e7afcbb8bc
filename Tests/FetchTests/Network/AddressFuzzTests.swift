import FoundationEssentials
import Glibc
import Simulated
import Testing

@testable import Fetch

/// What we check has to be what the HTTP client, which reads addresses with Foundation, then asks.
@Suite struct AddressFuzzTests {
    private static let seeds = [
        "https://one.test/a?b=c#d", "http://127.0.0.1:8080/", "https://[2001:db8::1]:443/%41?x[]=1",
        "https://user@one.test\\@two.test/",
        "https://xn--bcher-kva.test./@ines/1", "https://0x7f.1/../a/./b;c?d/../e", "//two.test:99/a b",
    ]
    private static let pieces =
        Array("/:@?#[]%.\\0xa1-_ \u{0}\u{ff11}\u{3002}\u{301}\t\u{ad}é").map(String.init) + [
            "//", "%2e", "://", "127.1",
        ]

    @Test func anAddressMeansTheSameToFoundation() throws {
        var random = SplitMix(seed: 21)
        var taken = 0
        for _ in 0..<FuzzRounds.count(usually: 20_000) {
            let text = Self.mutated(&random)
            guard let address = WebAddress(text) else { continue }
            taken += 1
            let url = try #require(URL(string: address.text), "\(text)")
            #expect(url.absoluteString == address.text, "\(text)")
            #expect(url.scheme == (address.isSecure ? "https" : "http"))
            #expect(url.host(percentEncoded: true)?.trimmingBrackets == address.host.text, "\(text)")
            #expect(url.port ?? (address.isSecure ? 443 : 80) == address.port, "\(text)")
            #expect(url.user == nil && url.password == nil && url.fragment == nil)
            #expect(WebAddress(address.text) == address)
        }
        #expect(taken > 1000)
    }

    @Test func aReferenceStaysAnAddress() throws {
        var random = SplitMix(seed: 22)
        let base = try #require(WebAddress("https://one.test/a/b/c?d"))
        for _ in 0..<FuzzRounds.count(usually: 20_000) {
            guard let target = base.resolving(Self.mutated(&random)) else { continue }
            #expect(WebAddress(target.text) == target)
        }
    }

    /// Names never become addresses: the system's own, far more lenient reading of numbers takes none of them for one.
    @Test func aNameIsNoNumber() throws {
        var random = SplitMix(seed: 23)
        let alphabet = Array("0123456789abcdefx._-")
        for _ in 0..<FuzzRounds.count(usually: 20_000) {
            let text = String(
                (0..<Int.random(in: 1...12, using: &random)).map { _ in alphabet.randomElement(using: &random) ?? "0" })
            guard let host = HostName(text), host.address == nil else { continue }
            var address = in_addr()
            #expect(inet_aton(host.text, &address) == 0, "\(text)")
        }
    }

    private static func mutated(_ random: inout SplitMix) -> String {
        var text = Array(seeds.randomElement(using: &random) ?? "")
        for _ in 0..<Int.random(in: 0...4, using: &random) where !text.isEmpty {
            let place = Int.random(in: 0..<text.count, using: &random)
            switch Int.random(in: 0..<3, using: &random) {
            case 0: text.remove(at: place)
            case 1: text[place] = Character(Unicode.Scalar(UInt8.random(in: 0x20...0x7e, using: &random)))
            default: text.insert(contentsOf: pieces.randomElement(using: &random) ?? "", at: place)
            }
        }
        return String(text)
    }
}

extension String {
    fileprivate var trimmingBrackets: String { filter { $0 != "[" && $0 != "]" } }
}
