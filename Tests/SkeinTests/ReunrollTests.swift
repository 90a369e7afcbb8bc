import Testing

/// `skein reunroll` on an archive of the built program.
@Suite(.timeLimit(.minutes(2))) struct ReunrollTests {
    @Test func anEmptyArchiveHasNothingToRebuild() async throws {
        let folder = try TemporaryFolder()
        defer { folder.remove() }
        let run = try await SkeinRun.of("reunroll", "--data", folder.path)
        #expect(run.status == 0)
        #expect(run.errors == "0 threads rebuilt, 0 left as they were, 0 without kept answers.\n")
    }
}
