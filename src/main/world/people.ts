/** Customers of the demo world open their accounts and add their lines, as on the portal. */
import type { TermsShown } from '../../app/accounts/accept-terms.ts'
import { sealProfile } from '../../app/accounts/proofs.ts'
import { register } from '../../app/accounts/register.ts'
import { sendCode } from '../../app/accounts/send-code.ts'
import { signInByCode, type NewSignIn } from '../../app/accounts/sign-in.ts'
import { addLine } from '../../app/lines/prove-line.ts'
import { activationHash } from '../../app/lines/put-line.ts'
import type { Origin } from '../../app/origin.ts'
import { assert } from '../../domain/basics/assert.ts'
import type { AccountId, AgreementId, PersonId, SignInId } from '../../domain/basics/ids.ts'
import { plusSeconds, type Instant } from '../../domain/basics/time.ts'
import { termsInForce } from '../../domain/catalogue/catalogue.ts'
import type { SeededLine, Stage } from './stage.ts'
import type { WorldCustomer } from './world-file.ts'

export interface OpenedAccount {
  readonly id: AccountId
  readonly person: PersonId
  /** When it was opened and its lines were added; a holder's acts come later. */
  readonly holdsFrom: Instant
  /** Of the browser that opened it. */
  readonly signIn: SignInId
}

const DEVICES = ['Chrome · Android', 'Safari · iPhone', 'Firefox · Windows'] as const

/** By e-mail. Everything is put on the agenda; nothing has happened yet. */
export function openAccounts(
  stage: Stage,
  lines: readonly SeededLine[],
): ReadonlyMap<string, OpenedAccount> {
  const accounts = new Map<string, OpenedAccount>()
  for (const customer of stage.world.customers) {
    const since = plusSeconds(stage.now, -customer.sinceSeconds)
    const id = stage.ids.next<AccountId>()
    const person = stage.ids.next<PersonId>()
    const account = { id, person, holdsFrom: since, signIn: stage.ids.next<SignInId>() }
    accounts.set(customer.email, account)
    registerLater(stage, customer, { account, since })
    for (const line of lines.filter((one) => one.line.holder === customer.email)) {
      addLater(stage, line, account)
    }
  }
  for (const { line } of lines) {
    assert(line.holder === null || accounts.has(line.holder), `${line.holder} is a customer`)
  }
  return accounts
}

function registerLater(
  stage: Stage,
  customer: WorldCustomer,
  { account, since }: { readonly account: OpenedAccount; readonly since: Instant },
): void {
  const { agenda, ask, chance } = stage
  const { vault, mailboxOf } = stage.ports
  const mailbox = mailboxOf(customer.email)
  const secret = () => vault.digest(chance.bytes(32).toHex())
  const codeHash = secret()
  const ticketHash = secret()
  const device = DEVICES[chance.between(0, DEVICES.length - 1)] ?? DEVICES[0]
  const signIn: NewSignIn = { id: account.signIn, tokenHash: secret(), device }
  const origin: Origin = { channel: 'web', actor: `visitor:${secret()}`, key: null }
  const letter = { task: 'letter', payload: {} } as const

  agenda.at(since, async () => {
    const { language, country } = customer
    const sealed = sealProfile(vault, { email: customer.email, displayName: customer.name })
    const who = { account: account.id, person: account.person }
    const proof = { mailbox, account: null, codeHash, signIn, ticketHash, knownBrowser: true }
    const accepted = acceptedBy(stage, since)
    const form = { mailbox, ...who, ticketHash, language, country, sealed, signIn, accepted }
    // Asked in this order at one instant, they are decided in this order.
    await Promise.all([
      ask(sendCode, { mailbox, codeHash, letter }, origin),
      ask(signInByCode, proof, origin),
      ask(register, form, origin),
    ])
  })
}

/** The documents in force when the account was opened, in the plainest form. */
function acceptedBy({ ids, ports }: Stage, at: Instant): TermsShown | null {
  const documents = termsInForce(ports.catalogue, at, 'account')
  if (documents.length === 0) return null
  return {
    id: ids.next<AgreementId>(),
    terms: documents.map(({ kind, version, hash }) => ({ kind, version, hash })),
    shown: {
      language: 'en',
      lines: [{ label: 'Terms', value: documents.map(({ title }) => title.en).join(', ') }],
      button: 'Create account',
    },
    channel: 'web',
  }
}

function addLater(stage: Stage, { id, loaded }: SeededLine, account: OpenedAccount): void {
  const codeHash = activationHash(stage.ports.vault, loaded.iccid, loaded.activationCode)
  const origin: Origin = { channel: 'web', actor: `account:${account.id}`, key: null }
  stage.agenda.at(account.holdsFrom, async () => {
    await stage.ask(addLine, { line: id, account: account.id, codeHash }, origin)
  })
}
