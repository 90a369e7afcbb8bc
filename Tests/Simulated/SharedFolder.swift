import Foundation

/// The folder with the networks' specifications and recordings from real servers, which is not part of the project: named by
/// `SKEIN_SHARED`, or beside the project as `shared`. Tests that use it are skipped where it is absent.
package enum SharedFolder {
    package static let url: URL = {
        if let path = ProcessInfo.processInfo.environment["SKEIN_SHARED"] { return URL(filePath: path) }
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        return root.deletingLastPathComponent().appending(path: "shared")
    }()

    package static func has(_ path: String) -> Bool {
        FileManager.default.fileExists(atPath: url.appending(path: path).path(percentEncoded: false))
    }

    package static func read(_ path: String) throws -> [UInt8] {
        Array(try Data(contentsOf: url.appending(path: path)))
    }

    /// The names of the files directly in `folder`, in order.
    package static func files(in folder: String) -> [String] {
        let path = url.appending(path: folder).path(percentEncoded: false)
        return ((try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []).sorted()
    }
}
