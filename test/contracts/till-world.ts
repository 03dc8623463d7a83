/**
 * A shop with its staff, signed in, and its tills, over either store, and what is done at them: the
 * ground on which the contract of tills stands. For tests only.
 */
import assert from 'node:assert/strict'
import { orderIds } from '../../src/app/orders/minted.ts'
import { placeOrder } from '../../src/app/orders/place-order.ts'
import { refundOrder } from '../../src/app/orders/refund-order.ts'
import { SYSTEM, type Origin } from '../../src/app/origin.ts'
import type { StaffActing, StaffCommand } from '../../src/app/staff/by-staff.ts'
import { payOutRefund, type PayOutRefund } from '../../src/app/tills/pay-out-refund.ts'
import {
  closeShift,
  moveCash,
  openShift,
  type CloseShift,
  type MoveCash,
} from '../../src/app/tills/shift.ts'
import { takeAtTill, type TakeAtTill } from '../../src/app/tills/take-at-till.ts'
import { present } from '../../src/domain/basics/assert.ts'
import type {
  LineId,
  OrderId,
  PostingSetId,
  RefundId,
  ShopId,
  StaffId,
  TillId,
} from '../../src/domain/basics/ids.ts'
import { toJson } from '../../src/domain/basics/json.ts'
import { yen, type Yen } from '../../src/domain/basics/money.ts'
import type { RefusalShape } from '../../src/domain/basics/result.ts'
import type { PlacingRequest } from '../../src/domain/order/placing.ts'
import { NO_TRIES, type Staff, type StaffSignIn } from '../../src/domain/staff/staff.ts'
import type { StaffRole } from '../../src/domain/staff/permissions.ts'
import type { Shift } from '../../src/domain/till/till.ts'
import { DAY, requestFor, settlingIds } from './catalogue.ts'
import { write } from './rows-asked.ts'
import { createWorld, type DoorWorld, type OpenStore } from './stores.ts'

export const SHINJUKU = 'shinjuku' as ShopId
export const KYOTO = 'kyoto' as ShopId

export interface TillWorld extends DoorWorld {
  readonly till: TillId
  readonly other: TillId
  readonly lin: StaffActing
  readonly mori: StaffActing
  readonly sato: StaffActing
  readonly kim: StaffActing
  /** Of another shop. */
  readonly kyoto: TillId
}

export async function tillWorld(open: OpenStore): Promise<TillWorld> {
  const world = createWorld(open)
  const [till, other] = [await putTill(world, SHINJUKU), await putTill(world, SHINJUKU)]
  return {
    ...world,
    till,
    other,
    kyoto: await putTill(world, KYOTO),
    lin: await putStaff(world, 'clerk', SHINJUKU),
    mori: await putStaff(world, 'clerk', SHINJUKU),
    sato: await putStaff(world, 'senior', SHINJUKU),
    kim: await putStaff(world, 'clerk', KYOTO),
  }
}

export async function putTill(world: DoorWorld, shop: ShopId): Promise<TillId> {
  const id = world.ids.next<TillId>()
  const row = { id, shop, name: `till ${id}`, createdAt: world.clock.now() }
  await write(world, { kind: 'till', id }, [{ table: 'tills', row }])
  return id
}

/** Signed in at this very moment. */
export async function putStaff(
  world: Pick<DoorWorld, 'ids' | 'door' | 'clock'>,
  role: StaffRole,
  shop: ShopId | null,
): Promise<StaffActing> {
  const { ids, clock } = world
  const id = ids.next<StaffId>()
  const now = clock.now()
  const row: Staff = {
    id,
    name: `${role}-${id}`,
    role,
    shop,
    passwordHash: '',
    oneTimeCode: null,
    passkeys: [],
    tries: NO_TRIES,
    createdAt: now,
    ended: null,
  }
  const signIn: StaffSignIn = {
    id: ids.next(),
    staff: id,
    tokenHash: 'ab'.repeat(32),
    means: 'password',
    till: null,
    since: now,
    lastSeenAt: now,
    lockedAt: null,
    ended: null,
  }
  await write(world, { kind: 'staff', id }, [
    { table: 'staff', row },
    { table: 'staff_sign_ins', row: signIn },
  ])
  return { staff: id, signIn: signIn.id, second: null }
}

/** The console saw them a moment ago. */
export async function seen(world: TillWorld): Promise<void> {
  for (const { staff } of [world.lin, world.mori, world.sato, world.kim]) {
    const { signIns } = await world.open.reads.staff(staff)
    const at = world.clock.now()
    const rows = signIns.map((one) => ({ ...one, since: at, lastSeenAt: at }))
    await write(
      world,
      { kind: 'staff', id: staff },
      rows.map((row) => ({ table: 'staff_sign_ins', row }) as const),
    )
  }
}

export function originOf({ staff }: StaffActing, key: string | null = null): Origin {
  return { channel: 'counter', actor: `staff:${staff}`, key }
}

export function asked<Input, Value, Refusal extends RefusalShape>(
  world: DoorWorld,
  command: StaffCommand<Input, Value, Refusal>,
  acting: StaffActing,
  given: { readonly input: Input; readonly key?: string | null },
) {
  const { input, key = null } = given
  return world.door.ask(command, { acting, input }, originOf(acting, key))
}

export function opening(world: TillWorld, acting: StaffActing, float: bigint, till = world.till) {
  const ids = { shift: world.ids.next<Shift['id']>() }
  const input = { till, staff: acting.staff, float: yen(float), ids }
  return asked(world, openShift, acting, { input })
}

export function moving(
  world: TillWorld,
  acting: StaffActing,
  over: Partial<MoveCash> & Pick<MoveCash, 'kind' | 'amount'>,
) {
  const ids = { entry: world.ids.next<MoveCash['ids']['entry']>() }
  const input = { till: world.till, staff: acting.staff, note: null, ids, ...over }
  return asked(world, moveCash, acting, { input })
}

export function taking(
  world: TillWorld,
  acting: StaffActing,
  given: Pick<TakeAtTill, 'line' | 'order'> & Partial<TakeAtTill> & { readonly key?: string },
) {
  const { key = null, ...over } = given
  const { ids: minted, till } = world
  const ids = { ...settlingIds(minted), payment: minted.next(), entry: minted.next() }
  const money = {
    method: 'cash',
    tendered: DAY.price,
    reference: null,
    shownRest: DAY.price,
  } as const
  const input = { till, staff: acting.staff, ...money, ids, ...over } as TakeAtTill
  return asked(world, takeAtTill, acting, { input, key })
}

export function payingOut(
  world: TillWorld,
  acting: StaffActing,
  given: Omit<PayOutRefund, 'till' | 'staff' | 'ids' | 'reference'> &
    Partial<PayOutRefund> & { readonly key?: string },
) {
  const { key = null, ...over } = given
  const ids = { entry: world.ids.next(), postings: world.ids.next() }
  const plain = { till: world.till, staff: acting.staff, reference: null, ids }
  return asked(world, payOutRefund, acting, { input: { ...plain, ...over } as PayOutRefund, key })
}

export async function closing(
  world: TillWorld,
  acting: StaffActing,
  over: Partial<CloseShift> & { readonly apart?: bigint } = {},
) {
  const { apart = 0n, ...rest } = over
  const till = rest.till ?? world.till
  const { shift } = await world.open.reads.till(till)
  const expected = shift?.cashExpected ?? yen(0)
  const count = { cashCounted: yen(expected + apart), shownExpected: expected, note: null }
  const id = shift?.id ?? world.ids.next<Shift['id']>()
  const { staff, second } = acting
  const input = { till, staff, second, shift: id, ...count, ...rest }
  return asked(world, closeShift, acting, { input })
}

/** An order that waits for its money. */
export async function placed(world: TillWorld, line: LineId, over: Partial<PlacingRequest> = {}) {
  const ids = orderIds(world.ids)
  const input = { line, request: requestFor(DAY, over), ids }
  const answer = await world.door.ask(placeOrder, input, { ...SYSTEM, channel: 'web' })
  assert.ok(answer.ok, JSON.stringify(toJson(answer)))
  return ids
}

/** Given back as goodwill, whole; it waits to be fetched. */
export async function owed(world: TillWorld, line: LineId, order: OrderId, amount: Yen) {
  const known = present(
    await world.open.reads.order(line, order),
    'an order that was paid is there',
  )
  const ids = { refund: world.ids.next<RefundId>(), postings: world.ids.next<PostingSetId>() }
  const ask = { kind: 'goodwill', amount, revoke: true, reason: 'other' } as const
  const earner = known.order.earning?.account ?? null
  const input = { line, order, ask, shownAmount: amount, earner, ids }
  const answer = await world.door.ask(refundOrder, input, SYSTEM)
  assert.ok(answer.ok, JSON.stringify(toJson(answer)))
  return answer.value.refund
}

/** Debits less credits of one account of one home's part of the book. */
export async function balance(world: DoorWorld, home: string, account: string): Promise<bigint> {
  const sets = await world.open.postings(home)
  return sets
    .flatMap(({ postings }) => postings.filter((one) => one.account === account))
    .reduce((sum, { amount }) => sum + amount, 0n)
}

/** What must be true of a till at any time, told by its book and its entries. */
export async function proveTill(world: DoorWorld, till: TillId): Promise<void> {
  const { reads } = world.open
  const shifts = await reads.shifts(till, 1_000)
  const open = shifts.find(({ closing: end }) => end === null)
  for (const shift of shifts) {
    const entries = await reads.tillEntries(till, shift.id)
    const sum = (means: string) =>
      entries.filter((one) => one.means === means).reduce((all, { amount }) => all + amount, 0n)
    assert.equal(shift.cashExpected, shift.float + sum('cash'))
    assert.equal(shift.terminalExpected, sum('terminal'))
    assert.equal(shift.entries, entries.length)
  }
  assert.equal(await balance(world, till, 'cash'), open?.cashExpected ?? 0n)
  assert.equal(
    await balance(world, till, 'terminal'),
    shifts.reduce((sum, { terminalExpected }) => sum + terminalExpected, 0n),
  )
  assert.equal(
    await balance(world, till, 'cash_differences'),
    shifts.reduce((sum, { closing: end }) => sum - (end?.difference ?? 0n), 0n),
  )
  for (const set of await world.open.postings(till)) {
    assert.equal(
      set.postings.reduce((sum, { amount }) => sum + amount, 0n),
      0n,
    )
  }
  const between = (await reads.trialBalance()).get('between_homes') ?? 0n
  assert.equal(between, 0n, 'nothing is between homes')
}
