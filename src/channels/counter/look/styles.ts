/**
 * The style sheet of the console: a wide desk for keyboard and tablet. Colours, type and forms are
 * those of the portal (`../../style-sheet.ts`). No `style=` attribute anywhere: the policy allows
 * this one sheet by its hash.
 */
import { FORMS, FOUNDATION, styleSheet } from '../../style-sheet.ts'

const frame = `
html{font-size:95%;line-height:1.5}
.skip:focus{position:fixed;top:.5rem;left:.5rem;z-index:3;background:var(--sheet);
  padding:.7rem 1rem}
.ribbon{background:var(--ink);color:var(--paper);font-size:.8rem;padding:.2rem 1rem;
  text-align:center}
.head{display:flex;flex-wrap:wrap;align-items:center;gap:.4rem 1rem;padding:.5rem 1rem;
  background:var(--sheet);border-bottom:1px solid var(--rule)}
.mark{display:flex;align-items:center;gap:.35rem;min-height:var(--touch);color:var(--ink);
  text-decoration:none;font:600 1.15rem/1 ui-serif,Georgia,"Times New Roman",serif}
.mark path{fill:var(--accent)}
.find{display:flex;flex:1 1 20rem;gap:.4rem}
.find input{flex:1;min-width:8rem;padding:.4rem .8rem;background:var(--paper);
  border:1.5px solid var(--edge)}
.who{display:flex;align-items:center;gap:.6rem;font-size:.9rem}
.head form.inline{display:inline}
.head button,.head nav a{padding:.3rem .7rem}
.head nav{flex-basis:100%}
.head nav ul{display:flex;flex-wrap:wrap;gap:0 .2rem}
.head nav a{display:inline-flex;align-items:center;gap:.4rem;min-height:var(--touch);
  color:var(--ink);text-decoration:none}
.head nav a[aria-current]{text-decoration:underline;text-decoration-color:var(--accent);
  text-decoration-thickness:3px;text-underline-offset:.4em}
.languages{display:flex;flex-wrap:wrap;gap:0 1rem}
.languages a,.foot .plain{display:inline-flex;align-items:center;min-height:var(--touch);
  color:inherit}
main{display:grid;grid-template-columns:minmax(0,1fr);gap:1rem;max-width:84rem;margin:0 auto;
  padding:1rem}
main.narrow{max-width:30rem}
.foot{display:flex;flex-wrap:wrap;align-items:center;justify-content:space-between;gap:0 1.5rem;
  max-width:84rem;margin:0 auto;padding:0 1rem 1rem;color:var(--soft);font-size:.86rem}
`

const pieces = `
.sheet{display:grid;grid-template-columns:minmax(0,1fr);gap:.7rem;padding:1rem;align-content:start;
  background:var(--sheet);border:1px solid var(--rule);border-radius:12px}
details.sheet{display:block}
details.sheet>*+*{margin-top:.7rem}
summary{min-height:var(--touch);display:flex;align-items:center;gap:.5rem;font-weight:600;
  cursor:pointer}
.columns{display:grid;gap:1rem;grid-template-columns:minmax(0,1fr);align-items:start}
@media(min-width:56rem){.columns{grid-template-columns:repeat(2,minmax(0,1fr))}
  .columns.three{grid-template-columns:repeat(3,minmax(0,1fr))}
  .columns.main-first{grid-template-columns:minmax(0,2fr) minmax(0,1fr)}
  .wide{grid-column:1/-1}}
.stack{display:grid;grid-template-columns:minmax(0,1fr);gap:.7rem;align-content:start}
.between{display:flex;flex-wrap:wrap;justify-content:space-between;align-items:baseline;
  gap:.2rem 1rem}
.soft,.hint{color:var(--soft);font-size:.88rem}
.figure{font-size:2.2rem;font-weight:650;line-height:1.1;font-variant-numeric:tabular-nums}
.price{font-size:1.25rem;font-weight:650;white-space:nowrap}
.rows>div{display:flex;flex-wrap:wrap;justify-content:space-between;gap:0 1rem;padding:.35rem 0;
  border-top:1px solid var(--rule)}
.rows>div:first-child{border-top:0}
.rows dt{color:var(--soft)}
.rows dd{margin-left:auto;font-weight:600;text-align:right}
.list>li{padding:.6rem 0;border-top:1px solid var(--rule)}
.list>li:first-child{border-top:0}
.tag{display:inline-block;padding:0 .5em;border:1px solid var(--edge);border-radius:5px;
  font-size:.8rem;color:var(--soft)}
main nav a[aria-current]{border-color:var(--accent);color:var(--accent)}
.written{white-space:pre-line}
.tag.on{border-color:var(--accent);color:var(--accent)}
.notice{padding:.7rem 1rem;background:var(--wash);border-left:4px solid var(--accent);
  border-radius:4px 10px 10px 4px}
.prose>*+*{margin-top:.6rem}
table{width:100%;border-collapse:collapse;font-size:.95rem}
th,td{padding:.35rem .5rem;border-top:1px solid var(--rule);text-align:left;font-weight:400}
thead th{border-top:0;color:var(--soft);font-size:.86rem}
.number{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap}
th.number{font-weight:400}
.scroll{overflow-x:auto}
.qr{display:block;width:13rem;height:13rem;background:#fff;border-radius:8px}
.chart{display:block;width:100%;height:auto}
.chart rect{fill:var(--calm)}
.chart .today{fill:var(--accent)}
.chart text{fill:var(--soft);font-size:11px;text-anchor:middle}
.chart line{stroke:var(--edge)}
kbd{display:inline-block;min-width:1.6em;padding:0 .35em;border:1px solid currentColor;
  border-radius:4px;font:600 .78rem/1.5 ui-monospace,SFMono-Regular,Menlo,Consolas,monospace;
  text-align:center;text-transform:uppercase}
dialog{max-width:30rem;width:calc(100% - 2rem);padding:1.2rem;border:1px solid var(--edge);
  border-radius:12px;background:var(--sheet);color:var(--ink)}
dialog::backdrop{background:#0008}
`

/** Buttons of a desk stand beside one another; one of them is the next thing to do. */
const forms = `
.button.main,button.main{width:auto;min-height:3rem}
.sheet>.button.main,form.stack>button.main{justify-self:start;min-width:12rem}
.field input,select,textarea{max-width:40rem}
textarea{font:inherit;color:inherit;width:100%;min-height:6rem;padding:.5rem .8rem;
  background:var(--sheet);border:1.5px solid var(--edge);border-radius:10px}
`

const sheet = styleSheet(FOUNDATION, frame, pieces, FORMS, forms)

export const STYLES: string = sheet.css
export const STYLES_HASH: string = sheet.hash
