import Testing

@testable import Unroll

@Suite struct DateWordsTests {
    @Test(arguments: [
        ("2025-05-02T08:15:00Z", "08:15 UTC"), ("2025-05-02T08:15:00.001Z", "08:16 UTC"),
        ("2025-05-02T08:15:59Z", "08:16 UTC"), ("2025-05-02T23:59:00Z", "23:59 UTC"),
        ("2025-05-02T23:59:01Z", "3 May 2025, 00:00 UTC"), ("2025-05-04T08:15:00Z", "4 May 2025, 08:15 UTC"),
    ]) func whatIsSaidIsNeverTooEarly(_ moment: String, said: String) throws {
        let now = try #require(Timestamp(rfc3339: "2025-05-02T08:14:59Z"))
        #expect(DateWords.english.from(try #require(Timestamp(rfc3339: moment)), at: now) == said)
    }
}
