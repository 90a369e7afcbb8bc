import Render
import Unroll

/// How to use the site.
struct HelpPage {
    /// The site's origin.
    var origin: String
    var words: Words
    /// Whether the visitor may read what is kept.
    var isOpen = true

    var html: HTML {
        let help = words.site.help
        let sections = [help.unrolling] + help.others
        let contents: [HTML] = sections.map { "<li><a href=\"#\($0.id)\">\($0.heading)</a></li>\n" }
        var frame = Frame(help.title, words)
        frame.isOpen = isOpen
        return frame.page(
            """
            <h1>\(help.title)</h1>
            <nav class="contents" aria-label="\(help.contents)"><ul>
            \(contents)</ul></nav>
            <div class="help">
            \(section(help.unrolling, below: unrolling))\(help.others.map { section($0) })</div>

            """)
    }

    private var unrolling: HTML {
        """
        <p><a class="button" href="\(Place.practice(PracticePlace()).address)">\(words.site.help.practice)</a></p>
        \(WaysIn(origin: origin, words: words).list)
        """
    }

    private func section(_ section: HelpWords.Section, below: HTML = "") -> HTML {
        let paragraphs: [HTML] = section.paragraphs.map { "<p>\($0)</p>\n" }
        let terms: [HTML] = section.terms.map { "<dt>\($0.term)</dt>\n<dd>\($0.meaning)</dd>\n" }
        let list: HTML? = terms.isEmpty ? nil : "<dl>\n\(terms)</dl>\n"
        return """
            <section aria-labelledby="\(section.id)">
            <h2 id="\(section.id)">\(section.heading)</h2>
            \(paragraphs)\(list)\(section.picture.flatMap(picture))\(below)</section>

            """
    }

    /// In the colours that the reader's system asks for.
    private func picture(_ picture: (name: String, alt: String)) -> HTML? {
        guard let light = SiteAsset.file(picture.name + ".webp"), let dark = SiteAsset.file(picture.name + "-dark.webp")
        else { return nil }
        return """
            <figure><picture><source media="(prefers-color-scheme: dark)" srcset="\(Place.asset(dark.name).address)">\
            <img src="\(Place.asset(light.name).address)" alt="\(picture.alt)" width="420" height="480" \
            loading="lazy"></picture></figure>

            """
    }
}

extension Site {
    func help(_ visit: Visit) throws(SiteFailure) -> Reply {
        Reply(page: HelpPage(origin: origin(of: visit), words: words, isOpen: isOpen(to: visit)).html)
    }
}
