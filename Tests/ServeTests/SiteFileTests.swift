import Testing
import Unroll

@testable import Serve

struct SiteFileTests {
    @Test func thePicturesOfTheProgramAreInIt() throws {
        for name in ["favicon.png", "icon-180.png", "icon-192.png", "icon-512.png", "icon-maskable-512.png"] {
            let file = try #require(SiteAsset.file(name))
            #expect(file.bytes.starts(with: [0x89, 0x50, 0x4e, 0x47]) && file.type == "image/png")
            #expect(file.bytes.count < 60_000)
        }
    }

    @Test func noTwoFilesHaveOneName() {
        #expect(Set(SiteAsset.all.map(\.name)).count == SiteAsset.all.count)
    }

    @Test func everyPictureTheHelpShowsIsThere() throws {
        let help = Words.english.site.help
        let names = ([help.unrolling] + help.others).compactMap(\.picture?.name)
        for name in names.flatMap({ [$0 + ".webp", $0 + "-dark.webp"] }) {
            let file = try #require(SiteAsset.file(name))
            #expect(file.type == "image/webp" && file.bytes.starts(with: Array("RIFF".utf8)))
            #expect(file.bytes.count < 40_000)
        }
    }
}

struct ManifestTests {
    @Test func theColorsAreThoseOfTheSheet() async throws {
        #expect(String(decoding: SiteAsset.style.bytes, as: UTF8.self).contains("--paper:\(SiteStyle.paper);"))
        let manifest = try await SampleSite.shared.value.page("/manifest.webmanifest")
        for name in ["background_color", "theme_color"] {
            #expect(manifest.contains("\"\(name)\":\"\(SiteStyle.paper)\""))
        }
    }
}

struct OriginTests {
    @Test(arguments: [
        (String?.none, "skein.local:8080", "http://skein.local:8080"), (nil, nil, "http://localhost:8080"),
        ("https://skein.example/", "other.example", "https://skein.example"),

    ]) func theHostsChoiceComesFirst(_ origin: String?, _ asked: String?, _ expected: String) {
        var settings = SiteSettings(folder: "/nowhere")
        settings.origin = origin
        #expect(settings.origin(asked: asked) == expected)
    }
}
