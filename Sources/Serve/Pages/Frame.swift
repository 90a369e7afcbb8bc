import Render
import Unroll

/// What stands around every page: its head, the bar with the field for a link, and the foot.
struct Frame: Sendable {
    var title: String
    var words: Words
    /// What only this page has in its head.
    var head: HTML = ""
    /// What the field for a link holds already.
    var link = ""
    /// Whether the visitor may read what is kept: there is nothing to look for otherwise.
    var isOpen = true
    /// What the foot says beside the ways to help.
    var foot: HTML = ""

    init(_ title: String, _ words: Words) { (self.title, self.words) = (title, words) }

    private var frame: FrameWords { words.site.frame }

    func page(_ content: HTML) -> HTML {
        """
        <!DOCTYPE html>
        <html lang="\(words.language)">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="color-scheme" content="light dark">
        <title>\(oneLine(title)) · Skein</title>
        <link rel="stylesheet" href="\(Place.asset(SiteAsset.style.name).address)">
        \(SiteAsset.iconLinks)<link rel="manifest" href="\(Place.manifest.address)">
        <script src="\(Place.asset(SiteAsset.script.name).address)" defer></script>
        \(head)</head>
        <body>
        <a class="skip" href="#content">\(frame.skipToContent)</a>
        <header class="bar">
        <a class="home" href="\(Place.home.address)">Skein</a>
        \(isOpen ? field : nil)<nav>\(isOpen ? search : nil)<a href="\(Place.help.address)">\(frame.help)</a></nav>
        </header>
        <main id="content">
        \(content)</main>
        <footer class="foot">
        \(foot)<p><button type="button" id="show-keys" hidden>\(frame.keys)</button></p>
        </footer>
        \(keys)</body>
        </html>

        """
    }

    private var field: HTML {
        """
        <form class="link" action="\(Place.unroll.address)" method="post">
        <input type="text" name="link" value="\(link)" autocomplete="off" required \
        aria-label="\(frame.pasteLink)" placeholder="\(frame.pasteLink)">
        <button>\(frame.unroll)</button>
        </form>

        """
    }

    private var search: HTML { "<a href=\"\(Place.search(SearchPlace("")).address)\">\(frame.search)</a> " }

    /// What can be done by single keys, and the choice to have none (WCAG 2.1.4); the script opens it.
    private var keys: HTML {
        let rows: [(String, String)] = [
            ("j", frame.nextPost), ("k", frame.previousPost), ("/", frame.toField), ("?", frame.theseKeys),
        ].filter { isOpen || $0.0 == "?" }
        let items: [HTML] = rows.map { "<dt><kbd>\($0)</kbd></dt><dd>\($1)</dd>\n" }
        return """
            <dialog id="keys" aria-labelledby="keys-title">
            <h2 id="keys-title">\(frame.keys)</h2>
            <dl class="keys">
            \(items)</dl>
            <p><label><input type="checkbox" id="use-keys" checked> \(frame.useKeys)</label></p>
            <form method="dialog"><button>\(frame.close)</button></form>
            </dialog>

            """
    }
}
