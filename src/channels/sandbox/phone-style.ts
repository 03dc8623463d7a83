/** The telephone's look, beside the sandbox's own; keys are large, what is said is above them. */

export const PHONE_STYLE = `
main{max-width:46rem}
#moves a{display:grid;place-items:center;min-height:56px}
h1:focus{outline:0}
.dial{display:grid;gap:.9rem;margin:.8rem 0}
fieldset{border:1px solid var(--rule);border-radius:12px;padding:.4rem .9rem;margin:0;
background:var(--sheet)}
legend{padding:0 .4rem;color:var(--soft);font-size:.9rem}
.pick{display:flex;gap:.7rem;align-items:center;min-height:48px;font-size:1rem}
.pick input{min-height:0;width:22px;height:22px;margin:0;flex:none;accent-color:var(--accent)}
.pick small{display:block;color:var(--soft)}
.typed{margin:0 0 .6rem 2.1rem}
.call{width:100%;min-height:56px;font-size:1.1rem}
[hidden]{display:none!important}
#state{font-weight:650;text-align:center;margin:0}
#note{text-align:center;margin:0}#note:empty{display:none}
#transcript>li{scroll-margin-top:.6rem}
#transcript{list-style:none;margin:0;padding:0;display:grid;gap:.5rem}
#transcript p{margin:0 0 .45rem;padding:.45rem .75rem;border-radius:4px 14px 14px 14px;
background:var(--paper);width:fit-content;max-width:92%}
#transcript p.keyed{margin-left:auto;border-radius:14px 14px 4px 14px;background:var(--accent);
color:var(--on-accent);font-weight:650;font-variant-numeric:tabular-nums;letter-spacing:.06em}
#transcript p.noted{margin-left:auto;background:none;color:var(--soft);font-size:.9rem}
.panel{margin:0 -1.1rem -3rem;padding:.5rem 1.1rem .6rem;background:var(--sheet);
border-top:1px solid var(--rule)}
@media(min-height:44rem){.panel{position:sticky;bottom:0}}
.panel form{display:block;margin:0}
#keyed{display:block;min-height:2.1rem;text-align:center;font-size:1.5rem;letter-spacing:.14em;
font-variant-numeric:tabular-nums;overflow:hidden}
.pad{display:grid;grid-template-columns:repeat(3,1fr);gap:.5rem;max-width:22rem;margin:0 auto}
.pad button{min-height:56px;padding:0;font-size:1.4rem;border-color:var(--edge);
background:var(--paper);color:var(--ink)}
.pad button:active{background:var(--accent);color:var(--on-accent)}
.row{display:flex;flex-wrap:wrap;gap:.5rem;align-items:end;justify-content:center;
max-width:22rem;margin:.6rem auto 0}
.row label{flex:1}.row button{flex:1;min-height:56px}
.row .quiet{background:none;color:var(--ink);border-color:var(--edge)}
.switches{display:flex;flex-wrap:wrap;gap:0 1.4rem;justify-content:center}
[data-next=hang_up] :is(.pad,#keyed,.switches){display:none}
[data-next=person] .pad{opacity:.55}
@media(min-width:46rem){.panel{margin:0;border-radius:12px 12px 0 0;border:1px solid var(--rule)}}
`
