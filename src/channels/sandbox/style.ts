/** The one style sheet of the sandbox's own pages, inline and allowed by its hash. */
import { createHash } from 'node:crypto'

export const STYLE = `
:root{color-scheme:light dark;--paper:#f6f1e6;--sheet:#fffdf8;--ink:#221d18;--soft:#5d554b;
--rule:#e0d6c4;--edge:#857a6b;--accent:#a5301a;--on-accent:#fffaf4}
@media(prefers-color-scheme:dark){:root{--paper:#10141a;--sheet:#191f27;--ink:#ece5d9;
--soft:#aea79b;--rule:#2b333d;--edge:#78818b;--accent:#f08c6e;--on-accent:#1d0f0a}}
*{box-sizing:border-box}
body{margin:0;background:var(--paper);color:var(--ink);font:1rem/1.6 system-ui,sans-serif;
overflow-wrap:anywhere}
main{max-width:56rem;margin:0 auto;padding:1rem 1.1rem 3rem}
h1{font-size:1.5rem;margin:.5rem 0}h2{font-size:1.1rem;margin:2.2rem 0 .5rem}
p{margin:.4rem 0}a{color:var(--accent)}.soft{color:var(--soft);font-size:.9rem}
.ribbon{margin:0;padding:.4rem 1rem;background:var(--ink);color:var(--paper);text-align:center;
font-size:.85rem}
.sheet{background:var(--sheet);border:1px solid var(--rule);border-radius:12px;padding:1rem;
margin:.8rem 0}
.sheet>h2:first-child{margin-top:0}
.said{border-left:4px solid var(--accent)}
.now{font-size:1.4rem;font-weight:650;font-variant-numeric:tabular-nums}
form{display:inline-flex;flex-wrap:wrap;gap:.5rem;align-items:end;margin:.4rem .6rem .4rem 0}
label{display:grid;gap:.2rem;font-size:.9rem}
button,input{min-height:46px;padding:.4rem .9rem;font:inherit;border-radius:8px;
border:1px solid var(--edge);background:var(--paper);color:inherit}
button{border-color:var(--accent);background:var(--accent);color:var(--on-accent);
font-weight:600;cursor:pointer}
nav{display:flex;flex-wrap:wrap;gap:0 1.2rem}
nav a{display:inline-flex;align-items:center;min-height:46px}
table{border-collapse:collapse;width:100%;font-size:.92rem}
th,td{padding:.5rem .8rem .5rem 0;text-align:left;vertical-align:top;
border-bottom:1px solid var(--rule)}
th{color:var(--soft);font-weight:400}
code{font:.9rem ui-monospace,monospace}
@media(max-width:44rem){thead{display:none}tr,td{display:block;border:0;padding:.1rem 0}
tr{padding:.6rem 0;border-bottom:1px solid var(--rule)}}
pre{margin:.6rem 0 0;font:inherit;white-space:pre-wrap}
:focus-visible{outline:3px solid var(--accent);outline-offset:2px}
`

export const SECURITY_POLICY = securityPolicy([STYLE])

/** Of a page with these styles and, where it says so, with scripts of our own that ask of us. */
export function securityPolicy(styles: readonly string[], scripted = false): string {
  const hashes = styles.map(
    (one) => `'sha256-${createHash('sha256').update(one).digest('base64')}'`,
  )
  return [
    "default-src 'none'",
    `style-src ${hashes.join(' ')}`,
    ...(scripted ? ["script-src 'self'", "connect-src 'self'"] : []),
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join('; ')
}
