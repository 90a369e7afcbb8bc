/// HTML as posts bring it, and as nobody should, with the text it shows.
package struct HTMLCase: Sendable, CustomStringConvertible {
    package var html: String
    package var text: String
    /// What each facet covers, as `kind:text`.
    package var facets: [String]
    package var description: String { html }

    init(_ html: String, _ text: String, _ facets: [String] = []) {
        (self.html, self.text, self.facets) = (html, text, facets)
    }
}

package enum HTMLCases {
    private typealias Case = HTMLCase

    package static let all = paragraphs + lists + marks + links + references + source + misnested + hidden

    private static let paragraphs = [
        Case("", ""),
        Case("plain", "plain"),
        Case("<p>One</p><p>Two</p>", "One\n\nTwo"),
        Case("<p>One<p>Two", "One\n\nTwo"),
        Case("<p>One<br>Two<br />Three</br>Four</p>", "One\nTwo\nThree\nFour"),
        Case("<p>One<br></p><p><br>Two</p>", "One\n\nTwo"),
        Case("<div>One</div><div><br></div><div>Two</div>", "One\n\nTwo"),
        Case("<div>One</div><div>Two</div>", "One\nTwo"),
        Case("a<br><br><br>b", "a\n\n\nb"),
        Case("  a \n\t b  <b> c</b> ", "a b c", ["bold:c"]),
        Case("<p> </p><p>a</p><p></p><p>b</p>", "a\n\nb"),
        Case("a<hr>b", "a\n\nb"),
        Case("<h1>Head</h1>text", "Head\n\ntext", ["bold:Head"]),
        Case("a&nbsp; b", "a\u{A0} b"),
        Case("one</p>two", "one\n\ntwo"),
        Case("<p>漢字</p>\r\n<p>👩‍👩‍👧 x</p>", "漢字\n\n👩‍👩‍👧 x"),
        Case(
            "<table><caption>C</caption><tr><th>a<td>b<tr><td><p>c</p><td>d</table>e", "C\na | b\nc | d\n\ne",
            ["bold:a"]),
        Case("<pre>\n  a\n    b\n\n</pre>c", "  a\n    b\n\nc", ["preformatted:  a\n    b"]),
        Case("<pre><code>x  &lt;y&gt;\n</code></pre>", "x  <y>", ["preformatted:x  <y>"]),
        Case("<blockquote><p>a</p><p>b</p></blockquote>c", "a\n\nb\n\nc", ["quotation:a\n\nb"]),
        Case("<blockquote>a</blockquote><blockquote>b</blockquote>", "a\n\nb", ["quotation:a", "quotation:b"]),
        Case("<xmp>a <b> &amp;</xmp>c", "a <b> &amp;\n\nc", ["preformatted:a <b> &amp;"]),
        Case("<plaintext>a </plaintext>", "a </plaintext>", ["preformatted:a </plaintext>"]),
        Case("<img alt='A cat'> <img src=x>sits", "A cat sits"),
    ]

    private static let lists = [
        Case("<ul><li>a</li><li>b</li></ul>", "• a\n• b"),
        Case("x<ul><li>a<li>b</ul>y", "x\n\n• a\n• b\n\ny"),
        Case("<ol start=3><li>a<li>b<li value=9>c<li>d</ol>", "3. a\n4. b\n9. c\n10. d"),
        Case("<ul><li>a<ol><li>b<li>c</ol><li>d</ul>", "• a\n  1. b\n  2. c\n• d"),
        Case("<ul><li><p>a</p><p>b</p></li><li></li><li>c</ul>", "• a\nb\n• c"),
        Case("<ol start=99999999999999999999><li>a</ol>", "1. a"),
        Case("<li>a<li>b", "• a\n• b"),
        Case("<blockquote><ul><li>a</ul></blockquote>", "• a", ["quotation:• a"]),
        Case("<dl><dt>a<dd>b<dt>c<dd>d</dl>", "a\nb\nc\nd"),
    ]

    private static let marks = [
        Case("<b>a</b><strong>b</strong> <i>c</i><em>d</em>", "ab cd", ["bold:ab", "italic:cd"]),
        Case("<del>a</del> <s>b</s> <code>c</code>", "a b c", ["strikethrough:a", "strikethrough:b", "code:c"]),
        Case("<b>a<i>b</b>c</i>d", "abcd", ["bold:ab", "italic:bc"]),
        Case("<b>a <b>b</b> c</b>", "a b c", ["bold:a b c"]),
        Case("<p><b>a</p><p>b</b>c</p>", "a\n\nbc", ["bold:a", "bold:b"]),
        Case("<u>a</u> <sub>b</sub>", "a b"),
        Case(
            "a :teapot: b:teapot::teapot: :tea:", "a :teapot: b:teapot::teapot: :tea:",
            [
                "emoji<teapot>::teapot:", "emoji<teapot>::teapot:", "emoji<teapot>::teapot:",
            ]),
        Case("<code>:teapot:</code>", ":teapot:", ["code::teapot:"]),
    ]

    private static let links = [
        Case("<a href='https://a.example/'> a b </a>c", "a b c", ["link<https://a.example/>:a b"]),
        Case("<a href=https://a.example/x>a</a>", "a", ["link<https://a.example/x>:a"]),
        Case("<a href=\"javascript:alert(1)\">a</a> <a href='/b'>b</a> <a>c</a>", "a b c"),
        Case("<a href=' java\nscript:x'>a</a> <a href=data:text/html,x>b</a>", "a b"),
        Case(
            "<A HREF='HTTPS://A.example'>a<a href=https://b.example>b</a>c", "abc",
            [
                "link<HTTPS://A.example>:a", "link<https://b.example>:b",
            ]),
        Case("<a href=https://a.example x href=https://b.example>a</a>", "a", ["link<https://a.example>:a"]),
        Case("<a href=https://a.example/?a=1&copy=2&amp;b>a</a>", "a", ["link<https://a.example/?a=1&copy=2&b>:a"]),
        Case(
            "<a href=https://a.example><p>a</p><p>b</p></a>", "a\n\nb",
            [
                "link<https://a.example>:a", "link<https://a.example>:b",
            ]),
        Case("<a href=mailto:a@b.example>m</a>", "m", ["link<mailto:a@b.example>:m"]),
        Case(
            "<a class='mention hashtag' rel=tag href=https://s.example/tags/tea>#<span>tea</span></a>", "#tea",
            [
                "hashtag<tea>:#tea"
            ]),
        Case(
            "<a rel='tag nofollow' href=https://s.example/tags/tea>about tea</a>", "about tea",
            [
                "link<https://s.example/tags/tea>:about tea"
            ]),
        Case(
            "<a class='mention' href=https://social.example/@ines>@ines</a>", "@ines",
            [
                "mention<ines@social.example>:@ines"
            ]),
        Case(
            "<a class='mention' href=https://far.example/@bo>@bo</a> <a class=mention>@al</a>", "@bo @al",
            [
                "mention<bo@far.example>:@bo", "mention<al>:@al",
            ]),
        Case(
            "<a class='mention' href=https://far.example/page>page</a>", "page", ["link<https://far.example/page>:page"]
        ),
        Case(
            "<a href=https://a.example><span class=invisible>https://</span>a.example</a>", "a.example",
            [
                "link<https://a.example>:a.example"
            ]),
        Case("<a href=https://a.example><span class=invisible>https://</span></a>b", "b"),
    ]

    private static let references = [
        Case("&amp;&lt;&gt;&quot;&apos;", "&<>\"'"),
        Case("&AMP &amp &ampx &notit; &notin; &nosuch; &", "& & &x ¬it; ∉ &nosuch; &"),
        Case("&#65;&#x42;&#X43&#68 &#;&#x;", "ABCD &#;&#x;"),
        Case("&#0;&#xD800;&#x110000;&#99999999999999999999;", "\u{FFFD}\u{FFFD}\u{FFFD}\u{FFFD}"),
        Case("&#128;&#x99;&#150;&#x81;", "€™–\u{81}"),
        Case("&acE;&NotEqualTilde;&CounterClockwiseContourIntegral;", "\u{223E}\u{333}\u{2242}\u{338}∳"),
        Case("&frac12x&eacute&Eacute;", "½xéÉ"),
        Case("&lt;b&gt;not bold&lt;/b&gt;", "<b>not bold</b>"),
        Case("&amp;lt;", "&lt;"),
    ]

    private static let source = [
        Case("a<!-- b --><!----><!--->c<!-->d<!-- > --!>e", "acde"),
        Case("a<!-- b", "a"),
        Case("a<!DOCTYPE html>b<?php x ?>c</ >d</>e<!x>f", "abcdef"),
        Case("a<![CDATA[b]]>c", "ac"),
        Case("a < b <3 <", "a < b <3 <"),
        Case("a</", "a</"),
        Case("a<b", "a"),
        Case("a<b x='", "a"),
        Case("<b/x=1 / y >a</b/>c", "ac", ["bold:a"]),
        Case("<b =x a='>' c=\">\">a</b>", "a", ["bold:a"]),
        Case("a\0b", "ab"),
        Case("<xmp>a\0b</xmp>", "a\u{FFFD}b", ["preformatted:a\u{FFFD}b"]),
        Case("<plaintext>a\0b", "a\u{FFFD}b", ["preformatted:a\u{FFFD}b"]),
        Case("<x-y.z>a</x-y.z>", "a"),
        Case("<b\n\n>a</B >c", "ac", ["bold:a"]),
    ]

    private static let misnested = [
        Case("<b>1<p>2</b>3</p>", "1\n\n23", ["bold:1", "bold:2"]),
        Case("<div><b>1</div>2</b>3", "1\n23", ["bold:1", "bold:2"]),
        Case("<ul><li><b>1</li><li>2</b></ul>", "• 1\n• 2", ["bold:1", "bold:2"]),
        Case("<table><tr><td><b>1</td><td>2</table>3", "1 | 2\n\n3", ["bold:1"]),
        Case("</b></p></div>x</table></td>", "x"),
        Case("<td>a</td><tr>b</tr>", "ab"),
        Case("<html><head><body><p>x</body></html>y", "xy"),
        Case("<form><p><noscript>a<form>b", ""),
        Case("<template><form></template><form>a<form>b</form>c", "ab\nc"),
        Case("<template><form>a</form></template>b", "b"),
    ]

    private static let hidden = [
        Case("a<script>b</script>c<style>d</style>e", "ace"),
        Case("a<script>b<!--<script></script>c</script>d-->e</script>f", "ad-->ef"),
        Case("a<script>b</scripty></SCRIPT x=y>c", "ac"),
        Case("a<style>b", "a"),
        Case("a<svg><style>b</svg>c", "ac"),
        Case("a<svg><style><b>c</b></style>", "ac", ["bold:c"]),
        Case("a<svg><![CDATA[b</svg>]]>c</svg>d", "ad"),
        Case("a<svg/>b<math><mi>c</math>d", "abd"),
        Case("a<svg><foreignObject><p>b</p></foreignObject></svg>c", "ac"),
        Case("<b><svg><annotation-xml></b>a", "a"),
        Case("a<template><p>b</template>c", "ac"),
        Case("a<noscript><b>b</b></noscript>c", "ac"),
        Case("a<title>b</title>c<textarea><b>d</textarea>e<iframe>f</iframe>g", "aceg"),
        Case("a<video>b</video>c<object>d</object>e", "ace"),
        Case("a<span class=invisible>b<br>c</span>d", "ad"),
        Case("a<span class='x invisible'>b</span>c", "ac"),
    ]
}
