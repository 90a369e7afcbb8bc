import FoundationEssentials
import Glibc
import Loopback
import Testing
import Unroll

@testable import Fetch

@Suite(.timeLimit(.minutes(1))) struct LedgerTests {
    /// A folder that is not there yet, and goes away afterwards.
    private final class Folder: Sendable {
        private let parent = FileManager.default.temporaryDirectory.path() + "/skein-ledger-\(UUID().uuidString)"
        var path: String { parent + "/state" }
        var file: String { path + "/x-spending" }
        deinit { try? FileManager.default.removeItem(atPath: parent) }

        func text() -> String? {
            FileManager.default.contents(atPath: file).map { String(decoding: $0, as: UTF8.self) }
        }

        func write(_ text: String) throws {
            try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
            #expect(FileManager.default.createFile(atPath: file, contents: Data(text.utf8)))
        }
    }

    private let folder = Folder()

    private func ledger(budget: Int = 100_000) -> SpendingLedger { SpendingLedger(folder: folder.path, budget: budget) }

    @Test func spendingIsCountedAheadAndPutRight() throws {
        let ledger = ledger()
        let first = try ledger.reserve(60_000, on: "2026-08-31")
        #expect(folder.text() == "2026-08-31 000000000060000\n")
        #expect(throws: FetchFailure.budgetSpent) { try ledger.reserve(40_001, on: "2026-08-31") }
        try ledger.settle(first, spent: 15_000)
        #expect(folder.text() == "2026-08-31 000000000015000\n")
        let second = try ledger.reserve(85_000, on: "2026-08-31")
        #expect(throws: FetchFailure.budgetSpent) { try ledger.reserve(1, on: "2026-08-31") }
        try ledger.settle(second, spent: 90_000)
        #expect(folder.text() == "2026-08-31 000000000105000\n", "more than was thought is counted too")
        #expect(throws: FetchFailure.budgetSpent) { try ledger.reserve(0, on: "2026-08-31") }
    }

    @Test func aNewDayBeginsAtZero() throws {
        let ledger = ledger()
        let late = try ledger.reserve(100_000, on: "2026-08-31")
        _ = try ledger.reserve(30_000, on: "2026-09-01")
        try ledger.settle(late, spent: 0)
        #expect(folder.text() == "2026-09-01 000000000030000\n")
        // The clock was set back: nothing is forgotten.
        #expect(throws: FetchFailure.budgetSpent) { try ledger.reserve(70_001, on: "2026-08-31") }
        _ = try ledger.reserve(70_000, on: "2026-08-31")
        #expect(folder.text() == "2026-08-31 000000000100000\n")
    }

    /// A process that is killed never settles.
    @Test func whatNobodySettledStaysSpent() throws {
        _ = try ledger().reserve(99_999, on: "2026-08-31")
        #expect(throws: FetchFailure.budgetSpent) { try ledger().reserve(2, on: "2026-08-31") }
        _ = try ledger().reserve(1, on: "2026-08-31")
    }

    @Test(arguments: [
        "0", "2026-08-31 00000000000500\n", "2026-08-31 -00000000000500\n", "2026-13-31 000000000000500\n",
        "2026-08-31 000000000000500\n\n", "\0\0\0", "2026-08-31 00000000000x500\n",
    ])
    func aCountThatCannotBeReadIsNotZero(_ text: String) throws {
        try folder.write(text)
        #expect(throws: FetchFailure.budgetUncounted) { try ledger().reserve(1, on: "2026-08-31") }
        #expect(folder.text() == text)
    }

    @Test func whatCannotBeWrittenIsNotSpent() throws {
        try folder.write("")
        for path in ["/proc/nowhere", folder.file, "/dev/null/state", folder.path + "\0"] {
            let ledger = SpendingLedger(folder: path, budget: 10)
            #expect(throws: FetchFailure.budgetUncounted, "\(path)") { try ledger.reserve(1, on: "2026-08-31") }
        }
        // A full disk.
        try FileManager.default.removeItem(atPath: folder.file)
        try FileManager.default.createSymbolicLink(atPath: folder.file, withDestinationPath: "/dev/full")
        #expect(throws: FetchFailure.budgetUncounted) { try ledger().reserve(1, on: "2026-08-31") }
    }

    @Test func anotherProcessIsWaitedForButNotForEver() throws {
        _ = try ledger().reserve(1, on: "2026-08-31")
        let other = open(folder.file, O_RDWR | O_CLOEXEC)
        #expect(flock(other, LOCK_EX) == 0)
        var impatient = ledger()
        impatient.patience = .milliseconds(20)
        #expect(throws: FetchFailure.budgetUncounted) { try impatient.reserve(1, on: "2026-08-31") }
        close(other)
        _ = try impatient.reserve(1, on: "2026-08-31")
    }

    @Test func waitingForAnotherProcessCanBeStopped() async throws {
        try folder.write("")
        let other = open(folder.file, O_RDWR | O_CLOEXEC)
        #expect(flock(other, LOCK_EX) == 0)
        var limits = FetchLimits()
        limits.ledgerPatience = .seconds(3600)
        try await paying(Script(.status(200)), limits: limits) { http, server in
            let task = Task { await http.answer(to: Request(server.origin, priceMicrodollars: 1)) }
            try await Task.sleep(for: .milliseconds(20))
            task.cancel()
            #expect(await task.value.failure == .cancelled)
            #expect(server.requests.isEmpty)
        }
        close(other)
        #expect(folder.text() == "")
    }

    /// Each ledger opens the file for itself, as processes do.
    @Test func manyAtOnceNeverOverrun() async throws {
        let granted = Tally()
        await withTaskGroup(of: Void.self) { group in
            for number in 0..<40 {
                group.addTask {
                    let till = Till(budget: 100_000, folder: folder.path, limits: FetchLimits()) {
                        Timestamp(seconds: 1_790_000_000)
                    }
                    guard let reservation = try? await till.reserve(7_000) else { return }
                    granted.come()
                    if number % 2 == 0 { await till.settle(reservation, spent: 7_000) }
                }
            }
        }
        #expect(granted.all == 14)
        #expect(folder.text()?.hasSuffix(" 000000000098000\n") == true)
    }

    /// `perl` is part of every Debian and speaks `flock`.
    @Test func processesShareTheCount() async throws {
        _ = try ledger().reserve(0, on: "2026-08-31")
        let script = """
            open(my $f, '+<', $ARGV[0]) or die; for (1..200) { flock($f, 2) or die; seek($f, 0, 0); read($f, my $line, 27);
            my ($day, $spent) = split(/ /, $line); seek($f, 0, 0); printf $f "%s %015d\\n", $day, $spent + 3; $f->flush();
            flock($f, 8); } exit 0;
            """
        var process = pid_t()
        let arguments = (["perl", "-MIO::Handle", "-e", script, folder.file] as [String]).map { strdup($0) } + [nil]
        defer { arguments.forEach { free($0) } }
        try #require(posix_spawnp(&process, "perl", nil, nil, arguments, environ) == 0)
        let rich = ledger(budget: 1_000_000)
        for _ in 0..<200 { _ = try rich.reserve(5, on: "2026-08-31") }
        var status: Int32 = 0
        waitpid(process, &status, 0)
        #expect(status == 0)
        #expect(folder.text() == "2026-08-31 000000000001600\n")
    }

    /// A server that bills each page of posts, and people who ask it.
    private func paying(
        _ answers: Script, budget: Int? = 100_000, limits: FetchLimits = .patient,
        _ body: (NetworkHTTP, LoopbackServer) async throws -> Void
    ) async throws {
        let server = try await LoopbackServer.start(answering: answers.answer)
        var settings = FetchSettings()
        (settings.dailyBudget, settings.stateFolder, settings.xOrigin) = (budget, folder.path, server.origin)
        let http = NetworkHTTP.allowing(server, limits: limits, settings: settings)
        try await body(http, server)
        await http.close()
        await server.stop()
    }

    private func spent() -> Int? { folder.text().flatMap { SpendingRecord(Array($0.utf8)) }?.spent }

    @Test func onlyWhatCameIsPaid() async throws {
        let page =
            #"{"data":[{"id":"1","text":"a"},{"id":"2","text":"b"}],"includes":{"users":[{"id":"3","name":"Ines"}]}}"#
        try await paying(Script(.status(200, page), .status(200, "no json"), .status(429), .status(404))) {
            http, server in
            let request = Request(server.origin + "/2/tweets", priceMicrodollars: 40_000)
            #expect(await http.answer(to: request).success?.status == 200)
            #expect(spent() == 20_000)
            #expect(await http.answer(to: request).success?.status == 200)
            #expect(spent() == 60_000, "an answer that does not tell counts as the whole")
            for _ in 0..<3 { #expect(await http.answer(to: request).success != nil) }
            #expect(spent() == 60_000)
            #expect(await http.answer(to: Request(server.origin, priceMicrodollars: 40_001)).failure == .budgetSpent)
            #expect(server.requests.count == 5)
            #expect(await http.answer(to: Request(server.origin)).success != nil, "what is free may always be asked")
        }
    }

    @Test func anotherAttemptIsPaidForAgain() async throws {
        let lost = LoopbackAnswer.truncated("{", ending: .close)
        try await paying(Script(lost, lost, .status(404)), budget: 1_000_000) { http, server in
            _ = await http.answer(to: Request(server.origin, priceMicrodollars: 10_000))
            #expect(server.requests.count == 3)
            #expect(spent() == 20_000)
        }
        try await paying(Script(lost, .status(404)), budget: 35_000) { http, server in
            #expect(await http.answer(to: Request(server.origin, priceMicrodollars: 10_000)).failure == .connectionLost)
            #expect(server.requests.count == 1, "there was not enough left for another")
        }
        #expect(spent() == 30_000)
    }

    @Test func whatWasNeverSentCostsNothing() async throws {
        try await paying(Script(.status(200))) { http, server in
            await server.stop()
            let port = try #require(ClosedPort(server.port))
            for url in [server.origin, "https://127.0.0.1/", "https://127.1/"] {
                #expect(await http.answer(to: Request(url, priceMicrodollars: 10_000)).failure != nil)
            }
            withExtendedLifetime(port) {}
            #expect(spent() ?? 0 == 0)
        }
    }

    @Test func aStoppedRequestStaysCounted() async throws {
        try await paying(Script(.stall)) { http, server in
            let task = Task { await http.answer(to: Request(server.origin, priceMicrodollars: 10_000)) }
            while server.requests.isEmpty { try await Task.sleep(for: .milliseconds(5)) }
            #expect(spent() == 10_000)
            task.cancel()
            #expect(await task.value.failure == .cancelled)
            #expect(spent() == 10_000)
        }
    }

    @Test func manyTasksNeverOverrun() async throws {
        try await paying(Script(.status(200, "?"))) { http, server in
            await withTaskGroup(of: FetchFailure?.self) { group in
                for number in 0..<25 {
                    group.addTask {
                        await http.answer(to: Request("\(server.origin)/\(number)", priceMicrodollars: 10_000)).failure
                    }
                }
                var refused = 0
                for await failure in group where failure != nil {
                    #expect(failure == .budgetSpent)
                    refused += 1
                }
                #expect(refused == 15)
            }
            #expect(server.requests.count == 10)
            #expect(spent() == 100_000)
        }
    }

    @Test func withoutABudgetNothingIsWritten() async throws {
        try await paying(Script(.status(200)), budget: nil) { http, server in
            #expect(await http.answer(to: Request(server.origin, priceMicrodollars: 10_000)).success?.status == 200)
        }
        #expect(folder.text() == nil)
    }

    @Test func withoutAFolderNothingIsBought() async throws {
        var settings = FetchSettings()
        settings.dailyBudget = 100_000
        let http = NetworkHTTP(settings)
        #expect(
            await http.answer(to: Request("https://1.1.1.1/", priceMicrodollars: 1)).failure == .budgetUncounted)
        await http.close()
    }
}
