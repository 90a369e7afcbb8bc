import FoundationEssentials

/// How many mutated inputs a fuzz test tries: few enough for every run, or as many as `SKEIN_FUZZ_ROUNDS` says (`make fuzz`).
package enum FuzzRounds {
    package static func count(usually usual: Int) -> Int {
        ProcessInfo.processInfo.environment["SKEIN_FUZZ_ROUNDS"].flatMap { Int($0) } ?? usual
    }
}
