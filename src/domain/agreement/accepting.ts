/**
 * Which documents are asked of whom, which version counts at an instant, and whether it stands
 * accepted. Versions are never taken back, so whoever accepted a later one has accepted enough.
 */
import type { TermsKind } from '../basics/ids.ts'
import { accept, refuse, type Result } from '../basics/result.ts'
import { isBefore, type Instant } from '../basics/time.ts'
import type { Terms, TermsRef } from './agreement.ts'

/** Accepted with a mandate of auto-renewal, and with nothing else. */
export const AUTO_RENEWAL_TERMS = 'auto-renewal' as TermsKind
/** Told where gift cards are sold and used (Payment Services Act art. 13); nobody accepts it. */
export const GIFT_CARD_TERMS = 'gift-card' as TermsKind
/** What an account is opened under; whatever else is in force is accepted with each order. */
const ACCOUNT_TERMS: readonly string[] = ['service-terms', 'privacy-notice']

/** `order`: what every purchase asks; `mandate`: that and the terms of auto-renewal. */
export type TermsAsker = 'order' | 'mandate' | 'account'

export function isAskedBy(what: TermsAsker, kind: TermsKind): boolean {
  if (kind === GIFT_CARD_TERMS) return false
  if (what === 'account') return ACCOUNT_TERMS.includes(kind)
  return what === 'mandate' || kind !== AUTO_RENEWAL_TERMS
}

/** Of the kind, the highest version that is effective; null before the first. */
export function inForce(terms: readonly Terms[], kind: TermsKind, at: Instant): Terms | null {
  return highest(terms, (one) => one.kind === kind && !isBefore(at, one.effectiveFrom))
}

/** Of the kind, the highest version, effective or announced. */
export function newest(terms: readonly Terms[], kind: TermsKind): Terms | null {
  return highest(terms, (one) => one.kind === kind)
}

/** Every kind's version in force at the instant, by kind. */
export function allInForce(terms: readonly Terms[], at: Instant): readonly Terms[] {
  return kindsOf(terms).flatMap((kind) => inForce(terms, kind, at) ?? [])
}

/** Versions to come of the kinds, the first to take effect first. */
export function announced(terms: readonly Terms[], at: Instant): readonly Terms[] {
  return terms
    .filter((one) => isBefore(at, one.effectiveFrom))
    .filter((one) => (inForce(terms, one.kind, at)?.version ?? 0) < one.version)
    .toSorted((one, other) => {
      return Temporal.Instant.compare(one.effectiveFrom, other.effectiveFrom)
    })
}

/** This very version, or a later one. */
export function isAccepted(terms: Terms, accepted: readonly TermsRef[]): boolean {
  return accepted.some(({ kind, version, hash }) => {
    if (kind !== terms.kind) return false
    return version === terms.version ? hash === terms.hash : version > terms.version
  })
}

/** What an account is asked now, and what it will be asked unless it accepts before. */
export function askedOfAccount(
  terms: readonly Terms[],
  accepted: readonly TermsRef[],
  at: Instant,
): { readonly now: readonly Terms[]; readonly later: readonly Terms[] } {
  const isOpen = (one: Terms) => isAskedBy('account', one.kind) && !isAccepted(one, accepted)
  return {
    now: allInForce(terms, at).filter(isOpen),
    later: announced(terms, at).filter(isOpen),
  }
}

export type AcceptTermsRefusal = {
  readonly code: 'terms_not_accepted'
  readonly kinds: readonly TermsKind[]
}

/** What stands accepted afterwards: of each kind the version accepted last. */
export function acceptTerms(
  terms: readonly Terms[],
  before: readonly TermsRef[],
  { named, at }: { readonly named: readonly TermsRef[]; readonly at: Instant },
): Result<readonly TermsRef[], AcceptTermsRefusal> {
  const stale = named.filter((one) => !isCurrent(terms, one, at))
  if (named.length === 0 || stale.length > 0) {
    return refuse({ code: 'terms_not_accepted', kinds: stale.map(({ kind }) => kind) })
  }

  // From here accepting must succeed.
  const others = before.filter(({ kind }) => !named.some((one) => one.kind === kind))
  return accept([...others, ...kindsOf(named).flatMap((kind) => lastOf(named, kind))])
}

/** There is such a version, in these words, and no later one has taken its place. */
function isCurrent(terms: readonly Terms[], ref: TermsRef, at: Instant): boolean {
  const { kind, version, hash } = ref
  const isKnown = terms.some(
    (one) => one.kind === kind && one.version === version && one.hash === hash,
  )
  return isKnown && version >= (inForce(terms, kind, at)?.version ?? 0)
}

function lastOf(refs: readonly TermsRef[], kind: TermsKind): readonly TermsRef[] {
  const own = refs.filter((one) => one.kind === kind)
  return own.toSorted((one, other) => other.version - one.version).slice(0, 1)
}

function kindsOf(terms: readonly Pick<TermsRef, 'kind'>[]): readonly TermsKind[] {
  return [...new Set(terms.map(({ kind }) => kind))].toSorted()
}

function highest(terms: readonly Terms[], fits: (one: Terms) => boolean): Terms | null {
  let best: Terms | null = null
  for (const one of terms) {
    if (fits(one) && (best === null || best.version < one.version)) best = one
  }
  return best
}
