import Glibc

/// The time `work` takes, in nanoseconds of one of our own threads (user and system), the least of `rounds`: other programs then
/// disturb the least.
func nanoseconds<Value>(rounds: Int, _ work: () throws -> Value) rethrows -> Double {
    var best = Double.infinity
    for _ in 0..<rounds {
        let start = threadTime()
        _ = try work()
        best = min(best, threadTime() - start)
    }
    return best
}

private func threadTime() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
    return Double(time.tv_sec) * 1e9 + Double(time.tv_nsec)
}

/// Wall time in nanoseconds.
func wallTime() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Double(time.tv_sec) * 1e9 + Double(time.tv_nsec)
}

/// A line of `/proc/self/status` in bytes: `VmRSS` is what is in memory now, `VmHWM` the most there ever was.
func memory(_ name: String) -> Int {
    guard let file = fopen("/proc/self/status", "r") else { return 0 }
    defer { fclose(file) }
    var line = [CChar](repeating: 0, count: 256)
    while fgets(&line, 256, file) != nil {
        let text = String(decoding: line.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
        guard text.hasPrefix(name + ":") else { continue }
        return (text.split(whereSeparator: { " \t".contains($0) }).dropFirst().first.flatMap { Int($0) } ?? 0) * 1024
    }
    return 0
}

/// A program run to its end, with what it cost.
struct ChildRun {
    var status: Int32
    var wallNanoseconds: Double
    /// User and system.
    var processorNanoseconds: Double
    var peakBytes: Int
    var bytes: [UInt8]
    var output: String { String(decoding: bytes, as: UTF8.self) }

    /// Standard output is kept when `keepingOutput`, else thrown away, as standard error is. Linux counts the memory of whoever starts
    /// a program into its peak, so a peak below our own says nothing.
    init(_ path: String, _ arguments: [String], keepingOutput: Bool = false) {
        var ends: [Int32] = [-1, -1]
        pipe(&ends)
        let start = wallTime()
        let child = spawn(path, arguments, output: keepingOutput ? ends[1] : open("/dev/null", O_WRONLY))
        close(ends[1])
        bytes = []
        var buffer = [UInt8](repeating: 0, count: 65_536)
        while keepingOutput {
            let count = read(ends[0], &buffer, buffer.count)
            if count <= 0 { break }
            bytes += buffer[..<count]
        }
        close(ends[0])
        var (state, usage) = (Int32(0), rusage())
        wait4(child, &state, 0, &usage)
        wallNanoseconds = wallTime() - start
        status = (state >> 8) & 0xff
        processorNanoseconds = nanoseconds(usage.ru_utime) + nanoseconds(usage.ru_stime)
        peakBytes = usage.ru_maxrss * 1024
    }
}

private func nanoseconds(_ time: timeval) -> Double { Double(time.tv_sec) * 1e9 + Double(time.tv_usec) * 1e3 }

private func spawn(_ path: String, _ arguments: [String], output: Int32) -> pid_t {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    posix_spawn_file_actions_adddup2(&actions, output, STDOUT_FILENO)
    posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0)
    defer { posix_spawn_file_actions_destroy(&actions) }
    var vector = ([path] + arguments).map { strdup($0) } + [nil]
    defer { for pointer in vector { free(pointer) } }
    var child = pid_t()
    posix_spawn(&child, path, &actions, nil, &vector, environ)
    return child
}
