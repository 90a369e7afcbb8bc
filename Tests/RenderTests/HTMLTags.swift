import Foundation

@testable import Render

/// Reads HTML as strictly as Skein writes it: anything else is an error.
struct HTMLTags {
    struct Tag: Equatable {
        var name: String
        var attributes: [String: String]
        var isEnd: Bool
    }

    struct Malformed: Error { var rest: String }

    private(set) var tags: [Tag] = []
    /// The texts between the tags, in order.
    private(set) var texts: [String] = []
    private var rest: Substring.UTF8View

    init(_ bytes: [UInt8]) throws {
        guard let document = String(validating: bytes, as: UTF8.self) else { throw Malformed(rest: "not UTF-8") }
        let doctype = "<!DOCTYPE html>\n"
        guard document.hasPrefix(doctype) else { throw Malformed(rest: String(document.prefix(20))) }
        rest = document.dropFirst(doctype.count).utf8
        var open: [String] = []
        while let byte = rest.first {
            if byte != UInt8(ascii: "<") {
                texts.append(try text(until: "<"))
                continue
            }
            let tag = try tag()
            tags.append(tag)
            if tag.isEnd {
                guard open.popLast() == tag.name else { throw Malformed(rest: "</\(tag.name)> closes nothing") }
            } else if !["meta", "link", "br", "img"].contains(tag.name) {
                open.append(tag.name)
            }
            if tag == Tag(name: "style", attributes: [:], isEnd: false) { try skipStyle() }
        }
        guard open.isEmpty else { throw Malformed(rest: "open: \(open)") }
    }

    /// The sheet itself, byte for byte.
    private mutating func skipStyle() throws {
        guard rest.starts(with: HTMLStyle.sheet.bytes) else { throw malformed }
        rest = rest.dropFirst(HTMLStyle.sheet.bytes.count)
    }

    private mutating func tag() throws -> Tag {
        try take("<")
        var tag = Tag(name: "", attributes: [:], isEnd: false)
        if rest.first == UInt8(ascii: "/") {
            try take("/")
            tag.isEnd = true
        }
        tag.name = word(where: { (0x61...0x7a).contains($0) || (0x30...0x39).contains($0) })
        if tag.name.isEmpty { throw malformed }
        while !tag.isEnd, rest.first == 0x20 {
            try take(" ")
            let name = word(where: { (0x61...0x7a).contains($0) || $0 == 0x2d })
            try take("=\"")
            let value = try text(until: "\"")
            try take("\"")
            if name.isEmpty || tag.attributes.updateValue(value, forKey: name) != nil { throw malformed }
        }
        try take(">")
        return tag
    }

    private mutating func word(where isPart: (UInt8) -> Bool) -> String {
        let word = rest.prefix(while: isPart)
        rest = rest.dropFirst(word.count)
        return String(Substring(word))
    }

    private mutating func text(until end: Character) throws -> String {
        let raw = rest.prefix { $0 != end.asciiValue }
        rest = rest.dropFirst(raw.count)
        var decoded = ""
        for (number, part) in Substring(raw).split(separator: "&", omittingEmptySubsequences: false).enumerated() {
            if number == 0 {
                decoded += part
                continue
            }
            guard let reference = Self.references.first(where: { part.hasPrefix($0.key) }) else {
                throw Malformed(rest: "&" + part.prefix(20))
            }
            decoded += reference.value + part.dropFirst(reference.key.count)
        }
        if raw.contains(where: { $0 == UInt8(ascii: ">") || $0 == UInt8(ascii: "<") }) {
            throw Malformed(rest: String(Substring(raw).prefix(80)))
        }
        return decoded
    }

    private static let references = ["amp;": "&", "lt;": "<", "gt;": ">", "quot;": "\"", "#39;": "'"]

    private mutating func take(_ literal: String) throws {
        guard rest.starts(with: literal.utf8) else { throw malformed }
        rest = rest.dropFirst(literal.utf8.count)
    }

    private var malformed: Malformed { Malformed(rest: String(decoding: rest.prefix(80), as: UTF8.self)) }
}
