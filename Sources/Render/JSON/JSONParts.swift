import Unroll

extension Attachment {
    var json: JSON {
        [
            "kind": .string(kind.rawValue), "url": JSON(url), "preview": JSON(preview), "alt": .string(alt),
            "width": JSON(width), "height": JSON(height), "duration": JSON(durationMilliseconds), "file": JSON(file),
        ]
    }
}

extension Poll {
    var json: JSON {
        [
            "options": JSON(options) { ["label": .string($0.label), "votes": JSON($0.votes)] },
            "ends": JSON(ends), "closed": JSON(isClosed), "several": .bool(allowsSeveral),
        ]
    }
}

extension Card {
    var json: JSON {
        [
            "url": JSON(url), "title": .string(title), "summary": .string(summary), "image": JSON(image),
            "imageAlt": .string(imageAlt),
        ]
    }
}

extension Facet {
    /// `start` and `end` count code points of the post's `text`; what else there is depends on `type`.
    var json: JSON {
        let (start, end) = (JSON.number(range.lowerBound), JSON.number(range.upperBound))
        return switch kind {
        case .link(let forms):
            [
                "start": start, "end": end, "type": .string("link"), "url": JSON(forms.expanded),
                "short": JSON(forms.short), "display": .string(forms.display),
            ]
        case .mention(let handle, let id, let url):
            [
                "start": start, "end": end, "type": .string("mention"), "handle": .string(handle),
                "id": JSON(id?.value),
                "url": JSON(url),
            ]
        case .hashtag(let tag, let url):
            ["start": start, "end": end, "type": .string("hashtag"), "tag": .string(tag), "url": JSON(url)]
        case .emoji(let emoji):
            [
                "start": start, "end": end, "type": .string("emoji"), "shortcode": .string(emoji.shortcode),
                "url": JSON(emoji.url),
            ]
        case .bold: ["start": start, "end": end, "type": .string("bold")]
        case .italic: ["start": start, "end": end, "type": .string("italic")]
        case .strikethrough: ["start": start, "end": end, "type": .string("strikethrough")]
        case .code: ["start": start, "end": end, "type": .string("code")]
        case .quotation: ["start": start, "end": end, "type": .string("quotation")]
        case .preformatted: ["start": start, "end": end, "type": .string("preformatted")]
        }
    }
}
