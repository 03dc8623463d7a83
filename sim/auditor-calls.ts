/**
 * The auditor's part on the telephone: whose order is placed on a call and by what proof, one order
 * a turn, one reply a turn, PINs that lock, calls that end, call-backs that are kept. It goes by
 * what callers keyed and heard (`call-book.ts`), not by the proofs that calls hold.
 */
import type { CallId, OrderId } from '../src/domain/basics/ids.ts'
import { toJson } from '../src/domain/basics/json.ts'
import { isBefore } from '../src/domain/basics/time.ts'
import type { Call } from '../src/domain/call/call.ts'
import type { Order } from '../src/domain/order/order.ts'
import { PIN_TRIES_MAX } from '../src/domain/account/phone.ts'
import type { SimCall } from './call-book.ts'
import { expect } from './outside.ts'
import type { Person, World } from './world.ts'

/** Replies that tell what came of an order. */
const TOLD = [
  'renewed',
  'renewed_queued',
  'bank_is_deciding',
  'charge_failed',
  'money_comes_back',
  'link_sent',
  'web_code',
]

export interface CallAuditor {
  look(): void
}

export function createCallAuditor(world: World): CallAuditor {
  const { store } = world
  const turnOf = new Map<OrderId, string>()
  const orderIn = new Map<string, OrderId>()
  let read = 0
  return {
    look() {
      for (; read < store.journal.length; read += 1) {
        const entry = store.journal[read]
        const { actor, key } = entry?.origin ?? {}
        if (entry?.command !== 'place_order' || actor?.startsWith('call:') !== true) continue
        for (const { name, facts } of entry.events) {
          if (name !== 'order_placed') continue
          const [turn, order] = [`${actor}|${key}`, facts['order'] as OrderId]
          expect(!orderIn.has(turn), 'one order a turn of a call', { turn, order })
          orderIn.set(turn, order)
          turnOf.set(order, turn)
        }
      }
      for (const order of store.tables.orders.values()) {
        if (order.channel !== 'phone') continue
        const turn = turnOf.get(order.id)
        expect(turn !== undefined, 'an order of the telephone is of a call', order.id)
        auditPlaced(world, order, turn)
      }
      auditTurns(world)
      auditPins(world)
    },
  }
}

function auditPlaced(world: World, order: Order, turn: string): void {
  const [actor = '', key = ''] = turn.split('|')
  const call = world.calls.get(actor.slice('call:'.length) as CallId)
  expect(call !== undefined, 'an order is of a call that somebody placed', order.id)
  auditProofs(world, call, order)
  const { agreements } = world.store.tables
  const agreement = order.agreement === null ? undefined : agreements.get(order.agreement)
  const isHeard = agreement?.channel === 'phone' && agreement.home.id === order.line
  expect(isHeard, 'what was agreed to by telephone says so', { order, agreement })
  if (key.startsWith('past-')) return
  const number = /^(\d+)\.place$/.exec(key)?.[1]
  expect(number !== undefined, 'an order names the turn that asked for it', turn)
  auditTold(world, call, { order, number: Number(number) })
}

/**
 * Known by number, by card, or by another card with the PIN of whoever holds this line; and
 * whatever is kept is spent by the PIN alone.
 */
function auditProofs({ people, lines, store }: World, call: SimCall, order: Order): void {
  const holder = store.tables.lines.get(order.line)?.holder ?? null
  const person = people.find(({ account }) => account !== null && account === holder)
  const isKnown = call.asserted && person !== undefined && call.number === person.number
  const facts = { order: order.id, call: call.id, keyed: call.keyed }
  const cards = lines.filter(({ code, iccid }) =>
    call.keyed.some(
      ({ entry, digits }, place) =>
        entry === 'activation' && digits === code && call.keyed[place - 1]?.digits === iccid,
    ),
  )
  const isKeyed = call.keyed.some(
    ({ entry, digits }) => entry === 'pin' && person?.pins.has(digits) === true,
  )
  const hasCard = cards.some(({ id }) => id === order.line) || (cards.length > 0 && isKeyed)
  expect(isKnown || hasCard, 'whoever orders was known for the line', facts)
  const { payments } = store.tables
  const spends =
    order.parts.some(({ kind }) => kind === 'points') ||
    payments.get(order.payment)?.method === 'saved'
  expect(!spends || isKeyed, 'what is kept is spent by who keyed the PIN', facts)
}

/** Whoever is on the line when the turn is taken hears of the order that it placed. */
function auditTold(
  { store }: World,
  call: SimCall,
  { order, number }: { readonly order: Order; readonly number: number },
): void {
  const turn = store.tables.callTurns.get(`${call.id}|${number}`)
  if (turn === undefined || turn.heard.kind === 'hang_up') return
  const text = JSON.stringify(toJson(turn.reply))
  const isTold = TOLD.some((code) => text.includes(`"code":"${code}"`))
  // Too many at once, and the code for the web could not be made.
  const isBusy = text.includes('"refusal":{"code":"busy"}')
  expect(isTold || isBusy, 'what was ordered in a turn is told in it', { order: order.id, turn })
}

/** As many as the call says, each once, and what was answered is what stands. */
function auditTurns({ store, calls }: World): void {
  const { callTurns } = store.tables
  const counted = new Map<string, number>()
  for (const { call } of callTurns.values()) counted.set(call, (counted.get(call) ?? 0) + 1)
  for (const { id, turns } of store.tables.calls.values()) {
    const number = counted.get(id) ?? 0
    expect(number === turns, 'a call has its turns', { id, turns, number })
    expect(calls.has(id), 'a call was placed by somebody', id)
  }
  for (const call of calls.values()) {
    for (const [number, text] of call.replies) {
      const turn = callTurns.get(`${call.id}|${number}`)
      const stands = JSON.stringify(toJson(turn?.reply))
      expect(stands === text, 'what was answered is what stands', { call: call.id, number })
    }
  }
}

/** Three wrong PINs in a row, none of them ever right, and none opens anything on this call. */
function auditPins({ store, calls, people }: World): void {
  const { callTurns } = store.tables
  const isRight = (digits: string) => people.some(({ pins }: Person) => pins.has(digits))
  for (const call of calls.values()) {
    const kept = store.tables.calls.get(call.id)
    if (call.isPinUnsure || kept === undefined) continue
    const isRefused = (turn: number) => {
      const reply = callTurns.get(`${call.id}|${turn + 1}`)?.reply ?? null
      return /"code":"pin_(wrong|locked)"/.test(JSON.stringify(toJson(reply)))
    }
    const keyed = call.keyed.flatMap(({ entry, turn, digits }) =>
      entry === 'pin' && turn !== null && isRefused(turn) ? [{ turn, digits }] : [],
    )
    const first = keyed.slice(0, PIN_TRIES_MAX)
    const isOneRow = first.every(({ turn }, place) => turn === (first[0]?.turn ?? 0) + place)
    if (first.length < PIN_TRIES_MAX || !isOneRow) continue
    if (first.some(({ digits }) => isRight(digits))) continue
    const opened = pinProofs(kept)[0]
    if (opened === undefined) continue
    // Right on another call meanwhile, it is counted anew.
    const others = [...store.tables.calls.values()].filter(({ id }) => id !== call.id)
    const isAnew = others.flatMap(pinProofs).some(({ account, at }) => {
      const isMeanwhile = isBefore(kept.startedAt, at) && isBefore(at, opened.at)
      return account === opened.account && isMeanwhile
    })
    expect(isAnew, 'a PIN that was wrong three times is locked', { call: call.id, keyed })
  }
}

function pinProofs({ proofs }: Call) {
  return proofs.flatMap((proof) => (proof.kind === 'pin' ? [proof] : []))
}

export function auditCallsAtRest({ store, calls }: World): void {
  for (const { id, state } of store.tables.calls.values()) {
    expect(state.kind === 'over', 'every call comes to its end', { id, state })
  }
  const { callBacks } = store.tables
  for (const { id, isPromised } of calls.values()) {
    const done = callBacks.get(id)?.state.kind
    expect(!isPromised || done === 'done', 'a call that was promised is placed', { id, done })
  }
}
