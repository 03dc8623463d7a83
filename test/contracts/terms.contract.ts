/**
 * Terms that are accepted where nothing is bought, in a store: with an account, again when they
 * changed, and by the holder of a mandate, whose renewals wait for it.
 */
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { acceptTerms, type TermsShown } from '../../src/app/accounts/accept-terms.ts'
import { register } from '../../src/app/accounts/register.ts'
import { sendCode } from '../../src/app/accounts/send-code.ts'
import { signInByCode } from '../../src/app/accounts/sign-in.ts'
import { SYSTEM } from '../../src/app/origin.ts'
import { acceptMandateTerms } from '../../src/app/renewal/terms.ts'
import type { Terms, TermsRef } from '../../src/domain/agreement/agreement.ts'
import { AUTO_RENEWAL_TERMS } from '../../src/domain/agreement/accepting.ts'
import type {
  AccountId,
  AgreementId,
  MailboxId,
  PersonId,
  SignInId,
  TermsKind,
} from '../../src/domain/basics/ids.ts'
import { plusHours, type Instant } from '../../src/domain/basics/time.ts'
import { openRenewals, type RenewalWorld } from '../scenarios/renewal-world.ts'
import { START, TERMS } from './catalogue.ts'
import { assertSame } from './same.ts'
import type { OpenStore } from './stores.ts'

const SERVICE = 'service-terms' as TermsKind
const PAGE = { limit: 9, before: null }

function document(kind: TermsKind, version: number, effectiveFrom: Instant): Terms {
  const hash = `${kind}-${version}`.padEnd(64, '0')
  return { ...TERMS, kind, version, effectiveFrom, hash }
}

const ref = ({ kind, version, hash }: Terms): TermsRef => ({ kind, version, hash })
const SHOWN = {
  language: 'ja',
  lines: [{ label: '規約', value: '第1版' }],
  button: '登録',
} as const

export function termsContract(name: string, openStore: () => Promise<OpenStore>): void {
  describe(`Terms in the ${name} store`, () => {
    let open: OpenStore
    before(async () => {
      open = await openStore()
    })
    after(() => open.close())
    accountContract(() => open)
    mandateContract(() => open)
  })
}

function shownFor(world: RenewalWorld, terms: readonly TermsRef[]): TermsShown {
  return { id: world.ids.next<AgreementId>(), terms, shown: SHOWN, channel: 'web' }
}

/** A mailbox that was proved, and a way to open an account with it. */
async function proved(world: RenewalWorld) {
  const { app, ids } = world
  const mailbox = ids.next<MailboxId>()
  const [codeHash, ticketHash] = [`code ${mailbox}`, `ticket ${mailbox}`]
  const letter = { task: 'letter', payload: {} } as const
  assert.ok((await app.door.ask(sendCode, { mailbox, codeHash, letter }, SYSTEM)).ok)
  const device = 'Firefox'
  const signIn = { id: ids.next<SignInId>(), tokenHash: `token ${mailbox}`, device }
  const proof = { mailbox, account: null, codeHash, signIn, ticketHash, knownBrowser: true }
  assert.ok((await app.door.ask(signInByCode, proof, SYSTEM)).ok)
  const who = { account: ids.next<AccountId>(), person: ids.next<PersonId>() }
  const bytes = new Uint8Array(4)
  const sealed = { wrappedKey: bytes, email: bytes, displayName: bytes, nameKeys: [] }
  const rest = { language: 'ja', country: null, sealed } as const
  const opens = (accepted: TermsShown | null) =>
    app.door.ask(register, { mailbox, ...who, ticketHash, ...rest, signIn, accepted }, SYSTEM)
  return { ...who, opens }
}

function accountContract(given: () => OpenStore): void {
  test('an account is opened under the documents in force, and keeps the agreement', async () => {
    const { world } = await openRenewals(given())
    const first = document(SERVICE, 1, START)
    world.terms = [TERMS, first]
    const { account, person, opens } = await proved(world)
    const refusal = { code: 'terms_not_accepted', kinds: [SERVICE] }
    for (const accepted of [null, shownFor(world, [{ ...ref(first), hash: 'f'.repeat(64) }])]) {
      const answer = await opens(accepted)
      assert.deepEqual(answer.ok ? null : answer.refusal, refusal)
    }
    const shown = shownFor(world, [ref(first)])
    assert.ok((await opens(shown)).ok)
    const { reads } = world.app
    assert.deepEqual((await reads.account(account)).account?.accepted, [ref(first)])
    const home = { kind: 'account', id: account } as const
    const row = { ...shown, home, order: null, person, at: world.clock.now() }
    assertSame(await reads.agreement(account, shown.id), row)
    assertSame(await reads.agreementsOf(person, PAGE), [row])
    assert.deepEqual(await reads.agreementsOf(world.ids.next<PersonId>(), PAGE), [])
    assertSame(await reads.ownAgreement(person, shown.id), row)
    assert.equal(await reads.ownAgreement(world.ids.next<PersonId>(), shown.id), null)
    await world.leave()
  })

  test('a changed document is accepted by the account; an older version is not', async () => {
    const { world } = await openRenewals(given())
    const [first, second] = [document(SERVICE, 1, START), document(SERVICE, 2, plusHours(START, 9))]
    world.terms = [TERMS, first, second]
    const { account, person, opens } = await proved(world)
    assert.ok((await opens(shownFor(world, [ref(first)]))).ok)
    world.clock.set(second.effectiveFrom)
    const accepts = (terms: readonly TermsRef[]) =>
      world.app.door.ask(acceptTerms, { account, accepted: shownFor(world, terms) }, SYSTEM)
    const stale = await accepts([ref(first)])
    assert.ok(!stale.ok && stale.refusal.code === 'terms_not_accepted')
    assert.ok((await accepts([ref(second)])).ok)
    const { reads } = world.app
    assert.deepEqual((await reads.account(account)).account?.accepted, [ref(second)])
    const made = await reads.agreementsOf(person, PAGE)
    assert.deepEqual(
      made.map(({ terms }) => terms[0]?.version),
      [2, 1],
      'newest first, and the old one stays',
    )
    const [newest, oldest] = made
    assert.ok(newest !== undefined)
    assertSame(await reads.agreementsOf(person, { limit: 9, before: newest.at }), [oldest])
    await world.leave()
  })
}

function mandateContract(given: () => OpenStore): void {
  test('holders are told once of new terms, and nothing is ordered until they accept', async () => {
    const { world, held } = await openRenewals(given())
    const { line, account } = held
    const now = world.clock.now()
    const [first, second] = [
      document(AUTO_RENEWAL_TERMS, 1, START),
      document(AUTO_RENEWAL_TERMS, 2, plusHours(now, 12)),
    ]
    world.terms = [TERMS, first]
    const made = await world.mandate(held, { acceptedTerms: [ref(TERMS), ref(first)] })
    assert.ok(made.ok, JSON.stringify(made))
    await world.sweep()
    assert.deepEqual(world.told, [])
    world.terms = [TERMS, first, second]
    await world.sweep()
    await world.until(held, plusHours(now, 30))
    assert.deepEqual(world.told, ['terms 2'], 'when they were announced, and never again')
    assert.deepEqual(await world.orders(held), [])

    const person = account as string as PersonId
    const accepts = (whose: AccountId, terms: readonly Terms[]) => {
      const agreement = world.ids.next<AgreementId>()
      const act = { line, account: whose, person, terms: terms.map(ref), shown: SHOWN }
      return world.app.door.ask(
        acceptMandateTerms,
        { ...act, channel: 'web', ids: { agreement } },
        SYSTEM,
      )
    }
    const stranger = await accepts(world.ids.next<AccountId>(), [second])
    assert.ok(!stranger.ok && stranger.refusal.code === 'line_unknown')
    const old = await accepts(account, [first])
    assert.ok(!old.ok && old.refusal.code === 'terms_not_accepted')
    assert.ok((await accepts(account, [second])).ok)
    await world.sweep()
    const [placed] = await world.orders(held)
    const mandate = await world.standing(held)
    assert.deepEqual(mandate?.terms, [ref(TERMS), ref(second)])
    assert.equal(placed?.order.agreement, mandate.agreement)
    const [agreement] = await world.app.reads.agreementsOf(person, PAGE)
    assertSame(agreement?.terms, [ref(TERMS), ref(second)])
    assert.equal(agreement?.id, mandate.agreement)
    await world.leave()
  })
}
