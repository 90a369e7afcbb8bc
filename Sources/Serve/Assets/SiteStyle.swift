/// How the site looks: one sheet for every page, in four sizes and one accent.
enum SiteStyle {
    /// The colour of pages in light; a test holds it against the sheet.
    static let paper = "#fbfaf6"

    static let sheet: StaticString = """
        :root{color-scheme:light dark;--paper:#fbfaf6;--ink:#1c1c1a;--faint:#5e5c55;--rule:#d8d4c8;--edge:#8a867b;\
        --wash:#f2f0e8;--accent:#1c4a86;--added:#dcefdc;--removed:#f8dcd6;--lead:1.6;--small:.875rem;--body:1.1875rem;\
        --large:1.9rem;--text:Charter,"Bitstream Charter","Sitka Text",Cambria,"Noto Serif",serif;\
        --sans:system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans",sans-serif}
        @media(prefers-color-scheme:dark){:root{--paper:#13171d;--ink:#e9e7e1;--faint:#a3a8b0;--rule:#363d47;\
        --edge:#79828f;--wash:#1b2028;--accent:#a3c7fb;--added:#1d3a26;--removed:#4a2622}}
        *{box-sizing:border-box}
        html{background:var(--paper);color:var(--ink);-webkit-text-size-adjust:100%;scroll-padding-top:1rem}
        body{margin:0;font:var(--body)/var(--lead) var(--text);overflow-wrap:anywhere;hyphens:auto}
        main,.foot{max-width:42rem;margin:0 auto;padding-inline:1.25rem}
        main{padding-block:2.2rem 3rem;min-height:60vh}
        [lang|=zh],[lang|=ja],[lang|=ko]{--lead:1.8;hyphens:manual}
        [lang|=ja]{--text:"Hiragino Mincho ProN","Yu Mincho","Noto Serif CJK JP","Noto Sans CJK JP",serif}
        [lang|=zh]{--text:"Songti SC","Noto Serif CJK SC","Noto Sans CJK SC",SimSun,serif}
        [lang|=zh-TW],[lang|=zh-HK],[lang|=zh-Hant]{--text:"Songti TC","Noto Serif CJK TC","Noto Sans CJK TC",PMingLiU,serif}
        [lang|=ko]{--text:AppleMyungjo,Batang,"Noto Serif CJK KR","Noto Sans CJK KR",serif;word-break:keep-all}
        [lang|=ar],[lang|=fa],[lang|=ur],[lang|=ckb],[lang|=ps]{--lead:1.9;--text:Charter,Cambria,"Geeza Pro",\
        "Noto Naskh Arabic","Traditional Arabic",serif}
        [lang|=he],[lang|=yi]{--lead:1.7;--text:Charter,Cambria,"Noto Serif Hebrew","Times New Roman",David,serif}
        [lang|=th],[lang|=lo],[lang|=km],[lang|=my]{--lead:1.8;--text:"Noto Serif Thai","Noto Looped Thai",serif}
        .post,.quote,h1,h3,h4,.version{font-family:var(--text);line-height:var(--lead)}
        p,ul,ol,pre,figure,blockquote,details{margin:0 0 1.1em}
        p,h1,h2,h3,h4,pre,li,summary{unicode-bidi:plaintext;text-align:start}
        a{color:var(--accent);text-decoration-thickness:.06em;text-underline-offset:.16em}
        :focus-visible{outline:.15em solid var(--accent);outline-offset:.15em;border-radius:.1em}
        h1{font-size:var(--large);line-height:1.2;margin:0 0 .5rem;text-wrap:balance;hyphens:manual}
        h2,h3,h4{font-size:var(--body);line-height:1.35;margin:0 0 .6em;hyphens:manual}
        .bar,.foot,.facts,.by,.note,.gap,.label,.kind,.share,.host,.completeness,.audience,.refresh,.stamp,.tools,.more h2,.more>p,\
        .next,.author,summary,.number,figcaption,button,input,select,dialog,.card,.retrieval h2{font-family:var(--sans);\
        font-size:var(--small);line-height:1.5;hyphens:manual}
        .author b{font-size:var(--body)}
        .facts,.completeness,.note,.gap,.label,.kind,.share,.host,.stamp,.author,.by,.foot,figcaption{color:var(--faint)}
        .facts,.completeness{margin:0}
        .alone{list-style:none;padding:0}

        .skip{position:absolute;inset-inline-start:.5rem;inset-block-start:-4rem;background:var(--paper);padding:.6rem 1rem;z-index:1}
        .skip:focus{inset-block-start:.5rem}
        .bar{display:flex;flex-wrap:wrap;gap:.5rem 1.25rem;align-items:center;padding:.6rem 1.25rem;\
        border-bottom:1px solid var(--rule)}
        .bar a,.foot a,.tools a,.next a{display:inline-block;padding-block:.25rem}
        .bar .home{font-family:var(--text);font-size:var(--body);font-weight:600;color:var(--ink);text-decoration:none}
        .bar nav{margin-inline-start:auto;display:flex;gap:1.1rem}
        .bar .link{flex:1 1 16rem;max-width:34rem;margin-inline:auto;order:0}
        .link{display:flex;gap:.4rem}
        .link input{flex:1;min-width:0}
        input,button{min-height:2.1rem;border:1px solid var(--edge);border-radius:.3rem;padding:.25rem .7rem;\
        background:transparent;color:inherit}
        input[type=checkbox]{min-height:0;width:1.1rem;height:1.1rem;vertical-align:-.2em}
        ::placeholder{color:var(--faint);opacity:1}
        button{cursor:pointer;color:var(--accent)}
        button:hover{background:var(--wash)}
        [hidden]{display:none!important}
        .foot{padding-block:0 2.5rem}
        .foot::before{content:"";display:block;border-top:1px solid var(--rule);margin-bottom:1rem}
        .foot p{margin:0 0 .4rem}

        .head{margin-bottom:2.2rem}
        .author{display:flex;gap:.8rem;align-items:center;margin:0 0 1.4rem}
        .author b,.by b{color:var(--ink)}
        .author:has(h1){margin-bottom:.3rem}
        .author h1{margin:0;color:var(--ink)}
        .author a{color:inherit;text-decoration:none}
        .author b a:hover{text-decoration:underline}
        .avatar{width:3rem;height:3rem;border-radius:50%;object-fit:cover;flex:none}
        .author a:has(.logo){margin-inline-start:auto;align-self:flex-start;flex:none}
        .logo{display:block;fill:var(--ink)}
        .audience{border-inline-start:.15rem solid var(--accent);padding-inline-start:.8rem;margin:0 0 1.4rem}
        .completeness summary{color:inherit}
        .completeness ul{margin:.3rem 0 0;padding-inline-start:1.2rem}
        p.completeness::before{content:"● ";content:"● "/""}
        .completeness.incomplete summary::before{content:"◐ ";content:"◐ "/""}
        .completeness.unknown summary::before{content:"◌ ";content:"◌ "/""}
        .refresh{color:var(--faint);margin-top:.35rem}
        .refresh button{border:0;padding:0 .2rem;min-height:1.6rem;text-decoration:underline;text-underline-offset:.16em}
        summary{cursor:pointer;list-style:none;padding-block:.2rem}
        summary::-webkit-details-marker{display:none}
        summary::after{content:"\u{a0}+";content:"\u{a0}+"/"";color:var(--accent)}
        details[open]>summary::after{content:"\u{a0}−";content:"\u{a0}−"/""}

        .post{position:relative}
        .body>.post{padding-inline-end:2.4rem;min-height:1.8rem}
        .reading .body>.post{padding-inline-end:0;min-height:0}
        .post:target{isolation:isolate}
        .post:target::before{content:"";position:absolute;z-index:-1;inset:-.4rem -.8rem;background:var(--wash);border-radius:.3rem}
        .post:target>*{--wash:var(--paper)}
        .number{position:absolute;inset-inline-end:0;inset-block-start:.15rem;min-inline-size:1.8rem;min-block-size:1.6rem;\
        text-align:end;color:var(--faint);text-decoration:none;font-variant-numeric:tabular-nums}
        .number:hover,.number:focus{color:var(--accent);text-decoration:underline}
        .stamp,.post>:not(.number)+.note{margin-block:-1.15em 1.6em}
        .card+:is(.stamp,.note){margin-top:-.6em}
        .stamp a,.note a{color:inherit}
        .stamp a:not(:hover){text-decoration:none}
        .reading .stamp{margin-bottom:1.2em}
        .quote,.passage{border-inline-start:.15rem solid var(--rule);padding-inline-start:1rem;margin-inline:0}
        .quote>:last-child,.passage>:last-child,.aside>:last-child>:last-child{margin-bottom:0}
        .by{margin:0 0 .3em}
        .by a{color:inherit}
        .by time,.author time{white-space:nowrap}
        .gap{margin:1.8rem 0;display:flex;align-items:center;gap:.8rem;text-align:center;text-wrap:balance}
        .gap::before,.gap::after{content:"";flex:1 1 1rem;border-top:1px dashed var(--edge)}
        .media{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(15rem,100%),1fr));gap:.8rem;margin:0 0 1.1em}
        figure{margin:0}
        img,video{max-width:100%;height:auto;border-radius:.25rem;display:block}
        audio{width:100%}
        img.emoji{display:inline;width:1.2em;height:1.2em;vertical-align:-.22em;border-radius:0}
        figcaption{margin-top:.35rem}
        .described{font-family:var(--sans);background:var(--wash);border-radius:.25rem;padding:.7rem .9rem;grid-column:1/-1;font-size:var(--small)}
        .described p,.described .kind{margin:0}
        .warning .described{font-family:var(--sans);background:none;padding:0}
        .warning>:last-child>:last-child{margin-bottom:0}
        .label{font-weight:600;margin:0 0 .8em}
        pre,code,kbd{font-family:ui-monospace,"SF Mono",Menlo,Consolas,"DejaVu Sans Mono",monospace;font-size:.9em}
        pre{white-space:pre-wrap;background:var(--wash);padding:.7rem .9rem;border-radius:.25rem;unicode-bidi:normal}

        .tools{border-top:1px solid var(--rule);margin-top:2.6rem;padding-top:1rem}
        .tools p{margin:0 0 .2rem;display:flex;flex-wrap:wrap;gap:.1rem .9rem;align-items:center}
        .tools b{font-weight:600;color:var(--faint);min-width:6.2rem}
        .tools button,.foot button{border:0;padding:.25rem 0;min-height:1.75rem;text-decoration:underline;text-underline-offset:.16em}
        .cite{margin:.2rem 0 0}
        .cite summary{color:var(--accent)}
        .version{white-space:pre-wrap}
        .cite .version{font-size:var(--small)}
        .more{margin-top:2.6rem}
        .more h2{color:var(--faint)}
        .more>p{margin:1rem 0 0}
        .cards{display:grid;grid-template-columns:repeat(auto-fill,minmax(min(17rem,100%),1fr));gap:.8rem}
        .cards .thread-card{border:1px solid var(--rule);border-radius:.3rem;padding:.8rem .9rem;margin:0}
        .thread-card{margin:0 0 1.5rem;position:relative}
        .thread-card h3,.thread-card h2{font-family:var(--text);font-size:var(--body);font-weight:600;margin:0 0 .15rem;\
        line-height:1.35}
        .opening{margin:0 0 .25rem;line-height:1.5;text-wrap:pretty}
        .cards .opening{font-size:1rem}
        .progress>li:last-child::after{content:"";display:inline-block;width:.5em;height:.5em;margin-inline-start:.5em;\
        border-radius:50%;background:var(--accent);animation:life 1.2s ease-in-out infinite alternate}
        @keyframes life{to{opacity:.15}}
        @media(prefers-reduced-motion:reduce){.progress>li:last-child::after{animation:none}}
        .bio{margin-top:1rem}
        .bio p{margin:0 0 .4rem}
        .thread-card a{text-decoration:none;color:var(--ink)}
        .thread-card a::after{content:"";position:absolute;inset:0}
        .thread-card:hover a{text-decoration:underline}
        .lead{color:var(--faint)}
        .retrieval{margin:0 0 2rem}
        .retrieval h2{font-weight:600;margin-bottom:.4rem}
        .changes{padding-inline-start:1.2rem}
        .changes .version{border-inline-start:.15rem solid var(--rule);padding-inline-start:1rem}
        ins{background:var(--added);text-decoration-thickness:.06em}
        del{background:var(--removed)}
        dialog{border:1px solid var(--edge);border-radius:.4rem;background:var(--paper);color:var(--ink);padding:1.2rem 1.4rem}
        dialog::backdrop{background:#0006}
        dl.keys{display:grid;grid-template-columns:auto 1fr;gap:.3rem 1rem;margin:0 0 1rem}
        dl.keys dd{margin:0}
        @media(min-width:52rem){.body>.post{padding-inline-end:0}.number{inset-inline-end:-3.2rem}\
        .post:has(>.number):target::before{inset-inline-end:-3.7rem}}
        @media(max-width:36rem){.gap{flex-direction:column}.gap::before,.gap::after{flex:none;width:100%}body{--body:1.125rem;--large:1.6rem}main{padding-block-start:1.4rem}\
        main,.foot{padding-inline:1.1rem}.bar{padding-inline:1.1rem}.bar .link{order:1;flex-basis:100%}\
        .body>.post{padding-inline-end:1.5rem}.number{inset-inline-end:-.5rem}.tools b{min-width:100%}}
        @media print{@page{margin:20mm}:root{color-scheme:light;--paper:#fff;--ink:#000;--faint:#444;--rule:#999;--edge:#999;\
        --wash:#fff;--accent:#000;--added:#fff;--removed:#fff;font-size:9.25pt}\
        .skip,.bar,.tools,.more,.refresh,.audience,dialog,.foot a,.foot button,.next{display:none}\
        :focus-visible{outline:none}\
        details::details-content{content-visibility:visible;block-size:auto}\
        .warning>summary,.aside>summary{margin-bottom:.8em}\
        main,.foot{padding:0;max-width:none}main{min-height:0}.foot,.stamp,.note{break-before:avoid}p{orphans:2;widows:2}\
        .gap,figure,.card,.poll li{break-inside:avoid}h1,h2,h3,.by,summary,.label{break-after:avoid}\
        .described,.warning,pre{padding:0}.warning{border-inline-start:.15rem solid var(--rule);padding-inline-start:1rem}\
        .body>.post{padding-inline-end:3rem}.number{inset-inline-end:0}\
        summary::after{content:""!important}\
        .warning:not([open]) .media :is(img,video,audio){display:none}\
        .warning:not([open]) figure{border:1px dashed var(--rule);padding:.6rem;min-height:3rem}\
        .media :is(video,audio){display:none}\
        .media figure:has(video,audio){border:1px dashed var(--rule);padding:.6rem;min-height:3rem}\
        .media img{width:auto;max-height:8cm}.card img{width:auto;max-height:5cm}\
        a{color:inherit;text-decoration:none}\
        [data-address]::after{content:" (" attr(data-address) ")";font-size:.875rem;color:var(--faint);unicode-bidi:isolate}}
        @media(forced-colors:active){.number,.facts{color:CanvasText}}
        """
}
