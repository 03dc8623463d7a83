/**
 * `npm run operator -- gift-cards …`: a batch for the printer, one card at the desk; and the report
 * of a base date. Codes are printed once, when they are made.
 */
import { giftCardBook } from '../../adapters/postgres/gift-card-book.ts'
import type { GiftCardTold } from '../../app/money/gift-cards.ts'
import {
  activateGiftCard,
  freezeGiftCard,
  issueGiftCard,
  unfreezeGiftCard,
} from '../../app/money/gift-cards.ts'
import { findGiftCard, mintGiftCode, printCode } from '../../app/money/gift-codes.ts'
import { SYSTEM } from '../../app/origin.ts'
import type { GiftCardId } from '../../domain/basics/ids.ts'
import { yen } from '../../domain/basics/money.ts'
import { isBefore } from '../../domain/basics/time.ts'
import { baseDateEnd, baseDateReport } from '../../domain/gift-card/base-date.ts'
import {
  BATCH_LENGTH_MAX,
  GIFT_CARD_YEN_MAX,
  GIFT_CARD_YEN_MIN,
} from '../../domain/gift-card/issuing.ts'
import type { Desk } from './desk.ts'
import type { Told } from './load.ts'

export const CARDS_AT_ONCE_MAX = 10_000
/** So many are asked of the door together. */
const GROUP = 100

export type GiftCardWish =
  | {
      readonly kind: 'issue'
      readonly count: number
      readonly value: number
      readonly batch: string
      readonly given: boolean
    }
  | { readonly kind: 'activate' | 'freeze' | 'unfreeze' | 'show'; readonly code: string }

const ONE_CARD = ['activate', 'freeze', 'unfreeze', 'show'] as const

/** Null when the words make no wish. */
export function understandGiftCards(
  words: readonly string[],
  values: {
    readonly count: string | undefined
    readonly value: string | undefined
    readonly batch: string | undefined
    readonly given: boolean
  },
): GiftCardWish | null {
  const [verb, code, ...more] = words
  if (verb === 'issue' && code === undefined) {
    const [count, value] = [Number(values.count ?? 1), Number(values.value)]
    const { batch = '', given } = values
    const isSound =
      isWholeIn(count, { min: 1, max: CARDS_AT_ONCE_MAX }) &&
      isWholeIn(value, { min: Number(GIFT_CARD_YEN_MIN), max: Number(GIFT_CARD_YEN_MAX) }) &&
      batch !== '' &&
      batch.length <= BATCH_LENGTH_MAX
    return isSound ? { kind: 'issue', count, value, batch, given } : null
  }
  const kind = ONE_CARD.find((one) => one === verb)
  return kind === undefined || code === undefined || more.length > 0 ? null : { kind, code }
}

function isWholeIn(value: number, { min, max }: { readonly min: number; readonly max: number }) {
  return Number.isInteger(value) && value >= min && value <= max
}

type CardDesk = Pick<Desk, 'door' | 'reads' | 'ids' | 'dice' | 'vault'>

/** Whether it was done. */
export async function fulfilGiftCards(desk: CardDesk, told: Told, wish: GiftCardWish) {
  return wish.kind === 'issue' ? issueBatch(desk, told, wish) : actOnCard(desk, told, wish)
}

/** A line is printed when its card is durable; after a break the printed ones are good. */
async function issueBatch(
  desk: CardDesk,
  told: Told,
  { count, value, batch, given }: Extract<GiftCardWish, { kind: 'issue' }>,
): Promise<boolean> {
  told.say('code,digits')
  for (let done = 0; done < count; done += GROUP) {
    const cards = Array.from({ length: Math.min(GROUP, count - done) }, async () => {
      const code = mintGiftCode(desk)
      const origin = given ? 'given' : 'sold'
      const card = desk.ids.next<GiftCardId>()
      const input = { card, origin, value: yen(value), batch, code } as const
      const issued = await desk.door.ask(issueGiftCard, input, SYSTEM)
      if (!issued.ok) throw new Error(`not issued: ${issued.refusal.code}`)
      return printCode(desk.vault, code.sealed)
    })
    for (const { code, digits } of await Promise.all(cards)) told.say(`${code},${digits}`)
  }
  return true
}

async function actOnCard(
  desk: CardDesk,
  told: Told,
  { kind, code }: Exclude<GiftCardWish, { kind: 'issue' }>,
): Promise<boolean> {
  const card = await findGiftCard(desk, code)
  if (card === null) {
    told.complain('no gift card has this code')
    return false
  }
  if (kind === 'show') return showCard(desk, told, card)
  const answer = await ask(desk, kind, card)
  if (!answer.ok) {
    told.complain(`not done: ${answer.refusal.code}`)
    return false
  }
  told.say(cardLine(answer.value))
  return true
}

function ask(desk: CardDesk, kind: 'activate' | 'freeze' | 'unfreeze', card: GiftCardId) {
  switch (kind) {
    case 'activate':
      return desk.door.ask(activateGiftCard, { card, clearing: 'partner' }, SYSTEM)
    case 'freeze':
      return desk.door.ask(freezeGiftCard, { card, why: 'staff' }, SYSTEM)
    case 'unfreeze':
      return desk.door.ask(unfreezeGiftCard, { card }, SYSTEM)
  }
}

async function showCard(desk: CardDesk, told: Told, id: GiftCardId): Promise<boolean> {
  const card = await desk.reads.giftCard(id)
  if (card === null) return false
  const { origin, batch, hint, issuedAt, activatedAt, freeze, lapsedAt } = card
  told.say(cardLine({ ...card, card: id }))
  told.say(`${origin.kind}, batch ${batch}, code ends in ${hint}`)
  told.say(`issued ${issuedAt.toString()}, activated ${activatedAt?.toString() ?? 'not yet'}`)
  if (freeze !== null) told.say(`frozen since ${freeze.since.toString()}: ${freeze.why}`)
  if (lapsedAt !== null) told.say(`lapsed ${lapsedAt.toString()}`)
  return true
}

function cardLine({ card, value, left, expiresAt }: GiftCardTold): string {
  const until = expiresAt === null ? 'not active' : `until ${expiresAt.toString()}`
  return `${card}: JPY ${left} of ${value}, ${until}`
}

/** `books gift-cards --at 2027-03-31`. */
export async function reportBaseDate(desk: Desk, told: Told, at: string): Promise<boolean> {
  const date = plainDate(at)
  const end = date === null ? null : baseDateEnd(date)
  if (date === null || end === null) {
    told.complain(`${at} is no date; write 2027-03-31`)
    return false
  }
  if (!end.ok) {
    told.complain(`no base date; ask for ${end.refusal.dates.join(' or ')}`)
    return false
  }
  const book = await giftCardBook(desk.pool, end.value)
  const report = baseDateReport(date, book)
  told.say(`unused balance at the end of ${report.date.toString()} (JST)`)
  if (isBefore(desk.clock.now(), end.value))
    told.say('that day is not over: as the book stands now')
  told.say(`sold   JPY ${report.unusedSold} of ${book.sold.activated} activated`)
  told.say(`given  JPY ${report.unusedGiven} of ${book.given.activated} (apart: free of charge)`)
  told.say(`limit  JPY ${report.depositAbove}: ${report.isAbove ? 'above' : 'not above'}`)
  const exempt = report.isExempt
    ? 'no sold card is usable for longer than six months: exempt'
    : `${book.longerThanExempt} sold cards are usable for longer than six months: not exempt`
  told.say(exempt)
  if (report.isAbove && !report.isExempt) told.say(`deposit JPY ${report.deposit} at least`)
  return true
}

function plainDate(text: string): Temporal.PlainDate | null {
  try {
    return Temporal.PlainDate.from(text)
  } catch {
    return null
  }
}
