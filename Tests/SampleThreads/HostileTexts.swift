/// What somebody could write into a post to break out of its place. Every line holds something that can be seen.
package enum HostileTexts {
    package static let all: [String] =
        markup + addresses + unseen + terminal + markdown + pandoc + obsidian + lineStarts + long

    private static let markup = [
        "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "\"><svg/onload=alert(1)>",
        "' onmouseover='alert(1)",
        "</p></div></body></html>", "</title><h1>x", "</style><style>*{display:none}", "<!-- a comment",
        "--> after one",
        "<![CDATA[x]]>", "<?php x ?>", "<!DOCTYPE x>", "&lt;b&gt; &amp;amp; &#60;b&#x3e; &nbsp; &copy &copy;",
        "a & b && c",
        "<b>bold</b> <a href=\"https://evil.example\">here</a>", "<a\nhref=x>x</a>", "`<b>`",
        "<details open><summary>x",
        "{{ x }} {% x %} <%= x %> ${x} #{x}", "<https://evil.example> <evil@evil.example>",
    ]

    private static let addresses = [
        "javascript:alert(1)", "data:text/html,<script>alert(1)</script>", "[x](javascript:alert(1))",
        "](javascript:alert(1))", "x](https://evil.example) [y", "![x](https://evil.example/p.png)",
        "[x]: https://evil.example", "[x][1]\n\n[1]: https://evil.example \"x\"", "[^1] and [^1]: note", "^[a note]",
        "https://evil.example/a_b_c", "www.evil.example", "WWW.EVIL.EXAMPLE/x", "mailto:a@evil.example",
        "ftp://evil.example/", "xmpp:a@evil.example/b", "http:\\\\evil.example", "x!", "a!\u{200d}",
    ]

    private static let unseen = [
        "\u{202e}gnp.exe\u{202c} is no picture", "\u{2066}iso\u{2069}late \u{2067}x",
        "zero\u{200b}width\u{200c}and\u{200d}joiners",
        "\u{feff}mark", "soft\u{ad}hyphen", "tag\u{e0041}\u{e0042}s", "word\u{2060}joiner \u{2061}\u{2062}x",
        "\u{180e}x\u{fff9}y",
        "a\u{2028}b\u{2029}c\u{2029}\u{2029}d", "a\u{85}b\u{b}c\u{c}d", "a\r\nb\rc", "\u{0}nul", "\u{fffe}x\u{1fffe}",
        "Z\u{300}\u{301}\u{302}\u{303}\u{304}\u{305}\u{306}\u{307}\u{308}\u{309}\u{30a}\u{30b}algo",
        "\u{61c}x\u{200e}y\u{200f}z", "\u{e000}private",
    ]

    private static let terminal = [
        "\u{1b}[31mred\u{1b}[0m", "\u{1b}]0;title\u{7}x", "\u{1b}]8;;https://evil.example\u{1b}\\x\u{1b}]8;;\u{1b}\\",
        "\u{9b}2Jx", "\u{9d}0;x\u{9c}", "\u{90}q#0\u{9c}x", "x\u{8}\u{8}y", "\u{1b}cx", "\u{7f}del",
        "\u{1b}[2J\u{1b}[Hx", "\tx\ty",
    ]

    private static let markdown = [
        "---\ntitle: x\n---\nx", "---", "x\n---", "x\n===", "=", "```\nx\n```", "~~~\nx", "    x = 1", "\tx", "`x",
        "``x`", "x ``` y",
        "*x* **x** _x_ __x__ ~~x~~ ~x~", "***", "* * *", "- - -", "_ _ _", "snake_case_word and _x", "2*3*4", "x \\",
        "\\", "x  \ny\\\nz",
        "| a | b |\n|---|---|\n| c | d |", "a | b\n--|--\nc | d", "\\* \\< \\&", "# x", "#x #y", "x #",
        "###### x ######",
        "> x", "> [!NOTE]\n> x", "- [ ] x", "- [x] y", ":smile: :+1:", "@octocat #123 evil/evil#1", "1986. A year",
        "$x$ $$y$$ $5 and $6",
    ]

    private static let pandoc = [
        "@cite says", "[@cite, p. 2] and -@cite", ":::: {.x}\nx\n::::", "::: x", "`x`{=html}", "```{=html}\n<b>\n```",
        "[x]{.y #z}",
        "x^2^ and H~2~O", "term\n: definition", "term\n~ definition", "Table: x\n\n  a   b\n--- ---\n  c   d",
        "+---+---+\n| a | b |\n+===+===+", "(@) x", "(@x) y", "#. x", "i. x", "ii) x", "(a) x", "A.  x",
        "\\begin{x} \\x{y}", "| line\n| block",
        "% title\n% author", "\"quotes\" and 'those' -- a dash --- another ... e.g. x", "*[HTML]: x", "[TOC]", "{#id}",
        "x {.y}",
        "<div>\n\nx\n\n</div>", "---\n\nx: y\n...",
    ]

    private static let obsidian = [
        "[[wiki]] ![[embed]]", "%%comment%% x", "%% x", "==mark== x", "a==b==c", "^block", "x ^block-1",
        "#tag/nested x", "key:: value", "(key:: value)",
        "[key:: value]", "> [!danger]- x", "`= this.x` `$= x`", "<% tp.x %>", "^^x^^", "||x||", "++x++", "//x//",
    ]

    private static let lineStarts = [
        "1. x", "1) x", "10. x\n11. y", "- x", "+ x", "* x", "-", "+", "*", "1.", "2)", "- x\n\n- y", "  - x",
        "\u{a0}- x", ": x", "~ x", "= x", "% x",
        "@ x", "| x", "\u{2022} x", "x\n\n\n\ny", "x\n- y", "x\n1. y", "x\n    y", "x\n\n    y", "x\n# y", "x\n> y",
        "x\n```\ny", "x\n\u{1b}- y",
    ]

    private static let long = [
        String(repeating: "w", count: 1_000), String(repeating: "漢", count: 200), String(repeating: "[", count: 100),
        String(repeating: "*x_", count: 60), String(repeating: "> ", count: 60), String(repeating: "`", count: 101),
        String(repeating: "\u{200b}", count: 100) + "x", String(repeating: "👨‍👩‍👧‍👦", count: 40),
    ]
}
