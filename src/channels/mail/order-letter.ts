/**
 * The letter about an order that was delivered, whose money goes back, or that waits at a till:
 * what was got, until when, what it cost. Its one link leads to a page that itself asks who is
 * there; it carries no secret.
 */
import { FULFILMENT_WORDS } from '../fulfilment-words.ts'
import type { Mail } from '../../app/ports.ts'
import type { OperatorView, OrderView, PackView } from '../../app/queries/views.ts'
import { BrokenInvariant, present } from '../../domain/basics/assert.ts'
import type { Language } from '../../domain/basics/language.ts'
import { sumYen } from '../../domain/basics/money.ts'
import type { Instant } from '../../domain/basics/time.ts'
import { format } from '../format.ts'
import { seal, type Part, type Row, type Sheet } from './sheet.tsx'
import { ORDER_MONEY_MAIL } from './words/order-money.ts'
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

/** Expects an order with news: delivered, to come, going back, or with a number for a till. */
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
      return {
        subject: told.subject(order.number),
        parts: [
          text(isToFetch(order) ? ORDER_MONEY_MAIL[language].toFetch : told.text),
          text(said.why[state.why]),
          { kind: 'rows', rows: [...returnRows(given, said), ...orderRows(given, said)] },
          ...(order.money.returns.some(({ asksPayer }) => asksPayer)
            ? [text(ORDER_MONEY_MAIL[language].asksPayer)]
            : []),
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
    case 'fulfilling': {
      const coming = FULFILMENT_WORDS[language]
      const by = inJapan(format(language).end(state.deadline, FAR_AWAY), language)
      return {
        subject: coming.letterSubject(order.number),
        parts: [
          text(coming.text),
          text(coming.by(by)),
          { kind: 'rows', rows: orderRows(given, said) },
          ...linkParts(given, said),
        ],
      }
    }
    case 'awaiting_payment':
      return voucherLetter(given, said)
    case 'cancelled':
    case 'expired':
      throw new BrokenInvariant('an order without news has no letter')
  }
}

/** All that is still on its way waits at a counter. */
function isToFetch({ money }: OrderView): boolean {
  const waits = money.returns.filter(({ state }) => state !== 'done')
  return waits.length > 0 && waits.every(({ state }) => state === 'to_fetch')
}

/** A convenience store's number waits; the number itself stands on the page. */
function voucherLetter(given: OrderLetter, said: OrderMailWords): Pick<Sheet, 'subject' | 'parts'> {
  const { order, language } = given
  const { voucher } = ORDER_MONEY_MAIL[language]
  const figures = format(language)
  const waiting = present(order.payment.voucher, 'an order without news has no letter')
  const until = inJapan(figures.end(waiting.until, FAR_AWAY), language)
  const rows: readonly Row[] = [
    [voucher.toPay, figures.yen(order.money.rest)],
    [voucher.until, until],
    ...orderRows(given, said),
  ]
  return {
    subject: voucher.subject(order.number),
    parts: [text(voucher.text), { kind: 'rows', rows }, ...linkParts(given, said)],
  }
}

/** The whole that goes back, and by which ways where there are several. */
function returnRows({ order, language }: OrderLetter, said: OrderMailWords): Row[] {
  const words = ORDER_MONEY_MAIL[language]
  const { yen: inYen } = format(language)
  const { returns } = order.money
  const total = returns.length === 0 ? order.price : sumYen(returns.map(({ amount }) => amount))
  const ways = returns.map(({ way, amount, state, hint }): Row => {
    const name = hint === null ? words.way[way] : `${words.way[way]} •••• ${hint}`
    return [name, `${inYen(amount)} (${words.returnState[state]})`]
  })
  return [[said.amount, inYen(total)], ...ways]
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
  const endless = endlessText(pack, said, language)
  return [
    [said.newEnd, until === null ? endless : end(until)],
    [said.data, allowanceText(pack, { said, language })],
    ...starts,
  ]
}

function endlessText(pack: PackView, said: OrderMailWords, language: Language): string {
  if (pack.state === 'waiting_first_use') return said.endAtFirstUse
  return pack.toldAsOf === null ? said.noEnd : FULFILMENT_WORDS[language].endToCome
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
    ...listPriceRows(order, language),
    [
      said.price,
      order.taxPercent === 0
        ? said.untaxed(price)
        : said.taxed(price, order.taxPercent, figures.yen(order.tax)),
    ],
    ...partRows(order, language),
    [said.line, order.lineMasked],
    [said.number, order.number],
    [said.placedAt, inJapan(figures.longMoment(order.placedAt), language)],
  ]
}

function listPriceRows({ money }: OrderView, language: Language): Row[] {
  const { discount, listPrice, campaign } = money
  if (discount === 0n) return []
  const words = ORDER_MONEY_MAIL[language]
  const { yen: inYen } = format(language)
  const name = campaign === null ? '' : ` (${campaign.name[language]})`
  return [
    [words.listPrice, inYen(listPrice)],
    [words.discount, `−${inYen(discount)}${name}`],
  ]
}

/** What of the price was not money of today; the rest only where there is such. */
function partRows({ money }: OrderView, language: Language): Row[] {
  if (money.parts.length === 0) return []
  const words = ORDER_MONEY_MAIL[language]
  const { yen: inYen } = format(language)
  const parts = money.parts.map((part): Row => {
    return [part.kind === 'points' ? words.points : words.giftCard(part.hint), inYen(part.amount)]
  })
  return [...parts, [words.rest, inYen(money.rest)]]
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
