/**
 * One order: where it stands in words, what it delivered, and the ways on. The payer comes back
 * here from the provider's page too; while the outcome is open the page asks to be read again.
 */
import type { JSX } from 'preact'
import type { OrderView } from '../../../app/queries/views.ts'
import type { Instant } from '../../../domain/basics/time.ts'
import { Seal, type FormSeal } from '../parts/form.tsx'
import { isRefused, orderTold } from '../parts/order-status.tsx'
import { TimeMark } from '../parts/time-mark.tsx'
import { Value } from '../parts/value.tsx'
import { paths } from '../paths.ts'
import { allowanceText } from '../words/offer-words.ts'
import { brandName } from '../words/brands.ts'
import type { Voice } from '../words/words.ts'

export interface OrderPageProps {
  readonly voice: Voice
  readonly order: OrderView
  /** The visitor placed it, and so may read what was agreed to. */
  readonly isBuyer: boolean
  readonly asOf: Instant
  readonly seal: FormSeal
}

/** Seconds after which a waiting order's page is read again: by the script, or by the browser. */
export const WAITING_REFRESH_SECONDS = 3

function isNear(order: OrderView): boolean {
  const { state } = order.payment
  return (
    order.state.kind === 'awaiting_payment' &&
    (state.kind === 'undecided' || state.kind === 'succeeded' || state.kind === 'created')
  )
}

/** For the document's head: only while the outcome is near, only for browsers without script. */
export function orderRefresh(order: OrderView): JSX.Element | null {
  if (!isNear(order)) return null
  return (
    <noscript>
      <meta http-equiv="refresh" content={String(WAITING_REFRESH_SECONDS)} />
    </noscript>
  )
}

export function OrderPage(props: OrderPageProps): JSX.Element {
  const { voice, order } = props
  const said = voice.words.order
  const told = orderTold(order, voice)
  return (
    <>
      <p class="soft">{said.title(order.number)}</p>
      <section
        class="sheet"
        role="status"
        {...(isNear(order) ? { 'data-again': WAITING_REFRESH_SECONDS } : {})}
      >
        <h1>{told.title}</h1>
        <p>{told.text}</p>
        <Reasons {...props} />
        <Delivered {...props} />
      </section>
      <WaysOn {...props} />
      <Details {...props} />
    </>
  )
}

function Reasons({ order, voice, asOf }: OrderPageProps): JSX.Element | null {
  const said = voice.words.order
  const { state } = order
  if (state.kind === 'refund_due' || state.kind === 'refunded') {
    return <p>{said.refundWhy[state.why]}</p>
  }
  const payment = order.payment.state
  if (isRefused(order) && payment.kind === 'failed') {
    return <p>{said.ended(said.failure[payment.reason])}</p>
  }
  if (state.kind !== 'awaiting_payment') return null
  const tried = order.payment.lastFailure
  return (
    <>
      {payment.kind === 'failed' && <p>{said.ended(said.failure[payment.reason])}</p>}
      {payment.kind === 'open' && tried !== null && <p>{said.lastTry(said.failure[tried])}</p>}
      {(payment.kind === 'open' || payment.kind === 'failed') && (
        <p class="soft">{said.payBy(voice.format.end(order.payBy, asOf))}</p>
      )}
    </>
  )
}

function Delivered({ order, voice, asOf }: OrderPageProps): JSX.Element | null {
  const { pack } = order
  if (order.state.kind !== 'delivered' || pack === null) return null
  const said = voice.words.order
  const { home } = voice.words
  return (
    <dl class="rows">
      <div>
        <dt>{said.newData}</dt>
        <dd>{allowanceText(pack, voice)}</dd>
      </div>
      {pack.state === 'queued' && pack.from !== null && (
        <div>
          <dt>{voice.words.offers.startsAt}</dt>
          <dd>{voice.format.moment(pack.from, asOf)}</dd>
        </div>
      )}
      <div>
        <dt>{said.newEnd}</dt>
        <dd>
          {pack.until === null ? (
            pack.state === 'waiting_first_use' ? (
              home.packFirstUse
            ) : (
              home.noEnd
            )
          ) : (
            <TimeMark at={pack.until} text={voice.format.end(pack.until, asOf)} local />
          )}
        </dd>
      </div>
    </dl>
  )
}

function WaysOn(props: OrderPageProps): JSX.Element {
  const { order, voice, seal } = props
  const said = voice.words.order
  const waiting = order.state.kind === 'awaiting_payment'
  const payment = order.payment.state.kind
  const price = voice.format.yen(order.price)
  return (
    <div class="stack">
      {waiting && payment === 'open' && order.payment.checkoutUrl !== null && (
        <form class="stack" method="post" action={paths.payments(order.id)}>
          <Seal seal={seal} />
          <button class="main">{said.continuePayment(price)}</button>
        </form>
      )}
      {(isRefused(order) || (waiting && payment === 'failed')) && (
        <a class="button main" href={paths.confirm(order.line, order.offer, false)}>
          {said.payAgain(price)}
        </a>
      )}
      {waiting && (payment === 'undecided' || payment === 'succeeded' || payment === 'created') && (
        <a class="button" href={paths.order(order.id)}>
          {said.refresh}
        </a>
      )}
      {order.state.kind === 'cancelled' && order.state.replacedBy !== null && (
        <a class="button" href={paths.order(order.state.replacedBy)}>
          {said.replacement}
        </a>
      )}
      {!waiting && (
        <a class="button" href={paths.line(order.line)}>
          {voice.words.frame.home}
        </a>
      )}
      {waiting && (payment === 'open' || payment === 'failed' || payment === 'created') && (
        <form class="stack" method="post" action={paths.cancellation(order.id)}>
          <Seal seal={seal} />
          <p class="hint">{said.cancelHint}</p>
          <button>{said.cancel}</button>
        </form>
      )}
    </div>
  )
}

function Details({ order, isBuyer, voice }: OrderPageProps): JSX.Element {
  const said = voice.words.order
  const { means } = order.payment
  const rows: readonly (readonly [string, string])[] = [
    [said.offer, order.offerName[voice.language]],
    [voice.words.confirm.line, order.lineMasked],
    [said.price, voice.format.yen(order.price)],
    [said.placedAt, voice.format.longMoment(order.placedAt)],
    ...(means === null
      ? []
      : [[said.means, said.meansOf(brandName(means.brand), means.lastDigits)] as const]),
  ]
  return (
    <section class="sheet" aria-labelledby="details">
      <h2 id="details">{said.details}</h2>
      <dl class="rows">
        {rows.map(([label, value]) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>
              <Value text={value} />
            </dd>
          </div>
        ))}
      </dl>
      <div class="actions">
        {order.receiptAvailable && (
          <a class="button" href={paths.receipt(order.id)}>
            {said.receipt}
          </a>
        )}
        {isBuyer && (
          <a class="button" href={paths.agreement(order.agreement)}>
            {said.agreement}
          </a>
        )}
      </div>
    </section>
  )
}
