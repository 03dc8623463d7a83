/**
 * Homes that somebody else holds, and a store that is away: whoever has nothing to do with them is
 * answered, and whoever has is told so soon.
 */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import {
  CONTENTION_PAUSE_MS_MAX,
  HURRIED_LOCK_WAIT_MS_MAX,
} from '../../src/adapters/postgres/door-store.ts'
import { IDLE_IN_TRANSACTION_MS_MAX, LOCK_WAIT_MS_MAX } from '../../src/adapters/postgres/pool.ts'
import { BUSY_RETRY_SECONDS, createDoor, type Door } from '../../src/app/door/door.ts'
import type { DoorStore } from '../../src/app/door/store.ts'
import { renewByPartner } from '../../src/app/orders/renew-by-partner.ts'
import { StoreAway } from '../../src/app/ports.ts'
import type { LineId } from '../../src/domain/basics/ids.ts'
import { CATALOGUE, partnerRenewal } from './catalogue.ts'
import { createWorld, openPostgres, type DoorWorld, type OpenPostgres } from './stores.ts'

let open: OpenPostgres
let world: DoorWorld

before(async () => {
  open = await openPostgres()
  world = createWorld(open)
})
after(() => open.close())

const BUSY = {
  ok: false,
  refusal: { code: 'busy', retryAfterSeconds: BUSY_RETRY_SECONDS },
  replayed: false,
}
/** After which nobody is answered any more. */
const HANGS_MS = 60_000

function renew(door: Door, line: LineId) {
  const origin = { channel: 'web', actor: 'visitor:one', key: 'a' } as const
  return door.ask(renewByPartner, partnerRenewal(line, world.ids), origin)
}

/** Another session holds their homes until it is told to let go. */
async function hold(lines: readonly LineId[]): Promise<() => Promise<void>> {
  const holder = await open.pool.connect()
  await holder.query('begin')
  await holder.query('select from homes where home_id = any ($1) for update', [lines])
  return async () => {
    await holder.query('rollback')
    holder.release()
  }
}

function linesOf(count: number): Promise<LineId[]> {
  return Promise.all(Array.from({ length: count }, () => world.line()))
}

test(
  'With every group in flight at a held home, another line is answered and the held are busy',
  { timeout: HANGS_MS },
  async () => {
    const [one, other, third] = await linesOf(3)
    assert.ok(one !== undefined && other !== undefined && third !== undefined)
    const door = world.doorWith({ queueMax: 64, groupMax: 1, groupsInFlight: 2 })
    const letGo = await hold([one, other])
    const asked = await Promise.all([one, other, third].map((line) => renew(door, line)))
    assert.deepEqual(asked.slice(0, 2), [BUSY, BUSY])
    assert.ok(asked[2]?.ok)
    await letGo()
    // Busy is not remembered, and nothing was written.
    const again = await Promise.all([renew(door, one), renew(door, other)])
    assert.deepEqual(
      again.map(({ ok, replayed }) => [ok, replayed]),
      [
        [true, false],
        [true, false],
      ],
    )
  },
)

test(
  'Neighbours in a group do not wait for each held home of it in turn',
  { timeout: HANGS_MS },
  async () => {
    const lines = await linesOf(16)
    const isHeld = (_: unknown, at: number) => at % 2 === 0
    const held = lines.filter(isHeld)
    const door = world.doorWith({ queueMax: 64, groupMax: 64, groupsInFlight: 1 })
    const letGo = await hold(held)
    const from = performance.now()
    const answers = await Promise.all(lines.map((line) => renew(door, line)))
    const tookMs = performance.now() - from
    await letGo()
    assert.equal(door.stats().groups, 1)
    for (const [at, answer] of answers.entries()) {
      if (isHeld(null, at)) assert.deepEqual(answer, BUSY)
      else assert.ok(answer.ok)
    }
    // A fifth of it where nothing else runs.
    assert.ok(tookMs < held.length * LOCK_WAIT_MS_MAX, `${tookMs} ms`)
  },
)

test('The door waits for locks no longer than it says, and never idles within a transaction', async () => {
  const { door } = world
  assert.ok((await renew(door, await world.line())).ok)
  const shown = await open.doorPool.query<{ name: string; ms: string }>(
    `select name, setting as ms from pg_settings
     where name in ('lock_timeout', 'idle_in_transaction_session_timeout') order by name`,
  )
  assert.deepEqual(
    shown.rows.map(({ ms }) => Number(ms)),
    [IDLE_IN_TRANSACTION_MS_MAX, LOCK_WAIT_MS_MAX],
  )
  // A deadlock is found after a second, and is tried again; a lock is waited for longer.
  assert.ok(LOCK_WAIT_MS_MAX > 1_000 && CONTENTION_PAUSE_MS_MAX < HURRIED_LOCK_WAIT_MS_MAX)
})

test('A store that is away is tried once for a group and once for one of it', async () => {
  const { clock, ids } = world
  let tries = 0
  const store: DoorStore = {
    transact() {
      tries += 1
      return Promise.reject(new StoreAway('nobody answers'))
    },
  }
  const door = createDoor({ store, clock, ids, catalogue: () => CATALOGUE })
  const lines = await linesOf(6)
  const asked = await Promise.allSettled(lines.map((line) => renew(door, line)))
  assert.ok(asked.every((one) => one.status === 'rejected' && one.reason instanceof StoreAway))
  assert.equal(door.stats().groups, 2)
  assert.equal(tries, 4)
})
