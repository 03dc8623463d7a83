/** A leak looked into at the console: whom it concerns, by when, and letters by two people. */
import assert from 'node:assert/strict'
import { after, before, suite, test } from 'node:test'
import { createBreachReads } from '../../src/adapters/postgres/breach-reads.ts'
import { systemDice } from '../../src/adapters/system/dice.ts'
import { openLetter } from '../../src/app/accounts/letters.ts'
import { breachOfJob, tellAffected } from '../../src/app/breach/letters.ts'
import type { Job } from '../../src/app/door/command.ts'
import { CONSOLE_LIMITS } from '../../src/channels/counter/desk.ts'
import { careWorld, holder } from '../contracts/care-world.ts'
import { openPostgres, type OpenPostgres } from '../contracts/stores.ts'
import { openDesk, PASSWORD } from './console-world.ts'

suite('The breach page', () => {
  let open: OpenPostgres
  let world: Awaited<ReturnType<typeof careWorld>>
  let desk: Awaited<ReturnType<typeof openDesk>>
  let held: Awaited<ReturnType<typeof holder>>
  before(async () => {
    open = await openPostgres()
    world = await careWorld(open)
    const breaches = createBreachReads(open.pool)
    const nextStep = () => world.clock.advance(30)
    // Real chance, because each form has an attempt of its own.
    const app = { ...world.app, dice: systemDice }
    desk = await openDesk(app, { nextStep, limits: CONSOLE_LIMITS, breaches })
    await desk.hire('mori', 'operator', { shop: null })
    await desk.hire('kato', 'operator', { shop: null })
    await desk.hire('lin', 'clerk')
    held = await holder(world)
    await open.takeJobs()
  })
  after(async () => {
    await desk.close()
    await open.close()
  })

  const asked = {
    of: 'table:persons',
    from: '2026-01-01 00:00',
    until: '2030-01-01 00:00',
    known: '2026-04-02 09:00',
    malicious: 'yes',
    keys: 'yes',
  }
  const query = (of: Readonly<Record<string, string>>) =>
    `/staff/breach?${new URLSearchParams(of).toString()}`

  test('is the operator’s alone', async () => {
    const clerk = await desk.signedIn('lin')
    assert.equal((await clerk.get('/staff/breach')).status, 404)
    assert.equal((await clerk.get(query(asked).replace('breach?', 'breach.csv?'))).status, 404)
  })

  test('says whom it concerns and by when, and what was typed wrongly', async () => {
    const mori = await desk.signedIn('mori')
    const page = await mori.get(query(asked))
    assert.match(page.body, /1 accounts, 0 lines, 0 guests/)
    assert.match(page.body, /2026-04-05 – 2026-04-07/)
    assert.match(page.body, /2026-06-01/)
    const csv = await mori.get(query(asked).replace('breach?', 'breach.csv?'))
    assert.equal(csv.body, `kind,id\naccount,${held.account.id}\n`)
    assert.equal((await mori.get(query({ ...asked, of: 'moon' }))).status, 422)
    assert.match((await mori.get(query({ ...asked, of: 'staff' }))).body, /Write its name/)
    assert.equal((await mori.get(query({ ...asked, until: 'soon' }))).status, 422)
    assert.match(
      (await mori.get(query({ ...asked, of: 'staff', name: 'nobody' }))).body,
      /goes by that name/,
    )
  })

  test('sends letters on the word of two, to each account once', async () => {
    const mori = await desk.signedIn('mori')
    await mori.get(query(asked))
    const alone = await mori.post('/staff/breach/letters', asked)
    assert.equal(alone.status, 422)
    assert.deepEqual(await open.takeJobs(), [])

    await mori.get(query(asked))
    const second = { 'second-name': 'kato', 'second-password': PASSWORD }
    const sent = await mori.post('/staff/breach/letters', {
      ...asked,
      ...second,
      'second-code': desk.freshCode(),
    })
    assert.equal(sent.to, '/staff/breach?done=sent', sent.body)
    const [job, ...more] = await open.takeJobs()
    assert.deepEqual([job?.task, more.length], ['breach_letters', 0])

    const reads = createBreachReads(open.pool)
    const tell = () => tellAffected(world.app, reads, breachOfJob(job?.payload ?? {}))
    await tell()
    await tell()
    const letters: readonly Job[] = await open.takeJobs()
    assert.equal(letters.length, 1, 'each once, though the job ran twice')
    const addressed = openLetter(world.app.vault, letters[0]?.payload['sealed'] ?? '')
    assert.equal(addressed.letter.kind, 'breach')
    const { rows } = await open.pool.query(
      `select actor from journal where command = 'ask_breach_letters'`,
    )
    assert.equal(rows.length, 1)
  })
})
