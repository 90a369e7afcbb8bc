import NIOPosix
import Unroll

/// Answers whatever it is asked with one picture or video of an export.
package struct ExportedFile: HTTP {
    let archive: ExportArchive
    let path: String

    /// - Parameter path: an `Attachment.file`.
    package init(_ path: String, in archive: ExportArchive) { (self.path, self.archive) = (path, archive) }

    package func answer(to request: Request) async -> Result<Response, FetchFailure> {
        let read = try? await NIOThreadPool.singleton.runIfActive { [self] () -> Result<[UInt8], ExportFailure> in
            do throws(ExportFailure) {
                return .success(try archive.bytes(of: path, limit: request.maximumBytes))
            } catch {
                return .failure(error)
            }
        }
        switch read {
        case .success(let bytes)?:
            return .success(Response(status: 200, body: bytes, url: request.url, received: WallClock.now()))
        case .failure(.tooLarge)?: return .failure(.tooLarge)
        case .failure?: return .failure(.connectionLost)
        case nil: return .failure(.cancelled)
        }
    }
}
