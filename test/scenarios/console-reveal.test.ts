/** What is masked at the console is shown for a reason, a few minutes, at one desk, and told. */
import assert from 'node:assert/strict'
import { after, before, suite, test } from 'node:test'
import { REVEAL_MINUTES } from '../../src/app/staff/revealing.ts'
import type { Account } from '../../src/domain/account/account.ts'
import { plusMinutes } from '../../src/domain/basics/time.ts'
import type { Line } from '../../src/domain/line/line.ts'
import { holder } from '../contracts/care-world.ts'
import { openConsole, type ConsoleWorld } from './console-world.ts'

suite('Showing what is masked', () => {
  let world: ConsoleWorld
  let held: { readonly account: Account; readonly line: Line }
  before(async () => {
    world = await openConsole()
    await world.hire('lin', 'clerk')
    await world.hire('sato', 'auditor', { shop: null })
    held = await holder(world, { name: 'Anna Test' })
  })
  after(() => world.close())

  const told = () => world.store.journal.filter(({ command }) => command === 'reveal_person').length

  test('wants a reason, is written down first, and ends by itself', async () => {
    const clerk = await world.signedIn('lin')
    const page = `/staff/lines/${held.line.id}`
    const masked = await clerk.get(page)
    assert.doesNotMatch(masked.body, /Anna Test/)
    assert.ok(!masked.body.includes(held.line.sim.iccid))
    assert.equal((await clerk.post(`${page}/reveal`, { reason: 'curious' })).status, 404)
    assert.equal(told(), 0)

    await clerk.get(page)
    const answer = await clerk.post(`${page}/reveal`, { reason: 'reach_customer' })
    assert.equal(answer.to, `${page}#holder`)
    assert.equal(told(), 1)
    const entry = world.store.journal.findLast(({ command }) => command === 'reveal_person')
    assert.equal(entry?.home.id, held.account.id)
    assert.deepEqual(
      entry?.events.map(({ name, facts }) => [name, facts['reason']]),
      [['personal_text_revealed', 'reach_customer']],
    )
    const shown = await clerk.get(page)
    assert.match(shown.body, /Anna Test/)
    assert.ok(shown.body.includes(held.line.sim.iccid))

    world.clock.set(plusMinutes(world.clock.now(), REVEAL_MINUTES))
    assert.doesNotMatch((await clerk.get(page)).body, /Anna Test/)
  })

  test('is for that line and that desk alone', async () => {
    const other = await holder(world, { name: 'Bela Other' })
    const clerk = await world.signedIn('lin')
    await clerk.get(`/staff/lines/${held.line.id}`)
    await clerk.post(`/staff/lines/${held.line.id}/reveal`, { reason: 'compare_document' })
    assert.doesNotMatch((await clerk.get(`/staff/lines/${other.line.id}`)).body, /Bela Other/)
    const auditor = await world.signedIn('sato')
    assert.doesNotMatch((await auditor.get(`/staff/lines/${held.line.id}`)).body, /Anna Test/)
  })
})
