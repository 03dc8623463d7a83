/**
 * A desk of one line for the tests of this folder: it looks when the mandate asks to be looked at,
 * makes of every answer what the application makes of it, and lets a bank decide as it is told. Not
 * used by the product.
 */
import { deliver } from '../balance/delivery.ts'
import { LINE, NETWORK, offer as exampleOffer, packId } from '../balance/example-packs.ts'
import type { Pack } from '../balance/pack.ts'
import { assert, present } from '../basics/assert.ts'
import type { AccountId, AgreementId, MandateId, OrderId, PersonId } from '../basics/ids.ts'
import { yen, type Yen } from '../basics/money.ts'
import { isBefore, later, plusSeconds, type Instant } from '../basics/time.ts'
import { offerKey, type Catalogue } from '../catalogue/catalogue.ts'
import type { Grant, Offer, OfferLength } from '../catalogue/offer.ts'
import type { PaymentState } from '../payment/payment.ts'
import { begun, learned, type Learned } from './attempt.ts'
import {
  announce,
  fire,
  type Firing,
  type FiringState,
  type MeansState,
  type Try,
  type UnderWay,
} from './firing.ts'
import { passOver, rewatch } from './looking.ts'
import type { AttemptFailure, Mandate } from './mandate.ts'
import { payByOfRenewal } from './retries.ts'
import { DEFAULT_RENEWAL_RULES, type RenewalRules } from './rules.ts'

export const HOLDER = 'a0000000-0000-7000-8000-000000000000' as AccountId
const MANDATE = 'b0000000-0000-7000-8000-000000000000' as MandateId

/** What the bank does with the next charge; `undecided` until it is told otherwise. */
export type Bank = 'pays' | 'undecided' | AttemptFailure

interface DeskOrder {
  readonly id: OrderId
  readonly offer: Offer
  readonly place: Try['place']
  readonly coverage: string
  readonly payBy: Instant
  state: 'awaiting_payment' | 'delivered' | 'cancelled' | 'expired'
  payment: PaymentState
}

export interface Charge {
  readonly order: OrderId
  readonly at: Instant
  readonly yen: Yen
  outcome: 'undecided' | 'pays' | 'failed'
}

export function autoOffer(
  grant: Partial<Grant> = {},
  also: { readonly length?: OfferLength; readonly price?: number; readonly version?: number } = {},
): Offer {
  const { length = 'daily', price = 500, version = 1 } = also
  const made = exampleOffer(grant)
  return { ...made, length, price: yen(price), version, channels: ['web', 'auto'] }
}

export function catalogueOf(...offers: readonly Offer[]): Catalogue {
  return {
    networks: new Map([[NETWORK.id, NETWORK]]),
    offers: new Map(offers.map((offer) => [offerKey(offer), offer])),
    terms: [],
    campaigns: [],
    exhausted: new Set(),
    rules: [],
  }
}

export function mandateOf(offer: Offer, now: Instant, wish: Partial<Mandate> = {}): Mandate {
  return {
    id: MANDATE,
    line: LINE,
    account: HOLDER,
    person: HOLDER as string as PersonId,
    offer: offer.id,
    maxPrice: offer.price,
    means: { kind: 'points' },
    trigger: { kind: 'at_end' },
    monthlyCap: yen(999_999),
    noticeHours: 0,
    agreement: HOLDER as string as AgreementId,
    terms: [],
    termsTold: 0,
    since: now,
    paused: null,
    ended: null,
    dueAt: null,
    noticeAt: null,
    announced: null,
    fired: null,
    attempt: null,
    capped: null,
    spent: { month: '2027-01', yen: yen(0) },
    ...wish,
  }
}

export class Desk {
  mandate: Mandate
  packs: readonly Pack[]
  now: Instant
  bank: Bank = 'pays'
  catalogue: Catalogue
  rules: RenewalRules = DEFAULT_RENEWAL_RULES
  means: MeansState = { kind: 'kept', barred: false, tries: [] }
  lost = false
  orders: DeskOrder[] = []
  charges: Charge[] = []
  /** What the holder was told, oldest first. */
  told: string[] = []
  nextPack = 1_000

  constructor(given: {
    readonly mandate: Mandate
    readonly packs: readonly Pack[]
    readonly now: Instant
    readonly catalogue: Catalogue
  }) {
    this.packs = given.packs
    this.now = given.now
    this.catalogue = given.catalogue
    this.mandate = rewatch(
      passOver(given.mandate, given.packs, given.now),
      given.packs,
      this.given(),
    )
  }

  given() {
    return { now: this.now, catalogue: this.catalogue, rules: this.rules }
  }

  underWay(): UnderWay | null {
    const order = this.order(this.mandate.attempt?.order ?? null)
    if (order === null) return null
    const { id, offer, payBy } = order
    const state = { kind: order.state, at: this.now } as UnderWay['order']['state']
    return {
      order: { id, price: offer.price, payBy, state },
      payment: { method: 'saved', state: order.payment },
    }
  }

  order(id: OrderId | null): DeskOrder | null {
    return this.orders.find((one) => one.id === id) ?? null
  }

  state(): FiringState {
    const suspension = this.lost ? { since: this.now, by: 'holder', reason: 'lost_card' } : null
    return {
      line: {
        network: NETWORK.id,
        holder: HOLDER,
        releasedAt: null,
        suspension: suspension as FiringState['line']['suspension'],
      },
      network: NETWORK,
      packs: this.packs,
      identityChecks: [],
      mandate: this.mandate,
      means: this.means,
      underWay: this.underWay(),
      undecided: this.orders.some((order) => order.payment.kind === 'undecided'),
    }
  }

  /** Time passes; whenever the mandate asks to be looked at, somebody looks `lateSeconds` later. */
  until(to: Instant, lateSeconds = 0): this {
    for (let looks = 0; ; looks += 1) {
      assert(looks < 5_000, 'looking comes to an end')
      const due = [this.mandate.dueAt, this.mandate.noticeAt].filter((at) => at !== null)
      const first = due.toSorted(Temporal.Instant.compare)[0]
      if (first === undefined) break
      const at = later(plusSeconds(first, lateSeconds), this.now)
      if (isBefore(to, at)) break
      this.now = at
      this.look()
    }
    this.now = to
    return this
  }

  look(): void {
    this.expire()
    const { noticeAt, dueAt } = this.mandate
    if (noticeAt !== null && !isBefore(this.now, noticeAt)) this.announce()
    if (dueAt === null || isBefore(this.now, dueAt)) return
    const firing = fire(this.state(), this.given())
    this.mandate = firing.mandate
    const next = this.mandate.dueAt
    const waits = next === null || isBefore(this.now, next)
    assert(waits || firing.kind !== 'wait', 'who waits, waits for a later instant')
    this.act(firing)
  }

  announce(): void {
    const told = announce(this.state(), this.given())
    this.mandate = told.mandate
    if (told.kind === 'announce') this.told.push('upcoming')
    if (told.kind === 'terms_changed' && told.tell) this.told.push(`terms ${told.terms.version}`)
    if (told.kind === 'stop') this.told.push(`stopped ${told.why}`)
  }

  act(firing: Firing): void {
    switch (firing.kind) {
      case 'wait':
        return
      case 'capped':
        if (firing.tell) this.told.push('capped')
        return
      case 'terms_changed':
        if (firing.tell) this.told.push(`terms ${firing.terms.version}`)
        return
      case 'order':
        return this.place(firing.try)
      case 'short_of_points':
        this.begin(firing.try, null)
        return this.learn(null, firing.try.offer, { kind: 'failed', reason: 'points_short' })
      case 'charge':
        return
      case 'retry': {
        const order = present(this.order(firing.order), 'an order is tried again')
        this.mandate = begun(this.mandate, {
          coverage: present(this.mandate.attempt, 'a retry has its attempt').coverage,
          order: order.id,
          number: firing.number,
          price: order.offer.price,
          now: this.now,
        })
        return this.charge(order)
      }
      case 'drop':
      case 'stop':
        if (firing.kind === 'stop') this.told.push(`stopped ${firing.why}`)
        if (firing.order !== null) this.cancel(firing.order)
    }
  }

  begin(one: Try, order: OrderId | null): void {
    const { coverage, number, offer } = one
    const { now } = this
    this.mandate = begun(this.mandate, { coverage, order, number, price: offer.price, now })
  }

  place(one: Try): void {
    const id = `c0000000-0000-7000-8000-${String(this.orders.length).padStart(12, '0')}` as OrderId
    const payBy = payByOfRenewal(one.offer.length, this.rules, this.now)
    const { offer, place, coverage } = one
    const order: DeskOrder = {
      id,
      offer,
      place,
      coverage,
      payBy,
      state: 'awaiting_payment',
      payment: { kind: 'created' },
    }
    this.orders.push(order)
    this.begin(one, id)
    this.charge(order)
  }

  charge(order: DeskOrder): void {
    const undecided = this.charges.some((one) => one.outcome === 'undecided')
    assert(!undecided, 'nothing is charged while a bank is deciding')
    this.charges.push({
      order: order.id,
      at: this.now,
      yen: order.offer.price,
      outcome: 'undecided',
    })
    order.payment = { kind: 'undecided' }
    if (this.means.kind === 'kept') {
      this.means = { ...this.means, tries: [...this.means.tries, this.now] }
    }
    this.decide(this.bank)
  }

  /** The bank decides on the charge that is undecided. */
  decide(bank: Bank): void {
    const charge = this.charges.find((one) => one.outcome === 'undecided')
    if (charge === undefined || bank === 'undecided') return
    const order = present(this.order(charge.order), 'a charge has its order')
    if (bank === 'pays') {
      charge.outcome = 'pays'
      order.payment = { kind: 'succeeded', at: this.now, claimedAt: this.now, charge: 'x' as never }
      order.state = 'delivered'
      this.deliver(order)
      return this.learn(order.id, order.offer, { kind: 'succeeded' })
    }
    charge.outcome = 'failed'
    order.payment = { kind: 'failed', reason: bank as never }
    this.learn(order.id, order.offer, { kind: 'failed', reason: bank })
  }

  deliver(order: DeskOrder): void {
    this.nextPack += 1
    const { place } = order
    const after =
      place === 'after_coverage' ? 'coverage' : place === 'after_data' ? 'data' : undefined
    const delivered = deliver(this.packs, order.offer, {
      line: LINE,
      order: order.id,
      packId: packId(this.nextPack),
      origin: 'paid',
      startNow: place === 'now',
      after,
      now: this.now,
    })
    assert(delivered.ok, 'the line takes it')
    this.packs = delivered.value.packs
  }

  learn(
    order: OrderId | null,
    { price, length }: Offer,
    told: Parameters<typeof learned>[1]['told'],
  ): void {
    const about: Learned = learned(
      this.mandate,
      { order, price, told },
      { now: this.now, rules: this.rules, length, packs: this.packs },
    )
    this.mandate = about.mandate
    const { tell } = about
    if (tell !== null) {
      this.told.push(tell.kind === 'stopped' ? `stopped ${tell.why}` : tell.kind)
    }
    if (about.cancelOrder && order !== null) this.cancel(order)
  }

  cancel(id: OrderId): void {
    const order = present(this.order(id), 'an order is cancelled')
    if (order.state === 'awaiting_payment') order.state = 'cancelled'
  }

  expire(): void {
    for (const order of this.orders) {
      const due = order.state === 'awaiting_payment' && !isBefore(this.now, order.payBy)
      if (due && order.payment.kind === 'failed') order.state = 'expired'
    }
  }

  /** Somebody changed the packs. */
  changed(packs: readonly Pack[]): this {
    this.packs = packs
    this.mandate = rewatch(this.mandate, packs, this.given())
    return this
  }
}
