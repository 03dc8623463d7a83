/**
 * The terms of auto-renewal under a standing mandate: nothing new is ordered under a version that
 * its holder has not accepted. Of each version to come they are told once, when it is announced;
 * accepting moves the mandate to it. Other documents are asked for with what is bought by hand.
 */
import {
  acceptTerms,
  allInForce,
  AUTO_RENEWAL_TERMS,
  inForce,
  isAccepted,
  isAskedBy,
  newest,
  type AcceptTermsRefusal,
} from '../agreement/accepting.ts'
import type { Terms, TermsRef } from '../agreement/agreement.ts'
import type { Pack } from '../balance/pack.ts'
import type { AgreementId } from '../basics/ids.ts'
import { accept, refuse, type Result } from '../basics/result.ts'
import type { Instant } from '../basics/time.ts'
import { rewatch, type LookingGiven } from './looking.ts'
import { isStanding, type Mandate } from './mandate.ts'

type Accepted = Pick<Mandate, 'terms'>

/** Of the terms of auto-renewal; 0 where none was. */
export function versionAccepted(terms: readonly TermsRef[]): number {
  return Math.max(
    0,
    ...terms.filter(({ kind }) => kind === AUTO_RENEWAL_TERMS).map(({ version }) => version),
  )
}

/** The version in force at the instant, where it is not accepted: then nothing is ordered. */
export function termsWanting(
  mandate: Accepted,
  terms: readonly Terms[],
  at: Instant,
): Terms | null {
  const current = inForce(terms, AUTO_RENEWAL_TERMS, at)
  return current === null || isAccepted(current, mandate.terms) ? null : current
}

/**
 * What its holder is asked to accept: the newest version, in force or announced. Null where that
 * was accepted.
 */
export function termsOffered(mandate: Accepted, terms: readonly Terms[]): Terms | null {
  const last = newest(terms, AUTO_RENEWAL_TERMS)
  return last === null || isAccepted(last, mandate.terms) ? null : last
}

export function isToTell({ termsTold }: Pick<Mandate, 'termsTold'>, { version }: Terms): boolean {
  return termsTold < version
}

export function toldOf(mandate: Mandate, { version }: Terms): Mandate {
  return { ...mandate, termsTold: Math.max(mandate.termsTold, version) }
}

export type AcceptMandateTermsRefusal = { readonly code: 'no_mandate' } | AcceptTermsRefusal

/** What its holder is asked to accept with them: every other document in force that changed too. */
export function termsToAccept(
  mandate: Accepted,
  terms: readonly Terms[],
  at: Instant,
): readonly Terms[] {
  const offered = termsOffered(mandate, terms)
  if (offered === null) return []
  const others = allInForce(terms, at).filter(({ kind }) => {
    return kind !== AUTO_RENEWAL_TERMS && isAskedBy('mandate', kind)
  })
  return [offered, ...others.filter((one) => !isAccepted(one, mandate.terms))]
}

/**
 * The holder accepts the newest version, and what else was shown with it. A renewal that waited for
 * it is due at once, if the line needs one still.
 */
export function acceptMandateTerms(
  state: { readonly mandate: Mandate | null; readonly packs: readonly Pack[] },
  named: readonly TermsRef[],
  given: LookingGiven & { readonly terms: readonly Terms[]; readonly agreement: AgreementId },
): Result<Mandate, AcceptMandateTermsRefusal> {
  const { mandate, packs } = state
  const { terms, now, agreement } = given
  if (mandate === null || !isStanding(mandate)) return refuse({ code: 'no_mandate' })
  const last = newest(terms, AUTO_RENEWAL_TERMS)
  if (last === null || !isAccepted(last, named)) {
    return refuse({ code: 'terms_not_accepted', kinds: [AUTO_RENEWAL_TERMS] })
  }
  const accepted = acceptTerms(terms, mandate.terms, { named, at: now })
  if (!accepted.ok) return accepted

  // From here accepting must succeed.
  const moved: Mandate = { ...toldOf(mandate, last), agreement, terms: accepted.value }
  return accept(rewatch(moved, packs, given))
}
