import Render
import Unroll

/// The ways to give a link without the field: the site's address before it, a bookmark that does so, another app's share button.
struct WaysIn {
    /// The site's origin.
    var origin: String
    var words: Words

    /// What a bookmark has as its address. It is text to copy, not a link: a page of this site runs no script but its own.
    var bookmarklet: String { "javascript:location.href='\(origin)/unroll?url='+encodeURIComponent(location.href)" }

    var folded: HTML {
        """
        <details class="ways"><summary>\(words.site.home.ways)</summary>
        \(list)</details>

        """
    }

    var list: HTML {
        let ways = words.site.ways
        return """
            <dl class="ways-in">
            <dt>\(ways.prefix)</dt>
            <dd><p>\(ways.prefixHow)</p>
            <p class="copy"><code>\(origin)/<wbr>\(ways.exampleLink)</code></p></dd>
            <dt>\(ways.bookmark)</dt>
            <dd><p>\(ways.bookmarkHow)</p>
            <p class="copy"><code>\(bookmarklet)</code></p></dd>
            <dt>\(ways.share)</dt>
            <dd><p>\(ways.shareHow)</p></dd>
            </dl>

            """
    }
}
