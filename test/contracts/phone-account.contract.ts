/**
 * What an account has for the telephone, in a store: a PIN that replaces another and ends its lock,
 * a number that counts once it was called from, and where a number leads when it changes hands.
 */
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { systemDice } from '../../src/adapters/system/dice.ts'
import { openLetter } from '../../src/app/accounts/letters.ts'
import { phoneLetter } from '../../src/app/accounts/phone-letters.ts'
import {
  contactNumberHash,
  mintClaim,
  noNumber,
  numberClaimHash,
  phonePinHash,
} from '../../src/app/accounts/phone-secrets.ts'
import {
  claimNumber,
  confirmNumber,
  forgetNumber,
  removePhonePin,
  setPhonePin,
} from '../../src/app/accounts/phone.ts'
import { SYSTEM } from '../../src/app/origin.ts'
import type { Account } from '../../src/domain/account/account.ts'
import { CLAIM_MINUTES, provePin } from '../../src/domain/account/phone.ts'
import { STEP_UP_MINUTES } from '../../src/domain/account/sign-in.ts'
import { present } from '../../src/domain/basics/assert.ts'
import type { CallId, SignInId } from '../../src/domain/basics/ids.ts'
import type { Call } from '../../src/domain/call/call.ts'
import { careWorld, holder, type CareWorld } from './care-world.ts'
import { writeRows, type OpenStore } from './stores.ts'

export function phoneAccountContract(name: string, openStore: () => Promise<OpenStore>): void {
  describe(`The telephone of an account in the ${name} store`, () => {
    let world: CareWorld
    before(async () => {
      const opened = await careWorld(await openStore())
      world = { ...opened, app: { ...opened.app, dice: systemDice } }
    })
    after(() => world.open.close())
    pinContract(() => world)
    claimContract(() => world)
    confirmContract(() => world)
    movingContract(() => world)
  })
}

/** Somebody who signed in just now. */
async function signedIn(world: CareWorld) {
  const { app } = world
  const { account } = await holder(world)
  const home = { kind: 'account', id: account.id } as const
  const signIn = app.ids.next<SignInId>()
  const now = app.clock.now()
  const row = {
    id: signIn,
    account: account.id,
    tokenHash: signIn,
    means: 'email_code',
    device: 'Firefox',
    since: now,
    lastSeenAt: now,
    ended: null,
    push: null,
  } as const
  const changes = [{ table: 'sign_ins', row }] as const
  assert.ok((await app.door.ask(writeRows, { homes: [home], changes }, SYSTEM)).ok)
  await world.open.takeJobs()
  return { account, signIn }
}

type Someone = Awaited<ReturnType<typeof signedIn>>

async function phoneOf({ app }: CareWorld, { account }: Someone) {
  return present((await app.reads.account(account.id)).account, 'it exists').phone
}

let numbers = 0

/** In E.164; another one each time. */
function freshNumber(): string {
  numbers += 1
  return `+8190${String(12_340_000 + numbers)}`
}

async function setPin(world: CareWorld, { account, signIn }: Someone, digits = '2759') {
  const { app } = world
  const hash = phonePinHash(app.vault, account.id, digits)
  const letter = await phoneLetter(app, account.id, { kind: 'pin_set' })
  return app.door.ask(setPhonePin, { account: account.id, signIn, hash, letter }, SYSTEM)
}

async function claim(
  world: CareWorld,
  { account, signIn }: Someone,
  given: { readonly number: string; readonly key?: string },
) {
  const { app } = world
  const minted = present(await mintClaim(app, account, given.number), 'a known person')
  const numberEnds = minted.lastDigits
  const letter = await phoneLetter(app, account.id, { kind: 'number_waits', numberEnds })
  const input = { account: account.id, signIn, ...minted, letter }
  const answer = await app.door.ask(claimNumber, input, { ...SYSTEM, key: given.key ?? null })
  return answer.ok ? app.vault.open(answer.value.sealedCode) : answer.refusal.code
}

async function rings(
  world: CareWorld,
  given: { readonly number: string | null; readonly over?: Partial<Call> },
): Promise<CallId> {
  const { app } = world
  const id = app.ids.next<CallId>()
  const now = app.clock.now()
  const { number } = given
  const row: Call = {
    id,
    transport: 'sandbox',
    reference: id,
    number:
      number === null
        ? null
        : {
            hash: contactNumberHash(app.vault, number),
            lastDigits: number.slice(-4),
            sealed: app.vault.seal(number),
            asserted: true,
          },
    language: 'en',
    startedAt: now,
    heardAt: now,
    turns: 1,
    place: { name: 'start' },
    proofs: [],
    wrongProofs: 0,
    line: null,
    order: null,
    state: { kind: 'in_flow' },
    agent: null,
    wrapUp: null,
    ...given.over,
  }
  const homes = [{ kind: 'call', id }] as const
  const changes = [{ table: 'calls', row }] as const
  assert.ok((await app.door.ask(writeRows, { homes, changes }, SYSTEM)).ok)
  return id
}

async function confirm(
  world: CareWorld,
  { account }: { readonly account: Account },
  given: { readonly number: string; readonly code: string; readonly call: CallId },
) {
  const { app } = world
  const numberEnds = given.number.slice(-4)
  const letter = await phoneLetter(app, account.id, { kind: 'number_confirmed', numberEnds })
  const hash = numberClaimHash(app.vault, given)
  const input = { account: account.id, hash, call: given.call, letter }
  const answer = await app.door.ask(confirmNumber, input, SYSTEM)
  return answer.ok ? 'confirmed' : answer.refusal.code
}

/** Claimed, called from and confirmed. */
async function hasNumber(world: CareWorld, someone: Someone, number: string): Promise<void> {
  const code = await claim(world, someone, { number })
  const call = await rings(world, { number })
  assert.equal(await confirm(world, someone, { number, code, call }), 'confirmed')
}

/** Whom the number leads to, as the hotline would look. */
async function foundBy({ app }: CareWorld, number: string): Promise<string | null> {
  const hash = contactNumberHash(app.vault, number)
  const found = await app.reads.find('contact_number', hash)
  return found?.home.id ?? null
}

async function lettersSent({ app, open }: CareWorld) {
  const jobs = await open.takeJobs()
  return jobs.map(({ payload }) => openLetter(app.vault, payload['sealed'] ?? '').letter)
}

function pinContract(ofWorld: () => CareWorld): void {
  test('A PIN is set, told by letter, replaced and removed', async () => {
    const world = ofWorld()
    const someone = await signedIn(world)
    assert.ok((await setPin(world, someone)).ok)
    const [letter, ...more] = await lettersSent(world)
    assert.ok(letter?.kind === 'phone' && letter.what.kind === 'pin_set' && more.length === 0)
    const first = present((await phoneOf(world, someone)).pin, 'set')
    assert.equal(first.hash, phonePinHash(world.app.vault, someone.account.id, '2759'))
    assert.notEqual(first.hash, phonePinHash(world.app.vault, world.ids.next(), '2759'))
    assert.ok((await setPin(world, someone, '8062')).ok)
    const second = present((await phoneOf(world, someone)).pin, 'set')
    assert.notEqual(second.hash, first.hash)
    const remove = () => world.app.door.ask(removePhonePin, { account: someone.account.id }, SYSTEM)
    assert.ok((await remove()).ok && (await remove()).ok)
    assert.equal((await phoneOf(world, someone)).pin, null)
  })

  test('A new PIN ends the lock, also where its digits are the old ones', async () => {
    const world = ofWorld()
    const { app } = world
    const someone = await signedIn(world)
    await setPin(world, someone)
    const state = await app.reads.account(someone.account.id)
    const account = present(state.account, 'it exists')
    let pin = present(account.phone.pin, 'set')
    for (const _ of [1, 2, 3]) pin = provePin(pin, 'wrong', app.clock.now()).pin
    const row = { ...account, phone: { ...account.phone, pin } }
    const home = { kind: 'account', id: account.id } as const
    const changes = [{ table: 'accounts', row }] as const
    await app.door.ask(writeRows, { homes: [home], changes }, SYSTEM)
    assert.deepEqual((await phoneOf(world, someone)).pin, pin, 'the lock is kept as it is')
    await setPin(world, someone)
    const fresh = present((await phoneOf(world, someone)).pin, 'set')
    assert.deepEqual([fresh.wrongTries, fresh.lockedAt], [0, null])
  })

  test('PIN and number need a sign-in of the last minutes that has not ended', async () => {
    const world = ofWorld()
    const someone = await signedIn(world)
    world.clock.advance(STEP_UP_MINUTES * 60 - 1)
    assert.ok((await setPin(world, someone)).ok)
    assert.match(await claim(world, someone, { number: freshNumber() }), /^\d{6}$/)
    world.clock.advance(1)
    const late = await setPin(world, someone)
    assert.ok(!late.ok && late.refusal.code === 'step_up_needed')
    assert.equal(await claim(world, someone, { number: freshNumber() }), 'step_up_needed')
    const other = await signedIn(world)
    const foreign = await setPin(world, { account: someone.account, signIn: other.signIn })
    assert.ok(!foreign.ok && foreign.refusal.code === 'step_up_needed')
  })
}

function claimContract(ofWorld: () => CareWorld): void {
  test('A claimed number waits, its text sealed for its person and nowhere else', async () => {
    const world = ofWorld()
    const { app } = world
    const someone = await signedIn(world)
    const number = freshNumber()
    const code = await claim(world, someone, { number })
    const { claim: waits, number: none } = await phoneOf(world, someone)
    assert.equal(waits?.lastDigits, number.slice(-4))
    assert.equal(none, null)
    const { id, person } = someone.account
    const sealed = present(await app.reads.sealed({ kind: 'account', id }, person), 'known')
    const text = present(
      sealed.texts.find(({ kind }) => kind === 'contact_number'),
      'sealed',
    )
    assert.equal(app.vault.openFor(sealed.wrapped, text.sealed), number)
    const found = await app.reads.find('number_claim', numberClaimHash(app.vault, { number, code }))
    assert.equal(found?.home.id, id)
    assert.equal(await foundBy(world, number), null, 'nobody has called from it yet')
    const [letter] = await lettersSent(world)
    assert.ok(letter?.kind === 'phone' && letter.what.kind === 'number_waits')
    assert.equal(letter.what.numberEnds, number.slice(-4))
  })

  test('Claimed again, the older code is over; the same attempt has the same code', async () => {
    const world = ofWorld()
    const { app } = world
    const someone = await signedIn(world)
    const number = freshNumber()
    const key = `${someone.account.id}|claim`
    const first = await claim(world, someone, { number, key })
    assert.equal(await claim(world, someone, { number, key }), first)
    const second = await claim(world, someone, { number })
    const old = numberClaimHash(app.vault, { number, code: first })
    assert.equal(await app.reads.find('number_claim', old), null)
    const call = await rings(world, { number })
    const asked = { number, call }
    assert.equal(await confirm(world, someone, { ...asked, code: first }), 'number_not_confirmed')
    assert.equal(await confirm(world, someone, { ...asked, code: second }), 'confirmed')
  })

  test('What is forgotten leaves neither number nor claim behind', async () => {
    const world = ofWorld()
    const { app } = world
    const someone = await signedIn(world)
    const [number, next] = [freshNumber(), freshNumber()]
    await hasNumber(world, someone, number)
    const code = await claim(world, someone, { number: next })
    const { id: account, person } = someone.account
    const forget = async () => {
      const sealedNumber = await noNumber(app, someone.account)
      return app.door.ask(forgetNumber, { account, sealedNumber }, SYSTEM)
    }
    assert.ok((await forget()).ok && (await forget()).ok)
    const phone = await phoneOf(world, someone)
    assert.deepEqual([phone.number, phone.claim], [null, null])
    assert.equal(await foundBy(world, number), null)
    const hash = numberClaimHash(app.vault, { number: next, code })
    assert.equal(await app.reads.find('number_claim', hash), null)
    const sealed = present(
      await app.reads.sealed({ kind: 'account', id: account }, person),
      'known',
    )
    const text = sealed.texts.find(({ kind }) => kind === 'contact_number')
    assert.equal(app.vault.openFor(sealed.wrapped, present(text, 'sealed').sealed), '')
  })
}

function confirmContract(ofWorld: () => CareWorld): void {
  test('A call from the number with its code confirms it, and proves who calls', async () => {
    const world = ofWorld()
    const { app } = world
    const someone = await signedIn(world)
    const number = freshNumber()
    const code = await claim(world, someone, { number })
    await world.open.takeJobs()
    const call = await rings(world, { number })
    assert.equal(await confirm(world, someone, { number, code, call }), 'confirmed')
    const phone = await phoneOf(world, someone)
    const { id } = someone.account
    assert.deepEqual([phone.number?.lastDigits, phone.claim], [number.slice(-4), null])
    assert.equal(await foundBy(world, number), id)
    const { call: known } = await app.reads.call(call)
    assert.deepEqual(known?.proofs, [{ kind: 'number', account: id, at: app.clock.now() }])
    const hash = numberClaimHash(app.vault, { number, code })
    assert.equal(await app.reads.find('number_claim', hash), null)
    const [letter] = await lettersSent(world)
    assert.ok(letter?.kind === 'phone' && letter.what.kind === 'number_confirmed')
    assert.equal(
      await confirm(world, someone, { number, code, call }),
      'number_not_confirmed',
      'a code is good once',
    )
  })

  test('No other call, code or hour confirms it', async () => {
    const world = ofWorld()
    const { app } = world
    const someone = await signedIn(world)
    const number = freshNumber()
    const code = await claim(world, someone, { number })
    const hinted = {
      hash: contactNumberHash(app.vault, number),
      lastDigits: number.slice(-4),
      sealed: app.vault.seal(number),
      asserted: false,
    }
    const over = { kind: 'over', at: app.clock.now(), how: 'hung_up' } as const
    const calls = [
      await rings(world, { number, over: { number: hinted } }),
      await rings(world, { number, over: { state: over } }),
      await rings(world, { number: freshNumber() }),
      await rings(world, { number: null }),
      app.ids.next<CallId>(),
    ]
    const no = 'number_not_confirmed'
    for (const call of calls)
      assert.equal(await confirm(world, someone, { number, code, call }), no)
    const call = await rings(world, { number })
    const wrong = code === '000000' ? '000001' : '000000'
    assert.equal(await confirm(world, someone, { number, code: wrong, call }), no)
    const stranger = await signedIn(world)
    assert.equal(await confirm(world, stranger, { number, code, call }), no)
    world.clock.advance(CLAIM_MINUTES * 60)
    assert.equal(await confirm(world, someone, { number, code, call }), no)
    const late = await rings(world, { number })
    assert.equal(await confirm(world, someone, { number, code, call: late }), no)
  })
}

function movingContract(ofWorld: () => CareWorld): void {
  test('A confirmed number stays until the one that shall replace it is confirmed', async () => {
    const world = ofWorld()
    const someone = await signedIn(world)
    const [number, next] = [freshNumber(), freshNumber()]
    await hasNumber(world, someone, number)
    const code = await claim(world, someone, { number: next })
    assert.equal(await foundBy(world, number), someone.account.id)
    const call = await rings(world, { number: next })
    assert.equal(await confirm(world, someone, { number: next, code, call }), 'confirmed')
    assert.equal(await foundBy(world, number), null)
    assert.equal(await foundBy(world, next), someone.account.id)
  })

  test('The same number may be confirmed again', async () => {
    const world = ofWorld()
    const someone = await signedIn(world)
    const number = freshNumber()
    await hasNumber(world, someone, number)
    await hasNumber(world, someone, number)
    assert.equal(await foundBy(world, number), someone.account.id)
  })

  test('A number leads to whoever confirmed it last, also when the former one drops it', async () => {
    const world = ofWorld()
    const { app } = world
    const number = freshNumber()
    const former = await signedIn(world)
    await hasNumber(world, former, number)
    const next = await signedIn(world)
    await hasNumber(world, next, number)
    assert.equal(await foundBy(world, number), next.account.id)
    const input = { account: former.account.id, sealedNumber: null }
    assert.ok((await app.door.ask(forgetNumber, input, SYSTEM)).ok)
    assert.equal(await foundBy(world, number), next.account.id)
  })

  test('It does too where both happen in one group', async () => {
    const world = ofWorld()
    const { app } = world
    const number = freshNumber()
    const former = await signedIn(world)
    await hasNumber(world, former, number)
    const next = await signedIn(world)
    const code = await claim(world, next, { number })
    const call = await rings(world, { number })
    const hash = numberClaimHash(app.vault, { number, code })
    const taking = { account: next.account.id, hash, call, letter: null }
    const dropping = { account: former.account.id, sealedNumber: null }
    // While others are busy, what comes gathers.
    const others = await Promise.all([signedIn(world), signedIn(world), signedIn(world)])
    const [, , , confirmed] = await Promise.all([
      ...others.map(({ account: { id } }) => app.door.ask(removePhonePin, { account: id }, SYSTEM)),
      app.door.ask(confirmNumber, taking, SYSTEM),
      app.door.ask(forgetNumber, dropping, SYSTEM),
    ])
    assert.ok(confirmed?.ok)
    assert.equal(await foundBy(world, number), next.account.id)
  })
}
