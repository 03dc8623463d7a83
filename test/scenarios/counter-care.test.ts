/**
 * Looking after a line at the console, as a browser without scripts does it: a document read and
 * judged, another address asked for by two and stopped by its holder, personal data, cases.
 */
import assert from 'node:assert/strict'
import { after, before, suite, test } from 'node:test'
import Fastify, { type FastifyInstance } from 'fastify'
import { directoryKeyFrom } from '../../src/adapters/secrets/directory-key.ts'
import { MASTER_KEY_BYTES } from '../../src/app/vault.ts'
import { createMemoryTraces } from '../../src/adapters/memory/personal-traces.ts'
import { documentRenderer } from '../../src/adapters/documents/renderer.ts'
import { createMemoryDocumentFiles } from '../../src/adapters/memory/document-files.ts'
import { openLetter } from '../../src/app/accounts/letters.ts'
import { personalText } from '../../src/app/queries/account-view.ts'
import { carryOutChanges } from '../../src/app/sweeps/changes.ts'
import { forgetPeople } from '../../src/app/sweeps/forgetting.ts'
import { wordDocument } from '../../src/channels/documents/sheet.ts'
import { PORTAL_LIMITS } from '../../src/channels/web/desk.ts'
import { portalRoutes } from '../../src/channels/web/portal.ts'
import { CLOSING_DAYS } from '../../src/domain/account/closing.ts'
import type { Account } from '../../src/domain/account/account.ts'
import { plusDays } from '../../src/domain/basics/time.ts'
import type { Line } from '../../src/domain/line/line.ts'
import { card, CODE, holder } from '../contracts/care-world.ts'
import { Browser, openConsole, PASSWORD, SECRET, type ConsoleWorld } from './console-world.ts'
import { passport } from './passport.ts'

suite('Looking after a line at the console', () => {
  let world: ConsoleWorld
  let portal: FastifyInstance
  let held: { readonly account: Account; readonly line: Line }
  let clerk: Browser

  before(async () => {
    world = await openConsole()
    await world.hire('sato', 'senior')
    await world.hire('lin', 'clerk')
    held = await holder(world, { name: 'Anna Test' })
    portal = Fastify()
    const paper = {
      wording: wordDocument,
      renderer: documentRenderer(),
      files: createMemoryDocumentFiles(),
    }
    const push = { publicKey: '', accepts: () => false }
    const settings = {
      sandbox: false,
      push,
      sendsSms: false,
      isHoliday: () => false,
      directoryKey: directoryKeyFrom(new Uint8Array(MASTER_KEY_BYTES)),
      providerOrigins: [],
    }
    await portal.register(portalRoutes(world.app, { ...settings, paper, limits: PORTAL_LIMITS }))
    await portal.ready()
    clerk = await world.signedIn('lin')
  })
  after(async () => {
    await portal.close()
    await world.close()
  })

  const at = (page: string) => `/staff/lines/${held.line.id}/${page}`
  const sealedOf = (body: string) => /name="read" value="([^"]*)"/.exec(body)?.[1] ?? ''

  async function check(expires?: string, to = at('contact')) {
    await clerk.get(`${at('identity')}?to=${encodeURIComponent(to)}`)
    const compared = await clerk.post(at('identity'), { document: passport(expires), to })
    assert.equal(compared.status, 200, compared.body)
    const read = sealedOf(compared.body)
    return {
      compared,
      judged: await clerk.post(at('identity/checks'), { read, to, holder: 'yes' }),
    }
  }

  test('A wrong digit is named with its place, and what was typed stays', async () => {
    await clerk.get(at('identity'))
    const wrong = passport().replace('7408122', '7408132')
    const { status, body } = await clerk.post(at('identity'), { document: wrong })
    assert.equal(status, 422)
    assert.match(body, /Line 2[^<]*date of birth[^<]*character 20/)
    assert.match(body, /7408132/)
    const alone = await clerk.post(at('identity'), { document: 'L898902C3' })
    assert.match(alone.body, /A number alone has no check digit/)
  })

  test('A document is shown once, leads back to the asker, and leaves no trace', async () => {
    const { compared, judged } = await check()
    assert.match(compared.body, /ERIKSSON ANNA MARIA/)
    assert.match(compared.body, /2032-04-15/)
    assert.doesNotMatch(compared.body, /L898902C3/)
    assert.equal(judged.status, 303, judged.body)
    assert.equal(judged.to, at('contact'))
    const { compared: again } = await check()
    assert.equal(again.status, 200)
    const everything = JSON.stringify(world.store, (_, value: unknown) => {
      if (typeof value === 'bigint') return value.toString()
      return value instanceof Map ? [...value.entries()] : value
    })
    assert.match(everything, /02C3/)
    assert.doesNotMatch(
      everything,
      /L898902C3|ERIKSSON|MARIA|ZE184226B|1974-08-12|2032-04-15|\bUTO\b/i,
    )
    assert.doesNotMatch(everything, /(?<![0-9a-f])(740812|320415)/i)
  })

  test('Only own pages are come back to; what has expired counts for nothing', async () => {
    const { judged } = await check('320415', 'https://evil.example/')
    assert.equal(judged.to, '/staff')
    const old = await check('260331')
    assert.match(old.compared.body, /This document has expired/)
    assert.equal(old.judged.status, 422)
    assert.match(old.judged.body, /It does not count/)
  })

  test('A read document is good for its line and for a short while only', async () => {
    await clerk.get(at('identity'))
    const { body } = await clerk.post(at('identity'), { document: passport() })
    const other = await card(world)
    const elsewhere = `/staff/lines/${other.id}/identity/checks`
    const answer = await clerk.post(elsewhere, { read: sealedOf(body), holder: 'yes' })
    assert.equal(answer.status, 422)
    assert.match(answer.body, /read too long ago/)
  })

  test('A residence card is typed with its last day', async () => {
    await clerk.get(at('identity'))
    const document = 'AB12345678CD'
    const asked = await clerk.post(at('identity'), { document, expires: '' })
    assert.match(asked.body, /Please type year, month and day/)
    const read = await clerk.post(at('identity'), { document, expires: '2028年5月1日' })
    assert.match(read.body, /2028-05-01/)
    const wrong = await clerk.post(at('identity'), { document: 'AB1234567ACD', expires: '' })
    assert.match(wrong.body, /Character 10, “A”, should be a digit/)
  })

  test('Another address waits for two, tells the old one, and its link stops it', async () => {
    const { app, clock, store } = world
    const first = await clerk.get(at('contact'))
    assert.match(first.body, /first document ever seen/)
    clock.set(plusDays(clock.now(), 1))
    clerk = await world.signedIn('lin')
    assert.match((await clerk.get(at('contact'))).body, /must be accepted today/)
    await check()
    await clerk.get(at('contact'))
    const email = 'anna.fresh@example.com'
    const alone = await clerk.post(at('contact'), { email })
    assert.match(alone.body, /needs a second person/)
    const second = (name: string) => ({
      'second-name': name,
      'second-password': PASSWORD,
      'second-code': world.freshCode(SECRET),
    })
    const same = await clerk.post(at('contact'), { email, ...second('lin') })
    assert.match(same.body, /cannot be the second one/)
    store.jobs.splice(0)
    const asked = await clerk.post(at('contact'), { email, ...second('sato') })
    assert.equal(asked.status, 303, asked.body)
    const page = await clerk.get(asked.to ?? '')
    assert.match(page.body, /a•••@example\.com/)
    assert.match(page.body, /Asked for by lin with sato/)
    const [letter] = store.jobs
      .splice(0)
      .map(({ payload }) => openLetter(app.vault, payload['sealed'] ?? ''))
    const told = letter?.letter.kind === 'change' ? (letter.letter.stopUrl ?? '') : ''
    const reader = new Browser(portal, { 'accept-language': 'en' })
    const path = told.slice(app.portalUrl.length)
    assert.match((await reader.get(path)).body, /the e-mail address of your account becomes a•••/)
    const stopped = await reader.post(`${path}/stop`, {})
    assert.match(stopped.body, /The change was stopped/)
    assert.equal((await reader.get(path)).status, 404)
    assert.equal((await reader.get(`${path}0`)).status, 404)
    clock.set(plusDays(clock.now(), 2))
    assert.deepEqual(await carryOutChanges(app), { done: 0, left: [] })
    const text = await personalText(app, await app.reads.account(held.account.id))
    assert.notEqual(text?.email, email)
  })

  test('Another card is asked for with its code and shown while it waits', async () => {
    const { app, clock } = world
    clerk = await world.signedIn('lin')
    await check()
    const fresh = await card(world)
    await clerk.get(at('sim'))
    const { iccid } = fresh.sim
    const misread = await clerk.post(at('sim'), { iccid: iccid.slice(1), code: '12' })
    assert.equal(misread.status, 422)
    const by = {
      'second-name': 'sato',
      'second-password': PASSWORD,
      'second-code': world.freshCode(SECRET),
    }
    const asked = await clerk.post(at('sim'), { iccid, code: CODE, ...by })
    assert.equal(asked.status, 303, asked.body)
    assert.match((await clerk.get(asked.to ?? '')).body, /Stop this change/)
    clock.set(plusDays(clock.now(), 1))
    assert.deepEqual(await carryOutChanges(app), { done: 1, left: [] })
    assert.equal((await app.reads.line(held.line.id)).line?.sim.iccid, iccid)
  })

  test('Personal data and cases are kept; names do not stand in addresses', async () => {
    const { app } = world
    clerk = await world.signedIn('lin')
    assert.match((await clerk.get(at('person'))).body, /value="Anna Test"/)
    const edited = { displayName: 'Anna Eriksson', language: 'ko', country: 'se' }
    const saved = await clerk.post(at('person'), edited)
    assert.equal(saved.to, `${at('person')}?done=saved`)
    const state = await app.reads.account(held.account.id)
    assert.equal((await personalText(app, state))?.displayName, 'Anna Eriksson')
    assert.equal(state.account?.country, 'SE')
    await clerk.get(at('cases'))
    const note = 'Slow <b>since</b> Monday'
    assert.equal((await clerk.post(at('cases'), { about: 'slow', note })).status, 303)
    const { body } = await clerk.get(at('cases'))
    assert.match(body, /Slow &lt;b>since|Slow &lt;b&gt;since/)
    const id = /\/cases\/([0-9a-f-]{36})\/closing/.exec(body)?.[1] ?? ''
    assert.equal(
      (await clerk.post(at(`cases/${id}/notes`), { [`note-${id}`]: 'Gone' })).status,
      303,
    )
    assert.match((await clerk.get('/staff/cases')).body, /Gone/)
    await clerk.get(at('cases'))
    assert.equal((await clerk.post(at(`cases/${id}/closing`), {})).status, 303)
    assert.doesNotMatch((await clerk.get('/staff/cases')).body, /Gone/)
  })

  test('A line is stopped by a clerk and goes on by a senior', async () => {
    await clerk.get(at('suspension'))
    assert.equal((await clerk.post(at('suspension'), { reason: 'misuse' })).status, 303)
    await clerk.get(at('suspension'))
    const alone = await clerk.post(at('resumption'), {})
    assert.match(alone.body, /Resuming a line is not part of the role/)
    const senior = await world.signedIn('sato')
    assert.match((await senior.get(at('resumption'))).body, /Let the line go on/)
    assert.equal((await senior.post(at('resumption'), {})).status, 303)
  })

  test('A customer is forgotten at the counter: asked for by two, told, shown while it waits', async () => {
    const { app, clock, store } = world
    held = await holder(world, { name: 'Bela Test' })
    const page = await clerk.get(at('forgetting'))
    assert.match(page.body, /must be accepted today/)
    await check(undefined, at('forgetting'))
    clock.set(plusDays(clock.now(), 1))
    clerk = await world.signedIn('lin')
    await check(undefined, at('forgetting'))
    const ready = await clerk.get(at('forgetting'))
    assert.match(ready.body, /After 7 days, name, e-mail/)
    const alone = await clerk.post(at('forgetting'), {})
    assert.match(alone.body, /needs a second person/)
    store.jobs.splice(0)
    const asked = await clerk.post(at('forgetting'), {
      'second-name': 'sato',
      'second-password': PASSWORD,
      'second-code': world.freshCode(SECRET),
    })
    assert.equal(asked.status, 303, asked.body)
    const waits = await clerk.get(asked.to ?? '')
    assert.match(waits.body, /Account and personal data deleted on/)
    assert.match(waits.body, /Asked for by lin with sato/)
    assert.equal(store.jobs.splice(0).length, 1)
    clock.set(plusDays(clock.now(), CLOSING_DAYS))
    await forgetPeople(app, createMemoryTraces(store))
    assert.notEqual((await app.reads.account(held.account.id)).account?.closed, null)
    clerk = await world.signedIn('lin')
    assert.match((await clerk.get(at('person'))).body, /Nobody holds this line/)
  })
})
