/// What it costs to start the program and unroll the sample.
enum StartBench {
    static let rounds = 30

    static func run(skein: String) {
        var table = Table(
            title: "skein unroll on the sample, from start to end",
            method: "Median of \(rounds) runs, in turns with /bin/true in the same loop; standard output thrown away.",
            columns: ["program", "status", "wall", "processor", "peak memory"])
        let sample = ["unroll", "--replay", "Samples/lighthouse.json"]
        let programs: [(name: String, path: String, arguments: [String])] = [
            ("/bin/true", "/bin/true", []), ("skein --version", skein, ["--version"]),
            ("skein unroll, Markdown", skein, sample), ("skein unroll, HTML", skein, sample + ["--format", "html"]),
        ]
        var runs = programs.map { _ in [ChildRun]() }
        for _ in 0..<rounds {
            for (place, program) in programs.enumerated() {
                runs[place].append(ChildRun(program.path, program.arguments))
            }
        }
        for (program, runs) in zip(programs, runs) {
            table.rows.append([
                program.name, String(runs.last?.status ?? -1),
                rounded(median(runs.map(\.wallNanoseconds)) / 1e6) + " ms",
                rounded(median(runs.map(\.processorNanoseconds)) / 1e6) + " ms",
                peak(of: runs),
            ])
        }
        table.show()
    }

    private static func peak(of runs: [ChildRun]) -> String {
        let (peak, own) = (runs.map(\.peakBytes).max() ?? 0, memory("VmHWM"))
        return peak > own ? megabytes(peak) : "< " + megabytes(own)
    }
}
