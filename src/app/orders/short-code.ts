/**
 * Eight digits that carry one waiting order from the portal or the phone to a counter. Read aloud
 * and typed, so short; therefore good for half an hour only, and wrong tries are counted where they
 * are typed. Only a keyed hash is kept. Not a pay-link, which a stranger may hold.
 */
import type { LineId, OrderId } from '../../domain/basics/ids.ts'
import { earlier, isBefore, plusMinutes, type Instant } from '../../domain/basics/time.ts'
import type { Order } from '../../domain/order/order.ts'
import type { App } from '../app.ts'
import { decoyOf } from '../decoys.ts'
import { decided, refused, type Command } from '../door/command.ts'
import { NO_LINE, type Find } from '../door/state.ts'
import type { Dice } from '../ports.ts'
import type { OrderWithPayment } from '../reads.ts'
import type { Vault } from '../vault.ts'

export const SHORT_CODE_DIGITS = 8
export const SHORT_CODE_MINUTES = 30
/** How many there are. */
const CODES = 10n ** BigInt(SHORT_CODE_DIGITS)
const DICE_BYTES = 8

export interface MintedShortCode {
  readonly hash: string
  /** For whoever asks again under the same key: only we can open it. */
  readonly sealed: string
}

/** One that no order has now. */
export async function mintShortCode({
  dice,
  vault,
  reads,
}: Pick<App, 'dice' | 'vault' | 'reads'>): Promise<MintedShortCode> {
  for (;;) {
    const digits = shortDigits(dice)
    const hash = shortCodeHash(vault, digits)
    if ((await reads.find('short_code', hash)) === null) return { hash, sealed: vault.seal(digits) }
  }
}

/** Of 2^64 throws, what 10^8 leaves over is 10^-11 of them: no code is likelier than another. */
function shortDigits(dice: Dice): string {
  const thrown = dice.bytes(DICE_BYTES).reduce((sum, byte) => sum * 256n + BigInt(byte), 0n)
  return (thrown % CODES).toString().padStart(SHORT_CODE_DIGITS, '0')
}

function shortCodeHash(vault: Vault, digits: string): string {
  return vault.keyed('short_code', digits)
}

/** The waiting order that the digits name now; null for wrong, old and paid ones alike. */
export async function orderByShortCode(
  { reads, vault, clock }: Pick<App, 'reads' | 'vault' | 'clock'>,
  digits: string,
): Promise<OrderWithPayment | null> {
  const hash = shortCodeHash(vault, digits)
  // Digits of no order are looked for like those of one that is over.
  const nobodys = decoyOf<LineId>(vault, 'line', hash)
  const found = await reads.find('short_code', hash)
  const line = found?.home.kind === 'line' ? found.home.id : nobodys
  const known = await reads.order(line, (found?.id ?? nobodys) as OrderId)
  const code = known?.order.shortCode ?? null
  if (known === null || code === null || code.hash !== hash) return null
  if (known.order.state.kind !== 'awaiting_payment') return null
  return isBefore(clock.now(), code.until) ? known : null
}

export interface MakeShortCode extends MintedShortCode {
  readonly line: LineId
  readonly order: OrderId
}

/** `sealed`: the digits of the attempt that made the code, also when it is replayed. */
export interface MadeShortCode {
  readonly sealed: string
  readonly until: Instant
}

export type ShortCodeRefusal =
  | { readonly code: 'order_unknown' }
  | { readonly code: 'order_not_waiting'; readonly state: Order['state']['kind'] }
  | { readonly code: 'pay_by_passed'; readonly payBy: Instant }

/** Made again, the older one is unknown at once. It never outlives the time to pay. */
export const makeShortCode: Command<MakeShortCode, MadeShortCode, ShortCodeRefusal> = {
  name: 'make_short_code',
  keyPlace: 'outcomes',
  reads: ['orders'],
  homes: ({ line }) => [{ kind: 'line', id: line }],
  orders: ({ order }) => [order],
  fingerprint: ({ order }) => order,
  decide({ states, now }, { line, order: id, hash, sealed }) {
    const { orders } = states.lines.get(line) ?? NO_LINE
    const order = orders.find((one) => one.id === id)
    if (order === undefined) return refused({ code: 'order_unknown' })
    if (order.state.kind !== 'awaiting_payment') {
      return refused({ code: 'order_not_waiting', state: order.state.kind })
    }
    if (!isBefore(now, order.payBy)) return refused({ code: 'pay_by_passed', payBy: order.payBy })

    // From here making must succeed.
    const until = earlier(plusMinutes(now, SHORT_CODE_MINUTES), order.payBy)
    const { shortCode: old } = order
    return decided(
      { sealed, until },
      {
        changes: [
          { table: 'orders', row: { ...order, shortCode: { hash, until } } },
          ...(old === null ? [] : [removed(order, old.hash)]),
          { table: 'finds', row: findOf(order, hash) },
        ],
        events: [{ name: 'short_code_made', facts: { order: id } }],
      },
    )
  },
}

export interface ShortCodeRef {
  readonly line: LineId
  readonly order: OrderId
  readonly hash: string
}

/** A code whose time is over leaves nothing behind. One that was made since stays. */
export const forgetShortCode: Command<ShortCodeRef, null, never> = {
  name: 'forget_short_code',
  keyPlace: 'outcomes',
  reads: ['orders'],
  homes: ({ line }) => [{ kind: 'line', id: line }],
  orders: ({ order }) => [order],
  fingerprint: ({ order, hash }) => `${order}|${hash}`,
  decide({ states, now }, { line, order: id, hash }) {
    const { orders } = states.lines.get(line) ?? NO_LINE
    const order = orders.find((one) => one.id === id)
    const code = order?.shortCode ?? null
    if (order === undefined || code?.hash !== hash || isBefore(now, code.until)) {
      return decided(null)
    }
    return decided(null, {
      changes: [{ table: 'orders', row: { ...order, shortCode: null } }, removed(order, hash)],
    })
  },
}

function findOf({ id, line }: Order, hash: string): Find {
  return { kind: 'short_code', value: hash, home: { kind: 'line', id: line }, id }
}

function removed(order: Order, hash: string) {
  return { table: 'finds', row: findOf(order, hash), removed: true } as const
}
