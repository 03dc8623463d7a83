/**
 * Who is let in at a console, and who is no more, asked of the door over the store in memory.
 * Whether a password or a code is right is the edge's verdict; here it is told.
 */
import assert from 'node:assert/strict'
import { beforeEach, suite, test } from 'node:test'
import { createMemoryReads } from '../../src/adapters/memory/reads.ts'
import { createMemoryStore } from '../../src/adapters/memory/memory-store.ts'
import { decided } from '../../src/app/door/command.ts'
import { createDoor, type Door } from '../../src/app/door/door.ts'
import { SYSTEM, type Origin } from '../../src/app/origin.ts'
import type { Reads } from '../../src/app/reads.ts'
import { byStaff } from '../../src/app/staff/by-staff.ts'
import { chooseTill, lockStaff, seenStaff, signOutStaff } from '../../src/app/staff/desk-lock.ts'
import {
  addStaffPasskey,
  removeStaffPasskey,
  signInStaffByPasskey,
  unlockStaffByPasskey,
} from '../../src/app/staff/passkeys.ts'
import { putStaff } from '../../src/app/staff/put-staff.ts'
import { endStaff, resetStaff } from '../../src/app/staff/reset-staff.ts'
import {
  proveSecond,
  setUpOneTimeCode,
  signInStaff,
  unlockStaff,
} from '../../src/app/staff/sign-in.ts'
import { putTill } from '../../src/app/tills/put-till.ts'
import type { ShopId, StaffId, StaffSignInId, TillId } from '../../src/domain/basics/ids.ts'
import type { StaffRole } from '../../src/domain/staff/permissions.ts'
import {
  IDLE_LOCK_MINUTES,
  SEEN_AGAIN_SECONDS,
  STAFF_LOCK_MINUTES,
  STAFF_PASSKEYS_MAX,
  STAFF_SIGN_IN_HOURS_MAX,
  STAFF_SIGN_INS_MAX,
  STAFF_TRIES_MAX,
} from '../../src/domain/staff/staff.ts'
import { CATALOGUE, createTestClock, createTestIds, type TestClock } from './catalogue.ts'

const SHOP = 'shinjuku' as ShopId
const RIGHT = { passwordRight: true }
const MINUTE_SECONDS = 60
const STEP = 1_000

/** Any command of staff would do. */
const sell = byStaff<null, null, never>(
  { act: 'sell' },
  {
    name: 'sell_nothing',
    keyPlace: 'outcomes',
    reads: [],
    homes: () => [{ kind: 'book', id: 'b0000000-0000-4000-8000-000000000001' as never }],
    fingerprint: () => '',
    decide: () => decided(null),
  },
)

suite('Signing in at a console', () => {
  let door: Door
  let reads: Reads
  let clock: TestClock
  let ids: ReturnType<typeof createTestIds>
  let attempts = 0
  let sato: StaffId

  beforeEach(async () => {
    const store = createMemoryStore()
    clock = createTestClock()
    ids = createTestIds()
    door = createDoor({ store, clock, ids, catalogue: () => CATALOGUE })
    reads = createMemoryReads(store)
    sato = await hire('sato', 'senior')
  })

  const origin = (): Origin => {
    attempts += 1
    return { channel: 'counter', actor: 'visitor:v', key: `counter|${attempts}` }
  }
  const stateOf = (id: StaffId) => reads.staff(id)

  async function hire(name: string, role: StaffRole, sealedSecret: string | null = 'sealed') {
    const staff = ids.next<StaffId>()
    const input = { staff, name, role, shop: SHOP, passwordHash: 'hash', sealedSecret }
    await door.ask(putStaff, input, SYSTEM)
    return staff
  }

  function tryIn(staff: StaffId, proof: { passwordRight: boolean; step: number | null }) {
    const id = ids.next<StaffSignInId>()
    const input = { staff, ...proof, signIn: { id, tokenHash: `token ${id}` } }
    return door.ask(signInStaff, input, origin()).then((answer) => ({ answer, signIn: id }))
  }

  async function comeIn(staff: StaffId, step = STEP) {
    const { answer, signIn } = await tryIn(staff, { ...RIGHT, step })
    assert.ok(answer.ok)
    return { staff, signIn }
  }

  const refusalOf = (answer: { ok: boolean; refusal?: { code: string } }) =>
    answer.ok ? null : (answer.refusal?.code ?? null)

  const acts = (at: { staff: StaffId; signIn: StaffSignInId }) =>
    door
      .ask(sell, { acting: { ...at, second: null }, input: null }, origin())
      .then((answer) => (answer.ok ? 'done' : answer.refusal.code))

  test('Password and code let in, and staff commands are answered from then on', async () => {
    const at = await comeIn(sato)
    assert.equal(await acts(at), 'done')
    const found = await reads.find('staff_sign_in', `token ${at.signIn}`)
    assert.equal(found?.id, at.signIn)
  })

  test('A wrong password, a wrong code and a missing one get the same answer', async () => {
    for (const proof of [
      { passwordRight: false, step: STEP },
      { passwordRight: true, step: null },
      { passwordRight: false, step: null },
    ]) {
      assert.equal(refusalOf((await tryIn(sato, proof)).answer), 'staff_not_proved')
    }
    const nobody = ids.next<StaffId>()
    assert.equal(refusalOf((await tryIn(nobody, { ...RIGHT, step: 1 })).answer), 'staff_not_proved')
  })

  test('A code is good once, and so is none before it', async () => {
    await comeIn(sato, STEP)
    for (const step of [STEP, STEP - 1]) {
      const { answer } = await tryIn(sato, { ...RIGHT, step })
      assert.equal(refusalOf(answer), 'staff_not_proved')
    }
    await comeIn(sato, STEP + 1)
  })

  test('Too many wrong tries begin a pause in which even the right pair is refused', async () => {
    for (let wrong = 0; wrong < STAFF_TRIES_MAX; wrong += 1) {
      await tryIn(sato, { passwordRight: false, step: null })
    }
    const during = await tryIn(sato, { ...RIGHT, step: STEP })
    assert.equal(refusalOf(during.answer), 'staff_not_proved')
    clock.advance(STAFF_LOCK_MINUTES * MINUTE_SECONDS - 1)
    assert.ok(!(await tryIn(sato, { ...RIGHT, step: STEP })).answer.ok)
    clock.advance(1)
    await comeIn(sato)
    assert.equal((await stateOf(sato)).staff?.tries.wrong, 0)
  })

  test('One try fewer than the limit begins no pause', async () => {
    for (let wrong = 1; wrong < STAFF_TRIES_MAX; wrong += 1) {
      await tryIn(sato, { passwordRight: false, step: null })
    }
    await comeIn(sato)
  })

  test('The same attempt sent twice counts once and signs in once', async () => {
    const id = ids.next<StaffSignInId>()
    const input = { staff: sato, ...RIGHT, step: STEP, signIn: { id, tokenHash: 'same' } }
    const from = origin()
    const one = await door.ask(signInStaff, input, from)
    const other = await door.ask(signInStaff, input, from)
    assert.deepEqual([one.ok, other.ok, other.replayed], [true, true, true])
    assert.equal((await stateOf(sato)).signIns.length, 1)
    const guessed = await door.ask(signInStaff, { ...input, passwordRight: false }, from)
    assert.equal(refusalOf(guessed), 'key_reused')
  })

  test('Who has no code yet sets it up before anything else', async () => {
    const lin = await hire('lin', 'clerk', null)
    const { answer, signIn } = await tryIn(lin, { ...RIGHT, step: null })
    assert.deepEqual(answer.ok && answer.value, { needsSetUp: true })
    const at = { staff: lin, signIn }
    assert.equal(await acts(at), 'staff_signed_out')
    // A password alone does not open it either.
    const unlocked = await door.ask(unlockStaff, { ...at, ...RIGHT }, origin())
    assert.equal(refusalOf(unlocked), 'staff_not_proved')
    const wrong = await door.ask(setUpOneTimeCode, { ...at, sealed: 'mine', step: null }, origin())
    assert.equal(refusalOf(wrong), 'one_time_code_wrong')
    const input = { ...at, sealed: 'mine', step: STEP }
    assert.ok((await door.ask(setUpOneTimeCode, input, origin())).ok)
    assert.equal(await acts(at), 'done')
    const again = await door.ask(setUpOneTimeCode, input, origin())
    assert.equal(refusalOf(again), 'one_time_code_there')
    // The code that confirmed it is spent.
    assert.ok(!(await tryIn(lin, { ...RIGHT, step: STEP })).answer.ok)
  })

  test('A set-up screen that was left alone sets nothing up', async () => {
    const lin = await hire('lin', 'clerk', null)
    const { signIn } = await tryIn(lin, { ...RIGHT, step: null })
    clock.advance(IDLE_LOCK_MINUTES * MINUTE_SECONDS)
    const input = { staff: lin, signIn, sealed: 'mine', step: STEP }
    assert.equal(refusalOf(await door.ask(setUpOneTimeCode, input, origin())), 'staff_signed_out')
  })

  test('A console left alone locks, and answers again after the password', async () => {
    const at = await comeIn(sato)
    clock.advance(IDLE_LOCK_MINUTES * MINUTE_SECONDS - 1)
    assert.equal(await acts(at), 'done')
    clock.advance(1)
    assert.equal(await acts(at), 'staff_signed_out')
    await door.ask(seenStaff, at, origin())
    assert.equal(await acts(at), 'staff_signed_out')
    const wrong = await door.ask(unlockStaff, { ...at, passwordRight: false }, origin())
    assert.equal(refusalOf(wrong), 'staff_not_proved')
    assert.ok((await door.ask(unlockStaff, { ...at, ...RIGHT }, origin())).ok)
    assert.equal(await acts(at), 'done')
  })

  test('Signs of life keep it open and are written down once a minute', async () => {
    const at = await comeIn(sato)
    const seenAt = async () => (await stateOf(sato)).signIns[0]?.lastSeenAt
    const first = await seenAt()
    clock.advance(SEEN_AGAIN_SECONDS - 1)
    await door.ask(seenStaff, at, origin())
    assert.deepEqual(await seenAt(), first)
    for (let minute = 0; minute < IDLE_LOCK_MINUTES + 1; minute += 1) {
      clock.advance(SEEN_AGAIN_SECONDS)
      await door.ask(seenStaff, at, origin())
    }
    assert.equal(await acts(at), 'done')
  })

  test('A locked console refuses staff commands at once, and wrong passwords count', async () => {
    const at = await comeIn(sato)
    await door.ask(lockStaff, at, origin())
    assert.equal(await acts(at), 'staff_signed_out')
    for (let wrong = 0; wrong < STAFF_TRIES_MAX; wrong += 1) {
      await door.ask(unlockStaff, { ...at, passwordRight: false }, origin())
    }
    const right = await door.ask(unlockStaff, { ...at, ...RIGHT }, origin())
    assert.equal(refusalOf(right), 'staff_not_proved')
  })

  test('Nothing is open longer than a working day, whatever is done at it', async () => {
    const at = await comeIn(sato)
    clock.advance(STAFF_SIGN_IN_HOURS_MAX * 60 * MINUTE_SECONDS)
    const input = { ...at, ...RIGHT }
    assert.equal(refusalOf(await door.ask(unlockStaff, input, origin())), 'staff_signed_out')
  })

  test('Beyond the limit the browser left alone for longest is signed out', async () => {
    const all = []
    for (let more = 0; more <= STAFF_SIGN_INS_MAX; more += 1) {
      all.push(await comeIn(sato, STEP + more))
      clock.advance(1)
    }
    const [oldest, ...others] = all
    assert.ok(oldest)
    assert.equal(await acts(oldest), 'staff_signed_out')
    for (const one of others) assert.equal(await acts(one), 'done')
  })

  test('Signing out ends one browser or all', async () => {
    const [one, other] = [await comeIn(sato, STEP), await comeIn(sato, STEP + 1)]
    await door.ask(signOutStaff, one, origin())
    assert.deepEqual([await acts(one), await acts(other)], ['staff_signed_out', 'done'])
    await door.ask(signOutStaff, { staff: sato, signIn: null }, origin())
    assert.equal(await acts(other), 'staff_signed_out')
    assert.equal(await reads.find('staff_sign_in', `token ${other.signIn}`), null)
  })

  test('Who is ended is refused at once and comes in no more', async () => {
    const at = await comeIn(sato)
    assert.ok((await door.ask(endStaff, { staff: sato }, SYSTEM)).ok)
    assert.equal(await acts(at), 'staff_signed_out')
    assert.ok(!(await tryIn(sato, { ...RIGHT, step: STEP + 1 })).answer.ok)
    const proof = { staff: sato, ...RIGHT, step: STEP + 2 }
    assert.equal(refusalOf(await door.ask(proveSecond, proof, origin())), 'staff_not_proved')
    const hash = { staff: sato, passwordHash: 'other' }
    assert.equal(refusalOf(await door.ask(resetStaff, hash, SYSTEM)), 'staff_ended')
  })

  test('A reset forgets the code, signs out, and asks for a set-up', async () => {
    const at = await comeIn(sato)
    await door.ask(resetStaff, { staff: sato, passwordHash: 'other' }, SYSTEM)
    assert.equal(await acts(at), 'staff_signed_out')
    const { staff } = await stateOf(sato)
    assert.deepEqual([staff?.passwordHash, staff?.oneTimeCode], ['other', null])
    const { answer } = await tryIn(sato, { ...RIGHT, step: null })
    assert.deepEqual(answer.ok && answer.value, { needsSetUp: true })
  })

  test('A second person proves with password and code, which is spent with it', async () => {
    const proof = { staff: sato, ...RIGHT, step: STEP }
    assert.ok((await door.ask(proveSecond, proof, origin())).ok)
    assert.ok(!(await door.ask(proveSecond, proof, origin())).ok)
    assert.equal((await stateOf(sato)).signIns.length, 0)
    for (let wrong = 1; wrong < STAFF_TRIES_MAX; wrong += 1) {
      await door.ask(proveSecond, { ...proof, passwordRight: false }, origin())
    }
    const late = await door.ask(proveSecond, { ...proof, step: STEP + 1 }, origin())
    assert.equal(refusalOf(late), 'staff_not_proved')
  })

  test('Nobody is a second person by a password alone', async () => {
    const lin = await hire('lin', 'senior', null)
    const proof = { staff: lin, ...RIGHT, step: null }
    assert.equal(refusalOf(await door.ask(proveSecond, proof, origin())), 'staff_not_proved')
  })

  test('A passkey lets in and unlocks; one whose counter does not grow is refused', async () => {
    const at = await comeIn(sato)
    const passkey = { credential: 'key', publicKey: 'cose', counter: 3, transports: [], name: 'k' }
    const adding = { ...at, ...RIGHT, passkey }
    assert.ok((await door.ask(addStaffPasskey, adding, origin())).ok)
    assert.equal((await reads.find('staff_passkey', 'key'))?.home.id, sato)
    const use = (counter: number) => {
      const signIn = { id: ids.next<StaffSignInId>(), tokenHash: `passkey ${counter}` }
      const input = { staff: sato, credential: 'key', counter, signIn }
      return door.ask(signInStaffByPasskey, input, origin())
    }
    assert.equal(refusalOf(await use(3)), 'staff_not_proved')
    assert.ok((await use(4)).ok)
    await door.ask(lockStaff, at, origin())
    const unlocking = { ...at, credential: 'key', counter: 5 }
    assert.ok((await door.ask(unlockStaffByPasskey, unlocking, origin())).ok)
    assert.equal(await acts(at), 'done')
    await door.ask(removeStaffPasskey, { ...at, credential: 'key' }, origin())
    assert.equal(await reads.find('staff_passkey', 'key'), null)
    assert.equal(refusalOf(await use(9)), 'staff_not_proved')
  })

  test('A passkey is added with the password only, and only so many', async () => {
    const at = await comeIn(sato)
    const add = (place: number, passwordRight = true) => {
      const passkey = { publicKey: 'cose', counter: 0, transports: [], name: 'k' }
      const input = { ...at, passwordRight, passkey: { ...passkey, credential: `key ${place}` } }
      return door.ask(addStaffPasskey, input, origin())
    }
    assert.equal(refusalOf(await add(0, false)), 'staff_not_proved')
    for (let place = 0; place < STAFF_PASSKEYS_MAX; place += 1) assert.ok((await add(place)).ok)
    assert.equal(refusalOf(await add(STAFF_PASSKEYS_MAX)), 'too_many_passkeys')
  })

  test('One stands at a till of the own shop only', async () => {
    const at = await comeIn(sato)
    const [own, other] = [ids.next<TillId>(), ids.next<TillId>()]
    await door.ask(putTill, { till: own, shop: SHOP, name: 'front' }, SYSTEM)
    await door.ask(putTill, { till: other, shop: 'kyoto' as ShopId, name: 'front' }, SYSTEM)
    const choose = (till: TillId) => door.ask(chooseTill, { ...at, till }, origin())
    assert.ok((await choose(own)).ok)
    assert.equal((await stateOf(sato)).signIns[0]?.till, own)
    assert.equal(refusalOf(await choose(other)), 'till_unknown')
    assert.equal(refusalOf(await choose(ids.next<TillId>())), 'till_unknown')
    await door.ask(lockStaff, at, origin())
    assert.equal(refusalOf(await choose(own)), 'staff_signed_out')
  })
})
