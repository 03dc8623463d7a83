/**
 * The receipt on screen and on paper: a simplified qualified invoice (Consumption Tax Act art.
 * 57-4-2) — seller and its registration number, date, item, total and tax of the one rate. Computed
 * from the order; the figures are those of the order, nothing is calculated here.
 */
import type { JSX } from 'preact'
import type { OperatorView, OrderView } from '../../../app/queries/views.ts'
import type { Instant } from '../../../domain/basics/time.ts'
import { Value } from '../parts/value.tsx'
import { brandName } from '../words/brands.ts'
import type { Voice } from '../words/words.ts'

export interface ReceiptPageProps {
  readonly voice: Voice
  readonly order: OrderView
  readonly operator: OperatorView
  /** When the payment succeeded. */
  readonly paidAt: Instant
  /** When the whole amount went back; null while it did not. */
  readonly refundedAt: Instant | null
}

export function ReceiptPage(props: ReceiptPageProps): JSX.Element {
  const { voice, operator } = props
  const { receipt } = voice.words
  return (
    <article class="sheet">
      <div>
        <h1>{receipt.title}</h1>
        {operator.invoiceNumber !== null && <p class="soft">{receipt.qualified}</p>}
      </div>
      <dl class="rows">
        {rows(props).map(([label, value]) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>
              <Value text={value} />
            </dd>
          </div>
        ))}
      </dl>
      {props.refundedAt !== null && (
        <p class="notice">{receipt.refunded(voice.format.longDate(props.refundedAt))}</p>
      )}
      <address>
        <strong>{operator.name[voice.language]}</strong>
        <br />
        {operator.address}
        <br />
        {operator.phone} · {operator.email}
      </address>
      {operator.invoiceNumber === null && <p class="soft">{receipt.notRegistered}</p>}
      <p class="hint actions">{receipt.print}</p>
    </article>
  )
}

function rows(props: ReceiptPageProps): readonly (readonly [string, string])[] {
  const { voice, order, operator } = props
  const { receipt, order: said } = voice.words
  const total = voice.format.yen(order.price)
  const { means } = order.payment
  return [
    [receipt.number, order.number],
    [receipt.paidAt, voice.format.longDate(props.paidAt)],
    [receipt.item, order.offerName[voice.language]],
    [receipt.forLine, order.lineMasked],
    [receipt.total, total],
    ...(order.taxPercent === 0
      ? [[receipt.untaxed, total] as const]
      : [
          [receipt.rateTotal(order.taxPercent), total] as const,
          [receipt.rateTax(order.taxPercent), voice.format.yen(order.tax)] as const,
        ]),
    [
      receipt.paidWith,
      means === null ? receipt.card : said.meansOf(brandName(means.brand), means.lastDigits),
    ],
    [receipt.seller, operator.name[voice.language]],
    ...(operator.invoiceNumber === null
      ? []
      : [[receipt.invoiceNumber, operator.invoiceNumber] as const]),
  ]
}
