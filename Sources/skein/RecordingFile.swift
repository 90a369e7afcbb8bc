import FoundationEssentials
import Unroll

/// A recording as a file.
enum RecordingFile {
    static func read(_ path: String) throws(CommandProblem) -> Recording {
        let bytes = try InputFile.bytes(of: path)
        do { return try Recording(json: bytes) } catch { throw .notRecording(path: path) }
    }

    static func write(_ recording: Recording, to path: String, interruption: Interruption) throws(CommandProblem) {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        let json: Data
        do { json = try encoder.encode(recording) } catch { throw .cannotWrite(path: path, reason: "\(error)") }
        try OutputFile.write(Array(json) + [0x0a], to: path, interruption: interruption)
    }
}
