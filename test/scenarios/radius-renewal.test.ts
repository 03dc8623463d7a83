/**
 * The running product under a NAS: what it reports is what the customer sees, to the byte; who has
 * used everything up is slowed or cut off, is not let in again, and a renewal takes effect in the
 * session that lives. The rules by which usage finds its pack, each as a story.
 */
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import type pg from 'pg'
import { read as attributeOf } from '../../src/gateways/radius/attributes.ts'
import { TestNas, type Report } from '../interop/radius-nas.ts'
import { startProduct, type DemoLine, type Product } from '../product.ts'
import { advance, cheapestOffer, connect, openDesk, read, renew, type Desk } from './callers.ts'
import { lineTaker, recordedIn, type Card } from './network-story.ts'
import { orderOnPortal, payOnPage } from './portal-visitor.ts'

const SECRET = 'renewal-secret'
const WRAP = 2 ** 32
/** No figure of ours; only that nobody waits for ever on a busy machine. */
const TOLD_WITHIN_MS = 5_000

interface Overview {
  readonly asOf: string
  readonly bytesLeft: number
  readonly bytesUsed: number
  readonly entitlement: { readonly kind: string; readonly kbps?: number | null }
  readonly packs: readonly { readonly id: string; readonly until: string | null }[]
}

describe('The product and a NAS', () => {
  let product: Product
  let desk: Desk
  let pool: pg.Pool
  let nas: TestNas
  let lineOf: ReturnType<typeof lineTaker>
  let sessions = 0

  before(async () => {
    nas = await TestNas.open('hotspot', SECRET)
    const client = `nas 127.0.0.0/8 ${SECRET} dialect=wispr`
    product = await startProduct({
      env: { RADIUS_CLIENTS: `${client} coa-port=${nas.coaPort}` },
    })
    desk = await openDesk(product)
    pool = connect(product.dataDirectory)
    lineOf = lineTaker((await product.world()).lines)
  })
  after(async () => {
    nas.close()
    await pool.end()
    await product.remove()
  })

  const overview = async ({ id }: DemoLine) =>
    (await read(desk, `/lines/${id}/overview`)) as Overview

  const accessOf = ({ imsi }: Card) => nas.access(product.ports['radiusAuth'] ?? 0, imsi)

  /** One session of a line. */
  function sessionOf({ imsi }: Card) {
    sessions += 1
    const session = `s-${imsi}-${sessions}`
    const send = (told: Omit<Report, 'session' | 'imsi'>) =>
      nas.report(product.ports['radiusAccounting'] ?? 0, { ...told, session, imsi })
    return {
      id: session,
      start: () => send({ status: 'start', seconds: 0 }),
      update: (seconds: number, output: number, more: Partial<Report> = {}) =>
        send({ status: 'update', seconds, input: 0, output, ...more }),
      end: (seconds: number, output: number, more: Partial<Report> = {}) =>
        send({ status: 'end', seconds, input: 0, output, ...more }),
    }
  }

  async function recorded(session: string) {
    const { bytes, uncovered } = await recordedIn(pool, { session })
    return { bytes: Number(bytes), uncovered: Number(uncovered) }
  }

  it('agree to the byte, also when reports come late, twice and out of order', async () => {
    const line = lineOf('plenty')
    const before = await overview(line)
    const session = sessionOf(line)
    await session.start()
    await session.update(600, 5_000_000)
    await session.update(300, 2_000_000)
    await session.update(600, 5_000_000, { delay: 20 })
    await session.end(900, 7_000_001)
    assert.deepEqual(await recorded(session.id), { bytes: 7_000_001, uncovered: 0 })
    assert.equal(before.bytesLeft - (await overview(line)).bytesLeft, 7_000_001)
  })

  it('a counter that wraps without gigawords goes on where it was', async () => {
    const line = lineOf('plenty')
    const session = sessionOf(line)
    await session.start()
    await session.update(300, WRAP - 1_000)
    await session.update(600, 500)
    assert.equal((await recorded(session.id)).bytes, WRAP + 500)
    await session.end(900, 700)
    assert.equal((await recorded(session.id)).bytes, WRAP + 700)
  })

  it('a counter with gigawords never wraps', async () => {
    const line = lineOf('plenty')
    const session = sessionOf(line)
    await session.start()
    await session.update(300, WRAP - 1_000, { outputGigawords: 0 })
    await session.end(600, 500, { outputGigawords: 1 })
    assert.equal((await recorded(session.id)).bytes, WRAP + 500)
  })

  it('a counter that begins again counts what it says from then on', async () => {
    const line = lineOf('plenty')
    const session = sessionOf(line)
    await session.start()
    await session.update(300, 3_000_000, { outputGigawords: 0 })
    await session.end(600, 1_000_000, { outputGigawords: 0 })
    assert.equal((await recorded(session.id)).bytes, 4_000_000)
  })

  it('a customer who used everything up renews, and the session that lives goes on', async () => {
    const line = lineOf('low')
    const { bytesLeft } = await overview(line)
    const welcome = await accessOf(line)
    assert.ok(welcome.isAccepted)
    const full = attributeOf(welcome.index, 'WISPr-Bandwidth-Max-Down') ?? 0
    assert.ok(full > 1_000_000, `${full}`)
    const session = sessionOf(line)
    await session.start()
    await session.update(300, bytesLeft)
    const { entitlement } = await overview(line)
    const slowed = await nas.order()
    assert.equal(slowed.session, session.id)
    if (entitlement.kind === 'throttled') {
      assert.equal(slowed.kind, 'coa')
      const rate = attributeOf(slowed.attributes, 'WISPr-Bandwidth-Max-Down')
      assert.equal(rate, (entitlement.kbps ?? 0) * 1_000)
    } else assert.equal(slowed.kind, 'disconnect')
    process.stdout.write(`used up: ${slowed.kind}, ${JSON.stringify(entitlement)}\n`)

    const offer = await cheapestOffer(desk, line.id)
    const page = await orderOnPortal(product, line, offer)
    assert.equal(nas.orders.length, 0, 'nothing is told before it is paid')
    const paidAt = performance.now()
    await payOnPage(desk, page)
    if (entitlement.kind === 'throttled') {
      const lifted = await nas.order()
      assert.equal(lifted.kind, 'coa')
      const rate = attributeOf(lifted.attributes, 'WISPr-Bandwidth-Max-Down') ?? 0
      assert.ok(rate > 1_000_000, `${rate}`)
      const ms = lifted.at - paidAt
      process.stdout.write(`from the payment to full speed ${ms.toFixed(0)} ms\n`)
      assert.ok(ms < TOLD_WITHIN_MS, `${ms} ms`)
    }
    await session.end(600, bytesLeft + 7)
    assert.deepEqual(await recorded(session.id), { bytes: bytesLeft + 7, uncovered: 0 })
  })

  it('who has nothing left is not let in, and is let in after a renewal', async () => {
    const line = lineOf('empty-stopped')
    const refused = await accessOf(line)
    assert.ok(!refused.isAccepted)
    assert.ok(attributeOf(refused.index, 'Reply-Message')?.endsWith(product.url))
    const offer = await cheapestOffer(desk, line.id)
    await renew(desk, { key: 'radius-2', line: line.id, method: 'partner', offer })
    const welcome = await accessOf(line)
    assert.ok(welcome.isAccepted)
    assert.ok((attributeOf(welcome.index, 'Session-Timeout') ?? 0) > 0)
    const stranger = await nas.access(product.ports['radiusAuth'] ?? 0, '999990000000001')
    assert.ok(!stranger.isAccepted)
  })

  it('what was used without a pack is taken from nothing that is bought later', async () => {
    const line = lineOf('grace')
    const session = sessionOf(line)
    await session.start()
    await session.update(300, 5_000_000)
    assert.deepEqual(await recorded(session.id), { bytes: 5_000_000, uncovered: 5_000_000 })
    const offer = await cheapestOffer(desk, line.id)
    await renew(desk, { key: 'radius-3', line: line.id, method: 'partner', offer })
    await session.end(600, 5_000_000)
    assert.deepEqual(await recorded(session.id), { bytes: 5_000_000, uncovered: 5_000_000 })
    assert.equal((await overview(line)).bytesUsed, 0)
  })

  // These move the clock: last.
  it('usage of a span over the end of a pack is of the pack that was there', async () => {
    const line = lineOf('last-hours')
    const session = sessionOf(line)
    const { asOf, packs } = await overview(line)
    const now = Temporal.Instant.from(asOf)
    const [end] = packs
      .flatMap(({ until }) => (until === null ? [] : [Temporal.Instant.from(until)]))
      .filter((one) => Temporal.Instant.compare(one, now) > 0)
      .toSorted(Temporal.Instant.compare)
    assert.ok(end !== undefined)
    await advance(
      desk,
      now
        .until(end.subtract({ minutes: 5 }))
        .round('second')
        .toString(),
    )
    await session.start()
    await advance(desk, 'PT10M')
    await session.update(600, 1_000)
    assert.deepEqual(await recorded(session.id), { bytes: 1_000, uncovered: 0 })
    await advance(desk, 'PT10M')
    await session.update(1_200, 1_500)
    assert.deepEqual(await recorded(session.id), { bytes: 1_500, uncovered: 500 })
  })
})
