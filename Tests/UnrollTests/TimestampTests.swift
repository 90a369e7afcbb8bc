import Testing

@testable import Unroll

@Suite struct TimestampTests {
    @Test(arguments: [
        ("1970-01-01T00:00:00Z", 0), ("2000-02-29T12:30:15Z", 951_827_415_000),
        ("2025-05-02T08:15:30.250Z", 1_746_173_730_250),
        ("2025-05-02T10:15:30+02:00", 1_746_173_730_000), ("2025-05-02 08:15:30", 1_746_173_730_000),
        ("2025-05-02", 1_746_144_000_000),
        ("2025-05-02T08:15:30.123456789Z", 1_746_173_730_123), ("1969-12-31T23:59:59Z", -1000),
        ("2025-05-02T08:15Z", 1_746_173_700_000),
    ])
    func readsRFC3339(_ text: String, _ milliseconds: Int64) {
        #expect(Timestamp(rfc3339: text)?.milliseconds == milliseconds)
    }

    @Test(arguments: [
        "", "2025", "2025-13-01", "2025-02-30T00:00:00Z", "2025-05-02T25:00:00Z", "2025-05-02T08:15:30Zjunk",
        "٢٠٢٥-05-02", "2025-05-02T08:15:30+99:00",
        "0000-00-00T00:00:00Z", "-2025-05-02",
    ])
    func refusesOthers(_ text: String) { #expect(Timestamp(rfc3339: text) == nil) }

    @Test func readsOtherForms() {
        #expect(Timestamp(x: "Wed Oct 10 20:19:24 +0000 2018")?.rfc3339 == "2018-10-10T20:19:24Z")
        #expect(Timestamp(http: "Sun, 06 Nov 1994 08:49:37 GMT")?.rfc3339 == "1994-11-06T08:49:37Z")
        #expect(Timestamp(x: "Wed Oct 10 20:19:24 -0130 2018")?.rfc3339 == "2018-10-10T21:49:24Z")
        #expect(Timestamp(x: "Mon Oct 1 20:19:24 +0000 2018")?.rfc3339 == "2018-10-01T20:19:24Z")
        for text in [
            "yesterday", "Wed Oct 10 20:19:24 +0000 2018 ", "Wed Oct 10 20:19 +0000 2018",
            "Wed Foo 10 20:19:24 +0000 2018",
            "Wed Oct 10 20:19:24 2018", "Wed  Oct 10 20:19:24 +0000 2018",
        ] {
            #expect(Timestamp(x: text) == nil)
        }
        for text in [
            "Sun, 06 Nov 1994 08:49:37 GMT", "Thu, 01 Jan 1970 00:00:00 GMT", "Wed, 31 Dec 1969 23:59:59 GMT",
        ] {
            #expect(Timestamp(http: text)?.http == text)
        }
        #expect(Timestamp(http: "Sun, 99 Nov 1994 08:49:37 GMT") == nil)
    }

    @Test func formatsEveryDayOfFourCenturies() {
        var day = Timestamp(rfc3339: "1890-01-01T00:00:00Z") ?? Timestamp(seconds: 0)
        for _ in 0..<150_000 {
            #expect(Timestamp(rfc3339: day.rfc3339) == day)
            day = day.advanced(byMilliseconds: 86_400_000)
        }
    }

    @Test func extremesDoNotTrap() {
        #expect(!Timestamp(milliseconds: .max).rfc3339.isEmpty)
        #expect(!Timestamp(milliseconds: .min).rfc3339.isEmpty)
        _ = Timestamp(seconds: .max)
    }
}
