import Testing

@testable import Unroll

/// Types by their first bytes.
@Suite struct MediumTypeTests {
    private static func box(_ brands: String) -> [UInt8] {
        [0, 0, 0, UInt8(brands.utf8.count + 8)] + Array(("ftyp" + brands).utf8) + Array("more".utf8)
    }

    private static let known: [([UInt8], MediumType)] = [
        ([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0], .png), ([0xff, 0xd8, 0xff, 0xe0], .jpeg),
        (Array("GIF89a".utf8), .gif), (Array("RIFF....WEBPVP8 ".utf8), .webp), (Array("RIFF....WAVEfmt ".utf8), .wav),
        (box("avif\0\0\0\0mif1"), .avif), (box("mif1\0\0\0\0heicavif"), .avif), (box("isom\0\0\u{2}\0isomavc1"), .mp4),
        (box("M4A \0\0\0\0"), .m4a), ([0x1a, 0x45, 0xdf, 0xa3, 1], .webm), (Array("OggS".utf8), .ogg),
        (Array("fLaC".utf8), .flac), (Array("ID3".utf8), .mp3), ([0xff, 0xfb, 0x90, 0x00], .mp3),
    ]

    @Test(arguments: known) func isKnown(_ bytes: [UInt8], _ type: MediumType) { #expect(MediumType(bytes) == type) }

    private static let foreign: [[UInt8]] = [
        [], [0xff], [0xff, 0xfb], Array("<svg xmlns=\"http://www.w3.org/2000/svg\"/>".utf8),
        Array("<!DOCTYPE html>".utf8),
        Array("\u{feff}<?xml version=\"1.0\"?><svg/>".utf8), box("heic\0\0\0\0mif1"), box("mif1\0\0\0\0heic"),
        box("qt  \0\0\0\0"), box(""), [0, 0, 0, 0] + Array("ftyp".utf8),
        [0xff, 0xff, 0xff, 0xff] + Array("ftypxxxx".utf8),
        Array("RIFF....AVI ".utf8), Array("%PDF-1.7".utf8), Array("#EXTM3U".utf8), Array("BM".utf8),
        [0xff, 0xff, 0xff],
        // A brand that only stands behind the box is not one of its brands.
        box("mif1\0\0\0\0heic") + Array("avif".utf8),
    ]

    @Test(arguments: foreign) func isForeign(_ bytes: [UInt8]) { #expect(MediumType(bytes) == nil) }
}
