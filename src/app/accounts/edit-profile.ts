/** Changes of a profile by its owner; a new e-mail address is proved first and the old one told. */
import type { AccountId, MailboxId, SignInId } from '../../domain/basics/ids.ts'
import type { Language } from '../../domain/basics/language.ts'
import type { Account } from '../../domain/account/account.ts'
import { emptyMailbox, prove, type ProofRefusal } from '../../domain/account/mailbox.ts'
import { present } from '../../domain/basics/assert.ts'
import { decided, refused, type Command, type Job } from '../door/command.ts'
import { NO_ACCOUNT, type Change } from '../door/state.ts'
import { nameKeyChanges, type NameKeys } from './name-keys.ts'
import { lacksStepUp, type StepUpRefusal } from './step-up.ts'

export interface EditProfile {
  readonly account: AccountId
  readonly language: Language
  readonly country: string | null
  /** Null keeps the name as it is. */
  readonly name: NewName | null
}

export interface NewName {
  readonly sealed: Uint8Array
  readonly keys: NameKeys
}

export const editProfile: Command<EditProfile, null, never> = {
  name: 'edit_profile',
  keyPlace: 'outcomes',
  reads: [],
  homes: ({ account }) => [{ kind: 'account', id: account }],
  fingerprint: ({ account, language, country }) => `${account}|${language}|${country}`,
  decide({ states }, input) {
    const account = present(states.accounts.get(input.account)?.account, 'whoever edits exists')
    return decided(null, {
      changes: profileChanges(account, input),
      events: [{ name: 'profile_edited', facts: { account: account.id } }],
    })
  },
}

/** The same whoever edits. */
export function profileChanges(
  account: Account,
  { language, country, name }: Pick<EditProfile, 'language' | 'country' | 'name'>,
): readonly Change[] {
  const home = { kind: 'account', id: account.id } as const
  const { person } = account
  const row = { ...account, language, country }
  if (name === null) return [{ table: 'accounts', row }]
  return [
    { table: 'accounts', row },
    {
      table: 'sealed_texts',
      row: { home, person, kind: 'display_name', sealed: name.sealed },
    },
    ...nameKeyChanges(account.id, name.keys),
  ]
}

export interface ChangeEmail {
  readonly account: AccountId
  /** The browser that asks; its sign-in must be fresh (a risky act). */
  readonly signIn: SignInId
  readonly mailbox: MailboxId
  readonly codeHash: string
  readonly sealedEmail: Uint8Array
  /** Tells the old address. */
  readonly notice: Job
}

export type ChangeEmailRefusal = ProofRefusal | StepUpRefusal

export const changeEmail: Command<ChangeEmail, null, ChangeEmailRefusal> = {
  name: 'change_email',
  keyPlace: 'outcomes',
  reads: ['sign_ins'],
  homes: ({ account, mailbox }) => [
    { kind: 'account', id: account },
    { kind: 'mailbox', id: mailbox },
  ],
  fingerprint: ({ mailbox, codeHash }) => `${mailbox}|${codeHash}`,
  decide({ states, now }, input) {
    const state = states.accounts.get(input.account) ?? NO_ACCOUNT
    const account = present(state.account, 'whoever edits exists')
    if (lacksStepUp(states, 'change_email', { ...input, now })) {
      return refused({ code: 'step_up_needed' })
    }
    const mailbox = states.mailboxes.get(input.mailbox) ?? emptyMailbox(input.mailbox)
    const proof = prove(mailbox, input.codeHash, now)
    const proved = { table: 'mailboxes', row: proof.mailbox } as const
    if (!proof.outcome.ok) return refused(proof.outcome.refusal, [proved])

    // From here changing must succeed: whoever holds another account has proved this mailbox too,
    // and the newest proof decides where it leads.
    const home = { kind: 'account', id: account.id } as const
    const { person } = account
    const finds = (value: MailboxId) => ({ kind: 'mailbox', value, home, id: account.id }) as const
    return decided(null, {
      changes: [
        proved,
        { table: 'accounts', row: { ...account, mailbox: input.mailbox } },
        { table: 'sealed_texts', row: { home, person, kind: 'email', sealed: input.sealedEmail } },
        { table: 'finds', row: finds(account.mailbox), removed: true },
        { table: 'finds', row: finds(input.mailbox) },
      ],
      events: [{ name: 'email_changed', facts: { account: account.id } }],
      jobs: [input.notice],
    })
  },
}
