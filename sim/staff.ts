/**
 * Who works at the counters: two shops, three tills, somebody for the telephone, the operator; and
 * how they come to their consoles. What is typed is proved at the edge, so here it is right but now
 * and then. What they do is `tills.ts`, `selling.ts` and `giving-back.ts`.
 */
import type { Origin } from '../src/app/origin.ts'
import { SYSTEM } from '../src/app/origin.ts'
import { lockStaff, seenStaff, signOutStaff } from '../src/app/staff/desk-lock.ts'
import { putStaff } from '../src/app/staff/put-staff.ts'
import { proveSecond, signInStaff, unlockStaff } from '../src/app/staff/sign-in.ts'
import { putTill } from '../src/app/tills/put-till.ts'
import type { ShopId, StaffId, StaffSignInId, TillId } from '../src/domain/basics/ids.ts'
import { fromMicros, microsOf } from '../src/domain/basics/time.ts'
import type { StaffRole } from '../src/domain/staff/permissions.ts'
import { signInStateAt, type SignInState } from '../src/domain/staff/staff.ts'
import { expect } from './outside.ts'
import { askDoor } from './people.ts'
import { insist, type World } from './world.ts'

export interface Staffer {
  readonly id: StaffId
  readonly name: string
  readonly role: StaffRole
  readonly shop: ShopId | null
  /** Of the console they stand at. */
  signIn: StaffSignInId | null
  /** Reads a code off their telephone just now: one at a time. */
  isProving: boolean
}

export interface SimTill {
  readonly id: TillId
  readonly shop: ShopId
  readonly name: string
}

const SHINJUKU = 'shinjuku' as ShopId
const KYOTO = 'kyoto' as ShopId

const STAFF: readonly (readonly [name: string, role: StaffRole, shop: ShopId | null])[] = [
  ['sato', 'senior', SHINJUKU],
  ['lin', 'clerk', SHINJUKU],
  ['mori', 'clerk', SHINJUKU],
  ['ueda', 'senior', KYOTO],
  ['kim', 'clerk', KYOTO],
  ['aoki', 'agent', null],
  ['minato', 'operator', null],
]
const TILLS = [
  [SHINJUKU, 'front'],
  [SHINJUKU, 'back'],
  [KYOTO, 'front'],
] as const

const STEP_MICROS = 30_000_000n
const MISTYPED_SHARE = 0.04
const SEEN_SHARE = 0.3
const OTHER_SHOP_SHARE = 0.06

export function staffOrigin(world: World, { id }: Staffer): Origin {
  return { channel: 'counter', actor: `staff:${id}`, key: world.ids.next() }
}

/** The operator's file, read until it is known to be taken in. */
export async function openShops(world: World): Promise<void> {
  for (const [name, role, shop] of STAFF) {
    const id = world.ids.next<StaffId>()
    const input = { staff: id, name, role, shop, passwordHash: 'hash', sealedSecret: 'secret' }
    await surely(world, (process) => askDoor(process, putStaff, input, SYSTEM))
    world.staff.push({ id, name, role, shop, signIn: null, isProving: false })
  }
  for (const [shop, name] of TILLS) {
    const till = world.ids.next<TillId>()
    const input = { till, shop, name }
    await surely(world, (process) => askDoor(process, putTill, input, SYSTEM))
    world.tills.push({ id: till, shop, name })
  }
}

/** Idempotent by its own state, so asked until there is an answer. */
async function surely(world: World, ask: Parameters<typeof insist<object>>[1]): Promise<void> {
  let answer: object | null = null
  while (answer === null) answer = await insist(world, ask)
}

/** Somebody of the till's shop; now and then somebody who has no business there. */
export function whoeverIsAt({ chance, staff }: World, { shop }: SimTill): Staffer | undefined {
  if (chance.happens(OTHER_SHOP_SHARE)) return chance.pickAny(staff)
  return chance.pickAny(staff.filter((one) => one.shop === shop))
}

/** At an open console: unlocked or signed in first. Null: not now. */
export async function atDesk(world: World, staffer: Staffer): Promise<StaffSignInId | null> {
  const { signIn: own } = staffer
  const state = await stateOf(world, staffer)
  if (own === null || state === 'over') {
    staffer.signIn = await comeIn(world, staffer)
    return staffer.signIn
  }
  const asked = staffOrigin(world, staffer)
  const desk = { staff: staffer.id, signIn: own }
  if (state === 'open') {
    if (world.chance.happens(SEEN_SHARE)) {
      await insist(world, (process) => askDoor(process, seenStaff, desk, asked))
    }
    return own
  }
  const input = { ...desk, passwordRight: isRight(world) }
  const opened = await insist(world, (process) => askDoor(process, unlockStaff, input, asked))
  expect(opened?.ok !== true || input.passwordRight, 'a wrong password opens nothing')
  return opened?.ok === true ? own : null
}

async function stateOf({ process, clock }: World, staffer: Staffer): Promise<SignInState> {
  const { signIns } = await process.app.reads.staff(staffer.id)
  const own = signIns.find(({ id }) => id === staffer.signIn)
  return own === undefined ? 'over' : signInStateAt(own, clock.now())
}

function isRight({ troubled, chance }: World): boolean {
  return !(troubled && chance.happens(MISTYPED_SHARE))
}

/** With password and one-time code. Null: not let in, or not known. */
async function comeIn(world: World, staffer: Staffer): Promise<StaffSignInId | null> {
  return proving(world, staffer, async (step) => {
    const asked = staffOrigin(world, staffer)
    const signIn = { id: world.ids.next<StaffSignInId>(), tokenHash: world.ids.next() }
    const input = { staff: staffer.id, signIn, passwordRight: isRight(world), step }
    const came = await insist(world, (process) => askDoor(process, signInStaff, input, asked))
    expect(came?.ok !== true || input.passwordRight, 'a wrong password lets nobody in')
    return came?.ok === true ? signIn.id : null
  })
}

/** Somebody comes over to another's console and proves that they stand there. */
export async function standBeside(world: World, staffer: Staffer): Promise<boolean> {
  const proved = await proving(world, staffer, async (step) => {
    const asked = staffOrigin(world, staffer)
    const input = { staff: staffer.id, passwordRight: isRight(world), step }
    const came = await insist(world, (process) => askDoor(process, proveSecond, input, asked))
    expect(came?.ok !== true || input.passwordRight, 'a wrong password proves nobody')
    return came?.ok === true ? true : null
  })
  return proved === true
}

/** A code is good once: after one was used, the next is half a minute away. */
async function proving<Proved>(
  world: World,
  staffer: Staffer,
  prove: (step: number) => Promise<Proved | null>,
): Promise<Proved | null> {
  if (staffer.isProving) return null
  staffer.isProving = true
  try {
    const { staff } = await world.process.app.reads.staff(staffer.id)
    const last = BigInt(staff?.oneTimeCode?.lastStep ?? 0)
    const next = fromMicros((last + 1n) * STEP_MICROS)
    await world.crossings.cross(staffer, next)
    const now = microsOf(world.clock.now()) / STEP_MICROS
    return await prove(Number(now > last ? now : last + 1n))
  } finally {
    staffer.isProving = false
  }
}

/** Signs out, or leaves another console locked: from there nothing may be done any more. */
export async function leaveDesk(world: World): Promise<void> {
  const staffer = world.chance.pickAny(world.staff)
  if (staffer === undefined) return
  const asked = staffOrigin(world, staffer)
  if (world.chance.happens(0.5)) {
    const { signIn } = staffer
    if (signIn === null) return
    staffer.signIn = null
    const input = { staff: staffer.id, signIn }
    const left = await insist(world, (process) => askDoor(process, signOutStaff, input, asked))
    if (left?.ok === true) world.leftDesks.push({ staffer, signIn })
    return
  }
  const signIn = await comeIn(world, staffer)
  if (signIn === null) return
  const input = { staff: staffer.id, signIn }
  const locked = await insist(world, (process) => askDoor(process, lockStaff, input, asked))
  if (locked?.ok === true) world.leftDesks.push({ staffer, signIn })
}
