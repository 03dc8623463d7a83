/**
 * Two payment providers with a truth of their own: who paid what, what went back, what a bank
 * contests. Calls may be lost on the way there (no effect) or on the way back (effect, no answer);
 * events are late, repeated, out of order, and while nothing depends on them lost. Banks decide
 * late, even after a checkout was said to be over. They trust nobody: who asks to pay back twice
 * under two names pays twice.
 */
import {
  ProviderUnreachable,
  type Checkout,
  type CheckoutRequest,
  type PaymentProvider,
  type PaymentRef,
  type ProviderEvent,
  type SavedCharge,
} from '../src/app/ports.ts'
import { NO_YEN, yen, type Yen } from '../src/domain/basics/money.ts'
import { plusSeconds, type Instant } from '../src/domain/basics/time.ts'
import type {
  ProviderName,
  ProviderPayment,
  ProviderReference,
  ProviderRefund,
} from '../src/domain/payment/provider.ts'
import { present } from '../src/domain/basics/assert.ts'
import type { Chance } from './chance.ts'
import type { MovableClock } from './clock.ts'
import type { Crossings, Traveller } from './crossings.ts'
import {
  expire,
  given,
  meansOf,
  newTruth,
  takeMoney,
  told,
  withheld,
  type ProvidersTruth,
} from './provider-truth.ts'

export type SimProvider = Extract<ProviderName, 'stripe' | 'paypal'>

export type PayerAct = 'pays' | 'is_declined' | 'leaves_it_to_the_bank'

export interface FaultyProvider {
  /** One of the providers as one process of ours reaches it. */
  seenBy(traveller: Traveller, name: SimProvider): PaymentProvider
  readonly truths: ReadonlyMap<ProviderReference, ProvidersTruth>
  /** Means that we asked to be forgotten, by token. */
  readonly forgotten: ReadonlySet<string>
  /** The payer on the hosted page; false when the page takes nothing any more. */
  payer(reference: ProviderReference, act: PayerAct): boolean
  /** At the till of a convenience store, with the number; false when it is over. */
  payVoucher(reference: ProviderReference): boolean
  /** The bank makes up its mind about one payment. */
  decide(reference: ProviderReference): void
  /** A payer contests a charge at their bank. */
  contest(reference: ProviderReference): void
  /** Their bank decides. */
  decideDispute(reference: ProviderReference): void
  /** Events that were not taken yet, in no particular order. */
  readonly events: ProviderReference[]
  body(reference: ProviderReference): Uint8Array
}

interface ProviderWorld {
  readonly chance: Chance
  readonly clock: MovableClock
  readonly crossings: Crossings
  /** Whether trouble still happens. */
  readonly troubled: () => boolean
}

const UNREACHABLE_SHARE = 0.06
/** A charge whose outcome nobody learns at once: the one that must not be forgotten. */
const CHARGE_LOST_SHARE = 0.25
const REFUND_UNDECIDED_SHARE = 0.25
const REFUND_FAILED_SHARE = 0.05
/** A checkout said to be over although the bank still decides. */
const TOLD_OVER_SHARE = 0.25
const EVENT_LOST_SHARE = 0.3
const EVENT_REPEATED_SHARE = 0.3
const FEE_PERMILLE = 36n
const FEE_TOLD_SHARE = 0.7
const CAPTURE_MOODS = [
  [8, 'taken'],
  [1, 'declined'],
  [1, 'deciding'],
] as const
const DISPUTE_FEE = yen(1_500)
const SLOW_SECONDS_MAX = 90
const SIGNATURE = 'genuine'

export function createFaultyProvider(world: ProviderWorld): FaultyProvider {
  const { chance, clock } = world
  const truths = new Map<ProviderReference, ProvidersTruth>()
  const forgotten = new Set<string>()
  const events: ProviderReference[] = []
  const truthOf = (reference: ProviderReference) =>
    present(truths.get(reference), 'a reference of this provider')

  /** `matters`: only the event can tell of it. */
  function tell(truth: ProvidersTruth, matters = false): void {
    const late = truth.toldOver && truth.state === 'taken'
    if (world.troubled() && !late && !matters && chance.happens(EVENT_LOST_SHARE)) return
    events.push(truth.reference)
    if (world.troubled() && chance.happens(EVENT_REPEATED_SHARE)) events.push(truth.reference)
  }

  return {
    truths,
    forgotten,
    events,
    body: (reference) => encode({ signature: SIGNATURE, ref: truthOf(reference).ref }),
    seenBy: (traveller, name) =>
      connect(world, { name, traveller, truths, forgotten, truthOf, tell }),
    payer(reference, act) {
      const truth = truthOf(reference)
      expire(truth, clock.now())
      if (truth.state !== 'open') return false
      if (act === 'is_declined') truth.lastFailure = 'declined'
      else if (act === 'leaves_it_to_the_bank') truth.state = 'deciding'
      else if (truth.method === 'konbini') truth.state = 'voucher'
      else if (truth.method === 'paypal') truth.state = 'approved'
      else takeMoney(truth, clock.now())
      tell(truth)
      return true
    },
    payVoucher(reference) {
      const truth = truthOf(reference)
      expire(truth, clock.now())
      if (truth.state !== 'voucher') return false
      takeMoney(truth, clock.now())
      tell(truth)
      return true
    },
    decide(reference) {
      const truth = truthOf(reference)
      if (truth.state !== 'deciding') return
      if (chance.happens(0.6)) takeMoney(truth, clock.now())
      else Object.assign(truth, { state: 'over', reason: 'declined' })
      tell(truth)
    },
    contest(reference) {
      const truth = truthOf(reference)
      const amount = yen(truth.amount - given(truth))
      if (truth.state !== 'taken' || amount <= 0n || truth.disputes.length > 0) return
      const fee = chance.happens(FEE_TOLD_SHARE) ? DISPUTE_FEE : null
      truth.disputes.push({ id: `dp_${truth.ref.payment}`, state: 'open', amount, fee })
      tell(truth)
    },
    decideDispute(reference) {
      const truth = truthOf(reference)
      truth.disputes = truth.disputes.map((one) =>
        one.state === 'open' ? { ...one, state: chance.happens(0.5) ? 'won' : 'lost' } : one,
      )
      tell(truth, true)
    },
  }
}

interface Line {
  readonly name: SimProvider
  readonly traveller: Traveller
  readonly truths: Map<ProviderReference, ProvidersTruth>
  readonly forgotten: Set<string>
  truthOf(reference: ProviderReference): ProvidersTruth
  tell(truth: ProvidersTruth): void
}

function connect(world: ProviderWorld, line: Line): PaymentProvider {
  const { chance, clock } = world
  /** There and back; the effect happens at the far end, if the call gets there. */
  async function call<Answer>(effect: () => Answer, lost = UNREACHABLE_SHARE): Promise<Answer> {
    await world.crossings.cross(line.traveller, slowly(world))
    if (world.troubled() && chance.happens(lost)) throw new ProviderUnreachable('lost')
    const answer = effect()
    await world.crossings.cross(line.traveller, slowly(world))
    if (world.troubled() && chance.happens(lost)) throw new ProviderUnreachable('late')
    return answer
  }
  return {
    name: line.name,
    openCheckout: (request) => call(() => open(world, line, request)),
    readPayment: (reference) => call(() => told(line.truthOf(reference), clock.now())),
    capture: (reference) => call(() => capture(world, line, line.truthOf(reference))),
    cancelCheckout: (reference) => call(() => cancel(world, line.truthOf(reference))),
    chargeSaved: (request) => call(() => charge(world, line, request), CHARGE_LOST_SHARE),
    forgetMeans: ({ token }) => call(() => void line.forgotten.add(token)),
    refund: ({ refundId, charge: reference, amount }) =>
      call(() => payBack(world, line.truthOf(reference), { refundId, amount })),
    movements: () => Promise.reject(new Error('nobody reads the book of a simulated provider')),
    readEvent: async (rawBody) => readSigned(rawBody),
  }
}

function slowly({ chance, clock, troubled }: ProviderWorld): Instant | undefined {
  if (!troubled() || !chance.happens(0.05)) return undefined
  return plusSeconds(clock.now(), chance.between(1, SLOW_SECONDS_MAX))
}

function feeOf({ chance }: ProviderWorld, amount: Yen): Yen | null {
  return chance.happens(FEE_TOLD_SHARE) ? yen((amount * FEE_PERMILLE) / 1000n) : null
}

/** The same payment asked for again is the same checkout. */
function open(world: ProviderWorld, line: Line, request: CheckoutRequest): Checkout {
  const { ref, method, amount, payBy, keepMeans } = request
  const reference = `cs_${ref.payment}` as ProviderReference
  const kept = keepMeans ? meansOf(ref) : null
  if (!line.truths.has(reference)) {
    const fee = feeOf(world, amount)
    const known = { provider: line.name, ref, reference, method, amount, payBy, fee, kept }
    line.truths.set(reference, newTruth(known))
  }
  return { reference, url: `https://pay.example/${reference}`, expiresAt: payBy }
}

/** The same payment charged again is the same charge. */
function charge(world: ProviderWorld, line: Line, { ref, means, amount }: SavedCharge) {
  const reference = `pi_${ref.payment}` as ProviderReference
  const now = world.clock.now()
  const known = line.truths.get(reference)
  if (known !== undefined) return { reference, told: told(known, now) }
  const fee = feeOf(world, amount)
  const about = { provider: line.name, ref, reference, method: 'saved', amount, fee } as const
  const truth = newTruth({ ...about, payBy: now, kept: null })
  line.truths.set(reference, truth)
  const mood = line.forgotten.has(means.token) ? 'declined' : chargeMood(world)
  if (mood === 'taken') takeMoney(truth, now)
  else if (mood === 'deciding') truth.state = 'deciding'
  else Object.assign(truth, { state: 'over', reason: mood })
  line.tell(truth)
  return { reference, told: told(truth, now) }
}

function chargeMood({ chance }: ProviderWorld) {
  return chance.weigh([
    [60, 'taken'],
    [10, 'declined'],
    [10, 'authentication_needed'],
    [5, 'barred'],
    [15, 'deciding'],
  ] as const)
}

/** Takes what was approved; anything else is only told. */
function capture(world: ProviderWorld, line: Line, truth: ProvidersTruth): ProviderPayment {
  const { chance, clock } = world
  if (truth.state === 'approved') {
    const mood = chance.weigh(CAPTURE_MOODS)
    if (mood === 'taken') takeMoney(truth, clock.now())
    else if (mood === 'deciding') truth.state = 'deciding'
    else Object.assign(truth, { state: 'over', reason: mood })
    line.tell(truth)
  }
  return told(truth, clock.now())
}

function cancel({ chance, clock, troubled }: ProviderWorld, truth: ProvidersTruth) {
  expire(truth, clock.now())
  if (truth.state === 'open' || truth.state === 'voucher' || truth.state === 'approved') {
    truth.state = 'over'
    truth.reason = 'cancelled'
  }
  if (truth.state === 'deciding' && troubled() && chance.happens(TOLD_OVER_SHARE)) {
    truth.toldOver = true
    return { state: 'failed', reason: 'cancelled' } as const
  }
  return told(truth, clock.now())
}

/** Known by its id, and by nothing else. What a bank withholds does not go back from here. */
function payBack(
  { chance, troubled }: ProviderWorld,
  truth: ProvidersTruth,
  asked: { readonly refundId: string; readonly amount: Yen },
): ProviderRefund {
  const known = truth.refunds.get(asked.refundId)
  if (known === undefined && withheld(truth) > NO_YEN) {
    return { state: 'failed', reason: 'charge_disputed' }
  }
  if (troubled() && chance.happens(REFUND_FAILED_SHARE)) {
    return { state: 'failed', reason: 'try_again' }
  }
  const waits = troubled() && chance.happens(REFUND_UNDECIDED_SHARE)
  const state = known?.state === 'returned' || !waits ? 'returned' : 'deciding'
  truth.refunds.set(asked.refundId, { amount: known?.amount ?? asked.amount, state })
  if (state === 'returned') return { state: 'succeeded' }
  return { state: 'undecided', askPayer: truth.method === 'konbini' }
}

function encode(value: unknown): Uint8Array {
  return new TextEncoder().encode(JSON.stringify(value))
}

function readSigned(rawBody: Uint8Array): ProviderEvent {
  const { signature, ref } = JSON.parse(new TextDecoder().decode(rawBody)) as {
    readonly signature: string
    readonly ref: PaymentRef
  }
  if (signature !== SIGNATURE) return { kind: 'forged' }
  return { kind: 'payment', eventId: `evt_${ref.payment}`, ref }
}
