import Loopback
import Testing

@Test func originsAreExchangedInEverySpelling() {
    let map = OriginMap(["https://one.test": "http://127.0.0.1:1001", "https://two.test:8443": "http://127.0.0.1:1002"])
    let text =
        #"https://one.test/a "https:\/\/one.test\/b" ?u=https%3A%2F%2Fone.test%2Fc&v=https%3A%2F%2Ftwo.test%3A8443 "#
        + "https://one.test.example https://two.test http"
    let local =
        #"http://127.0.0.1:1001/a "http:\/\/127.0.0.1:1001\/b" ?u=http%3A%2F%2F127.0.0.1%3A1001%2Fc"#
        + "&v=http%3A%2F%2F127.0.0.1%3A1002 https://one.test.example https://two.test http"
    #expect(map.toLoopback(text) == local)
    #expect(map.fromLoopback(local) == text)
}
