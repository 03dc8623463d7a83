/**
 * A payment provider with its own truth: who paid what, what went back. Calls to it may be lost on
 * the way there (no effect) or on the way back (effect, no answer); its events are late, repeated,
 * out of order, and while nothing depends on them lost. Banks decide late, even after a checkout
 * was said to be over. It trusts nobody: who asks to pay back twice under two names pays twice.
 */
import {
  ProviderUnreachable,
  type Checkout,
  type CheckoutRequest,
  type PaymentProvider,
  type ProviderEvent,
} from '../src/app/ports.ts'
import type { PaymentId } from '../src/domain/basics/ids.ts'
import { yen, type Yen } from '../src/domain/basics/money.ts'
import { isBefore, plusSeconds, type Instant } from '../src/domain/basics/time.ts'
import type {
  FailureReason,
  ProviderPayment,
  ProviderReference,
  ProviderRefund,
} from '../src/domain/payment/provider.ts'
import { present } from '../src/domain/basics/assert.ts'
import type { Chance } from './chance.ts'
import type { MovableClock } from './clock.ts'
import type { Crossings, Traveller } from './crossings.ts'

/** What the provider itself knows of one checkout. */
export interface ProvidersTruth {
  readonly paymentId: PaymentId
  readonly reference: ProviderReference
  readonly amount: Yen
  readonly payBy: Instant
  state: 'open' | 'deciding' | 'taken' | 'over'
  reason: FailureReason | 'expired' | 'cancelled'
  lastFailure: FailureReason | null
  takenAt: Instant | null
  /** What it keeps of the money; null where it never says. */
  readonly fee: Yen | null
  readonly refunds: Map<string, { readonly amount: Yen; state: 'deciding' | 'returned' }>
  /** We were told that nothing will come: only an event can tell otherwise. */
  toldOver: boolean
}

export type PayerAct = 'pays' | 'is_declined' | 'leaves_it_to_the_bank'

export interface FaultyProvider {
  /** The provider as one process of ours reaches it. */
  seenBy(traveller: Traveller): PaymentProvider
  readonly truths: ReadonlyMap<ProviderReference, ProvidersTruth>
  /** The payer on the hosted page; false when the page takes nothing any more. */
  payer(reference: ProviderReference, act: PayerAct): boolean
  /** The bank makes up its mind about one payment. */
  decide(reference: ProviderReference): void
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
const REFUND_UNDECIDED_SHARE = 0.25
const REFUND_FAILED_SHARE = 0.05
/** A checkout said to be over although the bank still decides. */
const TOLD_OVER_SHARE = 0.25
const EVENT_LOST_SHARE = 0.3
const EVENT_REPEATED_SHARE = 0.3
const FEE_PERMILLE = 36n
const FEE_TOLD_SHARE = 0.7
const SLOW_SECONDS_MAX = 90
const SIGNATURE = 'genuine'

export function createFaultyProvider(world: ProviderWorld): FaultyProvider {
  const { chance, clock } = world
  const truths = new Map<ProviderReference, ProvidersTruth>()
  const events: ProviderReference[] = []
  const truthOf = (reference: ProviderReference) =>
    present(truths.get(reference), 'a reference of this provider')

  function tell(truth: ProvidersTruth): void {
    const matters = truth.toldOver && truth.state === 'taken'
    if (world.troubled() && !matters && chance.happens(EVENT_LOST_SHARE)) return
    events.push(truth.reference)
    if (world.troubled() && chance.happens(EVENT_REPEATED_SHARE)) events.push(truth.reference)
  }

  return {
    truths,
    events,
    body: (reference) => encode({ signature: SIGNATURE, reference, kind: 'payment' }),
    seenBy: (traveller) => connect(world, { traveller, truths, truthOf, tell }),
    payer(reference, act) {
      const truth = truthOf(reference)
      expire(truth, clock.now())
      if (truth.state !== 'open') return false
      if (act === 'is_declined') truth.lastFailure = 'declined'
      else if (act === 'pays') takeMoney(truth, clock.now())
      else truth.state = 'deciding'
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
  }
}

function takeMoney(truth: ProvidersTruth, now: Instant): void {
  truth.state = 'taken'
  truth.takenAt = now
}

/** After pay-by nothing more is charged; what the bank has already in hand it may still take. */
function expire(truth: ProvidersTruth, now: Instant): void {
  if (truth.state !== 'open' || isBefore(now, truth.payBy)) return
  truth.state = 'over'
  truth.reason = 'expired'
}

interface Line {
  readonly traveller: Traveller
  readonly truths: Map<ProviderReference, ProvidersTruth>
  truthOf(reference: ProviderReference): ProvidersTruth
  tell(truth: ProvidersTruth): void
}

function connect(world: ProviderWorld, line: Line): PaymentProvider {
  const { chance, clock } = world
  /** There and back; the effect happens at the far end, if the call gets there. */
  async function call<Answer>(effect: () => Answer): Promise<Answer> {
    await world.crossings.cross(line.traveller, slowly(world))
    if (world.troubled() && chance.happens(UNREACHABLE_SHARE)) throw new ProviderUnreachable('lost')
    const answer = effect()
    await world.crossings.cross(line.traveller, slowly(world))
    if (world.troubled() && chance.happens(UNREACHABLE_SHARE)) throw new ProviderUnreachable('late')
    return answer
  }
  return {
    name: 'stripe',
    openCheckout: (request) => call(() => open(world, line, request)),
    readPayment: (reference) => call(() => told(line.truthOf(reference), clock.now())),
    cancelCheckout: (reference) => call(() => cancel(world, line.truthOf(reference))),
    refund: ({ refundId, charge, amount }) =>
      call(() => payBack(world, line.truthOf(charge), { refundId, amount })),
    readEvent: readSigned,
  }
}

function slowly({ chance, clock, troubled }: ProviderWorld): Instant | undefined {
  if (!troubled() || !chance.happens(0.05)) return undefined
  return plusSeconds(clock.now(), chance.between(1, SLOW_SECONDS_MAX))
}

/** The same payment asked for again is the same checkout. */
function open(world: ProviderWorld, { truths }: Line, request: CheckoutRequest): Checkout {
  const { chance } = world
  const reference = `cs_${request.paymentId}` as ProviderReference
  const fee = chance.happens(FEE_TOLD_SHARE) ? yen((request.amount * FEE_PERMILLE) / 1000n) : null
  const known = truths.get(reference)
  const { paymentId, amount, payBy } = request
  if (known === undefined) {
    truths.set(reference, {
      paymentId,
      reference,
      amount,
      payBy,
      state: 'open',
      reason: 'cancelled',
      lastFailure: null,
      takenAt: null,
      fee,
      refunds: new Map(),
      toldOver: false,
    })
  }
  return { reference, url: `https://pay.example/${reference}`, expiresAt: payBy }
}

function told(truth: ProvidersTruth, now: Instant): ProviderPayment {
  expire(truth, now)
  switch (truth.state) {
    case 'open':
      return { state: 'open', lastFailure: truth.lastFailure }
    case 'deciding':
      return { state: 'undecided' }
    case 'over':
      truth.toldOver = true
      return { state: 'failed', reason: truth.reason }
    case 'taken':
      return {
        state: 'succeeded',
        amount: truth.amount,
        claimedAt: present(truth.takenAt, 'money is taken at an instant'),
        charge: truth.reference,
        means: { brand: 'visa', lastDigits: '4242' },
        fee: truth.fee,
      }
  }
}

function cancel({ chance, clock, troubled }: ProviderWorld, truth: ProvidersTruth) {
  expire(truth, clock.now())
  if (truth.state === 'open') {
    truth.state = 'over'
    truth.reason = 'cancelled'
  }
  if (truth.state === 'deciding' && troubled() && chance.happens(TOLD_OVER_SHARE)) {
    truth.toldOver = true
    return { state: 'failed', reason: 'cancelled' } as const
  }
  return told(truth, clock.now())
}

/** Known by its id, and by nothing else. */
function payBack(
  { chance, troubled }: ProviderWorld,
  truth: ProvidersTruth,
  asked: { readonly refundId: string; readonly amount: Yen },
): ProviderRefund {
  if (troubled() && chance.happens(REFUND_FAILED_SHARE)) {
    return { state: 'failed', reason: 'try_again' }
  }
  const known = truth.refunds.get(asked.refundId)
  const waits = troubled() && chance.happens(REFUND_UNDECIDED_SHARE)
  const state = known?.state === 'returned' || !waits ? 'returned' : 'deciding'
  truth.refunds.set(asked.refundId, { amount: known?.amount ?? asked.amount, state })
  return { state: state === 'returned' ? 'succeeded' : 'undecided' }
}

function encode(value: unknown): Uint8Array {
  return new TextEncoder().encode(JSON.stringify(value))
}

function readSigned(rawBody: Uint8Array): ProviderEvent {
  const { signature, reference, kind } = JSON.parse(new TextDecoder().decode(rawBody)) as {
    readonly signature: string
    readonly reference: ProviderReference
    readonly kind: string
  }
  if (signature !== SIGNATURE) return { kind: 'forged' }
  const eventId = `evt_${reference}`
  return kind === 'payment' ? { kind, eventId, reference } : { kind: 'ignored', eventId }
}
