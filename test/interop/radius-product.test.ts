/**
 * The whole running product under FreeRADIUS's own client: what a gateway reports is what the
 * customer sees and what the database holds, to the byte.
 */
import assert from 'node:assert/strict'
import { createSocket } from 'node:dgram'
import { after, before, describe, it } from 'node:test'
import type pg from 'pg'
import { ensureDebianPackages } from '../../scripts/debian.ts'
import { startProduct, type DemoLine, type Product } from '../product.ts'
import { connect, openDesk, read, type Desk } from '../scenarios/callers.ts'
import { radclient } from './radclient.ts'

const { missing } = await ensureDebianPackages([
  { package: 'freeradius-utils', probe: 'radclient' },
])
const skip = missing.length > 0 && `not installed: ${missing.join(', ')}`

/** radclient refuses more at once than one socket has identifiers. */
const PARALLEL_MAX = 200
const BURST = 2_000
const NAS = 'pgw01'
const ONCE = ['-r', '1', '-t', '1']

interface Report {
  readonly imsi: string
  readonly session: string
  readonly status: 'Start' | 'Interim-Update' | 'Stop'
  readonly seconds: number
  readonly input: bigint
  readonly output: bigint
}

function packet({ imsi, session, status, seconds, input, output }: Report): string {
  const octets = (direction: string, count: bigint) => `
    Acct-${direction}-Octets = ${count & 0xffff_ffffn}
    Acct-${direction}-Gigawords = ${count >> 32n}`
  return `
    Acct-Status-Type = ${status}
    Acct-Session-Id = "${session}"
    Acct-Session-Time = ${seconds}
    NAS-Identifier = "${NAS}"
    User-Name = "${imsi}@internet"
    3GPP-IMSI = "${imsi}"
    Framed-IP-Address = 100.64.1.1
    ${octets('Input', input)}
    ${octets('Output', output)}`.replace(/\n\s*\n/g, '\n')
}

describe('The product and radclient', { skip }, () => {
  let product: Product
  let desk: Desk
  let pool: pg.Pool
  let secret: string
  let lines: (DemoLine & { readonly imsi: string })[]

  before(async () => {
    product = await startProduct()
    desk = await openDesk(product)
    pool = connect(product.dataDirectory)
    const world = await product.world()
    secret = world.radius.secret
    lines = world.lines.flatMap((line) =>
      line.imsi === null ? [] : [{ ...line, imsi: line.imsi }],
    )
  })
  after(async () => {
    await pool.end()
    await product.remove()
  })

  const send = (packets: readonly string[], options: readonly string[] = []) =>
    radclient(product.ports['radiusAccounting'] ?? 0, { packets, secret, options })

  async function figuresOf({ id }: DemoLine) {
    return (await read(desk, `/lines/${id}/overview`)) as { bytesLeft: number; bytesUsed: number }
  }

  /** What the sessions of our gateway left in the database. */
  async function recorded(prefix: string) {
    const { rows } = await pool.query<{
      records: number
      sessions: number
      bytes: bigint
      accounted: bigint
    }>(
      `select count(*)::int as records, count(distinct u.session_id)::int as sessions,
         coalesce(sum(u.bytes), 0)::bigint as bytes,
         coalesce(sum(u.uncovered + (
           select coalesce(sum((share #>> '{bytes,$bigint}')::bigint), 0)
           from jsonb_array_elements(u.shares) as share)), 0)::bigint as accounted
       from usage_records u join data_sessions s on s.home_id = u.home_id and s.id = u.session_id
       where s.session_key like $1 || '%'`,
      [prefix],
    )
    assert.ok(rows[0] !== undefined)
    return rows[0]
  }

  async function metric(name: string): Promise<number> {
    const answer = await fetch(`http://127.0.0.1:${product.ports['operations']}/metrics`)
    const line = (await answer.text()).split('\n').find((one) => one.startsWith(`${name} `))
    assert.ok(line !== undefined, `${name} is among the metrics`)
    return Number(line.split(' ')[1])
  }

  function lineOf(story: string) {
    const line = lines.find((one) => one.story === story)
    assert.ok(line !== undefined, `the world has a line that is ${story}`)
    return line
  }

  it('an interim report changes the balance that is shown, to the byte, and once', async () => {
    const line = lineOf('plenty')
    const before = await figuresOf(line)
    const report = { imsi: line.imsi, session: 'exact-1', input: 1_234_567n, output: 89_012_345n }
    const start = packet({ ...report, status: 'Start', seconds: 0, input: 0n, output: 0n })
    const interim = packet({ ...report, status: 'Interim-Update', seconds: 600 })
    const first = await send([start, interim], ['-p', '1'])
    assert.equal(first.accepted, 2, first.output)
    const used = 1_234_567 + 89_012_345
    const after = await figuresOf(line)
    assert.equal(before.bytesLeft - after.bytesLeft, used)
    assert.equal(after.bytesUsed - before.bytesUsed, used)

    // Resent by another radclient: another identifier and port, as after a restart of a relay.
    const late = `${interim}\n    Acct-Delay-Time = 5`
    const again = await send([interim, late], ['-p', '1'])
    assert.equal(again.accepted, 2, again.output)
    assert.equal((await figuresOf(line)).bytesLeft, after.bytesLeft)
    assert.deepEqual(await recorded('exact-'), {
      records: 2,
      sessions: 1,
      bytes: BigInt(used),
      accounted: BigInt(used),
    })
  })

  it('two thousand sessions in a burst are all kept, and no byte is lost or made up', async () => {
    const reports = Array.from({ length: BURST }, (_, at): Report => {
      const line = lines[at % lines.length]
      assert.ok(line !== undefined)
      const [input, output] = [BigInt(at) * 1_009n, BigInt(at % 7) * 700_000_001n]
      const session = `burst-${at}`
      return { imsi: line.imsi, session, status: 'Interim-Update', seconds: 600, input, output }
    })
    const since = performance.now()
    const summary = await send(reports.map(packet), ['-q', '-p', `${PARALLEL_MAX}`, '-r', '10'])
    const seconds = ((performance.now() - since) / 1_000).toFixed(1)
    assert.equal(summary.accepted, BURST, summary.output)
    assert.equal(summary.lost, 0)
    process.stdout.write(`${BURST} sessions in ${seconds} s\n`)
    const bytes = reports.reduce((sum, { input, output }) => sum + input + output, 0n)
    const kept = await recorded('burst-')
    assert.deepEqual(kept, { records: BURST, sessions: BURST, bytes, accounted: bytes })
  })

  it('ten reports of two hundred sessions, twice over and in disorder, add up once', async () => {
    const [SESSIONS, REPORTS] = [200, 10]
    const reports = Array.from({ length: SESSIONS * REPORTS }, (_, at): Report => {
      const line = lines[(at % SESSIONS) % lines.length]
      assert.ok(line !== undefined)
      const nth = BigInt(Math.floor(at / SESSIONS) + 1)
      return {
        imsi: line.imsi,
        session: `long-${at % SESSIONS}`,
        status: 'Interim-Update',
        seconds: 600 * Number(nth),
        input: nth * 1_000_003n,
        output: nth * 10n,
      }
    })
    const options = ['-q', '-p', `${PARALLEL_MAX}`, '-r', '10']
    const packets = reports.map(packet)
    const [one, other] = await Promise.all([
      send(packets, options),
      send(packets.toReversed(), options),
    ])
    assert.equal(one.accepted + other.accepted, 2 * packets.length, one.output + other.output)
    const bytes = BigInt(SESSIONS) * BigInt(REPORTS) * 1_000_013n
    const kept = await recorded('long-')
    assert.equal(kept.bytes, bytes)
    assert.equal(kept.accounted, bytes)
    assert.equal(kept.sessions, SESSIONS)
    assert.equal(kept.records, packets.length)
  })

  it('what packs have used is what the records say they burned', async () => {
    const { rows } = await pool.query(
      `with burned as (
         select u.home_id, share ->> 'pack' as pack,
           sum((share #>> '{bytes,$bigint}')::bigint) as bytes
         from usage_records u, jsonb_array_elements(u.shares) as share
         group by 1, 2)
       select p.id, p.bytes_used, p.bytes_throttled, b.bytes from packs p
       join burned b on b.home_id = p.home_id and b.pack = p.id::text
       where p.bytes_used + p.bytes_throttled <> b.bytes`,
    )
    assert.deepEqual(rows, [])
  })

  it('Accounting-Off ends the sessions of that gateway', async () => {
    const open = async () => {
      const { rows } = await pool.query<{ open: number }>(
        'select count(*)::int as open from data_sessions where not is_over and peer like $1',
        [`%/${NAS}`],
      )
      return rows[0]?.open
    }
    assert.notEqual(await open(), 0)
    const off = `Acct-Status-Type = Accounting-Off\nNAS-Identifier = "${NAS}"`
    const summary = await send([off], ['-r', '5', '-t', '3'])
    assert.equal(summary.accepted, 1, summary.output)
    assert.equal(await open(), 0)
  })

  it('a wrong secret is never answered, and what is no packet is counted', async () => {
    const dropped = 'radius_accounting_dropped_total'
    const report = { imsi: lineOf('plenty').imsi, session: 'forged-1', input: 1n, output: 1n }
    const forged = packet({ ...report, status: 'Start', seconds: 0 })
    const port = product.ports['radiusAccounting'] ?? 0
    const told = { packets: [forged], secret: 'not-the-secret', options: ONCE }
    const summary = await radclient(port, told)
    assert.equal(summary.accepted, 0, summary.output)
    assert.equal(await metric(`${dropped}{reason="wrong_authenticator"}`), 1)
    assert.equal((await recorded('forged-')).records, 0)

    const socket = createSocket('udp4')
    const rubbish = Promise.withResolvers<void>()
    socket.send(Buffer.from('no packet at all'), port, '127.0.0.1', () => rubbish.resolve())
    await rubbish.promise
    socket.close()
    // The next answer comes after the rubbish was read.
    const status = { packets: ['Message-Authenticator = 0x00'], secret, kind: 'status' } as const
    assert.equal((await radclient(port, status)).accepted, 1)
    assert.equal(await metric(`${dropped}{reason="malformed"}`), 1)
    assert.equal(await metric('radius_accounting_faults_total'), 0)
  })
})
