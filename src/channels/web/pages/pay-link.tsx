/**
 * What somebody else is asked to pay: the operator, the pack, the network and the amount. Never
 * whose line it is, its number, its balance or who asked.
 */
import type { JSX } from 'preact'
import type { PayLinkView } from '../../../app/queries/pay-link-view.ts'
import { Seal, type FormSeal } from '../../form.tsx'
import { WaysToPay } from '../parts/ways-to-pay.tsx'
import { paths } from '../paths.ts'
import type { Told } from '../words/told.ts'
import type { Voice } from '../words/words.ts'

export interface PayLinkPageProps {
  readonly voice: Voice
  /** Null: there is no such link, or this browser did not open one. */
  readonly view: PayLinkView | null
  readonly seal: FormSeal
}

export function PayLinkPage(props: PayLinkPageProps): JSX.Element {
  const { voice, view } = props
  const said = voice.words.payLink
  if (view === null) return <Over told={said.unknown} />
  switch (view.state) {
    case 'paid':
      return <Over told={said.paid} />
    case 'revoked':
      return <Over told={said.revoked} />
    case 'over':
      return <Over told={said.over} />
    case 'undecided':
      return <Over told={said.undecided} />
    case 'open':
      return <Open {...props} view={view} />
  }
}

function Over({ told }: { readonly told: Told }): JSX.Element {
  return (
    <section class="sheet" role="status">
      <h1>{told.title}</h1>
      <p>{told.text}</p>
    </section>
  )
}

function Open(props: PayLinkPageProps & { readonly view: PayLinkView }): JSX.Element {
  const { voice, view, seal } = props
  const { payLink: said, paying, orderMoney, confirm } = voice.words
  const { language, format } = voice
  const rows = [
    [said.what, view.offerName[language]],
    [said.network, view.networkName[language]],
    [said.amount, format.yen(view.amount)],
    [said.until, voice.words.frame.inJapan(format.end(view.until, view.asOf))],
  ] as const
  return (
    <>
      <div class="prose">
        <h1>{said.title}</h1>
        <p>{said.lead(view.operatorName[language])}</p>
      </div>
      {view.voucher !== null && (
        <section class="sheet" role="status">
          <h2>{orderMoney.voucher.title}</h2>
          <p>{orderMoney.voucherUntil(format.end(view.voucher.until, view.asOf))}</p>
          <form class="stack" method="post" action={paths.payPayments}>
            <Seal seal={seal} />
            <input type="hidden" name="order" value={view.order} />
            <button class="main" name="act" value="voucher">
              {orderMoney.voucherOpen}
            </button>
          </form>
        </section>
      )}
      <p class="notice">{said.host(view.host)}</p>
      <form class="sheet stack" method="post" action={paths.payPayments}>
        <Seal seal={seal} />
        <input type="hidden" name="order" value={view.order} />
        <dl class="rows">
          {rows.map(([label, value]) => (
            <div key={label}>
              <dt>{label}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
        <WaysToPay {...view} voice={voice} />
        <p class="hint">{paying.nextPage}</p>
        <p class="hint">{said.privacy}</p>
        <button class="main">{confirm.pay(format.yen(view.amount))}</button>
      </form>
    </>
  )
}
