/**
 * Auto-renewal of a line as its holder sees it: what stands or stood, what comes next, and what
 * could be chosen. Computed at one instant from the read side; the door compares again.
 */
import type { Terms } from '../../domain/agreement/agreement.ts'
import { begin } from '../../domain/balance/chain.ts'
import { coverageAt } from '../../domain/balance/coverage.ts'
import type { AccountId, KeptMethodId, LineId, OrderId } from '../../domain/basics/ids.ts'
import type { Localised } from '../../domain/basics/language.ts'
import type { Yen } from '../../domain/basics/money.ts'
import { later, plusMinutes, type Instant } from '../../domain/basics/time.ts'
import { nameOfOffer, offersOnSale, termsInForce } from '../../domain/catalogue/catalogue.ts'
import { rulesAt } from '../../domain/catalogue/money-rules.ts'
import type { Offer } from '../../domain/catalogue/offer.ts'
import { isUsable, type KeptMethod } from '../../domain/payment/kept-method.ts'
import type { ShownMeans } from '../../domain/payment/provider.ts'
import { pointsLeft } from '../../domain/points/lots.ts'
import { spentIn } from '../../domain/renewal/cap.ts'
import { isPaused, isStanding, type Mandate } from '../../domain/renewal/mandate.ts'
import { termsOffered, termsWanting } from '../../domain/renewal/terms.ts'
import type { RenewalRules } from '../../domain/renewal/rules.ts'
import type { App } from '../app.ts'
import type { Access } from './views.ts'

/** More than one is asked for, so that what stands is found among them. */
const MANDATES_LOOKED_AT = 1

export interface AutoRenewalView {
  readonly asOf: Instant
  readonly state: 'off' | 'on' | 'paused' | 'stopped'
  /** The one that stands, else the last that did. */
  readonly mandate: Mandate | null
  /** Of what it buys, which may not be sold any more; null where nothing stands or stood. */
  readonly offerName: Localised | null
  /** Null where it pays by points, or what it paid with is gone. */
  readonly means: ShownMeans | null
  /** When charging starts if nothing else happens before; null where only usage can say. */
  readonly chargesAt: Instant | null
  readonly retryAt: Instant | null
  /** Waits for its holder to pay or confirm. */
  readonly needsHolder: OrderId | null
  readonly cappedSince: Instant | null
  /** Yet to be accepted: in force, and then nothing is charged, or to come. */
  readonly newTerms: { readonly inForce: boolean; readonly from: Instant } | null
  readonly spent: Yen | null
}

/** Only staff see what an earlier holder agreed to. */
export async function autoRenewalView(
  app: App,
  line: LineId,
  access: Access,
): Promise<AutoRenewalView> {
  const [state, past] = await Promise.all([
    app.reads.line(line),
    app.reads.mandates(line, MANDATES_LOOKED_AT),
  ])
  const now = app.clock.now()
  const latest = state.mandate ?? past[0] ?? null
  const holder = state.line?.holder ?? null
  const isShown = access === 'staff' || holder === null || latest?.account === holder
  const mandate = isShown ? latest : null
  if (mandate === null) {
    const nothing = { offerName: null, means: null, spent: null, needsHolder: null }
    const never = { chargesAt: null, retryAt: null, cappedSince: null, newTerms: null }
    return { asOf: now, state: 'off', mandate, ...nothing, ...never }
  }
  const means = await meansOf(app, mandate)
  const stands = isStanding(mandate)
  const { attempt } = mandate
  const waits = attempt !== null && attempt.nextAt === null
  const asksHolder = waits && attempt.lastFailure === 'authentication_needed'
  const span = coverageAt(begin(state.packs, now), now)
  const until = span.kind === 'covered' ? span.until : null
  const { leadMinutes } = rulesAt(app.catalogue().rules, now).renewal
  const isOn = stands && !isPaused(mandate, now)
  const chargesAt = until === null ? null : plusMinutes(until, -leadMinutes)
  const { terms } = app.catalogue()
  const isHeld = termsWanting(mandate, terms, later(chargesAt ?? now, now)) !== null
  return {
    asOf: now,
    state: stands ? (isOn ? 'on' : 'paused') : 'stopped',
    mandate,
    offerName: nameOfOffer(app.catalogue(), mandate.offer),
    means,
    chargesAt: isOn && attempt === null && !isHeld ? chargesAt : null,
    retryAt: stands ? (attempt?.nextAt ?? null) : null,
    needsHolder: stands && asksHolder ? attempt.order : null,
    cappedSince: stands ? (mandate.capped?.since ?? null) : null,
    newTerms: stands ? newTermsOf(mandate, terms, now) : null,
    spent: spentIn(mandate.spent, now),
  }
}

function newTermsOf(
  mandate: Mandate,
  terms: readonly Terms[],
  now: Instant,
): AutoRenewalView['newTerms'] {
  const offered = termsOffered(mandate, terms)
  if (offered === null) return null
  const inForce = termsWanting(mandate, terms, now) !== null
  return { inForce, from: offered.effectiveFrom }
}

async function meansOf(app: App, { means, account }: Mandate): Promise<ShownMeans | null> {
  if (means.kind === 'points') return null
  const kept = await app.reads.keptMethod(account, means.method)
  return kept === null ? null : kept.means
}

export interface AutoRenewalChoices {
  readonly offers: readonly Offer[]
  readonly kept: readonly { readonly id: KeptMethodId; readonly means: ShownMeans }[]
  readonly points: Yen
  readonly terms: readonly Terms[]
  readonly rules: RenewalRules
}

/** What the holder of the line can agree to now; null for a line that is not theirs. */
export async function autoRenewalChoices(
  app: App,
  asked: { readonly line: LineId; readonly account: AccountId },
): Promise<AutoRenewalChoices | null> {
  const [{ line }, account] = await Promise.all([
    app.reads.line(asked.line),
    app.reads.account(asked.account),
  ])
  if (line === null || line.holder !== asked.account) return null
  const at = app.clock.now()
  const catalogue = app.catalogue()
  return {
    offers: offersOnSale(catalogue, { network: line.network, channel: 'auto', at }),
    kept: account.keptMethods.filter(isUsable).map(({ id, means }: KeptMethod) => ({ id, means })),
    points: pointsLeft(account.lots, at),
    terms: termsInForce(catalogue, at, 'mandate'),
    rules: rulesAt(catalogue.rules, at).renewal,
  }
}
