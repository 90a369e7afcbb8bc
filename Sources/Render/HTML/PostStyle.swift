/// How what belongs to posts looks, in documents and on the site alike: cards, polls, warnings and side chains. The colours are those of
/// the sheet around it (`--rule`, `--wash`, `--faint`, `--accent`).
package enum PostStyle {
    package static let sheet: StaticString = """
        .card a{display:block;border:1px solid var(--rule);border-radius:.25rem;padding:.7rem .9rem;color:inherit;\
        text-decoration:none}
        .card a:hover b{text-decoration:underline}
        .card img{margin-bottom:.6rem}
        .play{position:relative;display:block;width:fit-content;forced-color-adjust:none}
        .play::before,.play::after{content:"";position:absolute;inset:0;margin:auto;width:3.5rem;height:3.5rem;\
        border-radius:50%;background:#000b}
        .play::after{background:#fff;clip-path:polygon(38% 29%,38% 71%,73% 50%)}
        .play:hover::before{background:#000}
        .poll ul{list-style:none;padding:0;margin:0 0 .5em}
        .poll li{margin:0 0 .6em;line-height:1.4}
        .poll li:has(meter){display:grid;grid-template-columns:1fr auto;gap:.2rem 1rem;align-items:baseline}
        .poll li:not(:has(meter))::before{content:"○";color:var(--faint);margin-inline-end:.5em}
        meter{display:block;width:100%;height:.5rem;grid-column:1/-1}
        meter::-webkit-meter-bar{background:var(--wash);border-radius:.25rem;height:.5rem}
        meter::-webkit-meter-optimum-value{background:var(--accent)}
        .warning{background:var(--wash);border-radius:.25rem;padding:.7rem .9rem}
        .warning[open]>summary{margin-bottom:.8em}
        .warning>:last-child{margin-bottom:0}
        .aside,.context,.answers{margin:1.6em 0}
        .aside{border-inline-start:.15rem solid var(--rule);padding-inline-start:1rem}
        .aside[open]>summary{margin-bottom:1em}
        """
}
