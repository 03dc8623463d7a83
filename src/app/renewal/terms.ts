/**
 * Terms of auto-renewal that changed under a standing mandate: its holder is told once, and accepts
 * them without making the mandate anew. What happens meanwhile is `domain/renewal/terms.ts`.
 */
import type { Agreement, ShownScreen, TermsRef } from '../../domain/agreement/agreement.ts'
import { AUTO_RENEWAL_TERMS, newest } from '../../domain/agreement/accepting.ts'
import type { AccountId, AgreementId, LineId, PersonId } from '../../domain/basics/ids.ts'
import type { Channel } from '../../domain/catalogue/offer.ts'
import { isStanding } from '../../domain/renewal/mandate.ts'
import {
  acceptMandateTerms as acceptTermsOf,
  isToTell,
  termsOffered,
  toldOf,
  type AcceptMandateTermsRefusal,
} from '../../domain/renewal/terms.ts'
import { decided, refused, type Command } from '../door/command.ts'
import { NO_LINE } from '../door/state.ts'
import type { NotHolder } from '../lines/manage-line.ts'
import type { MandateSet } from './manage-mandate.ts'
import { given } from './renew-by-mandate.ts'
import { tellTerms } from './telling.ts'

export interface AcceptMandateTerms {
  readonly line: LineId
  readonly account: AccountId
  readonly person: PersonId
  readonly terms: readonly TermsRef[]
  readonly shown: ShownScreen
  readonly channel: Channel
  readonly ids: { readonly agreement: AgreementId }
}

/** An agreement of its own, under which the next renewal is ordered. */
export const acceptMandateTerms: Command<
  AcceptMandateTerms,
  MandateSet,
  NotHolder | AcceptMandateTermsRefusal
> = {
  name: 'accept_mandate_terms',
  keyPlace: 'outcomes',
  reads: ['packs', 'mandate'],
  homes: ({ line }) => [{ kind: 'line', id: line }],
  fingerprint: ({ terms }) => terms.map(({ hash }) => hash).join('|'),
  decide(context, { line: id, account, person, terms, shown, channel, ids }) {
    const { line, packs, mandate: before } = context.states.lines.get(id) ?? NO_LINE
    if (line === null || line.holder !== account) return refused({ code: 'line_unknown' })
    const own = before?.account === account ? before : null
    const all = context.catalogue.terms
    const state = { mandate: own, packs }
    const accepted = acceptTermsOf(state, terms, { ...given(context), terms: all, ...ids })
    if (!accepted.ok) return refused(accepted.refusal)
    const mandate = accepted.value
    const row: Agreement = {
      id: ids.agreement,
      home: { kind: 'line', id },
      order: null,
      person,
      channel,
      terms: mandate.terms,
      shown,
      at: context.now,
    }
    const facts = { mandate: mandate.id, agreement: row.id }
    return decided(
      { mandate: mandate.id },
      {
        changes: [
          { table: 'mandates', row: mandate },
          { table: 'agreements', row },
        ],
        events: [{ name: 'auto_renewal_terms_accepted', facts }],
      },
    )
  },
}

/** Told once of the newest version; twice is the same as once. */
export const tellChangedTerms: Command<{ readonly line: LineId }, null, never> = {
  name: 'tell_changed_terms',
  keyPlace: 'outcomes',
  reads: ['mandate'],
  homes: ({ line }) => [{ kind: 'line', id: line }],
  fingerprint: ({ line }) => line,
  decide({ states, catalogue }, { line }) {
    const { mandate } = states.lines.get(line) ?? NO_LINE
    const last = newest(catalogue.terms, AUTO_RENEWAL_TERMS)
    if (mandate === null || !isStanding(mandate) || last === null) return decided(null)
    if (!isToTell(mandate, last)) return decided(null)
    const offered = termsOffered(mandate, catalogue.terms)
    return decided(null, {
      changes: [{ table: 'mandates', row: toldOf(mandate, last) }],
      jobs: offered === null ? [] : [tellTerms(mandate, offered.version)],
    })
  },
}
