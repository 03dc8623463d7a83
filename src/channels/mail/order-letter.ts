/**
 * The letter about an order that was delivered or whose money goes back: what was got, until when,
 * what it cost. Its one link leads to a page that itself asks who is there; it carries no secret.
 */
import type { Mail } from '../../app/ports.ts'
import type { OperatorView, OrderView, PackView } from '../../app/queries/views.ts'
import { BrokenInvariant } from '../../domain/basics/assert.ts'
import type { Language } from '../../domain/basics/language.ts'
import type { Instant } from '../../domain/basics/time.ts'
import { format } from '../format.ts'
import { seal, type Part, type Row, type Sheet } from './sheet.tsx'
import { inJapan, mailWords, type OrderMailWords } from './words/words.ts'

export interface OrderLetter {
  readonly order: OrderView
  /** Until when the line is covered now; null where there is no end or the reader may not know. */
  readonly overviewEnd: Instant | null
  readonly language: Language
  readonly to: string
  readonly operator: OperatorView
  /** Without a slash at the end. */
  readonly portalUrl: string
}

/** Expects an order that was delivered or whose money goes back; others have no letter. */
export function wordOrderLetter(given: OrderLetter): Mail {
  const { to, language } = given
  return seal({ to, language, ...worded(given) }, given.operator)
}

function worded(given: OrderLetter): Pick<Sheet, 'subject' | 'parts'> {
  const { order, language } = given
  const said = mailWords(language).order
  const { state } = order
  switch (state.kind) {
    case 'delivered':
      return {
        subject: said.delivered.subject(order.offerName[language]),
        parts: [
          text(deliveredText(order.pack, said)),
          { kind: 'rows', rows: [...grantRows(given, said), ...orderRows(given, said)] },
          ...linkParts(given, said),
        ],
      }
    case 'refund_due':
    case 'refunded': {
      const told = state.kind === 'refunded' ? said.refunded : said.refundDue
      const amount: Row = [said.amount, format(language).yen(order.price)]
      return {
        subject: told.subject(order.number),
        parts: [
          text(told.text),
          text(said.why[state.why]),
          { kind: 'rows', rows: [amount, ...orderRows(given, said)] },
          ...linkParts(given, said),
        ],
      }
    }
    case 'charged_back':
      return {
        subject: said.chargedBack.subject(order.number),
        parts: [
          text(said.chargedBack.text),
          { kind: 'rows', rows: orderRows(given, said) },
          ...linkParts(given, said),
        ],
      }
    case 'awaiting_payment':
    case 'cancelled':
    case 'expired':
      throw new BrokenInvariant('an order without news has no letter')
  }
}

function deliveredText(pack: PackView | null, said: OrderMailWords): string {
  if (pack?.state === 'queued') return said.delivered.queued
  return pack?.state === 'waiting_first_use' ? said.delivered.firstUse : said.delivered.now
}

/** What the line has now; nothing of it where the reader only paid. */
function grantRows({ order, overviewEnd, language }: OrderLetter, said: OrderMailWords): Row[] {
  const { pack } = order
  if (pack === null) return []
  const figures = format(language)
  const starts: Row[] =
    pack.state === 'queued' && pack.from !== null
      ? [[said.starts, inJapan(figures.longMoment(pack.from), language)]]
      : []
  const until = overviewEnd ?? pack.until
  const end = (at: Instant) => inJapan(figures.end(at, FAR_AWAY), language)
  const endless = pack.state === 'waiting_first_use' ? said.endAtFirstUse : said.noEnd
  return [
    [said.newEnd, until === null ? endless : end(until)],
    [said.data, allowanceText(pack, { said, language })],
    ...starts,
  ]
}

/** Seen from there every year differs, so that a letter, which is kept, always says it. */
const FAR_AWAY = Temporal.Instant.fromEpochMilliseconds(0)

function allowanceText(
  { allowance, gigabyte }: PackView,
  { said, language }: { readonly said: OrderMailWords; readonly language: Language },
): string {
  const { volume } = format(language)
  switch (allowance.kind) {
    case 'total':
      return said.total(volume(allowance.bytes, gigabyte))
    case 'daily':
      return said.daily(volume(allowance.bytesPerDay, gigabyte), allowance.resetHour)
    case 'unlimited':
      return said.unlimited
  }
}

function orderRows({ order, language }: OrderLetter, said: OrderMailWords): Row[] {
  const figures = format(language)
  const price = figures.yen(order.price)
  return [
    [said.offer, order.offerName[language]],
    [
      said.price,
      order.taxPercent === 0
        ? said.untaxed(price)
        : said.taxed(price, order.taxPercent, figures.yen(order.tax)),
    ],
    [said.line, order.lineMasked],
    [said.number, order.number],
    [said.placedAt, inJapan(figures.longMoment(order.placedAt), language)],
  ]
}

function linkParts({ order, portalUrl }: OrderLetter, said: OrderMailWords): readonly Part[] {
  const page = `${portalUrl}/orders/${order.id}`
  return [
    order.receiptAvailable
      ? { kind: 'link', label: said.receipt, url: `${page}/receipt` }
      : { kind: 'link', label: said.page, url: page },
    text(said.linkAdvice),
  ]
}

function text(words: string): Part {
  return { kind: 'text', text: words }
}
