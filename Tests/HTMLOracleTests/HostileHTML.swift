import Simulated

/// Fragments nobody would write: tags that cross, parts of tables, scripts and pictures in the wrong places, broken markup.
///
/// Left out is
/// - what the standard itself has changed since gumbo was written: `select`, `search`, `isindex`, `menuitem`, and end tags such as
///   `</p>` in SVG and MathML,
/// - what gumbo 0.10.1 does not know: `applet` and `marquee` around an `object`, unknown elements of several names, `form`, which it
///   takes for empty, and empty end tags and those of parts of a table in SVG and MathML,
/// - what Skein does not know: parts of a table in a `template`, of which nothing is shown,
/// - formatting elements that hide: they would be taken away from around blocks that have been read (see `HTMLOracleTests`).
enum HostileHTML {
    static func fragment(_ random: inout SplitMix) -> String {
        let words = Int.random(in: 0..<4, using: &random) == 0 ? everything : mild
        var (html, count) = ("", 0)
        for _ in 0..<Int.random(in: 2...30, using: &random) {
            count += 1
            switch Int.random(in: 0..<10, using: &random) {
            case 0...3: html += start(words.randomElement(using: &random) ?? "b", &random)
            case 4...6: html += "</\(words.randomElement(using: &random) ?? "b")>"
            case 7, 8: html += "w\(count)" + (Bool.random(using: &random) ? " " : "")
            default: html += oddities.randomElement(using: &random) ?? ""
            }
        }
        if html.contains("<svg") || html.contains("<math") {
            html.replace(/<\/(p|br|td|th|tr|tbody|thead|tfoot|caption)? ?>/, with: "")
        }
        if html.contains("<template") {
            html.replace(/<\/?(col|colgroup|caption|td|th|tr|tbody|thead|tfoot)[^>]*>/, with: "")
        }
        return html
    }

    private static func start(_ name: String, _ random: inout SplitMix) -> String {
        var attributes = ""
        if name == "a" { attributes = " href=https://a.example/\(Int.random(in: 0..<3, using: &random))" }
        if name == "span" || blocks.contains(name) && Int.random(in: 0..<4, using: &random) == 0 {
            attributes += " class='\(classes.randomElement(using: &random) ?? "")'"
        } else if Int.random(in: 0..<8, using: &random) == 0 {
            attributes += " class='mention hashtag'"
        }
        if name == "img" { attributes += " alt='a picture'" }
        if name == "ol" && Bool.random(using: &random) { attributes += " start=7" }
        return "<" + name + attributes + (Int.random(in: 0..<20, using: &random) == 0 ? "/>" : ">")
    }

    private static let blocks = ["div", "p", "li", "blockquote", "h1", "pre", "center"]

    private static let mild = [
        "p", "p", "b", "b", "i", "em", "strong", "a", "a", "span", "div", "br", "ul", "ol", "li", "li", "blockquote",
        "code",
        "del", "s", "u", "h1", "h2", "hr", "pre", "img", "sub", "nobr", "font",
    ]

    private static let everything =
        mild + [
            "table", "table", "tr", "td", "td", "th", "tbody", "thead", "tfoot", "caption", "col", "colgroup", "dl",
            "dt",
            "dd", "svg", "math", "mi", "mo", "foreignObject", "desc", "title", "annotation-xml", "script", "style",
            "textarea",
            "noscript", "iframe", "xmp", "template", "button", "object", "ruby", "rt",
            "rp",
            "video", "audio", "center", "address", "details", "summary", "fieldset", "legend", "listing", "input",
            "x-y",
            "body", "html", "head", "image", "big", "small", "tt",
        ]

    private static let classes = [
        "invisible", "mention", "hashtag", "quote-inline", "h-card invisible", "", "", "ellipsis",
    ]

    private static let oddities = [
        "&amp;", "&lt", "&notit;", "&#128;", "&#x110000;", "&#0;", "&nosuch;", "<", ">", "</>", "<!-- w -->", "<!-->",
        "<!--",
        "<![CDATA[w]]>", "<?w?>", "<!DOCTYPE html>", "\u{0}", "\r\n", "\t", "\u{c}", "é", "👩‍👩‍👧", "<sub ", "<a href='",
        "</b ", "<3",
        "&", "\n\n", "<b/x=1/y>", "</p >", "<P>", "\u{a0}", "\u{200b}",
    ]
}
