/** Staff see who may not try for a while, find a customer among them, and let them go. */
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { caller } from '../../src/app/limits/limits.ts'
import { LIMITS } from '../../src/app/limits/table.ts'
import { addressCaller } from '../../src/channels/address.ts'
import { limitWords } from '../../src/channels/counter/words/limits/words.ts'
import { LANGUAGES } from '../../src/domain/basics/language.ts'
import type { Email } from '../../src/domain/account/email.ts'
import { holder } from '../contracts/care-world.ts'
import { openConsole, type ConsoleWorld } from './console-world.ts'

const PAGE = '/staff/limits'
const KIND = 'gift_codes'
const ADDRESS = '203.0.113.77'
const EMAIL = 'held@example.jp' as Email

describe('Limits at the console', () => {
  let world: ConsoleWorld
  before(async () => {
    world = await openConsole()
    await world.hire('mori', 'operator')
    await world.hire('kato', 'agent')
    await world.hire('abe', 'clerk')
  })
  after(() => world.close())

  /** Somebody with an account who tried gift card numbers until they were told to wait. */
  async function hold(email: Email, address: string) {
    const { account } = await holder({ app: world.app }, { email })
    const { vault, limits, clock } = world.app
    const callers = [caller(vault, 'account', account.id), addressCaller(vault, address)]
    for (let count = 0; count <= LIMITS[KIND].max.account; count += 1) {
      await limits.take(KIND, callers, clock.now())
    }
    return { account, callers }
  }

  test('show who is held, masked, and let go with a reason that is written down', async () => {
    const { account, callers } = await hold(EMAIL, ADDRESS)
    const desk = await world.signedIn('mori')
    const page = await desk.get(PAGE)
    assert.equal(page.status, 200)
    assert.ok(page.body.includes('203.0.113.•') && !page.body.includes(ADDRESS))
    assert.ok(page.body.includes(`…${account.id.slice(-4)}`) && !page.body.includes(account.id))
    assert.match(page.body, /refused once/)
    assert.match(page.body, /<fieldset><legend[^>]*>[^<]+<\/legend>.*type="radio"/s)
    const nothing = await desk.post('/staff/limits/lifted', { reason: 'person_known' })
    assert.equal(nothing.status, 422)
    for (const { key } of callers) {
      const lift = { held: `${KIND} ${key}`, reason: 'person_known' }
      const answer = await desk.post('/staff/limits/lifted', lift)
      assert.equal(answer.to, `${PAGE}?done=lifted`)
      await desk.get(PAGE)
    }
    assert.equal(await world.app.limits.again(KIND, callers, world.clock.now()), null)
    const lifted = world.store.journal.filter((entry) => entry.command === 'lift_limit')
    assert.equal(lifted.length, callers.length)
    assert.equal(lifted[0]?.events[0]?.facts['reason'], 'person_known')
  })

  test('find an account by its e-mail and an address by itself, and nobody else', async () => {
    await hold('another@example.jp' as Email, '203.0.113.5')
    await hold('third@example.jp' as Email, '198.51.100.5')
    const desk = await world.signedIn('mori')
    const find = async (q: string) => {
      await desk.get(PAGE)
      const { body } = await desk.post('/staff/limits/search', { q })
      return body.match(/name="held"/g)?.length ?? 0
    }
    assert.equal(await find('another@example.jp'), 1)
    assert.equal(await find('198.51.100.5'), 1)
    assert.equal(await find('nobody@example.jp'), 0)
    assert.equal(await find('whatever this is'), 0)
  })

  test('are read by agents, who lift none, and not by clerks', async () => {
    const { callers } = await hold('fourth@example.jp' as Email, '192.0.2.200')
    const agent = await world.signedIn('kato')
    const page = await agent.get(PAGE)
    assert.equal(page.status, 200)
    assert.ok(!page.body.includes('/staff/limits/lifted'))
    const held = `${KIND} ${callers[0]?.key}`
    const tried = await agent.post('/staff/limits/lifted', { held, reason: 'own_mistake' })
    assert.equal(tried.status, 422)
    assert.notEqual(await world.app.limits.again(KIND, callers, world.clock.now()), null)
    assert.equal((await (await world.signedIn('abe')).get(PAGE)).status, 404)
  })

  test('are shown in every language', async () => {
    const desk = await world.signedIn('mori')
    for (const language of LANGUAGES) {
      const { status, body } = await desk.get(`${PAGE}?lang=${language}`)
      assert.equal(status, 200)
      assert.ok(body.includes(limitWords(language).title), language)
      assert.ok(body.includes(limitWords(language).kinds[KIND]), language)
    }
  })
})
