import Unroll

/// A thread as one HTML file that needs nothing else: no script, no request, nothing of a post but its words.
struct HTMLDocument {
    var thread: Thread
    var options: RenderOptions

    private var words: Words { options.words }

    init(_ thread: Thread, _ options: RenderOptions) { (self.thread, self.options) = (thread, options) }

    var html: HTML {
        let set = HTMLThread(thread, options)
        return """
            <!DOCTYPE html>
            <html lang="\(words.language)">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta http-equiv="Content-Security-Policy" content="\(HTMLPolicy.html)">
            <meta name="referrer" content="no-referrer">
            <meta name="robots" content="noindex">
            <meta name="color-scheme" content="light dark">
            <meta name="author" content="\(thread.author.shownName)">
            <title>\(set.title) · \(thread.author.shownName)</title>
            \(thread.url.map { "<link rel=\"canonical\" href=\"\($0)\">\n" })<style>\(HTMLStyle.sheet)</style>
            </head>
            <body>
            <header>
            \(set.author(page: nil))\(set.heading)\(set.completeness)</header>
            <main>
            \(set.body)</main>
            \(footer)</body>
            </html>

            """
    }

    private var footer: HTML {
        let retrieved = retrieval(thread, words)
        return """
            <footer>
            <p><time datetime="\(thread.retrieved.rfc3339)">\(retrieved)</time>\
            \(thread.url.map { " \(HTML.link($0, "<bdi>\($0.display(limit: 60))</bdi>"))" })</p>
            </footer>

            """
    }
}
