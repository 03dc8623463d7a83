/**
 * The product, and then its database, are killed while a gateway charges over Diameter. The gateway
 * asks again what was not answered, as RFC 8506 §6.5 has it: the same numbers, marked as sent
 * before. In the end its book and the database's agree to the byte: what was answered is kept, what
 * was asked twice is taken once, and no reservation stays, also of sessions that nobody ended.
 */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type pg from 'pg'
import { present } from '../../src/domain/basics/assert.ts'
import { COMMAND } from '../../src/gateways/diameter/base.ts'
import {
  creditRequest,
  GATEWAY,
  resultOf,
  serviceIn,
  TestGateway,
  type CreditAsked,
} from '../interop/diameter-gateway.ts'
import { killDatabase } from '../product.ts'
import { advance, comesTrue, connect, openDesk } from './callers.ts'
import { openStage, restart, say, type Stage } from './stage.ts'

/** Ports stay the same when the product starts again. */
const SETTINGS = {
  DIAMETER_IDENTITY: 'ocs.test.local',
  DIAMETER_PEERS: '*.test.local 127.0.0.0/8',
}
const TURNS = 30
const USED = 40_000n
const WANTED = 100_000n
const SUCCESS = 2001
/** DIAMETER_TOO_BUSY, DIAMETER_UNABLE_TO_COMPLY. */
const LATER: ReadonlySet<number | null> = new Set([3004, 5012])
/** Longer than any grant stands, and any peer is waited for. */
const SILENCE = 'PT3H'

const ends: (() => Promise<void>)[] = []
let stage: Stage
let pool: pg.Pool
before(async () => {
  const later = { after: (end: unknown) => void ends.push(end as () => Promise<void>) }
  stage = await openStage(later, SETTINGS)
  pool = connect(stage.product.dataDirectory)
  ends.push(() => pool.end())
})
after(async () => {
  for (const end of ends.toReversed()) await end()
})

/** A gateway that finds its way back: one connection, opened again whenever it is lost. */
class Gateway {
  #open: Promise<TestGateway> | null = null
  resent = 0

  /** Until it is answered; always the same request. */
  async insist(asked: CreditAsked) {
    for (let tries = 0; ; tries += 1) {
      try {
        const gateway = await (this.#open ??= this.#dial())
        const request = creditRequest(asked, GATEWAY, gateway.nextMark())
        const answer = await Promise.race([
          gateway.send({ ...request, retransmitted: tries > 0 }),
          gateway.closed.then(() => Promise.reject(new Error('the connection is lost'))),
        ])
        assert.equal(answer.command, COMMAND.creditControl)
        if (resultOf(answer) === SUCCESS) return answer
        // Busy, or the store is away: the same again, a little later.
        assert.ok(LATER.has(resultOf(answer)), `answered ${resultOf(answer)}`)
      } catch (fault) {
        if (fault instanceof assert.AssertionError) throw fault
        this.#open = null
      }
      this.resent += 1
      await comesTrue('the product listens', async () => {
        this.#open ??= this.#dial()
        return this.#open.then(
          () => true,
          () => {
            this.#open = null
            return false
          },
        )
      })
    }
  }

  #dial(): Promise<TestGateway> {
    const port = present(stage.product.ports['diameter'], 'it is printed')
    const dialled = TestGateway.open(port)
    dialled.catch(() => {})
    return dialled
  }

  async leave(): Promise<void> {
    await (await this.#open)?.leave()
  }
}

interface Told {
  readonly session: string
  readonly line: string
  readonly imsi: string
  used: bigint
}

async function charge(gateway: Gateway, told: Told, turns: number, from: number): Promise<void> {
  for (let number = from; number < from + turns; number += 1) {
    const type = number === 0 ? 'initial' : 'update'
    const used = number === 0 ? {} : { used: USED }
    const services = [{ group: 7, wants: WANTED, ...used }]
    const answer = await gateway.insist({ ...told, type, number, services })
    assert.notEqual(serviceIn(answer, 7).result, null)
    if (number > 0) told.used += USED
  }
}

async function books() {
  const found = await pool.query<{ line: string; bytes: bigint; shares: bigint }>(
    `select home_id as line, sum(bytes)::bigint as bytes, sum(uncovered + coalesce((
        select sum((share -> 'bytes' ->> '$bigint')::bigint)
        from jsonb_array_elements(shares) as share), 0))::bigint as shares
      from usage_records where record_key like 'pgw.test.local|%' group by home_id`,
  )
  return new Map(found.rows.map((row) => [row.line, row]))
}

async function reserved(): Promise<bigint> {
  const { rows } = await pool.query<{ sum: bigint }>(
    'select coalesce(sum(bytes_reserved), 0)::bigint as sum from packs',
  )
  return present(rows[0], 'a sum is one row').sum
}

test('Nothing answered is lost and nothing stays set aside when everything is killed', async () => {
  const { lines } = await stage.product.world()
  const known = lines.flatMap(({ id, imsi }) => (imsi === null ? [] : [{ line: id, imsi }]))
  const told = known.slice(0, 24).map((one, index): Told => {
    return { ...one, session: `${GATEWAY.host};1;${index}`, used: 0n }
  })
  const gateway = new Gateway()
  const turnsOf = (turns: number, from: number) =>
    Promise.all(told.map((one) => charge(gateway, one, turns, from)))

  let running = turnsOf(TURNS, 0)
  await comesTrue('charging is under way', async () => told.some(({ used }) => used > 5n * USED))
  await stage.product.kill9()
  await restart(stage)
  await running
  running = turnsOf(TURNS, TURNS)
  await comesTrue('charging is under way again', async () =>
    told.some(({ used }) => used > BigInt(TURNS + 5) * USED),
  )
  say(`  ${killDatabase(stage.product.dataDirectory)} processes of the database`)
  await running

  const kept = await books()
  for (const { line, used } of told) {
    assert.equal(kept.get(line)?.bytes, used, line)
    assert.equal(kept.get(line)?.shares, used, line)
  }
  assert.ok(gateway.resent > 0, 'something was asked again')
  assert.ok((await reserved()) > 0n)

  const half = told.slice(0, told.length / 2)
  for (const one of half) {
    const asked = { ...one, type: 'termination', number: 2 * TURNS } as const
    await gateway.insist({ ...asked, services: [{ group: 7, used: 1n }] })
  }
  await gateway.leave()
  await advance(await openDesk(stage.product), SILENCE)
  await comesTrue('what nobody ended is given back', async () => (await reserved()) === 0n)
  say(`  ${told.length} sessions, ${gateway.resent} requests asked again`)
})
