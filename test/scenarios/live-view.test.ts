/**
 * What its holder, a stranger on its connection, a partner and staff see of a line's live
 * sessions.
 */
import assert from 'node:assert/strict'
import { beforeEach, suite, test } from 'node:test'
import { chargeLine } from '../../src/app/charging/charge-line.ts'
import { SYSTEM } from '../../src/app/origin.ts'
import { USAGE_HOURS_DAYS_MAX } from '../../src/channels/api/routes/lines.ts'
import { megabytes } from '../../src/domain/basics/data-volume.ts'
import type { ChargingRequest } from '../../src/domain/charging/request.ts'
import { NETWORK, usageReport } from '../contracts/catalogue.ts'
import { openAdvice, type AdviceWorld } from './advice-world.ts'

const OWN = '192.0.2.7'
const HOUR_SECONDS = 3_600

suite('The live view of a line', () => {
  let world: AdviceWorld
  beforeEach(async () => {
    world = await openAdvice()
    const network = { ...NETWORK, unsharedPools: ['192.0.2.0/24'] }
    world.catalogue = { ...world.catalogue, networks: new Map([[NETWORK.id, network]]) }
    await world.uses(2, 300)
  })

  async function report(used: number, told: Partial<ChargingRequest> = {}): Promise<void> {
    const given = { sequence: `${used}`, sessionKey: 'now', usedBytes: megabytes(used) }
    const request = usageReport(world.line, world.app.ids, {
      ...given,
      framedAddress: OWN,
      ...told,
    })
    await world.app.door.ask(chargeLine, request, SYSTEM)
  }

  const home = async () => (await world.get(`/lines/${world.line}`, world.holder)).text
  const ask = async (path: string) => {
    const answer = await world.server.inject({
      url: `/api/v1/lines/${world.line}${path}`,
      headers: { authorization: `Bearer ${world.key}` },
    })
    return { status: answer.statusCode, body: answer.json<Record<string, unknown>>() }
  }

  test('Its holder sees since when it is connected, what it used and when that was told', async () => {
    await report(40)
    world.clock.advance(300)
    await report(55)
    const text = await home()
    assert.match(text, /Connected now/)
    assert.match(text, /Full speed · since /)
    assert.match(text, /55 MB used in this connection · last report /)
    await report(60, { moment: 'end', endReason: 'user_request' })
    assert.match(await home(), /Connected now Not connected now\./)
  })

  test('A session that missed two reports is not shown as live', async () => {
    await report(40)
    world.clock.advance(2 * world.app.interimSeconds)
    assert.match(await home(), /Not connected now\./)
    assert.deepEqual((await ask('/sessions')).body, { items: [] })
  })

  test('The day by the hour stands in a chart, a sentence and a table', async () => {
    await report(40)
    world.clock.advance(2 * HOUR_SECONDS)
    await report(110)
    const { page, text } = await world.get(`/lines/${world.line}`, world.holder)
    assert.match(text, /Last 24 hours/)
    assert.match(text, /MB used in the last 24 hours; most at .*: \d+ MB\./)
    const [table = ''] = /<summary[^>]*>Usage by hour[\s\S]*?<\/table>/.exec(page) ?? []
    assert.equal([...table.matchAll(/<th scope="row">/g)].length, 24)
    assert.match(table, /<td>70 MB<\/td>/)
  })

  test('Who is only recognised, or proved the card, sees no session and no chart', async () => {
    await report(40)
    const own = await world.get('/', {}, OWN)
    assert.match(own.text, /Data left/)
    for (const seen of [own, await world.get(`/lines/${world.line}`, world.prover())]) {
      assert.doesNotMatch(seen.text, /Connected now|Last 24 hours|last report \d/)
      assert.doesNotMatch(seen.page, /class="chart"/)
    }
  })

  test('A partner reads sessions, and usage by the hour that adds up to the days', async () => {
    await report(40)
    const { body } = await ask('/sessions')
    const [session] = body['items'] as Record<string, unknown>[]
    assert.equal(session?.['bytesUsed'], 40_000_000)
    assert.deepEqual(session?.['entitlement'], { kind: 'full', kbps: null })
    assert.equal(session?.['peer'], undefined)
    const hourly = (await ask('/usage?by=hour')).body
    const hours = hourly['hours'] as readonly { readonly bytes: number }[]
    assert.equal(hours.length, 48)
    assert.equal(
      hours.reduce((sum, hour) => sum + hour.bytes, 0),
      hourly['bytes'],
    )
    assert.equal((await ask('/usage')).body['hours'], undefined)
    const days = (count: number) => `/usage?by=hour&from=2026-03-01&to=2026-03-${count + 1}`
    assert.equal((await ask(days(USAGE_HOURS_DAYS_MAX).replace('-8', '-08'))).status, 200)
    assert.equal((await ask(days(USAGE_HOURS_DAYS_MAX + 1).replace('-9', '-09'))).status, 400)
    assert.equal((await ask('/usage?by=week')).status, 400)
  })
})
