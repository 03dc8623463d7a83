/**
 * A mandate follows its line: whatever changes packs, or learns of a renewal's payment, writes down
 * in the same transaction when the mandate is looked at next. For a line without one, or a command
 * that does not read the part `mandate`, it does nothing.
 */
import type { Pack } from '../../domain/balance/pack.ts'
import { present } from '../../domain/basics/assert.ts'
import type { Instant } from '../../domain/basics/time.ts'
import { offerOf, type Catalogue } from '../../domain/catalogue/catalogue.ts'
import type { Order } from '../../domain/order/order.ts'
import { learned, type Learned, type Told } from '../../domain/renewal/attempt.ts'
import { rewatch } from '../../domain/renewal/looking.ts'
import type { Mandate } from '../../domain/renewal/mandate.ts'
import { rulesAt } from '../../domain/catalogue/money-rules.ts'
import type { Job } from '../door/command.ts'
import type { Change, LineState } from '../door/state.ts'
import { tellLearned } from './telling.ts'

interface Given {
  readonly now: Instant
  readonly catalogue: Catalogue
}

/** After `packs` became what they are; nothing when the next look stays where it was. */
export function followPacks(
  { mandate }: Pick<LineState, 'mandate'>,
  packs: readonly Pack[],
  { now, catalogue }: Given,
): readonly Change[] {
  if (mandate === null) return []
  const rules = rulesAt(catalogue.rules, now).renewal
  return changedMandate(mandate, rewatch(mandate, packs, { now, rules }))
}

/** What a payment of an automatic renewal did to its mandate; null where none stands. */
export function followPayment(
  { mandate }: Pick<LineState, 'mandate'>,
  about: { readonly order: Order; readonly told: Told; readonly packs: readonly Pack[] },
  { now, catalogue }: Given,
): (Learned & { readonly jobs: readonly Job[] }) | null {
  const { order, told, packs } = about
  if (mandate === null || order.channel !== 'auto') return null
  const rules = rulesAt(catalogue.rules, now).renewal
  const { length } = present(offerOf(catalogue, order.offer), 'an order has its offer')
  const { id, price } = order
  const after = learned(mandate, { order: id, price, told }, { now, rules, length, packs })
  const number = mandate.attempt?.number ?? 0
  return { ...after, jobs: tellLearned(after, { order: id, offer: order.offer.id, price, number }) }
}

export function changedMandate(before: Mandate, after: Mandate): readonly Change[] {
  return isSame(before, after) ? [] : [{ table: 'mandates', row: after }]
}

/** Only what a look can move is compared. */
function isSame(one: Mandate, other: Mandate): boolean {
  return (
    sameTime(one.dueAt, other.dueAt) &&
    sameTime(one.noticeAt, other.noticeAt) &&
    one.fired === other.fired &&
    one.announced === other.announced &&
    one.attempt === other.attempt &&
    one.capped === other.capped &&
    one.paused === other.paused &&
    one.ended === other.ended
  )
}

function sameTime(one: Instant | null, other: Instant | null): boolean {
  return one?.epochNanoseconds === other?.epochNanoseconds
}
