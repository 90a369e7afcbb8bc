import FoundationEssentials
import Unroll

extension Site {
    /// What a browser needs to install the site as an app that other apps share links to.
    func manifest(_ visit: Visit) -> Reply {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        encoder.keyEncodingStrategy = .convertToSnakeCase
        let bytes = (try? encoder.encode(Manifest(words))).map { Array($0) } ?? []
        return Reply(bytes, type: "application/manifest+json")
    }
}

/// The wire form of a web app manifest, with the Web Share Target.
private struct Manifest: Encodable {
    struct Icon: Encodable {
        var src, sizes, type, purpose: String
    }

    struct ShareTarget: Encodable {
        struct Parameters: Encodable {
            /// Android puts the link into `text`.
            var title = "title"
            var text = "text"
            var url = "url"
        }

        var action = Place.unroll.address.text
        var method = "GET"
        var params = Parameters()
    }

    var name = "Skein"
    var shortName = "Skein"
    var description: String
    var lang: String
    var id = "/"
    var startURL = Place.home.address.text
    var scope = "/"
    var display = "minimal-ui"
    var backgroundColor = SiteStyle.paper
    var themeColor = SiteStyle.paper
    var icons: [Icon]
    var shareTarget = ShareTarget()

    init(_ words: Words) {
        (description, lang) = (words.site.home.howItWorks, words.language)
        icons = [
            ("icon-192.png", "192x192", "any"), ("icon-512.png", "512x512", "any"),
            ("icon-maskable-512.png", "512x512", "maskable"),
        ].compactMap { file, sizes, purpose in
            SiteAsset.file(file).map {
                Icon(src: Place.asset($0.name).address.text, sizes: sizes, type: $0.type, purpose: purpose)
            }
        }
    }
}
