extension ExportTweet.Body {
    /// What X marks in the post's text.
    /// - Parameter quoted: the id of the post it quotes, whose link X does not show at the end.
    func marks(quoting quoted: String?) -> [XText.Mark] {
        guard let entities else { return mediaMarks }
        let links = entities.urls.compactMap { url in
            url.url.map { short in
                let isHidden = quoted != nil && url.expanded.flatMap(XURL.postID) == quoted
                return mark(
                    .link(short: short, expanded: url.expanded, display: url.display, isHidden: isHidden), url.indices)
            }
        }
        let mentions = entities.mentions.compactMap { mention in
            mention.handle.map { handle in
                mark(.mention(handle: handle, id: mention.id.map { Author.ID(String($0)) }), mention.indices)
            }
        }
        return mediaMarks + links + mentions
            + entities.hashtags.compactMap { tag in
                tag.text.map { mark(.hashtag($0), tag.indices) }
            } + entities.symbols.compactMap { tag in tag.text.map { mark(.cashtag($0), tag.indices) } }
    }

    /// All pictures of a post share one link in its text.
    private var mediaMarks: [XText.Mark] {
        var seen: Set<String> = []
        return media.compactMap { media in
            guard let short = media.short, seen.insert(short).inserted else { return nil }
            return mark(
                .link(short: short, expanded: media.expanded, display: media.display, isHidden: true), media.indices)
        }
    }

    /// `extended_entities` has them all, `entities` only the first.
    var media: [ExportMedia] {
        let all = extended?.media ?? []
        return all.isEmpty ? entities?.media ?? [] : all
    }

    /// Where the shown text begins.
    var start: Int { place(shown.first) ?? 0 }
}

private func mark(_ kind: XText.Mark.Kind, _ indices: [Int64]) -> XText.Mark {
    XText.Mark(kind, start: place(indices.first), end: place(indices.last))
}

private func place(_ index: Int64?) -> Int? { index.flatMap { $0 >= 0 ? Int(exactly: $0) : nil } }

extension ExportNote.Core {
    /// What X marks in a long post's text.
    func marks(quoting quoted: String?) -> [XText.Mark] {
        let links = urls.compactMap { url in
            url.short.map { short in
                let isHidden = quoted != nil && url.expanded.flatMap(XURL.postID) == quoted
                return XText.Mark(
                    .link(short: short, expanded: url.expanded, display: url.display, isHidden: isHidden),
                    start: url.span.start, end: url.span.end)
            }
        }
        return links + mentions.compactMap { $0.mark { .mention(handle: $0, id: nil) } }
            + hashtags.compactMap { $0.mark(XText.Mark.Kind.hashtag) }
            + cashtags.compactMap { $0.mark(XText.Mark.Kind.cashtag) } + styletags.flatMap(\.marks)
    }
}

extension ExportNote.Name {
    fileprivate func mark(_ kind: (String) -> XText.Mark.Kind) -> XText.Mark? {
        text.map { XText.Mark(kind($0), start: span.start, end: span.end) }
    }
}

extension ExportNote.Style {
    fileprivate var marks: [XText.Mark] {
        kinds.compactMap { kind in
            guard let value = kind.value, value == 0 || value == 1 else { return nil }
            return XText.Mark(value == 0 ? .bold : .italic, start: span.start, end: span.end)
        }
    }
}
