/** Staff see the sessions of all lines, by gateway and protocol, page by page, and per line. */
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { chargeLine } from '../../src/app/charging/charge-line.ts'
import { SYSTEM } from '../../src/app/origin.ts'
import { PEERS_SHOWN_MAX, SESSIONS_SHOWN_MAX } from '../../src/app/staff/network.ts'
import { networkWords } from '../../src/channels/counter/words/network/words.ts'
import { megabytes } from '../../src/domain/basics/data-volume.ts'
import { LANGUAGES } from '../../src/domain/basics/language.ts'
import type { ChargingRequest } from '../../src/domain/charging/request.ts'
import { maskIccid } from '../../src/domain/line/iccid.ts'
import { usageReport } from '../contracts/catalogue.ts'
import { ICCID } from './api-world.ts'
import { openConsole, type ConsoleWorld } from './console-world.ts'

const PAGE = '/staff/network'

describe('The network at the console', () => {
  let world: ConsoleWorld
  before(async () => {
    world = await openConsole()
    await world.hire('mori', 'operator')
    await world.hire('sato', 'auditor')
    await world.hire('abe', 'clerk')
    for (let at = 0; at <= SESSIONS_SHOWN_MAX; at += 1) {
      await report(`radius-${at}`, { peer: 'pgw/1' })
      world.clock.advance(1)
    }
    await report('diameter-1', { peer: 'pgw2.example', protocol: 'diameter' })
  })
  after(() => world.close())

  async function report(sessionKey: string, told: Partial<ChargingRequest>): Promise<void> {
    const given = { sequence: '1', sessionKey, usedBytes: megabytes(7), ...told }
    const request = usageReport(world.line, world.app.ids, given)
    await world.app.door.ask(chargeLine, request, SYSTEM)
  }

  const shown = (body: string) => body.match(/MB used in this session/g)?.length ?? 0

  test('shows the last begun first, a page at a time, and masks the card', async () => {
    const desk = await world.signedIn('mori')
    const first = await desk.get(PAGE)
    assert.equal(first.status, 200)
    assert.equal(shown(first.body), SESSIONS_SHOWN_MAX)
    assert.ok(first.body.indexOf('<a href="/staff/lines/') > 0)
    assert.ok(first.body.includes(maskIccid(ICCID as Parameters<typeof maskIccid>[0])))
    assert.ok(!first.body.includes(ICCID))
    const [, next = ''] = /href="([^"]*after=[^"]*)"/.exec(first.body) ?? []
    const second = await desk.get(next.replaceAll('&amp;', '&'))
    assert.equal(shown(second.body), 2)
    assert.doesNotMatch(second.body, /after=/)
  })

  test('counts sessions by gateway, and shows those of one', async () => {
    const desk = await world.signedIn('mori')
    const all = await desk.get(PAGE)
    assert.ok(PEERS_SHOWN_MAX > 2)
    assert.ok(all.body.includes(`${SESSIONS_SHOWN_MAX + 1} sessions`))
    assert.match(all.body, /1 session[^s]/)
    const one = await desk.get(`${PAGE}?peer=pgw2.example`)
    assert.equal(shown(one.body), 1)
    assert.equal(shown((await desk.get(`${PAGE}?protocol=diameter`)).body), 1)
    assert.equal(shown((await desk.get(`${PAGE}?peer=pgw2.example&protocol=radius`)).body), 0)
  })

  test('says where a gateway lets through something else than it should', async () => {
    const desk = await world.signedIn('mori')
    // Without a pack the line was let in with the portal alone, and still is.
    const { body } = await desk.get(`${PAGE}?peer=pgw%2F1`)
    assert.match(body, /let through: renewal pages only/)
    const { body: silent } = await desk.get(`${PAGE}?peer=pgw2.example`)
    assert.match(silent, /let through: was told nothing · should be: renewal pages only/)
  })

  test('stands on the page of the line too', async () => {
    const desk = await world.signedIn('mori')
    const { status, body } = await desk.get(`/staff/lines/${world.line}`)
    assert.equal(status, 200)
    assert.match(body, /<h2 id="sessions">Sessions<\/h2>/)
    assert.match(body, /pgw2\.example/)
  })

  test('takes nothing amiss that is asked of it', async () => {
    const desk = await world.signedIn('mori')
    const odd = ['peer=%00', `peer=${'x'.repeat(500)}`, 'protocol=constructor', 'after=1.x']
    for (const query of [...odd, 'after=%00', 'peer=a&peer=b', '__proto__=1']) {
      const { status, body } = await desk.get(`${PAGE}?${query}`)
      assert.equal(status, 200, query)
      assert.equal(shown(body), SESSIONS_SHOWN_MAX, query)
    }
  })

  test('is read by whoever may read the network, and not by clerks', async () => {
    assert.equal((await (await world.signedIn('sato')).get(PAGE)).status, 200)
    const clerk = await world.signedIn('abe')
    assert.equal((await clerk.get(PAGE)).status, 404)
    assert.ok(!(await clerk.get('/staff')).body.includes(PAGE))
  })

  test('is shown in every language', async () => {
    const desk = await world.signedIn('mori')
    for (const language of LANGUAGES) {
      const { status, body } = await desk.get(`${PAGE}?lang=${language}`)
      assert.equal(status, 200)
      assert.ok(body.includes(networkWords(language).lead), language)
      assert.ok(body.includes(networkWords(language).told), language)
    }
  })
})
