/// What a decoder is to do with one file, and what came of it, as both go from process to process.
struct PictureOrder: Equatable {
    /// What is to be made of the picture.
    enum Wish: Equatable {
        /// Smaller versions, each as wide as it says; those wider than the picture are not made.
        case versions([Version])
        /// A JPEG on white, at most so wide.
        case jpeg(width: Int, path: String)
        /// Its pixels, at most so wide: rows from the top, without padding.
        case pixels(width: Int, path: String)
    }

    struct Version: Equatable {
        var width: Int
        /// Where it is written as WebP.
        var path: String
        /// Where it is written as AVIF, if that is shorter; empty where it is not wanted.
        var avif = ""
    }

    var source: String
    /// More are refused before anything is decoded.
    var maximumPixels: Int
    var wish: Wish

    init(source: String, maximumPixels: Int, _ wish: Wish) {
        (self.source, self.maximumPixels, self.wish) = (source, maximumPixels, wish)
    }

    init?(fields: [String]) {
        guard fields.count >= 3, fields.count % 3 == 0, let maximumPixels = Int(fields[2]) else { return nil }
        var versions: [Version] = []
        for index in stride(from: 3, to: fields.count, by: 3) {
            guard let width = Int(fields[index]) else { return nil }
            versions.append(Version(width: width, path: fields[index + 1], avif: fields[index + 2]))
        }
        switch (fields[0], versions.first, versions.count) {
        case ("versions", _, _): wish = .versions(versions)
        case ("jpeg", let one?, 1): wish = .jpeg(width: one.width, path: one.path)
        case ("pixels", let one?, 1): wish = .pixels(width: one.width, path: one.path)
        default: return nil
        }
        (source, self.maximumPixels) = (fields[1], maximumPixels)
    }

    var fields: [String] {
        let (name, versions) =
            switch wish {
            case .versions(let versions): ("versions", versions)
            case .jpeg(let width, let path): ("jpeg", [Version(width: width, path: path)])
            case .pixels(let width, let path): ("pixels", [Version(width: width, path: path)])
            }
        return [name, source, String(maximumPixels)] + versions.flatMap { [String($0.width), $0.path, $0.avif] }
    }
}

enum PictureOutcome: Equatable {
    /// How large it is shown, in pixels, and the widths of the smaller versions that were made.
    case decoded(width: Int, height: Int, versions: [Int])
    /// What was written of its pixels: 1 channel for grey, 2 with opacity, 3 for red, green and blue, 4 with opacity.
    case pixels(width: Int, height: Int, channels: Int)
    /// It is broken, too large or no picture.
    case undecodable
    /// There is no library to decode with.
    case noLibrary

    init?(fields: [String]) {
        let numbers = fields.dropFirst().compactMap { Int($0) }
        let isSized = numbers.count >= 2 && numbers[0] > 0 && numbers[1] > 0
        switch fields.first {
        case "decoded" where isSized:
            self = .decoded(width: numbers[0], height: numbers[1], versions: Array(numbers.dropFirst(2)))
        case "pixels" where isSized && numbers.count == 3:
            self = .pixels(width: numbers[0], height: numbers[1], channels: numbers[2])
        case "undecodable": self = .undecodable
        case "no-library": self = .noLibrary
        default: return nil
        }
    }

    var fields: [String] {
        switch self {
        case .decoded(let width, let height, let versions):
            ["decoded"] + ([width, height] + versions).map { String($0) }
        case .pixels(let width, let height, let channels):
            ["pixels"] + [width, height, channels].map { String($0) }
        case .undecodable: ["undecodable"]
        case .noLibrary: ["no-library"]
        }
    }
}
