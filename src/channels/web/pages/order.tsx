/**
 * One order: where it stands in words, what it delivered, and the ways on. The payer comes back
 * here from the provider's page too; while the outcome is open the page asks to be read again.
 */
import { DOUBT_HOURS } from '../../../domain/fulfilment/progress.ts'
import { FULFILMENT_WORDS } from '../../fulfilment-words.ts'
import type { JSX } from 'preact'
import type { AnomalyView } from '../../../app/queries/anomalies.ts'
import type { OrderView, ShopView } from '../../../app/queries/views.ts'
import type { Result } from '../../../domain/basics/result.ts'
import { plusHours, type Instant } from '../../../domain/basics/time.ts'
import type { RefundQuote } from '../../../domain/order/refunding.ts'
import { HOSTED_METHODS } from '../../../domain/payment/provider.ts'
import { Seal, type FormSeal } from '../../form.tsx'
import { DisputeAsking, type OrderDispute } from '../parts/dispute-asking.tsx'
import { Anomalies } from '../parts/anomalies.tsx'
import { AtCounter, type ShownShortCode } from '../parts/at-counter.tsx'
import { OtherWays, type OrderWays } from '../parts/order-ways.tsx'
import { isAtTill, isRefused, orderTold } from '../parts/order-status.tsx'
import { RefundAsking, Returns } from '../parts/refunds.tsx'
import { TimeMark } from '../parts/time-mark.tsx'
import { Value } from '../parts/value.tsx'
import { paths } from '../paths.ts'
import { allowanceText } from '../words/offer-words.ts'
import { benefitText, meansText } from '../words/pay-words.ts'
import type { PortalRefusal } from '../words/refusals.ts'
import type { Voice } from '../words/words.ts'

export interface OrderPageProps {
  readonly voice: Voice
  readonly order: OrderView
  /** The visitor placed it, and so may read what was agreed to. */
  readonly isBuyer: boolean
  /** What looks odd about it; for the line's holder alone. */
  readonly odd: readonly AnomalyView[]
  /** Whoever only has its digits may pay it, no more. */
  readonly mayCancel: boolean
  readonly asOf: Instant
  readonly seal: FormSeal
  /** While it waits: the ways to pay what is left. */
  readonly ways: OrderWays | null
  /** Where it can be paid in cash; with the digits, on the page that answers their making. */
  readonly shops: readonly ShopView[]
  readonly shortCode: ShownShortCode | null
  /** What would come back, or why nothing would; null where that is not the visitor's to ask. */
  readonly refund: Result<RefundQuote, PortalRefusal> | null
  /** Null where it is not the visitor's to contest. */
  readonly dispute: OrderDispute | null
}

/** Seconds after which a waiting order's page is read again: by the script, or by the browser. */
export const WAITING_REFRESH_SECONDS = 3
/** The same while somebody at a till, or somebody else, is waited for: by the script alone. */
export const PATIENT_REFRESH_SECONDS = 20

/** A bank, or our own delivery, tells within moments. */
function isNear({ state, payment }: OrderView): boolean {
  if (state.kind !== 'awaiting_payment') return false
  const { kind } = payment.state
  return kind === 'undecided' || kind === 'succeeded'
}

function again(order: OrderView): { readonly 'data-again'?: number } {
  if (isNear(order)) return { 'data-again': WAITING_REFRESH_SECONDS }
  const { voucher, byLink } = order.payment
  const waits = order.state.kind === 'awaiting_payment' && (voucher !== null || byLink)
  const isComing = order.state.kind === 'fulfilling'
  return waits || isComing ? { 'data-again': PATIENT_REFRESH_SECONDS } : {}
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
      <section class="sheet" role="status" {...again(order)}>
        <h1>{told.title}</h1>
        <p>{told.text}</p>
        <Reasons {...props} />
        <Delivered {...props} />
      </section>
      <Anomalies anomalies={props.odd} from="order" voice={voice} seal={props.seal} />
      <WaysOn {...props} />
      {props.ways !== null && <OtherWays {...props} ways={props.ways} />}
      {props.ways !== null && <AtCounter {...props} />}
      <Returns {...props} />
      <Details {...props} />
      {props.refund !== null && <RefundAsking {...props} refund={props.refund} />}
      {props.dispute !== null && <DisputeAsking {...props} dispute={props.dispute} />}
    </>
  )
}

function Reasons({ order, voice, asOf }: OrderPageProps): JSX.Element | null {
  const said = voice.words.order
  const { state } = order
  if (state.kind === 'refund_due' || state.kind === 'refunded') {
    return <p>{said.refundWhy[state.why]}</p>
  }
  if (state.kind === 'fulfilling') {
    const coming = FULFILMENT_WORDS[voice.language]
    const { doubt } = state.progress
    return doubt === null ? (
      <p>{coming.by(voice.format.end(state.deadline, asOf))}</p>
    ) : (
      <p>{coming.doubt(voice.format.end(plusHours(doubt, DOUBT_HOURS), asOf))}</p>
    )
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
      {order.payment.voucher !== null ? (
        <p>
          {voice.words.orderMoney.voucherUntil(voice.format.end(order.payment.voucher.until, asOf))}
        </p>
      ) : (
        payment.kind !== 'undecided' &&
        payment.kind !== 'succeeded' && (
          <p class="soft">{said.payBy(voice.format.end(order.payBy, asOf))}</p>
        )
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
            ) : pack.toldAsOf === null ? (
              home.noEnd
            ) : (
              FULFILMENT_WORDS[voice.language].endToCome
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
  const isUnpaid = ['open', 'failed', 'created'].includes(order.payment.state.kind)
  const waiting = order.state.kind === 'awaiting_payment'
  const payment = order.payment.state.kind
  const { voucher, checkoutUrl, byLink } = order.payment
  const price = voice.format.yen(order.money.rest)
  const hasPage = (payment === 'open' && checkoutUrl !== null) || payment === 'created'
  const goesOn = hasPage && !isAtTill(order.payment)
  return (
    <div class="stack">
      {waiting && goesOn && !byLink && (
        <form class="stack" method="post" action={paths.payments(order.id)}>
          <Seal seal={seal} />
          <button class="main">
            {voucher === null ? said.continuePayment(price) : voice.words.orderMoney.voucherOpen}
          </button>
        </form>
      )}
      {isRefused(order) && !waiting && (
        <a class="button main" href={paths.confirm(order.line, order.offer, false)}>
          {said.payAgain(voice.format.yen(order.price))}
        </a>
      )}
      {'data-again' in again(order) && (
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
      {props.mayCancel && waiting && isUnpaid && (
        <form class="stack" method="post" action={paths.cancellation(order.id)}>
          <Seal seal={seal} />
          <p class="hint">{said.cancelHint}</p>
          <button>{said.cancel}</button>
        </form>
      )}
    </div>
  )
}

type Rows = readonly (readonly [string, string])[]

/** What the price was made of; only what there is. */
function priceRows({ price, money, pack, payment, state }: OrderView, voice: Voice): Rows {
  const { order: said, orderMoney, paying } = voice.words
  const { yen } = voice.format
  const { campaign, discount, parts, pointsEarned, rest } = money
  const rested = payment.state.kind === 'succeeded' ? orderMoney.restPaid : paying.rest
  // Given back, they are taken back too; what became of them is told there.
  const hasEarned = pointsEarned > 0n && state.kind === 'delivered'
  const present = campaign && benefitText(campaign.benefit, pack?.gigabyte ?? 'GB', voice)
  return [
    ...(campaign === null
      ? []
      : [[paying.campaign, `${campaign.name[voice.language]} · ${present}`] as const]),
    ...(discount === 0n
      ? []
      : ([
          [paying.listPrice, yen(money.listPrice)],
          [paying.discount, `−${yen(discount)}`],
        ] as const)),
    [said.price, yen(price)],
    ...parts.map((part) => {
      const name = part.kind === 'points' ? paying.points : paying.giftCard(part.hint)
      return [name, `−${yen(part.amount)}`] as const
    }),
    ...(parts.length === 0 ? [] : [[rested, yen(rest)] as const]),
    ...(hasEarned ? [[orderMoney.earned, yen(pointsEarned)] as const] : []),
  ]
}

/** Wallets and shops show no digits; how somebody else paid is not the buyer's to know. */
function paidWith({ payment }: OrderView, voice: Voice): string | null {
  const { means, method, state, byLink } = payment
  if (means !== null) return meansText(means, voice)
  if (state.kind !== 'succeeded') return null
  if (byLink) return voice.words.orderMoney.paidByOther
  const hosted = HOSTED_METHODS.find((one) => one === method)
  return hosted === undefined ? null : voice.words.paying.methodName[hosted]
}

function Details({ order, isBuyer, voice }: OrderPageProps): JSX.Element {
  const said = voice.words.order
  const means = paidWith(order, voice)
  const rows: Rows = [
    [said.offer, order.offerName[voice.language]],
    [voice.words.confirm.line, order.lineMasked],
    ...priceRows(order, voice),
    [said.placedAt, voice.format.longMoment(order.placedAt)],
    ...(means === null ? [] : [[said.means, means] as const]),
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
