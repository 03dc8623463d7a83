/**
 * Risky changes that wait: what must be so before one may be asked for, when it is due, and whether
 * its ground still stands when its time has come. Not who may ask (`staff/permissions.ts`), and not
 * the rows that carrying it out moves.
 */
import { isBefore, jstDayStart, plusDays, plusHours, type Instant } from '../basics/time.ts'
import { CLOSING_DAYS } from '../account/closing.ts'
import type { IdentityCheck } from '../identity/identity-check.ts'
import type { Order } from '../order/order.ts'
import type { Pack } from '../balance/pack.ts'
import type { CounterRules } from '../staff/counter-rules.ts'
import { proveActivation } from './activation.ts'
import type { ActivationCodeCheck, Line, Sim } from './line.ts'
import type { WhatChanges } from './pending-change.ts'

/** What is still missing at the counter before the change may be asked for. */
export type IdentityMissing =
  /** Nobody has accepted a document of the person today. */
  | { readonly code: 'identity_check_today_needed' }
  /** Only today's: whoever came today for the first time may be anybody. */
  | { readonly code: 'earlier_identity_check_needed' }

/**
 * Today is a day of Japan. `earlier`: another check, made before today, must stand beside today's,
 * so that nobody becomes known and changes the address at one visit.
 */
export function identityMissing(
  checks: readonly IdentityCheck[],
  { earlier, now }: { readonly earlier: boolean; readonly now: Instant },
): IdentityMissing | null {
  const accepted = checks.filter((check) => check.result === 'accepted')
  const dayStart = jstDayStart(now)
  if (accepted.every((check) => isBefore(check.at, dayStart))) {
    return { code: 'identity_check_today_needed' }
  }
  const hasEarlier = accepted.some((check) => isBefore(check.at, dayStart))
  return earlier && !hasEarlier ? { code: 'earlier_identity_check_needed' } : null
}

/** When a change that is asked for now takes effect. */
export function dueAtOf(kind: WhatChanges['kind'], rules: CounterRules, now: Instant): Instant {
  if (kind === 'forget') return plusDays(now, CLOSING_DAYS)
  const hours = kind === 'contact' ? rules.contactDelayHours : rules.simDelayHours
  return plusHours(now, hours)
}

export interface StockState {
  readonly line: Line | null
  readonly packs: readonly Pack[]
  readonly orders: readonly Order[]
}

export type StockRefusal =
  /** No card of that number, or not one of this network. */
  | { readonly code: 'card_unknown' }
  /** Somebody holds it, or something was bought or used on it. */
  | { readonly code: 'card_not_in_stock' }

/** A card in stock belongs to a loaded line that nobody has held, bought for or suspended. */
export function refuseStock(
  { line: stock, packs, orders }: StockState,
  line: Pick<Line, 'id' | 'network'>,
): StockRefusal | null {
  if (stock === null || stock.network !== line.network) return { code: 'card_unknown' }
  const isFresh = packs.length === 0 && orders.length === 0
  const isFree = stock.holder === null && stock.suspension === null && stock.id !== line.id
  return isFresh && isFree ? null : { code: 'card_not_in_stock' }
}

/** Whether whoever hands the card over has the code that is printed with it. */
export function proveStock(stock: Line, codeHash: string, now: Instant) {
  return proveActivation(stock.activation, codeHash, now)
}

export type VoidWhy =
  /** The address, or the card, has been another since. */
  | 'changed_since'
  /** The line or account is no longer there. */
  | 'gone'
  | 'email_taken'
  | 'card_taken'

/** Null: the change may be carried out. */
export function voidContact(
  what: Extract<WhatChanges, { kind: 'contact' }>,
  now: { readonly mailbox: string | null; readonly mailboxTaken: boolean },
): VoidWhy | null {
  if (now.mailbox === null) return 'gone'
  if (now.mailbox !== what.from) return 'changed_since'
  return now.mailboxTaken ? 'email_taken' : null
}

export function voidSim(
  what: Extract<WhatChanges, { kind: 'sim' }>,
  { line, stock }: { readonly line: Line | null; readonly stock: StockState },
): VoidWhy | null {
  if (line === null) return 'gone'
  if (line.sim.iccid !== what.from) return 'changed_since'
  const isSame = stock.line !== null && stock.line.sim.iccid === what.sim.iccid
  return isSame && refuseStock(stock, line) === null ? null : 'card_taken'
}

/**
 * The two lines after the cards changed places: the customer's has the card from stock and keeps
 * everything else; a suspension for the lost card is over. The line of the stock keeps the old card
 * out of use, and the number that came with the card is given up.
 */
export function swapSims(
  line: Line,
  given: {
    readonly stock: Line
    readonly sim: Sim
    readonly activationHash: string
    readonly now: Instant
  },
): { readonly line: Line; readonly stock: Line } {
  const { stock, sim, activationHash, now } = given
  const activation: ActivationCodeCheck = { hash: activationHash, wrongTries: 0, lockedUntil: null }
  const suspension = line.suspension?.reason === 'lost_card' ? null : line.suspension
  return {
    line: { ...line, sim, activation, suspension },
    stock: {
      ...stock,
      sim: line.sim,
      msisdn: null,
      activation: line.activation,
      suspension: { since: now, by: 'staff', reason: 'lost_card' },
    },
  }
}
