/// How home, search, help and practice look, beyond what every page has in `SiteStyle`.
enum FindingStyle {
    static let sheet: StaticString = """
        .search,.ways,.copy,.notice,.nothing,.pages,.contents,.syntax,.pretend h2,.button,.ways-in{font-family:var(--sans);\
        font-size:var(--small);line-height:1.5}
        .search{display:flex;flex-wrap:wrap;gap:.5rem;margin:0 0 1.8rem}
        .search input[type=search]{flex:1 1 14rem;font-size:1rem}
        .search fieldset{flex:1 0 100%;display:flex;gap:1.2rem;margin:0;padding:0;border:0;color:var(--faint)}
        .search legend{float:left;padding:0;margin-inline-end:1.2rem}
        .search label{display:inline-flex;gap:.35rem;align-items:center;min-height:1.5rem}
        .search input[type=radio]{min-height:0;margin:0;accent-color:var(--accent)}
        .results{list-style:none;padding:0;margin:0}
        .result{margin:0 0 1.9rem}
        .result h2,.result .excerpt{margin:0 0 .2rem}
        .result h2 a{color:var(--ink);text-decoration:none}
        .result h2 a:hover{text-decoration:underline}
        mark{background:var(--added);color:inherit;border-radius:.15em;padding:.05em 0;\
        text-decoration:underline;text-decoration-thickness:.08em;text-underline-offset:.2em}
        .notice,.nothing{color:var(--faint)}
        .pages{margin:2rem 0 0}
        .pages a{display:inline-block;padding:.4rem 0}
        .ways{margin:0 0 2.4rem;color:var(--faint)}
        .syntax dl,.help dl{display:grid;grid-template-columns:minmax(7rem,max-content) 1fr;gap:.35rem 1.2rem;margin:.6rem 0 1.2rem}
        .help dl.ways-in,.ways dl{display:block}
        .ways-in dt{font-weight:600;color:var(--ink);margin-top:1rem}
        dt{font-weight:600}
        .syntax dt{font-weight:400}
        dd{margin:0}
        dd p{margin:0 0 .3rem}
        .copy code{display:block;background:var(--wash);color:var(--ink);border-radius:.25rem;padding:.5rem .7rem;\
        overflow-wrap:anywhere;user-select:all}
        .contents ul{list-style:none;padding:0;display:flex;flex-wrap:wrap;gap:.2rem 1.2rem;margin:0 0 2rem}
        .contents a,.syntax dt a{display:inline-block;padding-block:.15rem}
        .help section{margin:0 0 2.6rem}
        .help figure{margin:1.2rem 0}
        .help figure img{border:1px solid var(--rule)}
        .button{display:inline-block;border:1px solid var(--edge);border-radius:.3rem;padding:.35rem .8rem;text-decoration:none}
        .button:hover{background:var(--wash)}
        .pretend{border:1px solid var(--rule);border-radius:.5rem;padding:1rem 1.2rem .2rem;background:var(--wash)}
        .pretend h2{color:var(--faint);font-weight:600}
        .pretend-post{border-top:1px solid var(--rule);padding:.9rem 0 .1rem}
        .pretend-post p{margin:0 0 .6rem}
        .pretend-post .button{background:var(--paper)}
        .practice>.link{margin:0 0 1.6rem}
        @media(max-width:32rem){.syntax dl,.help dl{display:block}.syntax dd,.help dd{margin:0 0 .6rem}}
        @media print{.search,.ways,.pages,.contents,.button,.syntax{display:none}}
        """
}
