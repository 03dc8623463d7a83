/** What somebody is asked to accept where nothing is bought; the door looks again. */
import type { Account } from '../../domain/account/account.ts'
import { askedOfAccount } from '../../domain/agreement/accepting.ts'
import type { Terms, TermsRef } from '../../domain/agreement/agreement.ts'
import type { LineId } from '../../domain/basics/ids.ts'
import type { Localised } from '../../domain/basics/language.ts'
import { rulesAt } from '../../domain/catalogue/money-rules.ts'
import { maskIccid } from '../../domain/line/iccid.ts'
import { isPaused, isStanding } from '../../domain/renewal/mandate.ts'
import { termsToAccept, termsWanting } from '../../domain/renewal/terms.ts'
import { watch } from '../../domain/renewal/triggers.ts'
import type { App } from '../app.ts'

/** In force and not accepted, and announced. */
export function pendingTerms(
  app: Pick<App, 'catalogue' | 'clock'>,
  account: Pick<Account, 'accepted'>,
): { readonly now: readonly Terms[]; readonly later: readonly Terms[] } {
  return askedOfAccount(app.catalogue().terms, account.accepted, app.clock.now())
}

export interface MandateTermsView {
  readonly network: Localised
  readonly iccidMasked: string
  /** None where everything is accepted, or no mandate stands. */
  readonly terms: readonly Terms[]
  readonly accepted: readonly TermsRef[]
  /** A renewal is held back by them, and comes as soon as they are accepted. */
  readonly waits: boolean
}

/** Null for a line that is not there and for somebody else's. */
export async function mandateTermsView(
  app: App,
  account: Pick<Account, 'id'>,
  asked: LineId,
): Promise<MandateTermsView | null> {
  const { line, mandate, packs } = await app.reads.line(asked)
  const catalogue = app.catalogue()
  const network = line === null ? undefined : catalogue.networks.get(line.network)
  if (line === null || network === undefined || line.holder !== account.id) return null
  const masked = { network: network.name, iccidMasked: maskIccid(line.sim.iccid) }
  if (mandate === null || !isStanding(mandate)) {
    return { ...masked, terms: [], accepted: [], waits: false }
  }
  const now = app.clock.now()
  const { trigger, terms: accepted, fired } = mandate
  const { leadMinutes } = rulesAt(catalogue.rules, now).renewal
  const due = watch(packs, { trigger, leadMinutes, now })
  const isDue = due.kind === 'due' && due.coverage !== fired && !isPaused(mandate, now)
  return {
    ...masked,
    terms: termsToAccept(mandate, catalogue.terms, now),
    accepted,
    waits: isDue && termsWanting(mandate, catalogue.terms, now) !== null,
  }
}
