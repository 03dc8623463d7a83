/**
 * Small random questions aimed at edges, for the tests of this folder and the bench: offers of
 * every shape, held packs begun, queued and waiting, resets, grace, bonus, days without need. Built
 * from a few whole numbers, so that any source of chance can make them. Not used by the product.
 */
import { bonusBeside } from '../balance/bonus.ts'
import { at, buying, LINE, offer, packId, use } from '../balance/example-packs.ts'
import type { Pack } from '../balance/pack.ts'
import { bytes } from '../basics/data-volume.ts'
import type { OfferId } from '../basics/ids.ts'
import { yen } from '../basics/money.ts'
import { plusHours, type Instant } from '../basics/time.ts'
import type { AfterAllowance, Allowance, Offer, Stacking, StartRule } from '../catalogue/offer.ts'
import type { Validity } from '../catalogue/validity.ts'
import type { Question } from './question.ts'

/** A whole number in `[0, below)`. */
export type Roll = (below: number) => number

const VALIDITIES: readonly Validity[] = [
  { kind: 'hours', hours: 5 },
  { kind: 'hours', hours: 24 },
  { kind: 'hours', hours: 36 },
  { kind: 'days_to_day_end', days: 1 },
  { kind: 'calendar_days', days: 1 },
  { kind: 'calendar_days', days: 3 },
  { kind: 'calendar_month' },
  { kind: 'monthly_anniversary', shortMonths: 'clip' },
  { kind: 'end_of_month', months: 1 },
  { kind: 'until_used', daysMax: null },
  { kind: 'until_used', daysMax: 2 },
]
const STARTS: readonly StartRule[] = [
  { kind: 'now' },
  { kind: 'now' },
  { kind: 'now' },
  { kind: 'after_current' },
  { kind: 'first_use', withinDays: 1, atLatest: 'starts' },
  { kind: 'first_use', withinDays: 2, atLatest: 'lapses' },
]
const STACKINGS: readonly Stacking[] = [
  { kind: 'independent' },
  { kind: 'independent' },
  { kind: 'extends' },
  { kind: 'queues', trigger: 'end' },
  { kind: 'queues', trigger: 'end_or_empty' },
]
const AFTERS: readonly AfterAllowance[] = [{ kind: 'stop' }, { kind: 'throttle', kbps: 128 }]
const NOWS: readonly Instant[] = [
  at('01-30 00:00'),
  at('01-30 14:00'),
  at('01-30 23:59'),
  at('02-27 05:00'),
  at('02-26 03:30'),
]
const FAMILIES = ['one', 'one', 'two'] as const

function pick<Item>(roll: Roll, items: readonly Item[]): Item {
  return items[roll(items.length)] as Item
}

/** Byte counts of a unit: 1, where every rounding shows, or a million, as in life. */
export function smallQuestion(roll: Roll): Question {
  const unit = pick(roll, [1n, 1_000_000n])
  const now = pick(roll, NOWS)
  const offers = Array.from({ length: 1 + roll(3) }, (_, index) =>
    smallOffer(roll, { unit, now, name: `o${index}` }),
  )
  const days = 1 + roll(4)
  return {
    line: LINE,
    now,
    packs: heldPacks(roll, { unit, now }),
    offers,
    dayBytes: Array.from({ length: days }, () => bytes(unit * BigInt(pick(roll, NEEDS)))),
    suspendedDays: pick(roll, [0, 1, 90]),
    purchasesMax: pick(roll, days > 3 ? [1, 2] : [1, 2, 3]),
  }
}

const NEEDS = [0, 0, 1, 2, 3, 4, 7]

interface Around {
  readonly unit: bigint
  readonly now: Instant
}

function smallOffer(roll: Roll, { unit, now, name }: Around & { readonly name: string }): Offer {
  const example = offer(
    {
      validity: pick(roll, VALIDITIES),
      allowance: smallAllowance(roll, unit),
      afterAllowance: pick(roll, AFTERS),
      fullKbps: pick(roll, [null, null, 1_000]),
      start: pick(roll, STARTS),
      stacking: pick(roll, STACKINGS),
      graceDays: pick(roll, [0, 1, 3]),
    },
    pick(roll, FAMILIES),
  )
  const saleHours = pick(roll, [null, null, null, null, 1, 30])
  return {
    ...example,
    id: name as OfferId,
    price: yen(pick(roll, [0, 1, 2, 3, 3, 5, 8])),
    onSaleUntil: saleHours === null ? null : plusHours(now, saleHours),
  }
}

function smallAllowance(roll: Roll, unit: bigint): Allowance {
  const count = bytes(unit * BigInt(1 + roll(8)))
  const kind = roll(6)
  if (kind === 0) return { kind: 'unlimited' }
  if (kind > 2) return { kind: 'total', bytes: count }
  return { kind: 'daily', bytesPerDay: count, resetHour: pick(roll, [0, 5]) }
}

/** Bought one after the other over the last days and used a little, so that all fits together. */
function heldPacks(roll: Roll, { unit, now }: Around): readonly Pack[] {
  let packs: readonly Pack[] = []
  const count = pick(roll, [0, 0, 1, 1, 2, 3])
  for (let index = 0; index < count; index += 1) {
    const then = plusHours(now, -pick(roll, [0, 1, 20, 30]) - (count - index) * 24)
    const name = `h${index}`
    const held = smallOffer(roll, { unit, now, name })
    const bought = buying(packs, held, { id: index * 2 + 1, now: then })
    packs = bought.packs
    const bonus = roll(5) === 0 ? BONUS(unit) : null
    const beside = bonusBeside(bought.pack, bonus, packId(index * 2 + 2))
    if (beside !== null) packs = [...packs, beside]
    packs = use(packs, { from: then, until: then }, Number(unit) * roll(4)).packs
  }
  return packs
}

const BONUS = (unit: bigint) => ({ kind: 'bonus_data', bytes: bytes(unit * 2n) }) as const
