import Fetch
import Store
import Testing
import Unroll

@testable import Serve

/// What the page of a thread says about asking for it again.
@Suite(.timeLimit(.minutes(2))) struct CoolDownTests {
    private static let thread = Invented.thread(Invented.posts(["A lens is cut.", "By hand."]))

    @Test(arguments: ArchiveEngine.available) func thePageSaysFromWhenOnAndNoLongerThanThat(_ engine: ArchiveEngine)
        async throws
    {
        let time = AdjustableTime()
        time.now = Self.thread.retrieved.advanced(byMilliseconds: 180_000)
        try await SiteStage.run(on: engine, clock: Clock(now: { time.now }, sleep: { _ in })) { stage in
            try await stage.keep(Self.thread)
            let page = stage.address(of: Self.thread)
            let said = "Refreshed 3 May 2025, 08:15 UTC; again from 08:21 UTC."
            #expect(try await stage.get(page).body.contains(said))
            try await stage.untilReady(page)
            let ready = try await stage.get(page)
            #expect(ready.body.contains(said) && ready.body.contains("<button>Refresh</button>"))
            let refused = try await stage.post(page + "/refresh")
            #expect(refused.status == 429 && refused.body.contains("again from 08:21 UTC."))
            #expect(refused.body.contains("<a href=\"\(page)\">Back to the thread</a>"))
            // A page that is kept ready is not shown any more once it says what is no longer so.
            time.now = Self.thread.retrieved.advanced(byMilliseconds: 300_000)
            let later = try await stage.get(page)
            #expect(!later.body.contains("again from") && later.body.contains("<button>Refresh</button>"))
            #expect(later.headers["etag"] != ready.headers["etag"])
        }
    }

    @Test(arguments: ArchiveEngine.available) func overMidnightTheDayIsSaidToo(_ engine: ArchiveEngine) async throws {
        let time = AdjustableTime()
        time.now = Self.thread.retrieved
        try await SiteStage.run(
            on: engine, clock: Clock(now: { time.now }, sleep: { _ in }), changing: { $0.coolDown = 86_400_000 }
        ) { stage in
            try await stage.keep(Self.thread)
            let page = try await stage.get(stage.address(of: Self.thread)).body
            #expect(page.contains("Refreshed 3 May 2025, 08:15 UTC; again from 4 May 2025, 08:16 UTC."))
        }
    }

    @Test(arguments: ArchiveEngine.available) func whoMayNotRefreshIsToldNothing(_ engine: ArchiveEngine) async throws {
        try await SiteStage.run(on: engine, clock: Clock(now: { Self.thread.retrieved }, sleep: { _ in })) { stage in
            try await stage.keep(Self.thread)
            let page = try await stage.get(stage.address(of: Self.thread), SiteStage.stranger).body
            #expect(!page.contains("again from") && !page.contains("Refresh"))
            let address = stage.address(of: Self.thread)
            let refused = try await stage.post(address + "/refresh", "", SiteStage.stranger)
            #expect(refused.status == 403 && refused.body.contains("Only the host may refresh this thread"))
            #expect(refused.body.contains("<a href=\"\(address)\">Back to the thread</a>"))
        }
    }

    @Test(arguments: ArchiveEngine.available) func samplesAreNotAskedForAgain(_ engine: ArchiveEngine) async throws {
        try await SiteStage.run(on: engine) { stage in
            var keeping = Keeping(Self.thread, audience: .public, reason: "network", linkKey: "k-sample")
            keeping.isSample = true
            _ = try await stage.store.keep(keeping)
            let address = stage.address(of: Self.thread)
            let page = try await stage.get(address).body
            #expect(
                page.contains("This is a sample that came with Skein") && !page.contains("<button>Refresh</button>"))
            let refused = try await stage.post(address + "/refresh")
            #expect(refused.status == 403 && refused.body.contains("no network knows them"))
            #expect(refused.body.contains("<a href=\"\(address)\">Back to the thread</a>"))
        }
    }
}
