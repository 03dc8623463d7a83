/**
 * Agents at the telephone: they step into calls, hear cards read out, give callers back, promise to
 * call and do, write down how it ended, or simply go away. And whoever tries to get past the flow.
 */
import { orderIds } from '../src/app/orders/minted.ts'
import { placeOnCall } from '../src/app/calls/renew.ts'
import { askCallBackFor, closeCallBack, takeCallBack } from '../src/app/staff/call-backs.ts'
import {
  giveBackCall,
  setCallLine,
  takeCall,
  verifyOnCall,
  wrapUpCall,
} from '../src/app/staff/calls.ts'
import type { StaffCommand } from '../src/app/staff/by-staff.ts'
import { activationHash } from '../src/app/lines/put-line.ts'
import type { CallId, StaffSignInId } from '../src/domain/basics/ids.ts'
import type { RefusalShape } from '../src/domain/basics/result.ts'
import { plusMinutes } from '../src/domain/basics/time.ts'
import { CALL_BACK_RESULTS } from '../src/domain/call/call-back.ts'
import { CALL_OUTCOMES } from '../src/domain/call/call.ts'
import type { ActivationCode } from '../src/domain/line/activation-code.ts'
import type { Iccid } from '../src/domain/line/iccid.ts'
import { yen } from '../src/domain/basics/money.ts'
import { PAID_PLAINLY } from '../src/domain/order/placing.ts'
import { pointsLeft } from '../src/domain/points/lots.ts'
import { chooseOffer, requestFor } from './buying.ts'
import { askDoor } from './people.ts'
import { atDesk, staffOrigin, type Staffer } from './staff.ts'
import { insist, onTheWay, type SimLine, type World } from './world.ts'

const LOOKED_AT_MAX = 12
const TALK_SECONDS_MAX = 90

interface AtPhone {
  readonly staffer: Staffer
  readonly signIn: StaffSignInId
}

async function somebodyAtWork(world: World, roles: readonly Staffer['role'][]) {
  const able = world.staff.filter(({ role }) => roles.includes(role))
  const staffer = world.chance.pickAny(able)
  const signIn = staffer === undefined ? null : await atDesk(world, staffer)
  return staffer === undefined || signIn === null ? null : { staffer, signIn }
}

function ask<Input, Value extends object | null, Refusal extends RefusalShape>(
  world: World,
  { staffer, signIn }: AtPhone,
  command: StaffCommand<Input, Value, Refusal>,
  input: Input,
) {
  const acting = { staff: staffer.id, signIn, second: null }
  const origin = staffOrigin(world, staffer)
  return insist(world, (process) => askDoor(process, command, { acting, input }, origin))
}

/** Takes some call, talks, and leaves it in some way. */
export async function stepIn(world: World): Promise<void> {
  const { chance } = world
  const at = await somebodyAtWork(world, ['agent', 'agent', 'operator', 'senior', 'clerk'])
  if (at === null) return
  const live = await world.process.app.reads.liveCalls(LOOKED_AT_MAX)
  const call = chance.pickAny(live)?.id
  if (call === undefined) return
  const staff = at.staffer.id
  const taken = await ask(world, at, takeCall, { call, staff })
  if (taken?.ok !== true) return
  await onTheWay(world, TALK_SECONDS_MAX)
  if (chance.happens(0.4)) await hearCard(world, at, call)
  if (chance.happens(0.25)) await promise(world, at, call)
  await onTheWay(world, TALK_SECONDS_MAX)
  const leaves = chance.pick(['give back', 'give back', 'wrap up', 'go away'])
  if (leaves === 'give back') await ask(world, at, giveBackCall, { call, staff })
  if (leaves !== 'wrap up') return
  const outcome = chance.pick(CALL_OUTCOMES)
  await ask(world, at, wrapUpCall, { call, staff, outcome, sealedNote: null, opens: null })
}

/** The caller reads out the card in their hand, or another one's number. */
async function hearCard(world: World, at: AtPhone, call: CallId): Promise<void> {
  const { chance, lines } = world
  const line = chance.pickAny(lines)
  const told = world.calls.get(call)
  if (line === undefined || told === undefined) return
  const staff = at.staffer.id
  const code = chance.happens(0.8) ? line.code : '0000000001'
  told.keyed.push({ turn: null, entry: 'iccid', digits: line.iccid })
  told.keyed.push({ turn: null, entry: 'activation', digits: code })
  const { vault } = world.process.app
  const codeHash = activationHash(vault, line.iccid as Iccid, code as ActivationCode)
  const proved = await ask(world, at, verifyOnCall, { call, staff, line: line.id, codeHash })
  if (proved?.ok !== true && chance.happens(0.5)) {
    await ask(world, at, setCallLine, { call, staff, line: line.id })
  }
}

async function promise(world: World, at: AtPhone, call: CallId): Promise<void> {
  const from = world.clock.now()
  const promised = { from, until: plusMinutes(from, 120) }
  const id = world.ids.next<never>()
  const made = await ask(world, at, askCallBackFor, { id, call, staff: at.staffer.id, promised })
  const told = world.calls.get(call)
  if (made?.ok === true && told !== undefined) told.isPromised = true
}

/** Whoever dials tells what came of it, or forgets to. */
export async function callBack(world: World): Promise<void> {
  const at = await somebodyAtWork(world, ['agent', 'senior'])
  if (at === null) return
  const waiting = await world.process.app.reads.openCallBacks(LOOKED_AT_MAX)
  const one = world.chance.pickAny(waiting)
  if (one === undefined) return
  const result = world.chance.pick(CALL_BACK_RESULTS)
  await dial(world, at, one.call, world.chance.happens(0.85) ? result : null)
}

async function dial(
  world: World,
  at: AtPhone,
  call: CallId,
  result: (typeof CALL_BACK_RESULTS)[number] | null,
): Promise<void> {
  const staff = at.staffer.id
  const taken = await ask(world, at, takeCallBack, { call, staff })
  if (taken?.ok !== true || result === null) return
  await onTheWay(world, TALK_SECONDS_MAX)
  await ask(world, at, closeCallBack, { call, staff, result })
}

/** The evening at the telephone: everybody who was promised a call gets one. */
export async function workOffCallBacks(world: World): Promise<void> {
  const at = await somebodyAtWork(world, ['agent'])
  if (at === null) return
  const waiting = await world.process.app.reads.openCallBacks(LOOKED_AT_MAX)
  for (const { call } of waiting) await dial(world, at, call, 'reached')
}

/** What the flow never leads to: an order asked for on a live call by whoever holds its wire. */
export async function passFlow(world: World, line: SimLine): Promise<void> {
  const { chance, process, clock } = world
  const call = chance.pickAny(await process.app.reads.liveCalls(LOOKED_AT_MAX))
  const offer = chooseOffer(world, line, 'phone')
  if (call === undefined || offer === undefined) return
  const holder = (await process.app.reads.line(line.id)).line?.holder ?? null
  const lots = holder === null ? [] : (await process.app.reads.account(holder)).lots
  const left = pointsLeft(lots, clock.now())
  const spent = left < offer.price ? left : offer.price
  const points = yen(chance.happens(0.7) ? spent : 0n)
  const request = requestFor(world, line, offer, {
    ...PAID_PLAINLY,
    ...(points === offer.price
      ? ({ method: 'house', provider: 'house' } as const)
      : ({ method: 'card', provider: 'stripe' } as const)),
    points,
    channel: 'phone',
    buyer: holder === null ? { kind: 'line_proof' } : { kind: 'account', account: holder },
  })
  const { id } = call
  const origin = { channel: 'phone', actor: `call:${id}`, key: `past-${world.ids.next()}` } as const
  await insist(world, (one) => {
    const input = { line: line.id, request, ids: orderIds(one.app.ids) }
    return askDoor(one, placeOnCall, { call: id, input }, origin)
  })
}
