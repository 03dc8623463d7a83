/** Where an order stands, in words; shared by its page, the home page and the list of orders. */
import type { JSX } from 'preact'
import type { OrderView } from '../../../app/queries/views.ts'
import { paths } from '../paths.ts'
import type { Told } from '../words/told.ts'
import type { Voice } from '../words/words.ts'

/** The bank's final no ends an order before its time; that is not told as being late. */
export function isRefused({ state, payment }: OrderView): boolean {
  if (state.kind !== 'awaiting_payment' && state.kind !== 'expired') return false
  if (payment.state.kind !== 'failed') return false
  return payment.state.reason !== 'expired' && payment.state.reason !== 'cancelled'
}

export function orderTold(order: OrderView, voice: Voice): Told {
  const waits = waitingTold(order, voice)
  if (waits !== null) return waits
  if (order.state.kind === 'refund_due' && isToFetch(order)) return voice.words.orderMoney.toFetch
  if (isRefused(order)) return voice.words.order.state.awaiting_payment.failed
  if (order.state.kind === 'delivered') {
    if (order.pack?.state === 'queued') return voice.words.order.queued
    if (order.pack?.state === 'waiting_first_use') return voice.words.order.firstUse
  }
  return voice.words.order.state[order.state.kind][order.payment.state.kind]
}

/** Of what goes back, something waits at a counter. */
export function isToFetch({ money }: OrderView): boolean {
  return money.returns.some(({ state }) => state === 'to_fetch')
}

/** Waiting for somebody at a till, or for somebody else. */
function waitingTold({ state, payment }: OrderView, voice: Voice): Told | null {
  if (state.kind !== 'awaiting_payment') return null
  if (payment.voucher !== null) return voice.words.orderMoney.voucher
  if (isAtTill(payment)) return voice.words.orderMoney.tillWaiting
  const begun = payment.state.kind !== 'created' && payment.state.kind !== 'open'
  return payment.byLink && !begun ? voice.words.orderMoney.linkWaiting : null
}

/** A shop's till takes it; there is no page to go to. */
export function isAtTill({ method }: Pick<OrderView['payment'], 'method'>): boolean {
  return method === 'cash' || method === 'terminal'
}

/** One entry of a list, linking to the order's page. */
export function OrderEntry(props: {
  readonly order: OrderView
  readonly voice: Voice
}): JSX.Element {
  const { order, voice } = props
  return (
    <div>
      <div class="between">
        <strong>{order.offerName[voice.language]}</strong>
        <span class="number">{voice.format.yen(order.price)}</span>
      </div>
      <p>
        <span class={order.state.kind === 'delivered' ? 'tag' : 'tag on'}>
          {orderTold(order, voice).title}
        </span>
      </p>
      <div class="between soft">
        <span>{voice.format.longMoment(order.placedAt)}</span>
        <a href={paths.order(order.id)}>{voice.words.order.title(order.number)}</a>
      </div>
    </div>
  )
}
