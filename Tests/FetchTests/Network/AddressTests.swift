import Testing

@testable import Fetch

@Suite struct AddressTests {
    @Test(arguments: [
        "0.0.0.0", "0.255.255.255", "10.0.0.1", "10.255.255.255", "100.64.0.0", "100.100.100.200", "100.127.255.255",
        "127.0.0.1", "127.255.255.255", "169.254.0.1", "169.254.169.254", "172.16.0.0", "172.31.255.255", "192.0.0.1",
        "192.0.0.192", "192.0.2.1", "192.31.196.1", "192.52.193.1", "192.88.99.1", "192.168.0.1", "192.168.255.255",
        "192.175.48.1", "198.18.0.0", "198.19.255.255", "198.51.100.1", "203.0.113.255", "224.0.0.1", "239.1.1.1",
        "240.0.0.1", "255.255.255.255", "168.63.129.16",
        "::", "::1", "::7f00:1", "::ffff:127.0.0.1", "::ffff:10.0.0.1", "::ffff:169.254.169.254", "64:ff9b::10.0.0.1",
        "64:ff9b::7f00:1", "64:ff9b:1::1", "100::1", "2001::1", "2001:0:4136:e378::1", "2001:10::1", "2001:20::1",
        "2001:1ff:ffff::1", "2001:db8::1", "2002::1", "2002:7f00:1::", "3fff::1", "3fff:fff::1", "2620:4f:8000::1",
        "4000::1", "5f00::1", "fc00::1", "fd00:ec2::254", "fe80::1", "fec0::1", "ff02::1", "1fff:ffff::1",
    ])
    func addressesThatAreNotPublic(_ text: String) throws {
        #expect(try !#require(IPAddress(text)).isPublic)
    }

    @Test(arguments: [
        "1.1.1.1", "9.255.255.255", "11.0.0.0", "100.63.255.255", "100.128.0.0", "126.255.255.255", "128.0.0.0",
        "169.253.255.255", "169.255.0.0", "172.15.255.255", "172.32.0.0", "192.0.1.0", "192.0.3.0", "192.167.255.255",
        "192.169.0.0", "198.17.255.255", "198.20.0.0", "203.0.112.255", "203.0.114.0", "223.255.255.255",
        "168.63.129.15", "2000::1", "2001:200::1", "2001:db7:ffff::1", "2001:db9::1", "2003::1", "2606:4700::1111",
        "2620:4f:8001::1", "3fff:1000::1", "3ffe:ffff::1", "::ffff:1.1.1.1", "64:ff9b::1.1.1.1",
    ])
    func addressesThatArePublic(_ text: String) throws {
        #expect(try #require(IPAddress(text)).isPublic)
    }

    @Test(arguments: [
        "", ".", "..", "a..b", ".a.test", "127.1", "127.0.1", "2130706433", "0x7f000001", "0x7f.1", "0177.0.0.1",
        "127.0.0.01", "1.2.3.4.5", "256.1.1.1", "a.0x7f", "a.127", "a.1.", "０.0.0.0", "１２７.0.0.1", "127。0。0。1",
        "a b.test", "a\u{0}.test", "127.0.0.1\u{0}.test", "a%2etest", "user@a.test", "a.test:80", "fe80::1%eth0",
        "[::1]",
        "::1%0", "a/b", "a\\b", "a.test\n", "*.test", "ﬁ.test", "a\u{ad}b.test", "€.test", "♥.test", "a．test", "ａ.test",
        "①.test", "\u{202e}a.test", String(repeating: "a", count: 64) + ".test",
        String(repeating: "a.", count: 127) + "test",
    ])
    func hostsThatAreNone(_ text: String) { #expect(HostName(text) == nil) }

    @Test(arguments: [
        ("One.TEST", "one.test"), ("one.test.", "one.test"), ("_atproto.one.test", "_atproto.one.test"),
        ("localhost", "localhost"), ("xn--bcher-kva.test", "xn--bcher-kva.test"), ("127.0.0.1", "127.0.0.1"),
        ("2001:DB8:0:0:0::1", "2001:db8::1"), ("1a.test", "1a.test"), ("0xg.test", "0xg.test"), ("4chan", "4chan"),
    ])
    func hostsThatMayBe(_ text: String, _ host: String) { #expect(HostName(text)?.text == host) }

    /// The first are from RFC 3492 §7.1.
    @Test(arguments: [
        ("他们为什么不说中文", "xn--ihqwcrb4cv8a8dqg056pqjye"), ("Pročprostěnemluvíčesky", "xn--proprostnemluvesky-uyb24dma41a"),
        ("なぜみんな日本語を話してくれないのか", "xn--n8jok5ay5dzabd5bym9f0cm5685rrjetr6pdxa"),
        ("почемужеонинеговорятпорусски", "xn--b1abfaaepdrnnbgefbadotcwatmq2g4l"),
        ("यहलोगहिन्दीक्योंनहींबोलसकतेहैं", "xn--i1baa7eci9glrd9b2ae1bj0hfcgg6iyaf8o0a1dig0cd"),
        ("Bücher", "xn--bcher-kva"), ("münchen-ost", "xn--mnchen-ost-9db"), ("한국", "xn--3e0b707e"), ("ÄÄ", "xn--4caa"),
    ])
    func otherLettersArePunycode(_ label: String, _ ascii: String) {
        #expect(HostName(label + ".Test.")?.text == ascii + ".test")
        #expect(WebAddress("https://\(label).test/ä")?.text == "https://\(ascii).test/%C3%A4")
    }

    @Test(arguments: [
        "", "one.test", "ftp://one.test/", "file:///etc/passwd", "javascript:alert(1)", "https:one.test", "https://",
        "https:///a", "https://user@one.test/", "https://user:key@one.test/", "https://one.test\\@127.0.0.1/",
        "https://one.test:0/", "https://one.test:65536/", "https://one.test:a/", "https://[::1", "https://[::1]a/",
        "https://[one.test]/", "https://::1/", "https://127.1/", "https://0x7f000001/", "https://%31%32%37.0.0.1/",
        "https://１２７.0.0.1/", "https://one.test/a\u{0}b", "https://one.test/a\r\nb: c", "https://one.test\u{7f}/",
        "https://[fe80::1%25eth0]/", " https://one.test/", "https://one.test/" + String(repeating: "a", count: 1 << 14),
    ])
    func addressesThatAreNotOnTheWeb(_ text: String) { #expect(WebAddress(text) == nil) }

    @Test(arguments: [
        ("https://One.Test", "https://one.test/"), ("HTTPS://one.test:443/", "https://one.test/"),
        ("http://one.test:80/a", "http://one.test/a"), ("https://one.test:80/", "https://one.test:80/"),
        ("https://one.test./a?b=c#d", "https://one.test/a?b=c"), ("https://one.test?a", "https://one.test/?a"),
        ("https://one.test/ä?q=日", "https://one.test/%C3%A4?q=%E6%97%A5"),
        ("https://one.test/a b|c\"<>[]%zz%4a%", "https://one.test/a%20b%7Cc%22%3C%3E%5B%5D%25zz%4a%25"),
        ("https://[2001:DB8::1]:8443/", "https://[2001:db8::1]:8443/"),
        ("https://one.test//a//", "https://one.test//a//"),
        ("https://one.test/@a/1", "https://one.test/@a/1"),
    ])
    func addressesAreSpelledOneWay(_ text: String, _ canonical: String) {
        #expect(WebAddress(text)?.text == canonical)
        #expect(WebAddress(canonical)?.text == canonical)
    }

    /// RFC 3986 §5.4, as far as it is about http.
    @Test(arguments: [
        ("https://b/g", "https://b/g"), ("g", "http://a/b/c/g"), ("./g", "http://a/b/c/g"), ("g/", "http://a/b/c/g/"),
        ("/g", "http://a/g"), ("//g", "http://g/"), ("?y", "http://a/b/c/d;p?y"), ("g?y", "http://a/b/c/g?y"),
        ("#s", "http://a/b/c/d;p?q"), ("g#s", "http://a/b/c/g"), (";x", "http://a/b/c/;x"), ("", "http://a/b/c/d;p?q"),
        (".", "http://a/b/c/"), ("./", "http://a/b/c/"), ("..", "http://a/b/"), ("../g", "http://a/b/g"),
        ("../..", "http://a/"), ("../../g", "http://a/g"), ("../../../../g", "http://a/g"), ("/./g", "http://a/g"),
        ("/../g", "http://a/g"), ("g.", "http://a/b/c/g."), ("..g", "http://a/b/c/..g"), ("./../g", "http://a/b/g"),
        ("g/../h", "http://a/b/c/h"), ("g?y/../x", "http://a/b/c/g?y/../x"), ("http:g", ""), ("mailto:a@b", ""),
        ("//user@g", ""), ("javascript:alert(1)", ""), ("g:h", ""),
    ])
    func references(_ reference: String, _ target: String) throws {
        let base = try #require(WebAddress("http://a/b/c/d;p?q"))
        #expect(base.resolving(reference)?.text ?? "" == target)
    }

    @Test func policyKnowsHostsWithAndWithoutPort() throws {
        var settings = FetchSettings()
        settings.allowedHosts = ["one.test", "two.test:8443", "three.test:443", "[::1]:8080", "bücher.test"]
        settings.chosenOrigins = ["http://four.test:80", "https://five.test"]
        let policy = AddressPolicy(settings)
        let home = try [#require(IPAddress("192.168.0.1"))]
        for (text, isExempt) in [
            ("http://one.test/", true), ("https://one.test/a", true), ("http://one.test:8080/", false),
            ("http://two.test:8443/", true), ("https://two.test/", false), ("https://three.test/", true),
            ("http://three.test/", false), ("http://[::1]:8080/", true), ("http://[::1]/", false),
            ("http://BÜCHER.test/", true), ("http://four.test/", true), ("https://four.test/", false),
            ("https://five.test/", true),
            ("http://five.test/", false), ("https://one.test.evil.test/", false),
        ] {
            let address = try #require(WebAddress(text))
            #expect(policy.allows(home, for: address) == isExempt, "\(text)")
            #expect(policy.allows(address) == (isExempt || text.hasPrefix("https:")), "\(text)")
        }
    }
}
