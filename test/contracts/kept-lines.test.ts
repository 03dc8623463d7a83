/**
 * Lines that the door keeps from one group to the next: not read again while nobody else writes
 * them, told by nobody from lines that are read, and given up as soon as another process was there.
 */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import fc from 'fast-check'
import { loadGroup } from '../../src/adapters/postgres/group-load.ts'
import { createKeptLines, KEPT_PARTS } from '../../src/adapters/postgres/kept-lines.ts'
import { chargeLine } from '../../src/app/charging/charge-line.ts'
import type { Door } from '../../src/app/door/door.ts'
import type { LineState, Part } from '../../src/app/door/state.ts'
import type { GroupPlan } from '../../src/app/door/store.ts'
import { SYSTEM } from '../../src/app/origin.ts'
import { renewByPartner } from '../../src/app/orders/renew-by-partner.ts'
import { BrokenInvariant } from '../../src/domain/basics/assert.ts'
import { bytes, NO_BYTES, plus } from '../../src/domain/basics/data-volume.ts'
import type { LineId } from '../../src/domain/basics/ids.ts'
import { usageKey, type ChargingMoment } from '../../src/domain/charging/request.ts'
import { megabyte, partnerRenewal, usageReport } from './catalogue.ts'
import { load } from './rows-asked.ts'
import { assertSame } from './same.ts'
import {
  createWorld,
  openPostgres,
  writeRows,
  type DoorWorld,
  type OpenPostgres,
} from './stores.ts'

let open: OpenPostgres
let world: DoorWorld

before(async () => {
  open = await openPostgres()
  world = createWorld(open)
})
after(() => open.close())

let reports = 0

interface Told {
  readonly session: string
  readonly moment: ChargingMoment
}

async function report(
  door: Door,
  line: LineId,
  megabytes: number,
  { session = 'session-1', moment = 'update' }: Partial<Told> = {},
) {
  reports += 1
  const usedBytes = bytes(BigInt(megabytes) * megabyte)
  const charge = usageReport(line, world.ids, {
    counting: 'since_last_report',
    moment,
    sequence: String(reports),
    sessionKey: session,
    usedBytes,
  })
  const key = usageKey(charge.request)
  const answer = await door.ask(chargeLine, charge, { channel: 'network', actor: 'network:n', key })
  assert.ok(answer.ok)
}

async function renew(door: Door, line: LineId): Promise<void> {
  reports += 1
  const origin = { channel: 'web', actor: 'visitor:one', key: String(reports) } as const
  assert.ok((await door.ask(renewByPartner, partnerRenewal(line, world.ids), origin)).ok)
}

/** A session that is named, and is over where it was begun at all. */
const ENDED = 'session-0'

function planOf(line: LineId, parts: readonly Part[]): GroupPlan {
  const homes = [{ kind: 'line', id: line }] as const
  const asked = new Map(parts.map((part) => [part, [line]]))
  const named = { home: homes[0], peer: 'nas-1', sessionKey: ENDED }
  return { isHurried: false, homes, keys: [], parts: asked, orders: [], sessions: [named] }
}

/** As a process sees a line that has not seen it before. */
async function asRead(line: LineId, parts: readonly Part[]): Promise<LineState | undefined> {
  const client = await open.pool.connect()
  try {
    return (await loadGroup(client, planOf(line, parts))).states.lines.get(line)
  } finally {
    client.release()
  }
}

async function asKept(line: LineId, parts: readonly Part[]): Promise<LineState | undefined> {
  return (await load(world, planOf(line, parts))).lines.get(line)
}

test('A line that is kept is told from one that is read by nobody, whatever is asked of it', async () => {
  const line = await world.line()
  await renew(world.door, line)
  await report(world.door, line, 3, { session: ENDED })
  await report(world.door, line, 3)
  await report(world.door, line, 3, { session: ENDED, moment: 'end' })
  const whole = [...KEPT_PARTS]
  for (const parts of [whole, [], ['packs'], ['sessions', 'orders'], ['mandate'], whole] as const) {
    await report(world.door, line, 1)
    assertSame(await asKept(line, parts), await asRead(line, parts))
  }
})

test('A line that is kept is not read again, and is when somebody else wrote it', async () => {
  const line = await world.line()
  await renew(world.door, line)
  const plan = planOf(line, KEPT_PARTS)
  const client = await open.pool.connect()
  const kept = createKeptLines()
  async function looks(): Promise<readonly string[]> {
    const asked: string[] = []
    const asker = {
      query(statement: { name: string; text: string; values: unknown[] }) {
        asked.push(statement.name)
        return client.query(statement)
      },
    }
    const { states, versions } = await loadGroup(asker, plan, kept.get)
    const [state, version] = [states.lines.get(line), versions.get(line)]
    assert.ok(state !== undefined && version !== undefined)
    kept.keep(line, state, version)
    return asked
  }
  try {
    const parts = [
      'load_lines',
      'load_packs',
      'load_liveSessions',
      'load_sessions',
      'load_mandates',
    ]
    const always = ['load_homes', 'load_sessions']
    assert.deepEqual(await looks(), ['load_homes', ...parts])
    assert.deepEqual(await looks(), always)
    await report(world.otherDoor, line, 1)
    assert.deepEqual(await looks(), [...always, ...parts])
    assert.deepEqual(await looks(), always)
  } finally {
    client.release()
  }
})

test('A repeat is found though nobody looks for keys further on than a kept session', async () => {
  const line = await world.line()
  await renew(world.door, line)
  async function hear(door: Door, number: number): Promise<boolean> {
    const sequence = `update.${number}`
    const told = { sequence, number, usedBytes: megabyte, counting: 'since_last_report' } as const
    const charge = usageReport(line, world.ids, told)
    const key = usageKey(charge.request)
    const origin = { channel: 'network', actor: 'network:n', key } as const
    return (await door.ask(chargeLine, charge, origin)).replayed
  }
  const heard: boolean[] = []
  for (const number of [1, 2, 2, 1]) heard.push(await hear(world.door, number))
  for (const number of [3, 4, 3]) heard.push(await hear(world.otherDoor, number))
  // Heard by the other process only, and further on than this one knows.
  for (const number of [4, 3, 5, 5]) heard.push(await hear(world.door, number))
  const [anew, again] = [false, true]
  assert.deepEqual(heard, [anew, anew, again, again, anew, anew, again, again, again, anew, again])
  assert.equal((await open.usage(line)).length, 5)
})

test('Nothing is kept beyond a connection: the next server may tell another story', async () => {
  const line = await world.line()
  await renew(world.door, line)
  await report(world.door, line, 2)
  const before = await asKept(line, KEPT_PARTS)
  // A stand-in that lacks the last commits, and went on by itself to the same version.
  await open.pool.query(`update packs set family = 'another' where home_id = $1`, [line])
  assertSame(await asKept(line, KEPT_PARTS), before)
  await open.pool.query(
    `select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'door'`,
  )
  await world.door
    .ask(writeRows, { homes: [{ kind: 'line', id: line }], changes: [] }, SYSTEM)
    .catch(() => {})
  assert.equal((await asKept(line, KEPT_PARTS))?.packs[0]?.family, 'another')
})

test('A kept row that is gone without a word is missed, once', async () => {
  const line = await world.line()
  await renew(world.door, line)
  await report(world.door, line, 2)
  await open.pool.query('delete from packs where home_id = $1', [line])
  await assert.rejects(report(world.door, line, 1), BrokenInvariant)
  await report(world.door, line, 1)
  assert.equal((await open.usage(line)).at(-1)?.uncovered, megabyte)
})

test('Two processes that take turns on a line lose nothing of what either did', async () => {
  const acts = fc.array(
    fc.record({
      door: fc.boolean(),
      act: fc.oneof(
        fc.record({
          megabytes: fc.integer({ min: 0, max: 9 }),
          session: fc.constantFrom('a', 'b'),
        }),
        fc.constant('renew' as const),
      ),
    }),
    { minLength: 2, maxLength: 12 },
  )
  await fc.assert(
    fc.asyncProperty(acts, async (asked) => {
      const line = await world.line()
      await renew(world.door, line)
      let [used, renewals] = [0, 1]
      for (const { door: isOther, act } of asked) {
        const door = isOther ? world.otherDoor : world.door
        if (act === 'renew') {
          await renew(door, line)
          renewals += 1
        } else {
          await report(door, line, act.megabytes, act)
          used += act.megabytes
        }
      }
      const packs = await open.packs(line)
      assert.equal(packs.length, renewals)
      const burned = packs.flatMap((pack) => [pack.bytesUsed, pack.bytesThrottled])
      const uncovered = (await open.usage(line)).map((record) => record.uncovered)
      assert.equal([...burned, ...uncovered].reduce(plus, NO_BYTES), BigInt(used) * megabyte)
      assertSame(await asKept(line, KEPT_PARTS), await asRead(line, KEPT_PARTS))
    }),
    { numRuns: 25 },
  )
})
