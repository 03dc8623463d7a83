/**
 * The running product under load over HTTP/2: nghttp2's h2load repeats requests of sessions as fast
 * as it can, and Node's own client leads a thousand sessions from start to release.
 */
import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import type pg from 'pg'
import { ensureDebianPackages } from '../../scripts/debian.ts'
import { openPeer, referenceOf } from '../../src/gateways/nchf/example-peer.ts'
import { PREFIX, reportBody, startBody } from '../../src/gateways/nchf/example-requests.ts'
import { startProduct, type Product } from '../product.ts'
import { connect } from '../scenarios/callers.ts'

const { missing } = await ensureDebianPackages([{ package: 'nghttp2-client', probe: 'h2load' }])
const skip = missing.length > 0 && `not installed: ${missing.join(', ')}`

const SESSIONS = 1_000
const AT_ONCE = 100
const REPEATS = 2_000
const USED = 1_000

describe('The product and clients of HTTP/2', { skip }, () => {
  let product: Product
  let pool: pg.Pool
  let imsis: readonly string[]
  const folder = mkdtempSync(join(tmpdir(), 'tsuzuki-h2load-'))

  before(async () => {
    product = await startProduct()
    pool = connect(product.dataDirectory)
    imsis = (await product.world()).lines.flatMap(({ imsi }) => imsi ?? [])
  })
  after(async () => {
    await pool.end()
    await product.remove()
    rmSync(folder, { recursive: true })
  })

  const origin = () => `http://127.0.0.1:${product.ports['nchf']}`

  function start(chargingId: number) {
    return startBody({
      subscriberIdentifier: `imsi-${imsis[chargingId % imsis.length]}`,
      notifyUri: undefined,
      pDUSessionChargingInformation: { chargingId },
    })
  }

  async function recorded() {
    const { rows } = await pool.query<{ records: number; sessions: number; bytes: bigint }>(
      `select count(*)::int as records, count(distinct u.session_id)::int as sessions,
         coalesce(sum(u.bytes), 0)::bigint as bytes
       from usage_records u join data_sessions s on s.home_id = u.home_id and s.id = u.session_id
       where s.protocol = 'nchf'`,
    )
    assert.ok(rows[0] !== undefined)
    return rows[0]
  }

  /** Of one body to one address, over four connections. */
  async function h2load(path: string, body: unknown) {
    const file = join(folder, 'body.json')
    writeFileSync(file, JSON.stringify(body))
    const options = ['-n', `${REPEATS}`, '-c', '4', '-m', '25', '-t', '1', '-d', file]
    const header = ['-H', 'content-type: application/json']
    const url = `${origin()}${PREFIX}/v3/chargingdata${path}`
    const child = spawn('h2load', [...options, ...header, url], {
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    const said: Buffer[] = []
    child.stdout.on('data', (chunk: Buffer) => said.push(chunk))
    await once(child, 'close')
    const text = Buffer.concat(said).toString()
    const figure = (pattern: RegExp) => Number(pattern.exec(text)?.[1] ?? Number.NaN)
    const succeeded = figure(/(\d+) succeeded/)
    const unfit = figure(/(\d+) failed/) + figure(/(\d+) errored/) + figure(/(\d+) timeout/)
    const perSecond = figure(/finished in [^,]+, ([\d.]+) req\/s/)
    process.stdout.write(`h2load${path.slice(-8)}: ${perSecond.toFixed(0)} requests a second\n`)
    return { succeeded, unfit, good: figure(/status codes: (\d+) 2xx/) }
  }

  it('a thousand sessions are created, updated and released, and every byte is kept', async () => {
    const peer = openPeer(origin())
    const since = performance.now()
    let next = 0
    async function lead(): Promise<void> {
      while (next < SESSIONS) {
        next += 1
        const created = await peer.ask({ body: start(next) })
        assert.equal(created.status, 201, created.text)
        const path = `/${referenceOf(created)}`
        const used = { totalVolume: USED }
        const updated = await peer.ask({ path: `${path}/update`, body: reportBody(1, { used }) })
        assert.equal(updated.status, 200, updated.text)
        const last = reportBody(2, { used, wants: null })
        const released = await peer.ask({ path: `${path}/release`, body: last })
        assert.equal(released.status, 204, released.text)
      }
    }
    await Promise.all(Array.from({ length: AT_ONCE }, lead))
    const seconds = (performance.now() - since) / 1_000
    const perSecond = (3 * SESSIONS) / seconds
    process.stdout.write(`${SESSIONS} sessions: ${perSecond.toFixed(0)} requests a second\n`)
    await peer.close()
    const bytes = BigInt(2 * USED * SESSIONS)
    assert.deepEqual(await recorded(), { records: 3 * SESSIONS, sessions: SESSIONS, bytes })
  })

  it('thousands of repeats of one request are one request, and all are answered', async () => {
    const before = await recorded()
    const all = { succeeded: REPEATS, unfit: 0, good: REPEATS }
    assert.deepEqual(await h2load('', start(SESSIONS + 1)), all)
    const peer = openPeer(origin())
    const path = `/${referenceOf(await peer.ask({ body: start(SESSIONS + 1) }))}`
    const used = { totalVolume: USED }
    assert.deepEqual(await h2load(`${path}/update`, reportBody(1, { used })), all)
    const last = reportBody(2, { used, wants: null })
    assert.deepEqual(await h2load(`${path}/release`, last), all)
    await peer.close()
    const after = await recorded()
    assert.equal(after.records - before.records, 3)
    assert.equal(after.sessions - before.sessions, 1)
    assert.equal(after.bytes - before.bytes, BigInt(2 * USED))
  })
})
