/**
 * What the holder does with a mandate: agree to one, change what is bought next time, pause, go on,
 * end. A mandate is agreed to like an order: price, terms and the last screen as they were shown.
 */
import type { TermsRef } from '../agreement/agreement.ts'
import { begin } from '../balance/chain.ts'
import type { Pack } from '../balance/pack.ts'
import type {
  AccountId,
  AgreementId,
  MandateId,
  NetworkId,
  OrderId,
  PersonId,
} from '../basics/ids.ts'
import { NO_YEN, yen, type Yen } from '../basics/money.ts'
import { accept, refuse, type Result } from '../basics/result.ts'
import { isBefore, type Instant } from '../basics/time.ts'
import { currentOffer, offerOf, termsInForce, type Catalogue } from '../catalogue/catalogue.ts'
import {
  onSale,
  type Channel,
  type Network,
  type Offer,
  type OfferRef,
} from '../catalogue/offer.ts'
import type { IdentityCheck } from '../identity/identity-check.ts'
import { identityNeededSince } from '../identity/needed.ts'
import { lifecycleAt } from '../line/lifecycle.ts'
import type { Line } from '../line/line.ts'
import { CHARGE_LIMITS } from '../order/taking.ts'
import { monthOf } from './cap.ts'
import { isForsaken, type MeansState, type UnderWay } from './firing.ts'
import { passOver, resume, rewatch } from './looking.ts'
import {
  changeOffer,
  isPaused,
  isStanding,
  stop,
  type Mandate,
  type MandateMeans,
  type Trigger,
} from './mandate.ts'
import { versionAccepted } from './terms.ts'
import {
  MONTHLY_CAP_MAX,
  NOTICE_HOURS_MAX,
  SHARE_PERCENT_MAX,
  SHARE_PERCENT_MIN,
  type RenewalRules,
} from './rules.ts'

export interface OfferConsent {
  readonly offer: OfferRef
  /** On the page the holder saw; the most that will be charged for one renewal. */
  readonly shownPrice: Yen
  readonly acceptedTerms: readonly TermsRef[]
}

export interface MandateRequest extends OfferConsent {
  readonly account: AccountId
  readonly person: PersonId
  readonly means: MandateMeans
  readonly trigger: Trigger
  readonly monthlyCap: Yen
  readonly noticeHours: number
}

export type OfferConsentRefusal =
  | { readonly code: 'offer_unknown' }
  | { readonly code: 'offer_of_other_network'; readonly network: NetworkId }
  | { readonly code: 'offer_not_in_channel'; readonly channel: Channel }
  | { readonly code: 'offer_off_sale'; readonly until: Instant | null }
  | { readonly code: 'identity_needed'; readonly since: Instant }
  | { readonly code: 'price_changed'; readonly shown: Yen; readonly price: Yen }
  | { readonly code: 'terms_not_accepted'; readonly kinds: readonly string[] }
  | { readonly code: 'cap_below_price'; readonly price: Yen }

export type AgreeRefusal =
  | OfferConsentRefusal
  | { readonly code: 'line_unknown' }
  | { readonly code: 'line_ended'; readonly since: Instant }
  | { readonly code: 'cap_too_high'; readonly max: Yen }
  | { readonly code: 'share_out_of_bounds'; readonly min: number; readonly max: number }
  | { readonly code: 'notice_out_of_bounds'; readonly max: number }
  | { readonly code: 'means_unknown' }
  | { readonly code: 'means_barred' }
  | { readonly code: 'rest_too_small'; readonly min: Yen }
  /** A charge of the present mandate is on its way. */
  | { readonly code: 'renewal_charging'; readonly order: OrderId }

export interface AgreeState {
  readonly line: Line | null
  readonly packs: readonly Pack[]
  /** Of the line. */
  readonly identityChecks: readonly IdentityCheck[]
  readonly mandate: Mandate | null
  readonly underWay: UnderWay | null
  /** Of the means that the request names. */
  readonly means: MeansState
}

export interface AgreeGiven {
  readonly now: Instant
  readonly catalogue: Catalogue
  readonly rules: RenewalRules
}

export interface Agreed {
  readonly mandate: Mandate
  /** The one whose place it takes. */
  readonly replaced: Mandate | null
  /** Of the replaced one: waits for a retry that will not come. */
  readonly cancelOrder: OrderId | null
}

export function agree(
  state: AgreeState,
  request: MandateRequest,
  given: AgreeGiven & {
    readonly ids: { readonly mandate: MandateId; readonly agreement: AgreementId }
  },
): Result<Agreed, AgreeRefusal> {
  const { line, packs } = state
  const { now, catalogue, ids } = given
  const network = line === null ? undefined : catalogue.networks.get(line.network)
  if (line === null || network === undefined || line.holder !== request.account) {
    return refuse({ code: 'line_unknown' })
  }
  const ended = endedSince(packs, { network, now })
  if (ended !== null) return refuse({ code: 'line_ended', since: ended })
  const wrong = refuseFigures(request) ?? refuseMeans(state.means)
  if (wrong !== null) return refuse(wrong)
  const small = refuseSmall(request)
  if (small !== null) return refuse(small)
  const consent = consentTo({ ...state, line, monthlyCap: request.monthlyCap }, request, given)
  if (!consent.ok) return consent
  const charging = chargingOrder(state)
  if (charging !== null) return refuse({ code: 'renewal_charging', order: charging })

  // From here agreeing must succeed.
  const before = state.mandate !== null && isStanding(state.mandate) ? state.mandate : null
  const drawn = draw(line, request, { now, ids, spent: before?.spent ?? null })
  return accept({
    mandate: rewatch(passOver(drawn, packs, now), packs, given),
    replaced: before === null ? null : stop(before, 'replaced', now),
    cancelOrder: before === null ? null : forsakenOrder(state),
  })
}

function draw(
  line: Line,
  request: MandateRequest,
  made: {
    readonly now: Instant
    readonly ids: { readonly mandate: MandateId; readonly agreement: AgreementId }
    readonly spent: Mandate['spent'] | null
  },
): Mandate {
  const { account, person, means, trigger, monthlyCap, noticeHours } = request
  return {
    id: made.ids.mandate,
    line: line.id,
    account,
    person,
    offer: request.offer.id,
    maxPrice: request.shownPrice,
    means,
    trigger,
    monthlyCap,
    noticeHours,
    agreement: made.ids.agreement,
    terms: request.acceptedTerms,
    termsTold: versionAccepted(request.acceptedTerms),
    since: made.now,
    paused: null,
    ended: null,
    dueAt: null,
    noticeAt: null,
    announced: null,
    fired: null,
    attempt: null,
    capped: null,
    spent: made.spent ?? { month: monthOf(made.now), yen: NO_YEN },
  }
}

function endedSince(
  packs: readonly Pack[],
  { network, now }: { readonly network: Network; readonly now: Instant },
): Instant | null {
  const { suspendedDays } = network
  const lifecycle = lifecycleAt(begin(packs, now), { suspendedDays, now })
  return lifecycle.state === 'ended' ? lifecycle.since : null
}

type Figures = Pick<MandateRequest, 'trigger' | 'noticeHours' | 'monthlyCap'>

/** What can be told before the last screen is shown; `agree` looks again. */
export function refuseWish(
  wish: Figures & { readonly offer: Pick<Offer, 'price'> },
): AgreeRefusal | null {
  const { offer, monthlyCap } = wish
  return refuseFigures(wish) ?? refuseCap(monthlyCap, offer)
}

/** Less than one renewal a month would be none. */
function refuseCap(
  monthlyCap: Yen,
  { price }: Pick<Offer, 'price'>,
): Extract<OfferConsentRefusal, { readonly code: 'cap_below_price' }> | null {
  return monthlyCap < price ? { code: 'cap_below_price', price } : null
}

function refuseFigures({ trigger, noticeHours, monthlyCap }: Figures): AgreeRefusal | null {
  if (trigger.kind === 'at_share') {
    const [min, max] = [SHARE_PERCENT_MIN, SHARE_PERCENT_MAX]
    const { percent } = trigger
    const isWithin = Number.isInteger(percent) && percent >= min && percent <= max
    if (!isWithin) return { code: 'share_out_of_bounds', min, max }
  }
  const isNotice = Number.isInteger(noticeHours) && noticeHours >= 0
  if (!isNotice || noticeHours > NOTICE_HOURS_MAX) {
    return { code: 'notice_out_of_bounds', max: NOTICE_HOURS_MAX }
  }
  if (monthlyCap > MONTHLY_CAP_MAX) return { code: 'cap_too_high', max: yen(MONTHLY_CAP_MAX) }
  return null
}

function refuseMeans(means: MeansState): AgreeRefusal | null {
  if (means.kind === 'gone') return { code: 'means_unknown' }
  return means.kind === 'kept' && means.barred ? { code: 'means_barred' } : null
}

/** Providers charge no less than this. */
function refuseSmall({ means, shownPrice }: MandateRequest): AgreeRefusal | null {
  const { min } = CHARGE_LIMITS.saved
  const isSmall = means.kind === 'kept' && shownPrice < min
  return isSmall ? { code: 'rest_too_small', min: yen(min) } : null
}

/** The offer as it is sold to auto-renewal now, at the price shown, under today's terms. */
export function consentTo(
  whose: {
    readonly line: Pick<Line, 'network' | 'releasedAt'>
    readonly monthlyCap: Yen
    readonly identityChecks: readonly IdentityCheck[]
  },
  consent: OfferConsent,
  { now, catalogue }: AgreeGiven,
): Result<Offer, OfferConsentRefusal> {
  const named = offerOf(catalogue, consent.offer)
  if (named === null) return refuse({ code: 'offer_unknown' })
  if (named.network !== whose.line.network) {
    return refuse({ code: 'offer_of_other_network', network: named.network })
  }
  if (!named.channels.includes('auto')) {
    return refuse({ code: 'offer_not_in_channel', channel: 'auto' })
  }
  const offer = currentOffer(catalogue, named.id, now)
  if (offer === null || !onSale(named, now)) {
    return refuse({ code: 'offer_off_sale', until: named.onSaleUntil })
  }
  const needed = identityNeededSince(offer, { ...whose, now })
  if (needed !== null) return refuse({ code: 'identity_needed', since: needed })
  const { shownPrice } = consent
  if (offer.price !== shownPrice) {
    return refuse({ code: 'price_changed', shown: shownPrice, price: offer.price })
  }
  const low = refuseCap(whose.monthlyCap, offer)
  if (low !== null) return refuse(low)
  const missing = termsInForce(catalogue, now, 'mandate')
    .filter(({ kind, hash }) => {
      return !consent.acceptedTerms.some((one) => one.kind === kind && one.hash === hash)
    })
    .map((terms) => terms.kind)
  return missing.length > 0 ? refuse({ code: 'terms_not_accepted', kinds: missing }) : accept(offer)
}

/** A charge that was begun is not taken back by changing one's mind: the order is. */
function chargingOrder({ underWay, mandate }: AgreeState): OrderId | null {
  if (underWay === null || mandate?.attempt?.order !== underWay.order.id) return null
  if (underWay.order.state.kind !== 'awaiting_payment') return null
  return isForsaken(underWay) ? null : underWay.order.id
}

function forsakenOrder({ underWay }: AgreeState): OrderId | null {
  return underWay !== null && isForsaken(underWay) ? underWay.order.id : null
}

export type StandingRefusal = { readonly code: 'no_mandate' }

/** What the next renewal buys; one that is under way keeps its order. */
export function changeNextOffer(
  state: Pick<AgreeState, 'packs' | 'identityChecks' | 'mandate'> & { readonly line: Line },
  consent: OfferConsent,
  given: AgreeGiven & { readonly agreement: AgreementId },
): Result<Mandate, OfferConsentRefusal | StandingRefusal> {
  const { mandate } = state
  if (mandate === null || !isStanding(mandate)) return refuse({ code: 'no_mandate' })
  const { monthlyCap } = mandate
  const agreed = consentTo({ ...state, monthlyCap }, consent, given)
  if (!agreed.ok) return agreed
  const terms = consent.acceptedTerms
  const next = {
    offer: agreed.value.id,
    maxPrice: agreed.value.price,
    agreement: given.agreement,
    terms,
    termsTold: Math.max(mandate.termsTold, versionAccepted(terms)),
  }
  return accept(rewatch(changeOffer(mandate, next), state.packs, given))
}

export type PauseRefusal =
  | StandingRefusal
  | { readonly code: 'paused_already'; readonly since: Instant }
  | { readonly code: 'pause_in_the_past' }

/** While it lasts nothing is charged and nothing is tried again. */
export function pause(
  state: { readonly packs: readonly Pack[]; readonly mandate: Mandate | null },
  until: Instant | null,
  given: { readonly now: Instant; readonly rules: RenewalRules },
): Result<Mandate, PauseRefusal> {
  const { mandate, packs } = state
  const { now } = given
  if (mandate === null || !isStanding(mandate)) return refuse({ code: 'no_mandate' })
  if (isPaused(mandate, now) && mandate.paused !== null) {
    return refuse({ code: 'paused_already', since: mandate.paused.since })
  }
  if (until !== null && !isBefore(now, until)) return refuse({ code: 'pause_in_the_past' })
  return accept(rewatch({ ...mandate, paused: { since: now, until } }, packs, given))
}

export type ResumeRefusal = StandingRefusal | { readonly code: 'not_paused' }

export function resumeNow(
  state: { readonly packs: readonly Pack[]; readonly mandate: Mandate | null },
  given: { readonly now: Instant; readonly rules: RenewalRules },
): Result<Mandate, ResumeRefusal> {
  const { mandate, packs } = state
  if (mandate === null || !isStanding(mandate)) return refuse({ code: 'no_mandate' })
  if (!isPaused(mandate, given.now)) return refuse({ code: 'not_paused' })
  return accept(rewatch(resume(mandate, packs, given.now), packs, given))
}

export interface EndedByOwner {
  readonly mandate: Mandate
  /** Waited for a retry, and is to be cancelled. */
  readonly cancelOrder: OrderId | null
  /** Charging had started: this one may still come, and can be refunded until it begins. */
  readonly charging: OrderId | null
}

export function endByOwner(
  state: { readonly mandate: Mandate | null; readonly underWay: UnderWay | null },
  now: Instant,
): Result<EndedByOwner, StandingRefusal> {
  const { mandate, underWay } = state
  if (mandate === null || !isStanding(mandate)) return refuse({ code: 'no_mandate' })
  const waits = underWay?.order.state.kind === 'awaiting_payment' ? underWay : null
  const forsaken = waits !== null && isForsaken(waits)
  return accept({
    mandate: stop(mandate, 'by_owner', now),
    cancelOrder: forsaken ? waits.order.id : null,
    charging: waits !== null && !forsaken ? waits.order.id : null,
  })
}
