/**
 * Mandates come back as they were kept, the one that stands with its line, and are found when their
 * time comes: the earlier of what is due and what is to be announced.
 */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { MandateRef } from '../../src/app/reads.ts'
import { SYSTEM } from '../../src/app/origin.ts'
import type { LineId, OfferId } from '../../src/domain/basics/ids.ts'
import { yen } from '../../src/domain/basics/money.ts'
import { AUTO_RENEWAL_TERMS } from '../../src/domain/agreement/accepting.ts'
import { plusSeconds, type Instant } from '../../src/domain/basics/time.ts'
import { stop, type Mandate } from '../../src/domain/renewal/mandate.ts'
import { EARLY, FINE } from './example-rows.ts'
import { assertSame } from './same.ts'
import { writeRows, type DoorWorld } from './stores.ts'

function someMandates({ ids }: DoorWorld, line: LineId): readonly Mandate[] {
  const plain: Mandate = {
    id: ids.next(),
    line,
    account: ids.next(),
    person: ids.next(),
    offer: 'day' as OfferId,
    maxPrice: yen(550),
    means: { kind: 'points' },
    trigger: { kind: 'at_end' },
    monthlyCap: yen(550),
    noticeHours: 0,
    agreement: ids.next(),
    terms: [],
    termsTold: 0,
    since: EARLY,
    paused: null,
    ended: null,
    dueAt: null,
    noticeAt: null,
    announced: null,
    fired: null,
    attempt: null,
    capped: null,
    spent: { month: '2027-01', yen: yen(0) },
  }
  const full: Mandate = {
    ...plain,
    id: ids.next(),
    means: { kind: 'kept', method: ids.next() },
    terms: [{ kind: AUTO_RENEWAL_TERMS, version: 2, hash: 'ab'.repeat(32) }],
    termsTold: 3,
    trigger: { kind: 'at_share', percent: 10 },
    noticeHours: 336,
    paused: { since: EARLY, until: FINE },
    dueAt: FINE,
    noticeAt: EARLY,
    announced: ids.next(),
    fired: ids.next(),
    attempt: {
      coverage: ids.next(),
      order: ids.next(),
      number: 2,
      lastFailure: 'declined',
      nextAt: FINE,
      counted: { month: '2027-01', yen: yen(550) },
    },
    capped: { since: FINE, coverage: ids.next() },
    spent: { month: '2027-01', yen: yen(9_007_199_254_740_993n) },
  }
  return [plain, full]
}

async function keep(world: DoorWorld, mandate: Mandate): Promise<void> {
  const homes = [{ kind: 'line', id: mandate.line }] as const
  const changes = [{ table: 'mandates', row: mandate }] as const
  assert.ok((await world.door.ask(writeRows, { homes, changes }, SYSTEM)).ok)
}

export function mandatesContract(given: () => DoorWorld): void {
  test('A mandate comes back with its line while it stands, and in its history when it ended', async () => {
    const world = given()
    const { reads } = world.open
    for (const made of [0, 1]) {
      const mandate = someMandates(world, await world.line())[made]
      assert.ok(mandate !== undefined)
      await keep(world, mandate)
      assertSame((await reads.line(mandate.line)).mandate, mandate)
      const ended = stop(mandate, 'by_owner', FINE)
      await keep(world, ended)
      assert.equal((await reads.line(mandate.line)).mandate, null)
      assertSame(await reads.mandates(mandate.line, 5), [ended])
    }
  })

  test('Mandates are due from the earlier of their two instants on, longest due first', async () => {
    const world = given()
    const pageOf = (at: Instant, limit: number, after: MandateRef | null = null) =>
      world.open.reads.mandatesDue(at, { limit, after })
    const dueOf = async (at: Instant, limit = 10) =>
      (await pageOf(at, limit)).map(({ line }) => line)
    const kept: Mandate[] = []
    for (const [dueAt, noticeAt] of [
      [plusSeconds(EARLY, 20), null],
      [null, plusSeconds(EARLY, 10)],
      [plusSeconds(EARLY, 30), plusSeconds(EARLY, 5)],
      [null, null],
    ] as const) {
      const [plain] = someMandates(world, await world.line())
      assert.ok(plain !== undefined)
      kept.push({ ...plain, dueAt, noticeAt })
    }
    for (const mandate of kept) await keep(world, mandate)
    const [first, second, third] = kept.map(({ line }) => line)
    assert.deepEqual(await dueOf(plusSeconds(EARLY, 4)), [])
    assert.deepEqual(await dueOf(plusSeconds(EARLY, 5)), [third])
    assert.deepEqual(await dueOf(plusSeconds(EARLY, 20)), [third, second, first])
    assert.deepEqual(await dueOf(plusSeconds(EARLY, 20), 2), [third, second])
    const [one] = await pageOf(plusSeconds(EARLY, 20), 1)
    const rest = await pageOf(plusSeconds(EARLY, 20), 9, one)
    assert.deepEqual(
      rest.map(({ line }) => line),
      [second, first],
      'from there on',
    )
    for (const mandate of kept) await keep(world, stop(mandate, 'by_owner', FINE))
    assert.deepEqual(await dueOf(plusSeconds(EARLY, 60)), [])
  })
  test('Mandates that were told of no such version are found while they stand, a few at a time', async () => {
    const world = given()
    const untold = (version: number, limit = 10) => world.open.reads.mandatesUntold(version, limit)
    const kept: Mandate[] = []
    for (const termsTold of [8, 7, 9]) {
      const [plain] = someMandates(world, await world.line())
      assert.ok(plain !== undefined)
      kept.push({ ...plain, termsTold })
    }
    for (const mandate of kept) await keep(world, mandate)
    const [eight, seven] = kept.map(({ line }) => line)
    const mine = async (version: number) =>
      (await untold(version)).filter((line) => kept.some((one) => one.line === line))
    assert.deepEqual(await mine(7), [])
    assert.deepEqual(await mine(8), [seven])
    assert.deepEqual(await mine(9), [seven, eight])
    assert.equal((await untold(9, 1)).length, 1)
    for (const mandate of kept) await keep(world, stop(mandate, 'by_owner', FINE))
    assert.deepEqual(await mine(9), [])
  })
}
