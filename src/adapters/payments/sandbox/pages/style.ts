/** The one style sheet of the sandbox's pages, inline and allowed by its hash. */
import { createHash } from 'node:crypto'

export const STYLE = `
:root{color-scheme:light dark;--paper:#f7f6f3;--sheet:#fff;--ink:#1d1f22;--soft:#5c6168;
--line:#d9d7d1;--deed:#17496f;--on-deed:#fff;--warn:#8a1f11;--ribbon:#f3d66b;--on-ribbon:#33290a}
@media(prefers-color-scheme:dark){:root{--paper:#16181b;--sheet:#1f2226;--ink:#eceae6;
--soft:#a9adb3;--line:#3a3e44;--deed:#8fc1ea;--on-deed:#10202d;--warn:#ffb4a6}}
*{box-sizing:border-box}
body{margin:0;background:var(--paper);color:var(--ink);font:1rem/1.55 system-ui,sans-serif}
.ribbon{margin:0;padding:.5rem 1rem;background:var(--ribbon);color:var(--on-ribbon);
text-align:center;font-weight:600}
main{max-width:27rem;margin:0 auto;padding:1.25rem 1rem 3rem}
h1{font-size:1.25rem;margin:.25rem 0}h2{font-size:1rem;margin:2rem 0 .25rem}
p{margin:.25rem 0 1rem}.amount{font-size:2rem;font-weight:650;margin:0}.soft{color:var(--soft)}
.said{border-left:.25rem solid var(--warn);padding:.5rem .75rem;background:var(--sheet);
color:var(--warn)}
.sheet{background:var(--sheet);border:1px solid var(--line);border-radius:.75rem;padding:1rem}
label{display:block;margin:0 0 .75rem;font-weight:600}
input{display:block;width:100%;margin-top:.25rem;padding:.7rem;font:inherit;color:inherit;
background:var(--paper);border:1px solid var(--soft);border-radius:.5rem}
fieldset{margin:0 0 1rem;padding:0;border:0}legend{padding:0}
.choice{display:flex;align-items:center;gap:.6rem;min-height:2.75rem;margin:0}
.choice input{width:auto;margin:0}
dt{color:var(--soft)}dd{margin:0 0 .75rem}
.pair{display:grid;grid-template-columns:1fr 1fr;gap:.75rem;align-items:end}
button{min-height:2.75rem;font:inherit;font-weight:600;border-radius:.5rem;cursor:pointer}
.deed{width:100%;border:0;padding:.8rem;background:var(--deed);color:var(--on-deed)}
.plain{padding:.4rem .8rem;border:1px solid var(--soft);background:transparent;color:inherit}
.wide{width:100%;margin-top:.75rem}
a{color:var(--deed)}.back{display:inline-block;padding:.75rem 0}
:focus-visible{outline:3px solid var(--deed);outline-offset:2px}
ul{list-style:none;margin:0;padding:0}
li{display:flex;justify-content:space-between;align-items:center;gap:.75rem;padding:.6rem 0;
border-bottom:1px solid var(--line)}
code{font:.9rem ui-monospace,monospace;white-space:nowrap}
`

const STYLE_HASH = createHash('sha256').update(STYLE).digest('base64')

/**
 * `form-action` names the shop too, because Chromium applies it to the redirect that answers a
 * posted form.
 */
export function securityPolicy(shops: readonly string[]): string {
  const actions = ["'self'", ...new Set(shops)].join(' ')
  return (
    `default-src 'none'; style-src 'sha256-${STYLE_HASH}'; form-action ${actions}; ` +
    `base-uri 'none'; frame-ancestors 'none'`
  )
}
