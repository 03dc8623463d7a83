/**
 * Terms accepted where nothing is bought: when an account is opened, and when its holder is asked
 * again. The agreement is the account's own.
 */
import {
  acceptTerms as accepting,
  type AcceptTermsRefusal,
} from '../../domain/agreement/accepting.ts'
import type { Agreement, ShownScreen, TermsRef } from '../../domain/agreement/agreement.ts'
import type { Account } from '../../domain/account/account.ts'
import { present } from '../../domain/basics/assert.ts'
import type { AccountId, AgreementId } from '../../domain/basics/ids.ts'
import type { Channel } from '../../domain/catalogue/offer.ts'
import { decided, refused, type Command } from '../door/command.ts'

/** What was named on the page, and the page. */
export interface TermsShown {
  readonly id: AgreementId
  readonly terms: readonly TermsRef[]
  readonly shown: ShownScreen
  readonly channel: Channel
}

export interface AcceptTerms {
  readonly account: AccountId
  readonly accepted: TermsShown
}

export const acceptTerms: Command<
  AcceptTerms,
  { readonly agreement: AgreementId },
  AcceptTermsRefusal
> = {
  name: 'accept_terms',
  keyPlace: 'outcomes',
  reads: [],
  homes: ({ account }) => [{ kind: 'account', id: account }],
  fingerprint: ({ accepted }) => accepted.terms.map(({ hash }) => hash).join('|'),
  decide({ states, now, catalogue }, { account: id, accepted }) {
    const account = present(states.accounts.get(id)?.account, 'whoever accepts exists')
    const named = accepted.terms
    const after = accepting(catalogue.terms, account.accepted, { named, at: now })
    if (!after.ok) return refused(after.refusal)
    const row: Account = { ...account, accepted: after.value }
    const agreement = agreementOf(account, accepted, now)
    return decided(
      { agreement: agreement.id },
      {
        changes: [
          { table: 'accounts', row },
          { table: 'agreements', row: agreement },
        ],
        events: [{ name: 'terms_accepted', facts: { account: id, agreement: agreement.id } }],
      },
    )
  },
}

export function agreementOf(
  { id, person }: Pick<Account, 'id' | 'person'>,
  accepted: TermsShown,
  at: Agreement['at'],
): Agreement {
  const { terms, shown, channel } = accepted
  return {
    id: accepted.id,
    home: { kind: 'account', id },
    order: null,
    person,
    channel,
    terms,
    shown,
    at,
  }
}
