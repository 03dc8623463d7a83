/** Money on its way back, and asking for it: what would come back which way is shown before. */
import type { JSX } from 'preact'
import type { OrderView } from '../../../app/queries/views.ts'
import type { Result } from '../../../domain/basics/result.ts'
import type { Yen } from '../../../domain/basics/money.ts'
import type { RefundQuote } from '../../../domain/order/refunding.ts'
import { ruleOfOrderText } from '../../refund-rule.ts'
import { paths } from '../paths.ts'
import { isToFetch } from './order-status.tsx'
import { refusalText, type PortalRefusal } from '../words/refusals.ts'
import { termsWords } from '../words/terms.ts'
import type { Voice } from '../words/words.ts'
import { Seal, type FormSeal } from '../../form.tsx'

interface OrderOnPage {
  readonly order: OrderView
  readonly voice: Voice
}

export function Returns({ order, voice }: OrderOnPage): JSX.Element | null {
  const said = voice.words.orderMoney
  const { returns } = order.money
  if (returns.length === 0) return null
  return (
    <section class="sheet" aria-labelledby="returns">
      <h2 id="returns">{said.returns}</h2>
      <dl class="rows">
        {returns.map(({ way, amount, state, hint }, place) => (
          <div key={place}>
            <dt>
              {said.way[way]}
              {hint !== null && ` •••• ${hint}`}
            </dt>
            <dd>
              {voice.format.yen(amount)}
              <span class="lines">{said.returnState[state]}</span>
            </dd>
          </div>
        ))}
      </dl>
      {returns.some(({ asksPayer }) => asksPayer) && <p class="notice">{said.asksPayer}</p>}
      {isToFetch(order) && order.state.kind !== 'refund_due' && (
        <p class="notice">{said.toFetch.text}</p>
      )}
    </section>
  )
}

export function RefundAsking(
  props: OrderOnPage & {
    readonly refund: Result<RefundQuote, PortalRefusal>
    readonly seal: FormSeal
  },
): JSX.Element {
  const { order, voice, refund, seal } = props
  const said = voice.words.orderMoney
  return (
    <details class="sheet">
      <summary>{said.refund}</summary>
      <div class="soft">
        <p>{termsWords(voice.language).rule}</p>
        {ruleOfOrderText(order.refundRule, voice.language).map((sentence) => (
          <p key={sentence}>{sentence}</p>
        ))}
      </div>
      {refund.ok ? (
        <form class="stack" method="post" action={paths.refunds(order.id)}>
          <Seal seal={seal} />
          <input type="hidden" name="amount" value={refund.value.amount.toString()} />
          <QuoteRows quote={refund.value} voice={voice} />
          {refund.value.revokes && <p class="notice">{said.refundRevokes}</p>}
          <button>{said.refundAsk(voice.format.yen(refund.value.amount))}</button>
        </form>
      ) : (
        <p>{refusalText(refund.refusal, voice.language)}</p>
      )}
    </details>
  )
}

function QuoteRows(props: { readonly quote: RefundQuote; readonly voice: Voice }): JSX.Element {
  const { quote, voice } = props
  const said = voice.words.orderMoney
  const rows: readonly (readonly [string, Yen])[] = [
    [said.refundNow, quote.amount],
    [said.way.provider, quote.fromProvider],
    [said.way.gift_card, quote.toGiftCards],
    [said.way.points, quote.toPoints],
    [said.pointsTakenBack, quote.pointsTakenBack],
    [said.shortfall, quote.shortfall],
  ]
  return (
    <dl class="rows">
      {rows
        .filter(([, amount]) => amount > 0n)
        .map(([label, amount]) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{voice.format.yen(amount)}</dd>
          </div>
        ))}
    </dl>
  )
}
