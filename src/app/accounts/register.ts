/**
 * Makes an account for a mailbox that was just proved, under the documents that were shown, and
 * signs its browser in.
 */
import {
  acceptTerms,
  askedOfAccount,
  type AcceptTermsRefusal,
} from '../../domain/agreement/accepting.ts'
import { NO_PHONE } from '../../domain/account/phone.ts'
import type { AccountId, MailboxId, PersonId } from '../../domain/basics/ids.ts'
import type { Language } from '../../domain/basics/language.ts'
import type { Account } from '../../domain/account/account.ts'
import { emptyMailbox, holdsTicket } from '../../domain/account/mailbox.ts'
import { decided, refused, type Command } from '../door/command.ts'
import { NO_ACCOUNT, type Change } from '../door/state.ts'
import { agreementOf, type TermsShown } from './accept-terms.ts'
import { nameKeyChanges } from './name-keys.ts'
import { letIn, type NewSignIn } from './sign-in.ts'

export interface SealedProfile {
  readonly wrappedKey: Uint8Array
  readonly email: Uint8Array
  readonly displayName: Uint8Array
  /** Keyed hashes of the words of the name. */
  readonly nameKeys: readonly string[]
}

export interface Register {
  readonly mailbox: MailboxId
  readonly account: AccountId
  readonly person: PersonId
  readonly ticketHash: string
  readonly language: Language
  readonly country: string | null
  readonly sealed: SealedProfile
  readonly signIn: NewSignIn
  /** Null: no document was in force to be shown. */
  readonly accepted: TermsShown | null
}

export type RegisterRefusal = { readonly code: 'proof_expired' } | AcceptTermsRefusal

export const register: Command<Register, { readonly account: AccountId }, RegisterRefusal> = {
  name: 'register',
  keyPlace: 'outcomes',
  reads: [],
  homes: ({ mailbox, account }) => [
    { kind: 'mailbox', id: mailbox },
    { kind: 'account', id: account },
  ],
  fingerprint: ({ mailbox, ticketHash }) => `${mailbox}|${ticketHash}`,
  decide({ states, now, catalogue }, input) {
    const mailbox = states.mailboxes.get(input.mailbox) ?? emptyMailbox(input.mailbox)
    if (!holdsTicket(mailbox, input.ticketHash, now)) return refused({ code: 'proof_expired' })
    const named = input.accepted?.terms ?? []
    const missing = askedOfAccount(catalogue.terms, named, now).now.map(({ kind }) => kind)
    if (missing.length > 0) return refused({ code: 'terms_not_accepted', kinds: missing })
    const accepted =
      named.length === 0 ? null : acceptTerms(catalogue.terms, [], { named, at: now })
    if (accepted?.ok === false) return refused(accepted.refusal)

    // From here registering must succeed: the ticket is granted only to an unregistered mailbox.
    const account: Account = {
      id: input.account,
      person: input.person,
      mailbox: input.mailbox,
      language: input.language,
      country: input.country,
      lines: [],
      createdAt: now,
      notices: null,
      phone: NO_PHONE,
      accepted: accepted?.value ?? [],
      closed: null,
    }
    const entry = { account: account.id, means: 'email_code', ...input.signIn } as const
    return decided(
      { account: account.id },
      {
        changes: [
          { table: 'mailboxes', row: { ...mailbox, challenge: null } },
          ...accountChanges(account, input.sealed),
          ...(input.accepted === null
            ? []
            : [{ table: 'agreements', row: agreementOf(account, input.accepted, now) } as const]),
          ...letIn(NO_ACCOUNT, entry, now),
        ],
        events: [{ name: 'registered', facts: { account: account.id } }],
      },
    )
  },
}

export function accountChanges(account: Account, sealed: SealedProfile): readonly Change[] {
  const home = { kind: 'account', id: account.id } as const
  const { person } = account
  return [
    { table: 'accounts', row: account },
    { table: 'person_keys', row: { home, person, wrapped: sealed.wrappedKey } },
    { table: 'sealed_texts', row: { home, person, kind: 'email', sealed: sealed.email } },
    {
      table: 'sealed_texts',
      row: { home, person, kind: 'display_name', sealed: sealed.displayName },
    },
    { table: 'finds', row: { kind: 'mailbox', value: account.mailbox, home, id: account.id } },
    ...nameKeyChanges(account.id, { before: [], after: sealed.nameKeys }),
  ]
}
