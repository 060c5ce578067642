import { FONT } from '../svg/figure.js';

/** The style sheet of reports: one column at a comfortable measure, colours from variables, figures on a card in the text's colour. */
export const STYLE = `
:root{color-scheme:light dark;--page:#f7f7f5;--card:#ffffff;--text:#1d2126;--soft:#5a626b;--line:#dfe1e4;--link:#00629b}
@media (prefers-color-scheme:dark){:root{--page:#111417;--card:#181c20;--text:#e4e7ea;--soft:#9aa4ae;--line:#2d343b;--link:#6bb8ea}}
*{box-sizing:border-box}
html{-webkit-text-size-adjust:100%;text-size-adjust:100%}
body{margin:0;background:var(--page);color:var(--text);font:1rem/1.6 ${FONT}}
main{max-width:47rem;margin:0 auto;padding:clamp(1.5rem,5vw,4rem) clamp(1rem,4vw,1.5rem) 4rem}
h1{font-size:clamp(1.6rem,1.2rem + 1.8vw,2.1rem);line-height:1.2;letter-spacing:-.015em;margin:0 0 .75rem;text-wrap:balance}
h2{font-size:1.2rem;line-height:1.3;letter-spacing:-.005em;margin:0 0 .5rem}
h1,h2,p,li{overflow-wrap:anywhere}
p{margin:0 0 .75rem;white-space:pre-line;max-width:66ch}
.summary{color:var(--soft);font-size:1.0625rem}
a{color:var(--link);text-decoration-thickness:1px;text-underline-offset:.18em}
a:focus-visible,summary:focus-visible,.table:focus-visible{outline:2px solid var(--link);outline-offset:2px}
nav{margin-top:1.5rem;font-size:.9375rem}
nav ol{margin:0;padding:.75rem 0 0 1.4em;border-top:1px solid var(--line);color:var(--soft)}
nav li{padding:.1rem 0}
section{margin-top:2.75rem}
figure{margin:1rem 0 .75rem;padding:1.125rem;background:var(--card);border:1px solid var(--line);border-radius:10px}
figure svg{display:block;max-width:100%;height:auto;margin:0 auto}
details{margin:.25rem 0 0;font-size:.9375rem}
summary{cursor:pointer;color:var(--soft);padding:.25rem 0;width:fit-content}
summary:hover{color:var(--text)}
.table{overflow-x:auto;margin:.5rem 0 0;background:var(--card);border:1px solid var(--line);border-radius:10px}
table{border-collapse:collapse;width:100%;font-size:.9375rem;line-height:1.4}
th,td{padding:.5rem .875rem;text-align:left;vertical-align:top;border-bottom:1px solid var(--line)}
tbody tr:last-child>*{border-bottom:0}
thead th{font-weight:600;font-size:.8125rem;color:var(--soft);vertical-align:bottom}
tbody th{font-weight:500;white-space:pre-wrap}
.number{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap}
@media print{:root{--page:#fff;--card:#fff}section{break-inside:avoid}details{display:block}}
`;
