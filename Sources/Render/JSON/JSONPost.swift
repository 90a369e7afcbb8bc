import Unroll

extension Author {
    /// What they say of themselves is told once, of the author of the thread.
    func json(withBio: Bool = false) -> JSON {
        [
            "id": .string(id.value), "name": .string(name), "handle": .string(handle), "url": JSON(url),
            "avatar": JSON(avatar), "bio": withBio ? .string(bio) : .absent,
            "signals": .array(
                ConsentSignals.names.filter { signals.contains($0.signal) }.map { .string($0.name) }),
        ]
    }
}

extension Post {
    /// Quotes inside quotes are written to this depth; deeper ones become placeholders.
    private static let maximumDepth = 3

    func json(depth: Int = 0) -> JSON {
        [
            "id": JSON(id),
            "url": JSON(url),
            "author": author.json(),
            "parent": JSON(parent) { ["id": JSON($0.id), "author": JSON($0.author?.value)] },
            "text": .string(text),
            "raw": JSON(raw),
            "published": JSON(published),
            "edited": JSON(edited),
            "edits": JSON(edits) {
                ["id": JSON($0.id), "published": JSON($0.published), "text": JSON($0.text)]
            },
            "vanished": JSON(vanished) {
                ["seen": JSON($0.seen), "gone": JSON($0.gone), "reason": JSON($0.because?.rawValue)]
            }.orAbsent,
            "language": JSON(language),
            "facets": JSON(facets, \.json),
            "attachments": JSON(attachments, \.json),
            "quote": JSON(quote) { $0.json(depth: depth, maximum: Post.maximumDepth) },
            "poll": JSON(poll, \.json),
            "card": JSON(card, \.json),
            "article": JSON(article) {
                ["title": .string($0.title), "text": .string($0.text), "cover": JSON($0.cover, \.json)]
            },
            "warning": JSON(warning),
            "emoji": spareEmoji.isEmpty
                ? .absent : JSON(spareEmoji) { ["shortcode": .string($0.shortcode), "url": JSON($0.url)] },
            "sensitive": .bool(isSensitive),
            "labels": .array(labels.map { .string($0) }),
            "visibility": .string(visibility.rawValue),
            "counts": [
                "replies": JSON(counts.replies), "reposts": JSON(counts.reposts), "likes": JSON(counts.likes),
                "quotes": JSON(counts.quotes),
            ],
        ]
    }
}

extension Quote {
    fileprivate func json(depth: Int, maximum: Int) -> JSON {
        switch self {
        case .post(let post) where depth < maximum: ["post": post.json(depth: depth + 1)]
        case .post(let post): QuotePlaceholder(.notLoaded, id: post.id, url: post.url).json
        case .placeholder(let placeholder): placeholder.json
        }
    }
}

extension QuotePlaceholder {
    fileprivate var json: JSON { ["state": .string(state.rawValue), "id": JSON(id), "url": JSON(url)] }
}
