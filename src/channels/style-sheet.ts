/**
 * What the style sheets of portal and console share: type and colours, forms and buttons; and how a
 * sheet becomes one text with the hash that the content security policy names. Each adds its own
 * frame and pieces (`web/look/styles.ts`, `counter/look/styles.ts`).
 */
import { createHash } from 'node:crypto'
import { customProperties, DARK, LIGHT, TOUCH_TARGET_PX } from './tokens.ts'

export const FOUNDATION = `
:root{color-scheme:light dark;${customProperties(LIGHT)};--touch:${TOUCH_TARGET_PX}px}
@media(prefers-color-scheme:dark){:root{${customProperties(DARK)}}}
*,::before,::after{box-sizing:border-box}
html{font:100%/1.65 -apple-system,"Segoe UI",Roboto,"Noto Sans",sans-serif;text-size-adjust:100%;
  -webkit-text-size-adjust:100%;scroll-padding-top:1rem}
:lang(zh-CN){font-family:-apple-system,"PingFang SC","Microsoft YaHei","Noto Sans SC",
  "Noto Sans CJK SC",sans-serif}
:lang(zh-TW){font-family:-apple-system,"PingFang TC","Microsoft JhengHei","Noto Sans TC",
  "Noto Sans CJK TC",sans-serif}
:lang(ja){font-family:-apple-system,"Hiragino Sans","Yu Gothic UI",Meiryo,"Noto Sans JP",
  "Noto Sans CJK JP",sans-serif;line-break:strict}
:lang(ko){font-family:-apple-system,"Apple SD Gothic Neo","Malgun Gothic","Noto Sans KR",
  "Noto Sans CJK KR",sans-serif;word-break:keep-all}
body{margin:0;background:var(--paper);color:var(--ink);overflow-wrap:anywhere;
  text-autospace:normal;text-spacing-trim:trim-start;font-synthesis-style:none;
  -webkit-tap-highlight-color:transparent}
h1,h2,h3,p,ul,ol,dl,dd,figure,fieldset{margin:0;padding:0;border:0}
h1{font-size:1.6rem;line-height:1.3;letter-spacing:-.01em;text-wrap:balance}
h2{font-size:1.1rem;line-height:1.4;text-wrap:balance}
h3{font-size:1rem;line-height:1.4}
:is(h1,h2,h3,.button,button):lang(ja){word-break:auto-phrase}
:is(h1,h2,h3):lang(ja){font-feature-settings:"palt";letter-spacing:.02em}
.id{font-family:ui-monospace,SFMono-Regular,Menlo,Consolas,monospace;font-size:.92em;
  white-space:nowrap}
em,i,cite,address{font-style:normal}
ul,ol{list-style:none}
a{color:var(--accent);text-underline-offset:.2em;text-decoration-thickness:1px}
time,.number,td,dd{font-variant-numeric:tabular-nums}
.nowrap{white-space:nowrap}
:focus-visible{outline:3px solid var(--accent);outline-offset:3px;border-radius:4px}
[hidden]{display:none!important}
.unseen:not(:focus){position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);
  white-space:nowrap}
`

export const FORMS = `
button,.button,input,select{font:inherit;color:inherit;min-height:var(--touch);border-radius:10px}
.button,button{display:inline-flex;align-items:center;justify-content:center;gap:.5rem;
  padding:.55rem 1.2rem;border:1.5px solid var(--edge);background:transparent;color:var(--ink);
  font-weight:600;line-height:1.35;text-align:center;text-wrap:balance;word-break:keep-all;
  overflow-wrap:anywhere;text-decoration:none;cursor:pointer}
.button.main,button.main{width:100%;min-height:3.4rem;background:var(--accent);
  border-color:var(--accent);color:var(--onAccent);font-size:1.08rem}
button.plain{border:0;padding:0;font-weight:400;text-decoration:underline;
  text-underline-offset:.2em}
.wide{width:100%}
button[aria-disabled=true]{opacity:.6;cursor:progress}
form.stack,.field{display:grid;grid-template-columns:minmax(0,1fr)}
form.stack{gap:1.1rem}
.field{gap:.25rem}
label,legend{font-weight:600}
.field input,select{width:100%;padding:.5rem .8rem;background:var(--sheet);
  border:1.5px solid var(--edge)}
.field input.digits{font-size:1.15rem;letter-spacing:.06em;font-variant-numeric:tabular-nums}
[aria-invalid=true]{border-color:var(--accent)!important;border-width:2px!important}
.wrong{color:var(--accent);font-weight:600;font-size:.92rem}
.wrong::before{content:"! "}
.tick{display:flex;gap:.7rem;align-items:flex-start;font-weight:400;padding:.55rem 0}
.tick input{flex:none;width:1.5rem;min-height:1.5rem;height:1.5rem;margin:.1rem 0 0;
  accent-color:var(--accent)}
.choices legend{padding:0 0 .2rem}
.choices .tick{border-top:1px solid var(--rule)}
.tick:has(:disabled){color:var(--soft)}
.lines{display:block;color:var(--soft);font-size:.88rem;white-space:pre-line}
.actions{display:flex;flex-wrap:wrap;gap:.6rem}
.pick{display:flex;flex-wrap:wrap;gap:.6rem}
.pick>li{flex:1 1 8rem}
@media(hover:hover){.button:hover,button:hover{text-decoration:underline;
  text-underline-offset:.25em}}
@media(prefers-reduced-motion:no-preference){.stroke .left{transition:width .6s ease-out}}
@media(forced-colors:active){.stroke .left,.chart rect{fill:CanvasText}}
@media print{.head,.foot,.ribbon,.actions,.skip{display:none}body,.sheet{background:#fff;
  color:#000;border:0}main{padding:0}}
`

export interface StyleSheet {
  readonly css: string
  /** For `style-src`: the only style that a page may carry. */
  readonly hash: string
}

export function styleSheet(...parts: readonly string[]): StyleSheet {
  const css = compact(parts.join(''))
  const digest = createHash('sha256').update(css).digest('base64')
  return { css, hash: `'sha256-${digest}'` }
}

function compact(css: string): string {
  return css
    .replaceAll(/\s*\n\s*/g, '')
    .replaceAll(';}', '}')
    .trim()
}
