/**
 * The whole style sheet, sent inside each page so that the first flight of bytes can be painted.
 * Its hash goes into the content security policy, so nothing else may style anything: no `style=`
 * attribute, no second sheet.
 */
import { FORMS, FOUNDATION, styleSheet } from '../../style-sheet.ts'

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
.asked{border-top:1px solid var(--rule)}
.asked>summary{display:flex;justify-content:space-between;padding:.5rem 0}
.asked>p{padding:.2rem 0 .9rem}
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
.verdict{border-width:2px}
.verdict h2{display:flex;align-items:center;gap:.6rem}
.verdict path{fill:none;stroke:currentColor;stroke-width:3;stroke-linecap:round}
.verdict.good{border-color:#2f9e5b}
.verdict.good svg{color:#2f9e5b}
.verdict.bad{border-color:var(--accent)}
.verdict.bad svg{color:var(--accent)}
.any{overflow-wrap:anywhere}
textarea{width:100%;padding:.5rem .8rem;font:inherit;color:inherit;background:var(--sheet);
  border:1.5px solid var(--edge);border-radius:10px}
.qr{display:block;width:13rem;height:13rem;background:#fff;border-radius:8px}
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

const sheet = styleSheet(FOUNDATION, frame, pieces, FORMS)

export const STYLES: string = sheet.css
export const STYLES_HASH: string = sheet.hash
