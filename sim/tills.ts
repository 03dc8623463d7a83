/**
 * The day of a till: opened with a float, cash moved, closed with a count that is right or not, by
 * one or by two. And the evening, when everybody gets what a till still owes them and all tills are
 * closed.
 */
import { payOutRefund } from '../src/app/tills/pay-out-refund.ts'
import { closeShift, moveCash, openShift } from '../src/app/tills/shift.ts'
import type { PostingSetId, ShiftId, StaffSignInId } from '../src/domain/basics/ids.ts'
import { yen } from '../src/domain/basics/money.ts'
import type { Payment } from '../src/domain/payment/payment.ts'
import type { Shift } from '../src/domain/till/till.ts'
import { askAtTill, type Asked } from './counter-book.ts'
import { expect } from './outside.ts'
import { atDesk, standBeside, whoeverIsAt, type SimTill, type Staffer } from './staff.ts'
import type { World } from './world.ts'

/** The least and most that a drawer begins with, and what is refused. */
const FLOATS = [0, 1_000, 1_000, 10_000, 10_000, 30_000, 30_000, -1, 1_000_001] as const
const EVENING_FLOAT = 5_000n

export interface AtCounter {
  readonly till: SimTill
  readonly staffer: Staffer
  readonly signIn: StaffSignInId
}

/** Some till and whoever stands at it, their console open. Null: nobody, now. */
export async function someCounter(world: World, own?: SimTill): Promise<AtCounter | null> {
  const till = own ?? world.chance.pickAny(world.tills)
  const staffer = till === undefined ? undefined : whoeverIsAt(world, till)
  if (till === undefined || staffer === undefined) return null
  const signIn = await atDesk(world, staffer)
  return signIn === null ? null : { till, staffer, signIn }
}

export function by({ till, staffer }: AtCounter): Pick<Asked, 'till' | 'staffer' | 'second'> {
  return { till, staffer, second: null }
}

export async function openTill(world: World): Promise<void> {
  const at = await someCounter(world)
  if (at !== null) await openWith(world, at, BigInt(world.chance.pick(FLOATS)))
}

async function openWith(world: World, at: AtCounter, amount: bigint): Promise<void> {
  const asked = { ...by(at), kind: 'open', means: 'cash', amount, about: null } as const
  const [till, staff] = [at.till.id, at.staffer.id]
  await askAtTill(world, asked, {
    signIn: at.signIn,
    command: openShift,
    input: (_, shift) => ({ till, staff, float: yen(amount), ids: { shift } }),
  })
}

export async function moveMoney(world: World): Promise<void> {
  const at = await someCounter(world)
  if (at === null) return
  const kind = world.chance.pick(['paid_in', 'paid_out', 'expense'] as const)
  await move(world, at, { kind, amount: BigInt(world.chance.pick([1, 500, 4_000, 40_000])) })
}

async function move(
  world: World,
  at: AtCounter,
  { kind, amount }: { readonly kind: 'paid_in' | 'paid_out' | 'expense'; readonly amount: bigint },
) {
  const asked = { ...by(at), kind, means: 'cash', amount, about: null } as const
  const [till, staff] = [at.till.id, at.staffer.id]
  const note = world.chance.happens(0.8) ? 'tea' : null
  return askAtTill(world, asked, {
    signIn: at.signIn,
    command: moveCash,
    input: (_, entry) => ({ till, staff, kind, amount: yen(amount), note, ids: { entry } }),
  })
}

/** From a console that was left nothing is done. */
export async function useLeftDesk(world: World): Promise<void> {
  const desk = world.chance.pickAny(world.leftDesks.slice(-6))
  const till = world.tills.find(({ shop }) => desk?.staffer.shop === shop)
  if (desk === undefined || till === undefined) return
  const answer = await move(world, { till, ...desk }, { kind: 'paid_in', amount: 1n })
  if (answer === null) return
  const isRefused = !answer.ok && answer.refusal.code === 'staff_signed_out'
  expect(isRefused, 'a console that was left does nothing', answer)
}

export async function closeTill(world: World): Promise<void> {
  const { chance } = world
  const at = await someCounter(world)
  if (at === null) return
  const { shift } = await world.process.app.reads.till(at.till.id)
  if (shift === null) return
  const off = chance.pick([0, 0, 0, 1, -1, -40, 100, 151, -400])
  const counted = shift.cashExpected + BigInt(off)
  const second = Math.abs(off) > 60 ? await somebodyBeside(world, at) : null
  await close(world, at, { shift, counted: counted < 0n ? 0n : counted, second })
}

/** Mostly who may stand in; now and then anybody, themselves again, or nobody at all. */
export async function somebodyBeside(
  world: World,
  { staffer, till }: Pick<AtCounter, 'staffer'> & { readonly till: SimTill | null },
): Promise<Staffer | null> {
  const { chance, staff } = world
  if (chance.happens(0.1)) return null
  const shop = till?.shop ?? staffer.shop
  const able = staff.filter(
    (one) => one !== staffer && (one.role === 'operator' || one.role === 'senior'),
  )
  const near = able.filter((one) => one.shop === null || shop === null || one.shop === shop)
  const second = chance.weigh([
    [80, chance.pickAny(near)],
    [10, staffer],
    [10, chance.pickAny(staff)],
  ])
  if (second === undefined) return null
  return (await standBeside(world, second)) ? second : null
}

async function close(
  world: World,
  at: AtCounter,
  count: { readonly shift: Shift; readonly counted: bigint; readonly second: Staffer | null },
): Promise<void> {
  const { shift, counted, second } = count
  const about: ShiftId = shift.id
  const asked = { ...by(at), second, kind: 'close', means: 'cash', amount: counted, about } as const
  const note = world.chance.happens(0.85) ? 'counted twice' : null
  const input = {
    till: at.till.id,
    staff: at.staffer.id,
    shift: shift.id,
    cashCounted: yen(counted),
    shownExpected: shift.cashExpected,
    note,
    second: second?.id ?? null,
  }
  await askAtTill(world, asked, { signIn: at.signIn, command: closeShift, input: () => input })
}

export interface DueAtTill {
  readonly payment: Payment
  readonly refund: Payment['refunds'][number]
}

/** What a till took and owes back: it waits for its customer. */
export function duesAtTills({ store }: World): readonly DueAtTill[] {
  return [...store.tables.payments.values()]
    .filter(({ provider }) => provider === 'till')
    .flatMap((payment) => payment.refunds.map((refund) => ({ payment, refund })))
    .filter(({ refund }) => refund.state !== 'succeeded')
}

export async function payOutAt(world: World, at: AtCounter, due: DueAtTill) {
  const { payment, refund } = due
  const means = payment.method === 'terminal' ? 'terminal' : 'cash'
  const { amount, id: about } = refund
  const asked = { ...by(at), kind: 'refund', means, amount, about } as const
  const { line, order } = payment
  const [till, staff] = [at.till.id, at.staffer.id]
  return askAtTill(world, asked, {
    signIn: at.signIn,
    command: payOutRefund,
    input: ({ app }, entry) => ({
      till,
      staff,
      line,
      order,
      refund: refund.id,
      reference: means === 'terminal' ? 'R-1' : null,
      ids: { entry, postings: app.ids.next<PostingSetId>() },
    }),
  })
}

export function openShifts({ store }: World): readonly Shift[] {
  return [...store.tables.shifts.values()].filter(({ closing }) => closing === null)
}

/** Nothing is open and nobody waits for money over a counter. */
export function isEvening(world: World): boolean {
  return openShifts(world).length === 0 && duesAtTills(world).length === 0
}

/** Whoever is owed comes to one till; then all are counted, right, and closed. */
export async function closeTheDay(world: World): Promise<void> {
  for (const [place, till] of world.tills.entries()) {
    const staffer = world.staff.find(({ shop, role }) => shop === till.shop && role === 'senior')
    const signIn = staffer === undefined ? null : await atDesk(world, staffer)
    if (staffer === undefined || signIn === null) continue
    const at = { till, staffer, signIn }
    const dues = place === 0 ? duesAtTills(world) : []
    const { app } = world.process
    if (dues.length > 0 && (await app.reads.till(till.id)).shift === null) {
      await openWith(world, at, EVENING_FLOAT)
    }
    for (const due of dues) {
      if (due.payment.method === 'cash') {
        await move(world, at, { kind: 'paid_in', amount: due.refund.amount })
      }
      await payOutAt(world, at, due)
    }
    const { shift } = await world.process.app.reads.till(till.id)
    if (shift !== null) await close(world, at, { shift, counted: shift.cashExpected, second: null })
  }
}
