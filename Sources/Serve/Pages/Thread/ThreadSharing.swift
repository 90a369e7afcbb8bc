import Render
import Store
import Unroll

/// What other sites and programs read about a thread: how a link to it looks there, and what the page is.
struct ThreadSharing {
    var page: ShownThread
    var words: Words
    /// The site's origin for the public; nil where there is none, and then nobody outside can read any of this.
    var origin: String?
    /// Whether search engines may list the page.
    var isIndexed: Bool

    private var thread: Unroll.Thread { page.thread }
    private var absolute: String { (origin ?? "") + page.address.text }
    private var title: String { heading(thread, words) }

    /// The first words of the thread.
    private var summary: String {
        thread.posts.first?.firstWords(limit: 200) ?? title
    }

    var head: HTML {
        """
        <link rel="canonical" href="\(absolute)">
        \(markdown)\(feeds)\(cards)\(linkedData)
        """
    }

    private var markdown: HTML {
        var file = page.place
        (file.format, file.view) = (.markdown, .posts)
        return "<link rel=\"alternate\" type=\"text/markdown\" href=\"\(Place.thread(file).address)\">\n"
    }

    private var feeds: HTML? {
        page.kept.audience == .public ? feedDiscovery(of: thread.author, on: thread.network, words) : nil
    }

    /// OpenGraph, which every network reads, and oEmbed. Whoever posts the address of a thread that is seen by link shares it with its
    /// key: where the link stands it says what it leads to, in words alone.
    private var cards: HTML? {
        guard let origin, page.kept.audience != .private else { return nil }
        let isPublic = page.kept.audience == .public
        let picture = isPublic ? picture : nil
        var tags: [(StaticString, String)] = [
            ("og:type", "article"), ("og:site_name", "Skein"), ("og:title", title), ("og:description", summary),
            ("og:url", absolute), ("article:author", thread.author.shownName),
            ("article:published_time", thread.posts.first?.published.rfc3339 ?? thread.retrieved.rfc3339),
        ]
        if let picture {
            // What shows previews takes no large files.
            let copy = picture.copy
            let smaller = (copy.width ?? 0) > 1280 ? copy.smaller.last : nil
            let type = smaller == nil ? copy.type : .webp
            tags += [
                ("og:image", (smaller?.address ?? copy.address).at(origin).text), ("og:image:type", type.rawValue),
            ]
            if let width = copy.width, let height = copy.height, width > 0 {
                let shown = smaller?.width ?? width
                tags += [("og:image:width", "\(shown)"), ("og:image:height", "\(height * shown / width)")]
            }
            if !picture.alt.isEmpty { tags.append(("og:image:alt", picture.alt)) }
        }
        let properties: [HTML] = tags.map { "<meta property=\"\(trusted: $0)\" content=\"\(oneLine($1))\">\n" }
        return """
            \(properties)<meta name="twitter:card" content="\(picture?.isLarge == true ? "summary_large_image" : "summary")">
            \(isPublic ? embed(at: origin) : nil)
            """
    }

    private func embed(at origin: String) -> HTML {
        """
        <link rel="alternate" type="application/json+oembed" title="\(title)" \
        href="\(Place.oEmbed(absolute).address.at(origin))">

        """
    }

    /// What stands for the thread where a link to it is shown: its first picture, unless the author hides it or warns of it, or
    /// the author's own.
    private var picture: (copy: MediaCopy, alt: String, isLarge: Bool)? {
        let open = thread.posts.prefix { $0.warning == nil && !$0.isSensitive }
        for attachment in open.flatMap(\.attachments) where attachment.kind == .image {
            if let copy = attachment.url.flatMap({ page.copies[$0] }), copy.type.kind == .picture {
                return (copy, oneLine(attachment.alt), true)
            }
        }
        return thread.author.avatar.flatMap { page.copies[$0] }.map { ($0, "", false) }
    }

    /// The thread as search engines and programs for citing know discussions (schema.org); not of what is not public.
    private var linkedData: HTML? {
        guard page.kept.audience == .public else { return nil }
        return HTML.data(EmbeddedJSON(posting), type: "application/ld+json")
    }

    private var posting: JSON {
        let first = thread.posts.first
        return [
            "@context": .string("https://schema.org"), "@type": .string("DiscussionForumPosting"),
            "url": .string(absolute), "headline": .string(title), "text": .string(first?.text ?? title),
            "datePublished": JSON(first?.published), "inLanguage": JSON(thread.language).orAbsent,
            "author": author, "isBasedOn": JSON(thread.url).orAbsent,
            "comment": isIndexed ? .array(thread.posts.dropFirst().map(comment)) : .absent,
        ]
    }

    /// Every post after the first has its text twice in the page by this, which only search engines read.
    private func comment(_ post: Post) -> JSON {
        [
            "@type": .string("Comment"), "text": .string(post.text), "datePublished": JSON(post.published),
            "url": .string(absolute + "#" + PageMarks(thread.network).anchor(post.id)), "author": author,
        ]
    }

    private var author: JSON {
        [
            "@type": .string("Person"), "name": .string(thread.author.shownName),
            "alternateName": .string("@" + thread.author.handle), "url": JSON(thread.author.url).orAbsent,
        ]
    }
}

extension Post {
    /// How it begins, in one line of text alone; its warning, where it has one.
    func firstWords(limit: Int) -> String { excerpt(knownEmoji.takenOut(of: warning ?? text), limit: limit) }
}
