/// What an HTML document may do, as it says itself and as whoever sends it has to say: browsers hold to both.
package enum HTMLPolicy {
    package static let text = String(decoding: html.bytes, as: UTF8.self)

    static let html: HTML =
        "default-src 'none'; img-src data:; style-src '\(HTMLStyle.hash)'; base-uri 'none'; form-action 'none'"
}

/// How a document looks. The hash lets this one style sheet through the document's own content policy.
enum HTMLStyle {
    /// SHA-256 of `sheet`; a test says what it has to be.
    static let hash = "sha256-+RaxBK9HadCwRXgNvzVI1e25msvaNZSaKBoZJYREgTc="

    static let sheet: HTML = """
        :root{color-scheme:light dark;--paper:#fbfaf6;--ink:#1c1c1a;--faint:#5e5c55;--rule:#d8d4c8;--wash:#f2f0e8;\
        --accent:#1c4a86;--lead:1.6;--text:Charter,"Bitstream Charter","Sitka Text",Cambria,"Noto Serif",serif;\
        --sans:system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans",sans-serif}
        @media(prefers-color-scheme:dark){:root{--paper:#13171d;--ink:#e9e7e1;--faint:#a3a8b0;--rule:#363d47;\
        --wash:#1b2028;--accent:#a3c7fb}}
        *{box-sizing:border-box}
        html{background:var(--paper);color:var(--ink);-webkit-text-size-adjust:100%;scroll-padding-top:1rem}
        body{font:1.1875rem/var(--lead) var(--text);max-width:39.5rem;margin:0 auto;padding:2.5rem 1.25rem 4rem;\
        overflow-wrap:anywhere;hyphens:auto}
        [lang|=zh],[lang|=ja],[lang|=ko]{--lead:1.8;hyphens:manual}
        [lang|=ja]{--text:"Hiragino Mincho ProN","Yu Mincho","Noto Serif CJK JP","Noto Sans CJK JP",serif}
        [lang|=zh]{--text:"Songti SC","Noto Serif CJK SC","Noto Sans CJK SC",SimSun,serif}
        [lang|=zh-TW],[lang|=zh-HK],[lang|=zh-Hant]{--text:"Songti TC","Noto Serif CJK TC","Noto Sans CJK TC",\
        PMingLiU,serif}
        [lang|=ko]{--text:AppleMyungjo,Batang,"Noto Serif CJK KR","Noto Sans CJK KR",serif;word-break:keep-all}
        [lang|=ar],[lang|=fa],[lang|=ur],[lang|=ckb],[lang|=ps]{--lead:1.9;--text:Charter,Cambria,"Geeza Pro","Noto Naskh Arabic",\
        "Traditional Arabic",serif}
        [lang|=he],[lang|=yi]{--lead:1.7;--text:Charter,Cambria,"Noto Serif Hebrew","Times New Roman",David,serif}
        [lang|=th],[lang|=lo],[lang|=km],[lang|=my]{--lead:1.8;--text:"Noto Serif Thai","Noto Looped Thai",serif}
        .post,.quote,h1{font-family:var(--text);line-height:var(--lead)}
        p,ul,pre,figure,blockquote,details{margin:0 0 1.1em}
        p,h1,h2,pre,li,summary{unicode-bidi:plaintext;text-align:start}
        a{color:var(--accent);text-decoration-thickness:.06em;text-underline-offset:.16em}
        a:focus-visible,summary:focus-visible{outline:.15em solid var(--accent);outline-offset:.15em}
        h1{font-size:1.9rem;line-height:1.2;margin:1.4rem 0 .5rem;text-wrap:balance;hyphens:manual}
        h2{font-size:1.1875rem;line-height:1.3;margin:0 0 .6em}
        header,footer,.by,.note,.gap,.label,.kind,.share,.host,.facts,.completeness,summary,.number{\
        font-family:var(--sans);font-size:.875rem;line-height:1.5;hyphens:manual}
        header{margin-bottom:2.2rem}
        .author{display:flex;gap:.8rem;align-items:center;margin:0;color:var(--faint)}
        .author b,.by b{color:var(--ink)}
        .author b{font-size:1.0625rem}
        .author a{color:inherit;text-decoration:none}
        .avatar{width:3rem;height:3rem;border-radius:50%;object-fit:cover}
        .facts,.completeness,.note,.gap,.label,.kind,.share,.host,footer{color:var(--faint)}
        .facts,.completeness{margin:0}
        .completeness ul{margin:.3rem 0 0;padding-inline-start:1.2rem}
        p.completeness::before{content:"● "}
        .completeness.incomplete summary::before{content:"◐ "}
        .completeness.unknown summary::before{content:"◌ "}
        summary{cursor:pointer;list-style:none;padding-block:.15rem}
        summary::-webkit-details-marker{display:none}
        summary::after{content:"\u{a0}+";color:var(--accent)}
        details[open]>summary::after{content:"\u{a0}−"}
        .post{position:relative}
        .post[id]{padding-inline-end:2.4rem;min-height:1.8rem}
        .post:target{isolation:isolate}
        .post:target::before{content:"";position:absolute;z-index:-1;inset:-.4rem -.8rem;background:var(--wash);border-radius:.3rem}
        .post:target>*{--wash:var(--paper)}
        .number{position:absolute;inset-inline-end:0;inset-block-start:.25rem;min-inline-size:1.8rem;\
        text-align:end;color:var(--faint);text-decoration:none;font-variant-numeric:tabular-nums}
        .number:hover,.number:focus{color:var(--accent);text-decoration:underline}
        .quote,.passage{border-inline-start:.15rem solid var(--rule);padding-inline-start:1rem;margin-inline:0}
        .quote{font-size:.94em}
        .quote>:last-child,.passage>:last-child,.aside>:last-child>:last-child{margin-bottom:0}
        .by{margin:0 0 .3em;color:var(--faint)}
        .by a{color:inherit}
        .by time,.author time{white-space:nowrap}
        .gap{margin:1.8rem 0;display:flex;align-items:center;gap:.8rem;text-align:center;text-wrap:balance}
        .gap::before,.gap::after{content:"";flex:1 1 1rem;border-top:1px dashed var(--faint)}
        .post>:not(.number)+.note{margin-block:-1.15em 1.6em}
        .card+.note{margin-top:-.6em}
        .media{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(15rem,100%),1fr));gap:.8rem;\
        margin:0 0 1.1em}
        figure{margin:0}
        img{max-width:100%;height:auto;border-radius:.25rem;display:block}
        img.emoji{display:inline;width:1.2em;height:1.2em;vertical-align:-.22em;border-radius:0}
        figcaption{font-size:.9375rem;line-height:1.45;color:var(--faint);margin-top:.35rem}
        .described{background:var(--wash);border-radius:.25rem;padding:.7rem .9rem;grid-column:1/-1;font-size:1rem}
        .described p{margin:0}
        .warning .described{background:none;padding:0}
        .warning>:last-child,.warning>:last-child>:last-child{margin-bottom:0}
        .card{font-family:var(--sans);font-size:.9375rem;line-height:1.45}
        \(HTML(stringLiteral: PostStyle.sheet))
        .label{text-transform:none;font-weight:600;margin:0 0 .8em}
        pre,code{font-family:ui-monospace,"SF Mono",Menlo,Consolas,"DejaVu Sans Mono",monospace;font-size:.9em}
        pre{white-space:pre-wrap;background:var(--wash);padding:.7rem .9rem;border-radius:.25rem}
        footer{border-top:1px solid var(--rule);margin-top:3rem;padding-top:1rem}
        @media(min-width:48rem){.post[id]{padding-inline-end:0}.number{inset-inline-end:-3.2rem}\
        .post:has(>.number):target::before{inset-inline-end:-3.7rem}}
        @media(max-width:34rem){body{font-size:1.125rem;padding:1.25rem 1.1rem 3rem}h1{font-size:1.6rem}\
        .post[id]{padding-inline-end:1.4rem}.number{inset-inline-end:-.6rem}\
        .gap{flex-direction:column}.gap::before,.gap::after{flex:none;width:100%}}
        @media print{@page{margin:20mm}:root{font-size:9.25pt;--paper:#fff;--ink:#000;--faint:#444;--rule:#999;\
        --wash:#fff;--accent:#000}\
        body{padding:0;max-width:38rem;font-size:1.1875rem}p{orphans:2;widows:2}\
        .gap,figure,.card,.poll li{break-inside:avoid}h1,h2,.by,summary,.label{break-after:avoid}\
        .described,.warning,pre{padding:0}.warning{border-inline-start:.15rem solid var(--rule);padding-inline-start:1rem}\
        .post[id]{padding-inline-end:0}.number{inset-inline-end:-3.2rem}\
        summary::after{content:""!important}\
        details::details-content{content-visibility:visible;block-size:auto}\
        footer,.note{break-before:avoid}.warning>summary,.aside>summary{margin-bottom:.8em}\
        .warning:not([open]) .media :is(img,video,audio){display:none}\
        .warning:not([open]) figure{border:1px dashed var(--rule);padding:.6rem;min-height:3rem}\
        .media img{width:auto;max-height:8cm}.card img{width:auto;max-height:5cm}\
        a{color:inherit;text-decoration:none}\
        [data-address]::after{content:" (" attr(data-address) ")";font-size:.875rem;color:var(--faint);unicode-bidi:isolate}}
        """
}
