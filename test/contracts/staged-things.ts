/**
 * Things that the stages of permissions are about: tills, sales, refunds, disputes, cases, as they
 * stand
 * just before somebody acts. For tests only.
 */
import { mailboxOf } from '../../src/app/accounts/proofs.ts'
import { gather } from '../../src/app/disputes/gathering.ts'
import type { Change } from '../../src/app/door/state.ts'
import { activateGiftCard, issueGiftCard } from '../../src/app/money/gift-cards.ts'
import { mintGiftCode } from '../../src/app/money/gift-codes.ts'
import { learnPayment } from '../../src/app/orders/learn-payment.ts'
import { SYSTEM } from '../../src/app/origin.ts'
import type { StaffActing } from '../../src/app/staff/by-staff.ts'
import { openCase } from '../../src/app/staff/cases.ts'
import { raiseDisputeByStaff } from '../../src/app/staff/disputes.ts'
import { keptOfNumber } from '../../src/app/staff/identity.ts'
import type {
  DisputeId,
  LineId,
  OrderId,
  ShopId,
  SimProfileId,
  StaffId,
} from '../../src/domain/basics/ids.ts'
import { yen } from '../../src/domain/basics/money.ts'
import { plusHours } from '../../src/domain/basics/time.ts'
import { SMDP } from '../../src/domain/esim/example-profiles.ts'
import { orderProfile } from '../../src/domain/esim/sim-profile.ts'
import type { IdentityCheck } from '../../src/domain/identity/identity-check.ts'
import type { ProviderReference } from '../../src/domain/payment/provider.ts'
import { putCall, withAgent } from './call-world.ts'
import { card as inStock, FRESH_EMAIL, holder, PASSPORT_NUMBER } from './care-world.ts'
import type { CareWorld } from './care-world.ts'
import { DAY, MONTH, requestFor, settlingIds } from './catalogue.ts'
import { write } from './rows-asked.ts'
import { asked, KYOTO, opening, placed, putTill, SHINJUKU, taking } from './till-world.ts'

export interface StagedWorld extends CareWorld {
  /** May do everything everywhere: prepares what others then try, and is nobody's second. */
  readonly boss: StaffActing
}

export interface Who {
  readonly staff: StaffId
  readonly second: StaffId | null
}

export const AT_TILL = [SHINJUKU, KYOTO, null] as const
export const NOWHERE = [null] as const
export const FLOAT = 30_000n
export const LARGE = 10_000n

export async function tillOf({ ids, ...world }: StagedWorld, shop: ShopId | null) {
  return shop === null ? ids.next<StagedWorld['till']>() : putTill({ ids, ...world }, shop)
}

export async function openTill(world: StagedWorld, shop: ShopId | null) {
  const till = await tillOf(world, shop)
  if (shop !== null) await opening(world, world.boss, FLOAT, till)
  return till
}

/** Paid at a till of the shop; at no shop's, online. */
export async function sold(world: StagedWorld, shop: ShopId | null, bought = DAY) {
  const line = await world.line()
  const ids = await placed(world, line, requestFor(bought))
  const { order, payment } = ids
  const till = await openTill(world, shop)
  if (shop === null) {
    const told = {
      state: 'succeeded',
      amount: bought.price,
      claimedAt: world.clock.now(),
      charge: 'charge' as ProviderReference,
      means: null,
      fee: null,
      kept: null,
      disputes: [],
    } as const
    const minted = { ...settlingIds(world.ids), keptMethod: world.ids.next() } as never
    const learned = { line, order, payment, told, keeper: null, ids: minted }
    await world.door.ask(learnPayment, learned, SYSTEM)
  } else {
    const money = { tendered: bought.price, shownRest: bought.price }
    await taking(world, world.boss, { line, order, till, ...money })
  }
  return { line, order, till }
}

export async function waiting(world: StagedWorld) {
  const line = await world.line()
  const { order } = await placed(world, line)
  return { line, order }
}

export async function giftCard(world: StagedWorld, isActive: boolean) {
  const card = world.ids.next<Parameters<typeof activateGiftCard.decide>[1]['card']>()
  const { vault } = world.app
  const bytes = (count: number) =>
    Uint8Array.from(Buffer.from(card.replaceAll('-', '')).subarray(-count))
  const code = mintGiftCode({ dice: { bytes }, vault })
  const input = { card, origin: 'sold', value: yen(3_000n), batch: 'b', code } as const
  await world.door.ask(issueGiftCard, input, SYSTEM)
  if (isActive) await world.door.ask(activateGiftCard, { card, clearing: 'partner' }, SYSTEM)
  return card
}

/** Somebody known here: a document seen days ago and again today. */
export async function known(world: StagedWorld) {
  const found = await holder(world)
  const { line, account } = found
  const now = world.clock.now()
  const check = (at: IdentityCheck['at']): Change => ({
    table: 'identity_checks',
    row: {
      id: world.ids.next(),
      line: line.id,
      kind: 'passport',
      ...keptOfNumber(world.app.vault, PASSPORT_NUMBER),
      result: 'accepted',
      clerk: world.boss.staff,
      shop: SHINJUKU,
      at,
    },
  })
  await write(world, { kind: 'line', id: line.id }, [check(plusHours(now, -72)), check(now)])
  return { line: line.id, account }
}

/** Of nobody. */
export async function withEsim(world: StagedWorld) {
  const plain = await inStock(world)
  return inStock(world, { ...plain, sim: { ...plain.sim, form: 'esim' } })
}

export async function releasedProfile(world: StagedWorld) {
  const line = await withEsim(world)
  const sealedMatchingId = world.app.vault.seal('MATCHING-ID')
  const id = world.ids.next<SimProfileId>()
  const order = { id, eid: null, smdp: SMDP, sealedMatchingId, orderedBy: null }
  const ordered = orderProfile(line, [], { ...order, now: world.clock.now() })
  if (!ordered.ok) throw new Error(ordered.refusal.code)
  const row = { ...ordered.value, state: 'released' } as const
  await write(world, { kind: 'line', id: line.id }, [{ table: 'sim_profiles', row }])
  return { line: line.id, profile: id }
}

export async function contactChange(world: StagedWorld, who: Who) {
  const { line, account } = await known(world)
  const { vault } = world.app
  return {
    ...who,
    change: world.ids.next(),
    letters: [],
    line,
    account: account.id,
    mailbox: mailboxOf(vault, FRESH_EMAIL),
    sealedEmail: vault.seal(FRESH_EMAIL),
    isTaken: false,
  }
}

export async function refund(world: StagedWorld, shop: ShopId | null, amount: bigint) {
  const { line, order } = await sold(world, shop, MONTH)
  const ids = { refund: world.ids.next(), postings: world.ids.next() }
  const ask = { kind: 'goodwill', amount: yen(amount), revoke: false, reason: 'courtesy' }
  return { line, order, ask, shownAmount: yen(amount), earner: null, ids }
}

export async function disputing(
  world: StagedWorld,
  {
    line,
    order,
    staff,
  }: { readonly line: LineId; readonly order: OrderId; readonly staff: StaffId },
) {
  const about = { kind: 'order', order } as const
  const gathered = await gather(world.app, line, about)
  const id = world.ids.next<DisputeId>()
  const kept = { channel: 'counter', anomaly: null, words: null } as const
  return { id, line, about, staff, gathered, ...kept }
}

/** Raised by somebody else. */
export async function disputed(world: StagedWorld, shop: ShopId | null = null, bought = DAY) {
  const { line, order } = await sold(world, shop, bought)
  const input = await disputing(world, { line, order, staff: world.boss.staff })
  await asked(world, raiseDisputeByStaff, world.boss, { input })
  return { line, dispute: input.id, order }
}

export async function refunding(
  world: StagedWorld,
  shop: ShopId | null,
  { who, amount }: { readonly who: Who; readonly amount: bigint },
) {
  const { line, dispute, order } = await disputed(world, shop, MONTH)
  const ids = { refund: world.ids.next(), postings: world.ids.next() }
  const ask = { kind: 'goodwill', amount: yen(amount), revoke: false, reason: 'duplicate' }
  const refund = { line, order, ask, shownAmount: yen(amount), earner: null, ids }
  const outcome = { kind: 'refunded', refund }
  return { line, dispute, staff: who.staff, account: null, outcome, words: null }
}

export async function count(
  world: StagedWorld,
  shop: ShopId | null,
  {
    who,
    apart,
  }: {
    readonly who: Who
    readonly apart: bigint
  },
) {
  const till = await openTill(world, shop)
  const { shift } = await world.open.reads.till(till)
  const counted = { cashCounted: yen(FLOAT + apart), shownExpected: yen(FLOAT) }
  const note = apart === 0n ? null : 'counted twice'
  return { till, ...who, shift: shift?.id ?? world.ids.next(), ...counted, note }
}

export async function ownCase(world: StagedWorld) {
  const line = await world.line()
  const id = world.ids.next()
  const { boss } = world
  const about = { about: 'note', sealedNote: null, staff: boss.staff }
  await asked(world, openCase, boss, { input: { line, id, ...about } as never })
  return { line, id, sealedNote: 'c2VhbGVk' }
}

/** A call that whoever asks talks on. */
export async function ownCall(world: StagedWorld, { staff }: Who) {
  const { id } = await putCall(world, withAgent(world, staff))
  return { staff, call: id }
}
