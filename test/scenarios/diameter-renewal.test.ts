/**
 * The running product under a gateway that speaks Gy: what it is granted and reports is what the
 * customer sees, to the byte; who has used everything up is led to the portal, and a renewal takes
 * effect in the session that lives.
 */
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import type pg from 'pg'
import { COMMAND } from '../../src/gateways/diameter/base.ts'
import { reading } from '../../src/gateways/diameter/avps.ts'
import type { Message } from '../../src/gateways/diameter/codec.ts'
import { resultOf, serviceIn, TestGateway, type CreditAsked } from '../interop/diameter-gateway.ts'
import { startProduct, type DemoLine, type Product } from '../product.ts'
import { advance, cheapestOffer, connect, openDesk, read, renew, type Desk } from './callers.ts'
import { lineTaker, recordedIn } from './network-story.ts'
import { orderOnPortal, payOnPage } from './portal-visitor.ts'

const GROUP = 100
const REDIRECT = 1
/** No figure of ours; only that nobody waits for ever on a busy machine. */
const TOLD_WITHIN_MS = 5_000

interface Overview {
  readonly asOf: string
  readonly bytesLeft: number
  readonly bytesUsed: number
  readonly entitlement: { readonly kind: string }
  readonly packs: readonly { readonly id: string; readonly until: string | null }[]
}

describe('The product and a gateway that speaks Gy', () => {
  let product: Product
  let desk: Desk
  let pool: pg.Pool
  let gateway: TestGateway
  let lineOf: ReturnType<typeof lineTaker>

  before(async () => {
    product = await startProduct({
      env: {
        DIAMETER_IDENTITY: 'ocs.test.local',
        DIAMETER_PEERS: '*.test.local 127.0.0.0/8 final=redirect speed=qos-information',
      },
    })
    desk = await openDesk(product)
    pool = connect(product.dataDirectory)
    lineOf = lineTaker((await product.world()).lines)
    gateway = await TestGateway.open(product.ports['diameter'] ?? 0)
  })
  after(async () => {
    await gateway.leave()
    await pool.end()
    await product.remove()
  })

  const overview = async ({ id }: DemoLine) =>
    (await read(desk, `/lines/${id}/overview`)) as Overview

  /** One session of a line, which numbers its requests itself. */
  function sessionOf(line: DemoLine & { readonly imsi: string }) {
    const session = `pgw.test.local;1;${line.imsi}`
    let number = -1
    return {
      id: session,
      ask(asked: Pick<CreditAsked, 'type' | 'services'> & { readonly number?: number }) {
        number = asked.number ?? number + 1
        return gateway.credit({ ...asked, session, imsi: line.imsi, number })
      },
      report(used: bigint) {
        number += 1
        const services = [{ group: GROUP, used }]
        return gateway.credit({ type: 'update', services, session, imsi: line.imsi, number })
      },
    }
  }

  const recorded = (session: string) => recordedIn(pool, { session })

  const wish = [{ group: GROUP, wants: null }] as const
  const granted = (answer: Message) => serviceIn(answer, GROUP).granted ?? 0n

  it('agree to the byte about what was used, and a repeat is the same answer', async () => {
    const line = lineOf('plenty')
    const before = await overview(line)
    const session = sessionOf(line)
    const first = await session.ask({ type: 'initial', services: wish })
    assert.equal(resultOf(first), 2001)
    assert.ok(granted(first) > 0n)
    const services = [{ group: GROUP, used: 1_234_567n, wants: null }]
    const update = await session.ask({ type: 'update', services })
    const again = await session.ask({ type: 'update', services, number: 1 })
    assert.deepEqual(again.avps, update.avps)
    await session.ask({ type: 'termination', services: [{ group: GROUP, used: 89n }] })
    const after = await overview(line)
    assert.equal(before.bytesLeft - after.bytesLeft, 1_234_656)
    assert.equal(after.bytesUsed - before.bytesUsed, 1_234_656)
    assert.deepEqual(await recorded(session.id), { bytes: 1_234_656n, uncovered: 0n })
  })

  it('a customer who used everything up renews, and the session that lives goes on', async () => {
    const line = lineOf('low')
    const left = BigInt((await overview(line)).bytesLeft)
    const session = sessionOf(line)
    let answer = await session.ask({ type: 'initial', services: wish })
    let used = 0n
    while (serviceIn(answer, GROUP).bits !== 128_000 && granted(answer) > 0n && used < left) {
      const grant = granted(answer)
      used += grant
      answer = await session.ask({
        type: 'update',
        services: [{ group: GROUP, used: grant, wants: null }],
      })
    }
    assert.equal(used, left)
    const end = serviceIn(answer, GROUP)
    const isSlowed = end.bits !== null && end.bits < 10_000_000
    assert.ok(isSlowed || (end.final === REDIRECT && end.granted === 0n), JSON.stringify(end.final))
    if (!isSlowed) assert.ok(end.redirect?.startsWith(product.url), `${end.redirect}`)
    assert.equal((await overview(line)).bytesLeft, 0)

    const offer = await cheapestOffer(desk, line.id)
    const page = await orderOnPortal(product, line, offer)
    assert.equal(gateway.orders.length, 0, 'nothing is told before it is paid')
    const paidAt = performance.now()
    await payOnPage(desk, page)
    const told = await gateway.order()
    assert.equal(told.command, COMMAND.reAuth)
    assert.equal(reading(told.avps).read('Session-Id'), session.id)
    const full = await session.ask({
      type: 'update',
      services: [{ group: GROUP, used: 0n, wants: null }],
    })
    const ms = performance.now() - paidAt
    process.stdout.write(`from the payment to the full grant ${ms.toFixed(0)} ms\n`)
    assert.ok(ms < TOLD_WITHIN_MS, `${ms} ms`)
    const { result, granted: octets, final, bits } = serviceIn(full, GROUP)
    assert.deepEqual([result, final], [2001, null])
    assert.ok(octets !== null && octets >= 1_000_000n, `${octets}`)
    assert.ok(bits !== null && bits > 1_000_000, `${bits}`)
    await session.ask({ type: 'termination', services: [{ group: GROUP, used: 7n }] })
    assert.deepEqual(await recorded(session.id), { bytes: left + 7n, uncovered: 0n })
  })

  it('is led to the portal at once where nothing is left and nothing follows', async () => {
    const session = sessionOf(lineOf('empty-stopped'))
    const answer = await session.ask({ type: 'initial', services: wish })
    const { result, granted: octets, final, redirect } = serviceIn(answer, GROUP)
    assert.deepEqual([result, octets, final], [2001, 0n, REDIRECT])
    assert.ok(redirect?.startsWith(product.url))
    await session.ask({ type: 'termination' })
  })

  it('what was reported without a pack is covered by nothing that is bought later', async () => {
    const line = lineOf('grace')
    const session = sessionOf(line)
    await session.ask({ type: 'initial', services: wish })
    await session.report(5_000_000n)
    assert.deepEqual(await recorded(session.id), { bytes: 5_000_000n, uncovered: 5_000_000n })
    const offer = await cheapestOffer(desk, line.id)
    await renew(desk, { key: 'gy-2', line: line.id, method: 'partner', offer })
    assert.equal((await gateway.order()).command, COMMAND.reAuth)
    const fresh = await session.ask({ type: 'update', services: wish })
    assert.ok(granted(fresh) > 0n)
    await session.ask({ type: 'termination', services: [{ group: GROUP, used: 0n }] })
    assert.deepEqual(await recorded(session.id), { bytes: 5_000_000n, uncovered: 5_000_000n })
    assert.equal((await overview(line)).bytesUsed, 0)
  })

  it('what goes beyond a grant, and what comes late, is counted once and only once', async () => {
    const line = lineOf('plenty')
    const before = await overview(line)
    const session = sessionOf(line)
    const first = await session.ask({ type: 'initial', services: wish })
    const beyond = granted(first) + 3_333n
    const next = await session.ask({
      type: 'update',
      number: 2,
      services: [{ group: GROUP, used: beyond, wants: null }],
    })
    assert.ok(granted(next) > 0n)
    const late = [{ group: GROUP, used: 444n }]
    assert.equal(resultOf(await session.ask({ type: 'update', number: 1, services: late })), 2001)
    const end = { type: 'termination', number: 3, services: [{ group: GROUP, used: 55n }] } as const
    assert.equal(resultOf(await session.ask(end)), 2001)
    const all = beyond + 444n + 55n
    assert.deepEqual(await recorded(session.id), { bytes: all, uncovered: 0n })
    assert.equal(BigInt(before.bytesLeft - (await overview(line)).bytesLeft), all)
  })

  // Moves the clock: last.
  it('what was granted of a pack is attributed to it, also if reported after its end', async () => {
    const line = lineOf('last-hours')
    const session = sessionOf(line)
    const { asOf, packs } = await overview(line)
    const now = Temporal.Instant.from(asOf)
    const ends = packs.flatMap(({ until }) =>
      until === null ? [] : [Temporal.Instant.from(until)],
    )
    const [end] = ends
      .filter((one) => Temporal.Instant.compare(one, now) > 0)
      .toSorted(Temporal.Instant.compare)
    assert.ok(end !== undefined)
    const near = end.subtract({ minutes: 5 })
    await advance(desk, now.until(near).round('second').toString())
    const first = await session.ask({ type: 'initial', services: wish })
    const { seconds } = serviceIn(first, GROUP)
    assert.ok(seconds !== null && seconds <= 300, `${seconds}`)
    assert.ok(granted(first) > 1_000n)
    await advance(desk, `PT${seconds + 10}S`)
    await session.ask({ type: 'termination', services: [{ group: GROUP, used: 1_000n }] })
    assert.deepEqual(await recorded(session.id), { bytes: 1_000n, uncovered: 0n })
  })
})
