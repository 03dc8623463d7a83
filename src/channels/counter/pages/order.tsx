/**
 * One order at the counter: where it stands, what it came to, and while it waits the ways to take
 * its money or to drop it. A pay-link stands there as a QR code for the customer's phone; the page
 * changes by itself when it is paid.
 */
import { FULFILMENT_WORDS } from '../../fulfilment-words.ts'
import type { ComponentChildren, JSX } from 'preact'
import { markOf, type CounterOrder } from '../../../app/queries/staff/counter-order.ts'
import { isCharged } from '../../../domain/dispute/raising.ts'
import { ErrorSummary, Seal, type FormProps } from '../../form.tsx'
import { Key, keyed } from '../parts/key.tsx'
import { QrCode } from '../../qr-code.tsx'
import { Rows, type Row } from '../parts/rows.tsx'
import { CashFields, TerminalFields } from '../parts/taking.tsx'
import { PaidElsewhere, type OnCallProps } from '../parts/paid-elsewhere.tsx'
import { paths } from '../paths.ts'
import type { Speech } from '../voice.ts'
import { consoleWords } from '../words/console/words.ts'
import { disputeDeskWords } from '../words/disputes/words.ts'
import { sellWords } from '../words/sell/words.ts'

/** Seconds after which a page without script is read again while a phone pays. */
export const WAITING_REFRESH_SECONDS = 5

export interface OrderPageProps {
  readonly speech: Speech
  readonly found: CounterOrder
  readonly form: FormProps
  /** Where a phone pays, while that is open. */
  readonly payUrl: string | null
  /** An agent reads it: a caller sees no screen, and is sent a link or told digits. */
  readonly onCall: OnCallProps | null
  readonly hasTill: boolean
  readonly sells: boolean
  readonly takes: boolean
  readonly refunds: boolean
  /** May contest it for the customer. */
  readonly disputes: boolean
}

export function OrderPage(props: OrderPageProps): JSX.Element {
  const { speech, found, form } = props
  const said = sellWords(speech.language).order
  const { order, view } = found
  const isWaiting = order.state.kind === 'awaiting_payment'
  const live = isWaiting ? { 'data-watch': paths.orderLive(order.id, markOf(found)) } : {}
  return (
    <>
      <h1 {...live}>
        {said.state[order.state.kind]} · {view.number}
      </h1>
      <ErrorSummary form={form} title={consoleWords(speech.language).frame.wrongTitle} />
      <div class="columns">
        <div class="stack">{isWaiting ? <Waiting {...props} /> : <Over {...props} />}</div>
        <Details {...props} />
      </div>
    </>
  )
}

function Over({ speech, found, form, refunds, disputes }: OrderPageProps): JSX.Element {
  const said = sellWords(speech.language).order
  const { order, view } = found
  return (
    <section class="sheet" role="status">
      <Paid speech={speech} found={found} />
      {order.state.kind === 'fulfilling' && (
        <p>
          {FULFILMENT_WORDS[speech.language].by(
            speech.format.end(order.state.deadline, order.state.at),
          )}
        </p>
      )}
      <div class="actions">
        {view.receiptAvailable && (
          <a class="button main" href={paths.receipt(order.id)} autofocus {...keyed('e')}>
            {said.receipt} <Key name="e" />
          </a>
        )}
        {refunds && order.state.kind === 'delivered' && (
          <a class="button" href={paths.refund(order.id)} {...keyed('r')}>
            {said.refund} <Key name="r" />
          </a>
        )}
        <a class="button" href={paths.line(order.line)} {...keyed('v')}>
          {said.toLine} <Key name="v" />
        </a>
      </div>
      {disputes && isCharged(order) && (
        <form class="stack" method="post" action={paths.lineDisputes(order.line)}>
          <Seal seal={form.seal} />
          <input type="hidden" name="order" value={order.id} />
          <p class="hint">{disputeDeskWords(speech.language).raiseHint}</p>
          <button>{disputeDeskWords(speech.language).raise}</button>
        </form>
      )}
    </section>
  )
}

/** What was paid and how; the change of cash stands large. */
export function Paid(props: Pick<OrderPageProps, 'speech' | 'found'>): JSX.Element | null {
  const { speech, found } = props
  const said = sellWords(speech.language).order
  const { payment, change } = found
  if (payment.state.kind !== 'succeeded') return null
  const way = payment.byLink ? said.byLink : said.way[payment.method]
  return (
    <>
      <p class="price">{said.paid(speech.format.yen(payment.amount), way)}</p>
      {change !== null && (
        <>
          <p class="soft">{said.change}</p>
          <p class="figure">{speech.format.yen(change)}</p>
        </>
      )}
    </>
  )
}

function Waiting(props: OrderPageProps): JSX.Element {
  const { speech, found, sells, payUrl, onCall } = props
  const said = sellWords(speech.language).order
  const { order, payment, view } = found
  if (payment.state.kind === 'undecided') {
    return (
      <section class="sheet" role="status">
        <p class="notice">{said.undecided}</p>
        <p class="hint">{said.watching}</p>
        <a class="button" href={paths.order(order.id)} autofocus>
          {said.refresh}
        </a>
      </section>
    )
  }
  return (
    <>
      {onCall !== null && sells && <PaidElsewhere {...props} onCall={onCall} />}
      {onCall === null && payUrl !== null && view.money.payLink !== null && (
        <section class="sheet" aria-labelledby="qr">
          <h2 id="qr">{said.qrTitle}</h2>
          <p class="figure">{speech.format.yen(payment.amount)}</p>
          <QrCode text={payUrl} label={said.qrLabel} />
          <p class="soft">
            <a href={payUrl} rel="noreferrer" target="_blank">
              {payUrl}
            </a>
          </p>
          <p class="hint">{said.qrHint(speech.format.longMoment(view.money.payLink.until))}</p>
          <p class="hint">{said.watching}</p>
          <a class="button" href={paths.order(order.id)}>
            {said.refresh}
          </a>
        </section>
      )}
      {sells && <Taking {...props} />}
      {sells && <Drop {...props} />}
    </>
  )
}

/** A form for each way: Enter in a field takes the money by the way that the field is of. */
function Taking(props: OrderPageProps): JSX.Element {
  const { speech, found, form, payUrl, hasTill, takes, onCall } = props
  const { order, pay } = sellWords(speech.language)
  const { id } = found.order
  return (
    <>
      {takes && !hasTill && (
        <section class="sheet">
          <p>{pay.noTill}</p>
          <a class="button" href={paths.tillChoice}>
            {pay.chooseTill}
          </a>
        </section>
      )}
      {takes && hasTill && (
        <>
          <Way {...props}>
            <p class="soft">{pay.toPay}</p>
            <p class="figure">{speech.format.yen(found.payment.amount)}</p>
            <CashFields form={form} speech={speech} autofocus={payUrl === null} />
          </Way>
          <Way {...props}>
            <TerminalFields form={form} speech={speech} />
          </Way>
        </>
      )}
      {payUrl === null && onCall === null && (
        <form class="sheet stack" method="post" action={paths.orderPayLink(id)}>
          <Seal seal={form.seal} />
          <p class="hint">{pay.phoneHint}</p>
          <button {...keyed('q')} {...(takes ? {} : { autofocus: true })}>
            {order.makeQr} <Key name="q" />
          </button>
        </form>
      )}
    </>
  )
}

function Way(props: OrderPageProps & { readonly children: ComponentChildren }): JSX.Element {
  const { found, form, children } = props
  return (
    <form class="sheet stack" method="post" action={paths.orderPayments(found.order.id)}>
      <Seal seal={form.seal} />
      <input type="hidden" name="rest" value={found.payment.amount.toString()} />
      {children}
    </form>
  )
}

function Drop({ speech, found, form }: OrderPageProps): JSX.Element {
  const said = sellWords(speech.language).order
  return (
    <form class="sheet stack" method="post" action={paths.orderEnd(found.order.id)}>
      <Seal seal={form.seal} />
      <p class="hint">{said.dropHint}</p>
      <button {...keyed('d')}>
        {said.drop} <Key name="d" />
      </button>
    </form>
  )
}

function Details({ speech, found }: OrderPageProps): JSX.Element {
  const said = sellWords(speech.language).order
  const { view, order } = found
  const { yen, longMoment } = speech.format
  const { parts, rest, discount, listPrice } = view.money
  const rows: readonly (Row | null)[] = [
    [said.offer, view.offerName[speech.language]],
    [said.line, view.lineMasked],
    discount === 0n ? null : [said.price, yen(listPrice)],
    discount === 0n ? [said.price, yen(view.price)] : [said.discount, `−${yen(discount)}`],
    ...parts.map((part): Row => {
      const name = part.kind === 'points' ? said.points : said.giftCard(part.hint)
      return [name, `−${yen(part.amount)}`]
    }),
    [said.rest, yen(rest)],
    [said.placedAt, longMoment(view.placedAt)],
    order.state.kind === 'awaiting_payment' ? [said.payBy, longMoment(view.payBy)] : null,
    view.pack === null || view.pack.until === null
      ? null
      : [said.until, speech.format.end(view.pack.until, view.placedAt)],
  ]
  return (
    <section class="sheet">
      <Rows rows={rows} />
    </section>
  )
}
