/**
 * The whole style sheet, sent inside each page so that the first flight of bytes can be painted.
 * Its hash goes into the content security policy, so nothing else may style anything: no `style=`
 * attribute, no second sheet.
 */
import { createHash } from 'node:crypto'
import { customProperties, DARK, LIGHT, TOUCH_TARGET_PX } from './tokens.ts'

const foundation = `
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

const frame = `
.skip:focus{position:fixed;top:.5rem;left:.5rem;z-index:2;background:var(--sheet);
  padding:.7rem 1rem}
.ribbon{background:var(--ink);color:var(--paper);font-size:.8rem;line-height:1.5;
  padding:.35rem 1.1rem;text-align:center}
.head,main,.foot{max-width:42rem;margin:0 auto;padding:0 1.1rem}
.head{display:flex;align-items:center;flex-wrap:wrap;gap:0 .3rem;padding-top:.5rem}
.mark{display:flex;align-items:center;gap:.35rem;min-height:var(--touch);margin-right:auto;
  color:var(--ink);text-decoration:none;font:600 1.25rem/1 ui-serif,Georgia,"Times New Roman",
  serif;letter-spacing:.01em}
.mark path{fill:var(--accent)}
nav ul{display:flex;flex-wrap:wrap}
.head nav.full{flex-basis:100%;margin:0 -.6rem}
@media(min-width:38rem){.head nav.full{flex-basis:auto;margin:0;order:1}.head details{order:2}}
.head a:not(.mark),summary,.plain{display:inline-flex;align-items:center;min-height:var(--touch);
  padding:0 .6rem;color:var(--ink);font-size:.92rem;text-decoration:none}
.head nav a[aria-current]{text-decoration:underline;text-decoration-color:var(--accent);
  text-decoration-thickness:3px;text-underline-offset:.45em}
.head details{position:relative}
.head details ul{position:absolute;right:0;z-index:1;min-width:9rem;padding:.3rem;
  background:var(--sheet);border:1px solid var(--rule);border-radius:10px;
  box-shadow:0 6px 24px #0003}
.head details a{width:100%}
summary{cursor:pointer;list-style:none}
summary::-webkit-details-marker{display:none}
summary::after{content:"";width:.4em;height:.4em;margin:-.2em 0 0 .5em;border:solid var(--soft);
  border-width:0 2px 2px 0;rotate:45deg}
main{display:grid;grid-template-columns:minmax(0,1fr);gap:1.1rem;padding-top:.8rem;
  padding-bottom:2.5rem}
.foot{padding-bottom:2rem;color:var(--soft);font-size:.86rem;border-top:1px solid var(--rule)}
.foot>*{margin-top:1.1rem}
.foot a{color:inherit}
.foot .links{display:flex;flex-wrap:wrap;gap:0 1.2rem}
.foot .links a,.foot dt a,.foot dd a{display:inline-flex;align-items:center;
  min-height:var(--touch)}
`

const pieces = `
.sheet{display:grid;grid-template-columns:minmax(0,1fr);gap:.8rem;padding:1.15rem;
  background:var(--sheet);border:1px solid var(--rule);border-radius:14px}
details.sheet{display:block;padding:0}
details.sheet>summary{padding:.2rem 1.15rem;width:100%;justify-content:space-between;
  font-weight:600}
details.sheet>:not(summary){padding:0 1.15rem 1.15rem}
.stack>details>summary{padding-inline:0}
.stack>details>*+*{margin-top:.9rem}
.sheet .plain,main>.plain{padding:0}
a.plain{text-decoration:underline;text-underline-offset:.25em;text-decoration-color:var(--edge)}
.stack{display:grid;grid-template-columns:minmax(0,1fr);gap:.8rem}
.prose{max-width:38em}
.prose>*+*{margin-top:.7rem}
.soft,.hint,.local{color:var(--soft);font-size:.88rem}
.local{display:block}
.figure{font-size:2.7rem;font-weight:650;line-height:1.1;letter-spacing:-.02em;
  font-variant-numeric:tabular-nums}
.figure small{font-size:.5em;font-weight:600;letter-spacing:0}
.stroke{display:block;width:100%;height:1.5rem}
.stroke .rest{fill:var(--calm)}
.stroke .left{fill:var(--accent)}
.until{font-size:1.12rem;font-weight:600}
.until .soft{display:block}
.until :is(.soft,.local){font-weight:400}
.rows{display:grid;gap:0}
.rows>div{display:flex;flex-wrap:wrap;justify-content:space-between;gap:0 1rem;padding:.5rem 0;
  border-top:1px solid var(--rule)}
.rows>div:first-child{border-top:0}
.rows dt{color:var(--soft)}
.rows dd{margin-left:auto;font-weight:600;text-align:right}
.rows.moves>div{flex-wrap:nowrap}
.rows.moves dd{flex:none}
.rows.tall>div{display:block}
.rows.tall dt{font-size:.88rem}
.rows.tall dd{margin:0;font-weight:400;text-align:left;white-space:pre-line}
.list>li{padding:.75rem 0;border-top:1px solid var(--rule)}
.list>li:first-child{border-top:0;padding-top:0}
.list>li:last-child{padding-bottom:0}
.between{display:flex;flex-wrap:wrap;justify-content:space-between;align-items:baseline;
  gap:0 1rem}
.tag{display:inline-block;padding:0 .5em;border:1px solid var(--edge);border-radius:5px;
  font-size:.78rem;line-height:1.6;color:var(--soft)}
.tag+.tag{margin-left:.35em}
.tag.on{border-color:var(--accent);color:var(--accent)}
.notice{padding:.8rem 1rem;background:var(--wash);border-left:4px solid var(--accent);
  border-radius:4px 12px 12px 4px}
.notice>.button{margin-top:.6rem}
.path{border-left:2px solid var(--calm);padding-left:1.1rem}
.path form{margin-top:.5rem}
.path>li{position:relative;padding:0 0 1rem}
.path>li:last-child{padding-bottom:0}
.path>li::before{content:"";position:absolute;left:calc(-1.1rem - 7px);top:.5em;width:12px;
  height:12px;border-radius:50%;background:var(--sheet);border:2px solid var(--edge)}
.path>.running::before{background:var(--accent);border-color:var(--accent)}
.price{font-size:1.25rem;font-weight:650;white-space:nowrap}
.chart{display:block;width:100%;height:auto}
.chart rect{fill:var(--calm)}
.chart .today{fill:var(--accent)}
.chart text{fill:var(--soft);font-size:11px;text-anchor:middle}
.chart line{stroke:var(--edge)}
table{width:100%;border-collapse:collapse;font-size:.92rem}
th,td{padding:.4rem 0;border-top:1px solid var(--rule);text-align:left;font-weight:400}
th+td,td+td,th+th{text-align:right}
thead th{color:var(--soft);border:0}
`

const forms = `
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

function compact(css: string): string {
  return css
    .replaceAll(/\s*\n\s*/g, '')
    .replaceAll(';}', '}')
    .trim()
}

export const STYLES: string = compact(foundation + frame + pieces + forms)

const digest = createHash('sha256').update(STYLES).digest('base64')

/** For `style-src`: the only style that a page may carry. */
export const STYLES_HASH: string = `'sha256-${digest}'`
