import Glibc
import Simulated
import Testing
import Unroll

@testable import Fetch

@Suite(.timeLimit(.minutes(1))) struct QueueTests {
    @Test func turnsAreTakenInOrderAndCounted() async {
        let queue = HostQueue(width: 2)
        let tally = Tally()
        await withTaskGroup(of: Void.self) { group in
            for _ in 0..<50 {
                group.addTask {
                    #expect(await queue.enter("one.test"))
                    tally.come()
                    await Task.yield()
                    tally.go()
                    queue.leave("one.test")
                }
            }
        }
        #expect(tally.most == 2 && tally.all == 50)
    }

    @Test func hostsDoNotWaitForEachOther() async {
        let queue = HostQueue(width: 1)
        #expect(await queue.enter("one.test"))
        #expect(await queue.enter("two.test"))
        queue.leave("one.test")
        #expect(await queue.enter("one.test"))
    }

    @Test func whoIsCancelledLosesTheTurn() async {
        let queue = HostQueue(width: 1)
        #expect(await queue.enter("one.test"))
        let waiting = Task { await queue.enter("one.test") }
        let patient = Task { await queue.enter("one.test") }
        waiting.cancel()
        #expect(await waiting.value == false)
        queue.leave("one.test")
        #expect(await patient.value)
        queue.leave("one.test")
        #expect(await queue.enter("one.test"))
    }

    @Test func startsKeepTheirDistance() {
        let pace = Pace(spacing: .seconds(1))
        let now = ContinuousClock.now
        #expect((0..<3).map { _ in pace.start(from: now) - now } == [.zero, .seconds(1), .seconds(2)])
        #expect(pace.start(from: now + .seconds(10)) == now + .seconds(10))
        #expect(pace.start(from: now + .seconds(10.5)) == now + .seconds(11))
    }

    @Test func pausesDoubleAndScatter() {
        var random = SplitMix(seed: 3)
        for attempt in 1...3 {
            let pauses = (0..<200).map { _ in Retry.pause(after: attempt, base: .milliseconds(100), using: &random) }
            let middle = Duration.milliseconds(100 << (attempt - 1))
            #expect(pauses.allSatisfy { $0 >= middle * 0.5 && $0 <= middle * 1.5 })
            #expect(Set(pauses).count > 100)
        }
    }

    @Test func onlyWhatMayPassIsTriedAgain() {
        for failure in [
            FetchFailure.unknownHost, .refusedAddress, .refusedURL, .refusedRedirect, .insecure, .tooLarge,
            .tooManyRedirects,
            .budgetSpent,
            .budgetUncounted, .cancelled, .notRecorded,
        ] { #expect(!Retry.mayHelp(after: .failure(failure))) }
        for failure in [FetchFailure.connectionLost, .timedOut, .unreachable] {
            #expect(Retry.mayHelp(after: .failure(failure)))
        }
    }

    @Test func blockingCallsAreLeftAlone() async {
        let threads = BlockingThreads(count: 1)
        let gate = Tally()
        let stuck = Task {
            await threads.run { while gate.all == 0 { usleep(1000) } }
        }
        let next = Task { await threads.run { 5 } }
        stuck.cancel()
        #expect(await stuck.value == nil)
        gate.come()
        #expect(await next.value == 5)
    }
}
