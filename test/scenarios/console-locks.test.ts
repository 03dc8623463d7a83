/** A line's page says what wrong tries have locked, and a senior ends it with a reason. */
import assert from 'node:assert/strict'
import { after, before, suite, test } from 'node:test'
import { proveLine } from '../../src/app/lines/prove-line.ts'
import { SYSTEM } from '../../src/app/origin.ts'
import { lockWords } from '../../src/channels/counter/words/locks.ts'
import { LANGUAGES } from '../../src/domain/basics/language.ts'
import { plusHours } from '../../src/domain/basics/time.ts'
import { ACTIVATION_LOCK_HOURS, ACTIVATION_TRIES_MAX } from '../../src/domain/line/activation.ts'
import { holder } from '../contracts/care-world.ts'
import { write } from '../contracts/rows-asked.ts'
import { openConsole, type ConsoleWorld } from './console-world.ts'

suite('Locks at the console', () => {
  let world: ConsoleWorld
  before(async () => {
    world = await openConsole()
    await world.hire('abe', 'clerk')
    await world.hire('sato', 'senior')
  })
  after(() => world.close())

  /** Somebody whose card was guessed at until its code locked. */
  async function locked() {
    const held = await holder(world)
    const { id, activation } = held.line
    for (let count = 0; count < ACTIVATION_TRIES_MAX; count += 1) {
      await world.app.door.ask(proveLine, { line: id, codeHash: 'wrong' }, SYSTEM)
    }
    const proves = async () => {
      const codeHash = activation.hash
      return (await world.app.door.ask(proveLine, { line: id, codeHash }, SYSTEM)).ok
    }
    return { ...held, page: `/staff/lines/${id}`, proves }
  }
  const LIFT = { lock: 'activation', lockReason: 'person_known' }
  const said = lockWords('en')
  const lifted = () => world.store.journal.filter(({ command }) => command === 'lift_lock')

  test('are told to everybody, and ended by a senior, whose reason is written down', async () => {
    const { page, proves, line } = await locked()
    const clerk = await world.signedIn('abe')
    const seen = await clerk.get(page)
    assert.ok(seen.body.includes('The card’s activation code is locked until'))
    assert.ok(!seen.body.includes(`${page}/locks`))
    const forbidden = await clerk.post(`${page}/locks`, LIFT)
    assert.equal(forbidden.status, 422)
    assert.match(forbidden.body, /not part of the role/)
    assert.ok(!(await proves()))

    const senior = await world.signedIn('sato')
    await senior.get(page)
    const without = await senior.post(`${page}/locks`, { ...LIFT, lockReason: '' })
    assert.equal(without.status, 422)
    const other = await senior.post(`${page}/locks`, { ...LIFT, lock: 'phone_pin' })
    assert.ok(
      other.status === 422 && other.body.includes(said.refusals.not_locked({ code: 'not_locked' })),
    )
    const done = await senior.post(`${page}/locks`, LIFT)
    assert.equal(done.to, `${page}?done=unlocked`)
    const free = await senior.get(done.to)
    assert.ok(free.body.includes(said.lifted) && !free.body.includes(said.title))
    assert.ok(await proves())
    const [entry, ...others] = lifted()
    assert.equal(others.length, 0)
    assert.deepEqual(entry?.home, { kind: 'line', id: line.id })
    assert.deepEqual(
      entry?.events.map(({ name, facts }) => [name, facts]),
      [['lock_lifted', { kind: 'activation', reason: 'person_known' }]],
    )
  })

  test('several stand side by side, in every language, and those that are over do not', async () => {
    const { page, account } = await locked()
    const now = world.clock.now()
    const pin = { hash: 'pin', since: now, wrongTries: 3, lockedAt: now }
    const row = { ...account, phone: { ...account.phone, pin } }
    const home = { kind: 'account', id: account.id } as const
    await write(world.app, home, [{ table: 'accounts', row }])
    const senior = await world.signedIn('sato')
    for (const language of LANGUAGES) {
      const { body } = await senior.get(`${page}?lang=${language}`)
      assert.ok(body.includes(lockWords(language).title), language)
      assert.equal(body.match(/type="radio" name="lock"/g)?.length, 2, language)
    }
    world.clock.set(plusHours(now, ACTIVATION_LOCK_HOURS))
    const later = await (await world.signedIn('sato')).get(page)
    assert.match(later.body, /type="hidden" name="lock" value="phone_pin"/)
  })
})
