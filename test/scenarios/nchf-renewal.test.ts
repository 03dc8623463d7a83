/**
 * The running product under an SMF that speaks Nchf: what it is granted and reports is what the
 * customer sees, to the byte; who has used everything up is led to the portal, and a renewal takes
 * effect in the session that lives.
 */
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import type pg from 'pg'
import { openNotified, openPeer, referenceOf } from '../../src/gateways/nchf/example-peer.ts'
import { reportBody, startBody } from '../../src/gateways/nchf/example-requests.ts'
import { startProduct, type DemoLine, type Product } from '../product.ts'
import { advance, cheapestOffer, connect, openDesk, read, renew, type Desk } from './callers.ts'
import { lineTaker, recordedIn } from './network-story.ts'
import { orderOnPortal, payOnPage } from './portal-visitor.ts'

const GROUP = 10
/** No figure of ours; only that nobody waits for ever on a busy machine. */
const TOLD_WITHIN_MS = 5_000

interface Overview {
  readonly asOf: string
  readonly bytesLeft: number
  readonly bytesUsed: number
  readonly packs: readonly { readonly id: string; readonly until: string | null }[]
}

/** What an SMF looks at in an answer. */
interface Unit {
  readonly resultCode: string
  readonly grantedUnit?: { readonly totalVolume: number }
  readonly validityTime?: number
  readonly finalUnitIndication?: {
    readonly finalUnitAction: string
    readonly redirectServer?: { readonly redirectServerAddress: string }
  }
}

interface Told {
  readonly text: string
  readonly status: number
  readonly unit: Unit
  readonly granted: bigint
  /** As the network is to shape it; null: its best. */
  readonly rate: string | null
}

describe('The product and an SMF', () => {
  let product: Product
  let desk: Desk
  let pool: pg.Pool
  let smf: Awaited<ReturnType<typeof openNotified>>
  let peer: ReturnType<typeof openPeer>
  let lineOf: ReturnType<typeof lineTaker>
  let sessions = 0

  before(async () => {
    product = await startProduct()
    desk = await openDesk(product)
    pool = connect(product.dataDirectory)
    lineOf = lineTaker((await product.world()).lines)
    smf = await openNotified()
    peer = openPeer(`http://127.0.0.1:${product.ports['nchf']}`)
  })
  after(async () => {
    await peer.close()
    await smf.close()
    await pool.end()
    await product.remove()
  })

  const overview = async ({ id }: DemoLine) =>
    (await read(desk, `/lines/${id}/overview`)) as Overview

  /** Opens a session of a line, which then numbers its requests itself. */
  async function open(line: DemoLine & { readonly imsi: string }) {
    sessions += 1
    const session = {
      chargingId: sessions,
      pduSessionInformation: { pduSessionID: 1, dnnId: 'internet' },
    }
    const created = await peer.ask({
      body: startBody({
        subscriberIdentifier: `imsi-${line.imsi}`,
        notifyUri: `${smf.uri}/${line.id}`,
        multipleUnitUsage: [{ ratingGroup: GROUP, requestedUnit: {} }],
        pDUSessionChargingInformation: session,
      }),
    })
    assert.equal(created.status, 201, created.text)
    const path = `/${referenceOf(created)}`
    let number = 0
    async function ask(
      verb: 'update' | 'release',
      given: { readonly used?: bigint; readonly wants?: object | null; readonly number?: number },
    ): Promise<Told> {
      number = given.number ?? number + 1
      const { used, wants = {} } = given
      const unit = {
        wants,
        ...(used === undefined ? {} : { used: { totalVolume: Number(used) } }),
      }
      const answer = await peer.ask({ path: `${path}/${verb}`, body: reportBody(number, unit) })
      assert.ok(answer.status < 300, answer.text)
      return told(answer)
    }
    return { first: told(created), ask, end: (used = 0n) => ask('release', { used, wants: null }) }
  }

  function told({ status, text }: { readonly status: number; readonly text: string }): Told {
    const body = (text === '' ? {} : JSON.parse(text)) as {
      multipleUnitInformation?: Unit[]
      pDUSessionChargingInformation?: {
        pduSessionInformation: { authorizedSessionAMBR: { downlink: string } }
      }
    }
    const unit = body.multipleUnitInformation?.[0] ?? { resultCode: 'none' }
    const session = body.pDUSessionChargingInformation?.pduSessionInformation
    const rate = session?.authorizedSessionAMBR.downlink ?? null
    return { status, text, unit, granted: BigInt(unit.grantedUnit?.totalVolume ?? 0), rate }
  }

  const recorded = ({ id }: DemoLine) => recordedIn(pool, { line: id, protocol: 'nchf' })

  it('agree to the byte about what was used, and a repeat is the same answer', async () => {
    const line = lineOf('plenty')
    const before = await overview(line)
    const session = await open(line)
    assert.equal(session.first.unit.resultCode, 'SUCCESS')
    assert.ok(session.first.granted > 0n)
    const update = await session.ask('update', { used: 1_234_567n })
    const again = await session.ask('update', { used: 1_234_567n, number: 1 })
    assert.equal(again.text, update.text)
    await session.end(89n)
    const after = await overview(line)
    assert.equal(before.bytesLeft - after.bytesLeft, 1_234_656)
    assert.equal(after.bytesUsed - before.bytesUsed, 1_234_656)
    assert.deepEqual(await recorded(line), { bytes: 1_234_656n, uncovered: 0n })
  })

  it('a customer who used everything up renews, and the session that lives goes on', async () => {
    const line = lineOf('low')
    const left = BigInt((await overview(line)).bytesLeft)
    const session = await open(line)
    let answer = session.first
    let used = 0n
    while (used < left && answer.granted > 0n) {
      const use = answer.granted < left - used ? answer.granted : left - used
      used += use
      answer = await session.ask('update', { used: use })
    }
    assert.equal(used, left)
    assert.equal((await overview(line)).bytesLeft, 0)
    const final = answer.unit.finalUnitIndication
    const isSlowed = answer.rate !== null && Number.parseInt(answer.rate, 10) < 10_000
    assert.ok(isSlowed || final?.finalUnitAction === 'REDIRECT', answer.text)

    const offer = await cheapestOffer(desk, line.id)
    const page = await orderOnPortal(product, line, offer)
    assert.equal(smf.heard.length, 0, 'nothing is told before it is paid')
    const notified = smf.next()
    const paidAt = performance.now()
    await payOnPage(desk, page)
    const { path, body } = await notified
    assert.equal(path, `/notify/${line.id}`)
    assert.deepEqual(body, {
      notificationType: 'REAUTHORIZATION',
      reauthorizationDetails: [{ ratingGroup: GROUP }],
    })
    const full = await session.ask('update', { used: 0n })
    const ms = performance.now() - paidAt
    process.stdout.write(`from the payment to the full grant ${ms.toFixed(0)} ms\n`)
    assert.ok(ms < TOLD_WITHIN_MS, `${ms} ms`)
    assert.equal(full.unit.resultCode, 'SUCCESS')
    assert.equal(full.unit.finalUnitIndication, undefined)
    assert.ok(full.granted >= 1_000_000n, full.text)
    assert.ok(full.rate === null || Number.parseInt(full.rate, 10) > 1_000, full.text)
    await session.end(7n)
    assert.deepEqual(await recorded(line), { bytes: left + 7n, uncovered: 0n })
  })

  it('is led to the portal where nothing is left, and back when a pack is bought', async () => {
    const line = lineOf('empty-stopped')
    const session = await open(line)
    const { resultCode, finalUnitIndication: final } = session.first.unit
    assert.equal(resultCode, 'QUOTA_LIMIT_REACHED')
    assert.equal(session.first.granted, 0n)
    assert.equal(final?.finalUnitAction, 'REDIRECT')
    assert.ok(final.redirectServer?.redirectServerAddress.startsWith(product.url))
    const notified = smf.next()
    const offer = await cheapestOffer(desk, line.id)
    await renew(desk, { key: 'nchf-2', line: line.id, method: 'partner', offer })
    assert.equal((await notified).body.notificationType, 'REAUTHORIZATION')
    const fresh = await session.ask('update', {})
    assert.ok(fresh.granted > 0n, fresh.text)
    await session.end()
  })

  it('what was reported without a pack is covered by nothing that is bought later', async () => {
    const line = lineOf('grace')
    const session = await open(line)
    await session.ask('update', { used: 5_000_000n, wants: null })
    assert.deepEqual(await recorded(line), { bytes: 5_000_000n, uncovered: 5_000_000n })
    const notified = smf.next()
    const offer = await cheapestOffer(desk, line.id)
    await renew(desk, { key: 'nchf-3', line: line.id, method: 'partner', offer })
    await notified
    const fresh = await session.ask('update', {})
    assert.ok(fresh.granted > 0n, fresh.text)
    await session.end()
    assert.deepEqual(await recorded(line), { bytes: 5_000_000n, uncovered: 5_000_000n })
    assert.equal((await overview(line)).bytesUsed, 0)
  })

  it('what goes beyond a grant, and what comes late, is counted once and only once', async () => {
    const line = lineOf('plenty')
    const before = await overview(line)
    const session = await open(line)
    const beyond = session.first.granted + 3_333n
    const next = await session.ask('update', { used: beyond, number: 2 })
    assert.ok(next.granted > 0n)
    await session.ask('update', { used: 444n, wants: null, number: 1 })
    await session.ask('release', { used: 55n, wants: null, number: 3 })
    const all = beyond + 444n + 55n
    assert.deepEqual(await recorded(line), { bytes: all, uncovered: 0n })
    assert.equal(BigInt(before.bytesLeft - (await overview(line)).bytesLeft), all)
  })

  it('a message is no traffic: what is asked for it takes nothing', async () => {
    const line = lineOf('plenty')
    const before = await overview(line)
    for (const requestedUnit of [{ serviceSpecificUnits: 1 }, {}]) {
      const multipleUnitUsage = [{ ratingGroup: GROUP, requestedUnit }]
      const named = { subscriberIdentifier: `imsi-${line.imsi}`, oneTimeEvent: true }
      const answer = await peer.ask({ body: startBody({ ...named, multipleUnitUsage }) })
      assert.equal(told(answer).unit.resultCode, 'RATING_FAILED', answer.text)
    }
    const after = await overview(line)
    assert.deepEqual([after.bytesLeft, after.bytesUsed], [before.bytesLeft, before.bytesUsed])
    assert.deepEqual(await recorded(line), { bytes: 0n, uncovered: 0n })
  })

  it('whoever is no subscriber is told so, and a stranger changes nothing', async () => {
    const line = lineOf('plenty')
    const unknown = startBody({ subscriberIdentifier: 'imsi-001010000000001' })
    const told = await peer.ask({ body: { ...unknown, pDUSessionChargingInformation: {} } })
    assert.equal(told.status, 404)
    const body = startBody({ subscriberIdentifier: `imsi-${line.imsi}` })
    const headers = { authorization: 'Bearer not-a-token-of-anybody' }
    assert.equal((await peer.ask({ body, headers })).status, 401)
    assert.deepEqual(await recorded(line), { bytes: 0n, uncovered: 0n })
  })

  // Moves the clock: last.
  it('what was granted of a pack is of that pack, also when reported after its end', async () => {
    const line = lineOf('last-hours')
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
    const session = await open(line)
    const seconds = session.first.unit.validityTime ?? 0
    assert.ok(seconds > 0 && seconds <= 300, `${seconds}`)
    assert.ok(session.first.granted > 1_000n)
    await advance(desk, `PT${seconds + 10}S`)
    await session.end(1_000n)
    assert.deepEqual(await recorded(line), { bytes: 1_000n, uncovered: 0n })
  })
})
