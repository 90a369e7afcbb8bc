import CSiteFiles
import Render

extension SiteAsset {
    /// The pictures that come with the program.
    static let files: [SiteAsset] = {
        var count = 0
        guard let files = site_files(&count) else { return [] }
        return UnsafeBufferPointer(start: files, count: count).map { file in
            SiteAsset(
                file: String(cString: file.name),
                bytes: Array(UnsafeBufferPointer(start: file.bytes, count: file.length)))
        }
    }()

    /// A picture by the name of its file.
    static func file(_ name: String) -> SiteAsset? {
        files.first { $0.file == name }
    }

    /// What every page has in its head so that browsers find the site's own pictures.
    static var iconLinks: HTML {
        let favicon: HTML? = file("favicon.png").map {
            "<link rel=\"icon\" type=\"image/png\" href=\"\(Place.asset($0.name).address)\">\n"
        }
        let touch: HTML? = file("icon-180.png").map {
            "<link rel=\"apple-touch-icon\" href=\"\(Place.asset($0.name).address)\">\n"
        }
        return "\(favicon)\(touch)"
    }
}
