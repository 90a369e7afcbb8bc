import FoundationEssentials

/// How many mutated inputs a fuzz test tries: few enough for every run, or `SKEIN_FUZZ_TIMES` as
/// many (`make fuzz`), so that slow tests and fast ones grow alike.
package enum FuzzRounds {
    package static func count(usually usual: Int) -> Int {
        let times = ProcessInfo.processInfo.environment["SKEIN_FUZZ_TIMES"].flatMap { Int($0) } ?? 1
        return usual * min(max(times, 1), 1_000_000)
    }
}
