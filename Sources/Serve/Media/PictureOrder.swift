/// What a decoder is to do with one file, and what came of it, in the form in which both go from process to process: fields with a zero
/// byte after each, and before them their length in four bytes, the lowest first.
struct PictureOrder: Equatable {
    var source: String
    /// More are refused before anything is decoded.
    var maximumPixels: Int
    /// Where smaller versions belong, by their width; those wider than the picture are not made.
    var versions: [(width: Int, path: String)]

    static func == (left: PictureOrder, right: PictureOrder) -> Bool { left.frame == right.frame }

    init(source: String, maximumPixels: Int, versions: [(width: Int, path: String)]) {
        (self.source, self.maximumPixels, self.versions) = (source, maximumPixels, versions)
    }

    init?(fields: [String]) {
        guard fields.count >= 2, fields.count % 2 == 0, let maximumPixels = Int(fields[1]) else { return nil }
        (source, self.maximumPixels, versions) = (fields[0], maximumPixels, [])
        for index in stride(from: 2, to: fields.count, by: 2) {
            guard let width = Int(fields[index]) else { return nil }
            versions.append((width, fields[index + 1]))
        }
    }

    var frame: [UInt8] {
        pictureFrame([source, String(maximumPixels)] + versions.flatMap { [String($0.width), $0.path] })
    }
}

enum PictureOutcome: Equatable {
    /// Pixels, and the widths of the smaller versions that were made.
    case decoded(width: Int, height: Int, versions: [Int])
    /// It is broken, too large or no picture.
    case undecodable
    /// There is no library to decode with.
    case noLibrary

    init?(fields: [String]) {
        let numbers = fields.dropFirst().map { Int($0) }
        switch fields.first {
        case "decoded":
            guard numbers.count >= 2, let width = numbers[0], let height = numbers[1], width > 0, height > 0 else {
                return nil
            }
            self = .decoded(width: width, height: height, versions: numbers.dropFirst(2).compactMap(\.self))
        case "undecodable": self = .undecodable
        case "no-library": self = .noLibrary
        default: return nil
        }
    }

    var frame: [UInt8] {
        switch self {
        case .decoded(let width, let height, let versions):
            pictureFrame(["decoded"] + ([width, height] + versions).map { String($0) })
        case .undecodable: pictureFrame(["undecodable"])
        case .noLibrary: pictureFrame(["no-library"])
        }
    }
}

/// More than any order or outcome has.
let maximumPictureFrame = 64 << 10

private func pictureFrame(_ fields: [String]) -> [UInt8] {
    var body: [UInt8] = []
    for field in fields {
        body += field.utf8
        body.append(0)
    }
    return (0..<4).map { UInt8(truncatingIfNeeded: body.count >> (8 * $0)) } + body
}

/// The fields of the next frame that `read` gets the bytes of; nil at the end, and for what is no frame.
func pictureFields(_ read: (_ count: Int) -> [UInt8]?) -> [String]? {
    guard let head = read(4) else { return nil }
    let length = head.reversed().reduce(0) { $0 << 8 | Int($1) }
    guard (1...maximumPictureFrame).contains(length), let body = read(length), body.last == 0 else { return nil }
    return body.dropLast().split(separator: 0, omittingEmptySubsequences: false).map {
        String(decoding: $0, as: UTF8.self)
    }
}
