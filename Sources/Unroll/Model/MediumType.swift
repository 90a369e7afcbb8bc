/// What a file is by its first bytes, whatever a server calls it. What is not here, as SVG and HTML, is no medium.
package enum MediumType: String, Sendable, CaseIterable {
    case png = "image/png"
    case jpeg = "image/jpeg"
    case gif = "image/gif"
    case webp = "image/webp"
    case avif = "image/avif"
    case mp4 = "video/mp4"
    case webm = "video/webm"
    case mp3 = "audio/mpeg"
    case m4a = "audio/mp4"
    case ogg = "audio/ogg"
    case flac = "audio/flac"
    case wav = "audio/wav"

    package enum Kind: Sendable { case picture, video, audio }

    package var kind: Kind {
        switch self {
        case .png, .jpeg, .gif, .webp, .avif: .picture
        case .mp4, .webm: .video
        case .mp3, .m4a, .ogg, .flac, .wav: .audio
        }
    }

    /// How many bytes say it.
    package static let headLength = 64

    package init?(_ head: [UInt8]) {
        func says(_ text: StaticString, at start: Int = 0) -> Bool {
            head.dropFirst(start).prefix(text.utf8CodeUnitCount).elementsEqual(text.description.utf8)
        }
        switch true {
        case head.starts(with: [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]): self = .png
        case head.starts(with: [0xff, 0xd8, 0xff]): self = .jpeg
        case says("GIF87a"), says("GIF89a"): self = .gif
        case says("RIFF") && says("WEBP", at: 8): self = .webp
        case says("RIFF") && says("WAVE", at: 8): self = .wav
        case says("ftyp", at: 4): self.init(brands: MediumType.brands(head))
        case head.starts(with: [0x1a, 0x45, 0xdf, 0xa3]): self = .webm
        case says("OggS"): self = .ogg
        case says("fLaC"): self = .flac
        case says("ID3"), MediumType.isFrameOfMP3(head): self = .mp3
        default: return nil
        }
    }

    /// The names in the first box of an ISO base media file (ISO/IEC 14496-12, 4.3): its own, then those it is compatible with.
    private static func brands(_ head: [UInt8]) -> [String] {
        let length = head.prefix(4).reduce(0) { $0 << 8 | Int($1) }
        let names = head.prefix(min(length, headLength)).dropFirst(8)
        return stride(from: names.startIndex, to: names.endIndex - 3, by: 4).filter { $0 != 12 }.map {
            String(decoding: names[$0..<$0 + 4], as: UTF8.self)
        }
    }

    private init?(brands: [String]) {
        switch brands.first {
        case "avif", "avis": self = .avif
        case "mif1", "miaf", "msf1": if brands.contains("avif") { self = .avif } else { return nil }
        case "M4A ", "M4B ": self = .m4a
        case "isom", "iso2", "iso4", "iso5", "iso6", "mp41", "mp42", "avc1", "M4V ", "dash", "MSNV": self = .mp4
        default: return nil
        }
    }

    /// Eleven bits of one, layer III, and a rate that exists.
    private static func isFrameOfMP3(_ head: [UInt8]) -> Bool {
        guard head.count >= 3, head[0] == 0xff, head[1] & 0xe6 == 0xe2 else { return false }
        return head[1] & 0x18 != 0x08 && head[2] & 0xf0 != 0xf0 && head[2] & 0x0c != 0x0c
    }
}
