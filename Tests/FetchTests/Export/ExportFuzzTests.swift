import Fetch
import Simulated
import Testing
import Unroll

/// Zips with bytes in them that nobody wrote on purpose: what can be read is read, the rest is an `ExportFailure`.
@Suite struct ExportFuzzTests {
    private let scratch: ExportScratch

    init() throws { scratch = try ExportScratch() }

    /// Whether the zip could be read to the end.
    private func read(_ bytes: [UInt8]) throws -> Bool {
        var limits = ExportLimits()
        limits.totalBytes = 1 << 20
        let path = try scratch.write("fuzz.zip", bytes)
        do {
            let archive = try ExportArchive(path: path, limits: limits)
            let conversation = try archive.conversation(
                around: PostID("10"), in: archive.index(), retrieved: Timestamp(seconds: 0))
            for file in conversation.posts.flatMap(\.attachments).compactMap(\.file) {
                #expect(try archive.bytes(of: file).count <= 1 << 20)
            }
            return true
        } catch {
            // The compiler knows that this is an `ExportFailure`.
            return false
        }
    }

    @Test func changedBytesAreReadOrRefused() throws {
        let whole = ZipWriter.bytes(SmallExport.entries)
        let directory = whole.count - 420
        var (random, survivors) = (SplitMix(seed: 17), 0)
        for _ in 0..<FuzzRounds.count(usually: 600) {
            var bytes = whole
            for _ in 0..<Int.random(in: 1...4, using: &random) {
                // Half of the changes hit the directory at the end, where they do most.
                let lower = Bool.random(using: &random) ? directory : 0
                bytes[Int.random(in: lower..<whole.count, using: &random)] = .random(in: 0...255, using: &random)
            }
            if try read(bytes) { survivors += 1 }
        }
        #expect(survivors > 0)
    }

    /// Lies that fit together as far as a zip can: sizes, places, checksums, methods and names that are not so.
    @Test func lyingDirectoriesAreReadOrRefused() throws {
        var (random, survivors) = (SplitMix(seed: 18), 0)
        for _ in 0..<FuzzRounds.count(usually: 400) {
            var entries = SmallExport.entries
            for _ in 0..<Int.random(in: 1...2, using: &random) {
                let place = Int.random(in: entries.indices, using: &random)
                switch Int.random(in: 0..<7, using: &random) {
                case 0: entries[place].size = Int(UInt32.random(in: 0 ... .max, using: &random))
                case 1: entries[place].size += Int.random(in: -3...3, using: &random)
                case 2: entries[place].packed.removeLast(Int.random(in: 0...5, using: &random))
                case 3: entries[place].isDeflated = true
                case 4: entries[place].mode = UInt16.random(in: 0 ... .max, using: &random)
                case 5: entries.append(entries[place])
                default:
                    let other = entries[Int.random(in: entries.indices, using: &random)]
                    entries[place].rawName = Array(other.name.utf8.shuffled(using: &random))
                }
            }
            if try read(ZipWriter.bytes(entries)) { survivors += 1 }
        }
        #expect(survivors > 0)
    }

    @Test func piecesOfZipsAreReadOrRefused() throws {
        let whole = ZipWriter.bytes(SmallExport.entries)
        var random = SplitMix(seed: 19)
        for _ in 0..<FuzzRounds.count(usually: 300) {
            var bytes = whole
            let (start, count) = (
                Int.random(in: 0..<whole.count, using: &random), Int.random(in: 1...300, using: &random)
            )
            let piece = whole[start..<min(start + count, whole.count)]
            switch Int.random(in: 0..<3, using: &random) {
            case 0: bytes.removeSubrange(piece.indices)
            case 1: bytes.insert(contentsOf: piece, at: Int.random(in: 0...whole.count, using: &random))
            default: bytes += piece
            }
            _ = try read(bytes)
        }
    }
}
