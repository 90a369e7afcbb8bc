import Fetch
import Unroll
import Synchronization

struct TerminalText {
    let text: String;
    init(_ t: String) {
        text = String(
            String.UnicodeScalarView(
                t.unicodeScalars.filter {
                    $0.value >= 0x20 && $0.value != 0x7f && !(0x80..<0xa0).contains($0.value) || $0 == "\n"
                }))
    }
}
func postLink(_ text: String) throws(Problem) -> PostLink { throw .command(.noLinks) }
final class RecordedHTTP: HTTP {
    private let playback: Mutex<Playback>
    init(_ recording: Recording) { playback = Mutex(Playback(recording)) }
    func answer(to request: Request) async -> Result<Response, FetchFailure> {
        playback.withLock { $0.answer(to: request) }
    }
}
struct ThreadList {
    let export: String; let console: Console
    init(export: String, _ console: Console) { (self.export, self.console) = (export, console) }
    func status() async throws(Problem) -> ExitStatus { .complete }
}
