/**
 * What the one door promises over any store: one effect a key, order of arrival, no lost update, no
 * harm by a neighbour, and one effect however often a broken commit is asked again.
 */
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { chargeLine, type ChargeLine } from '../../src/app/charging/charge-line.ts'
import { decided, type Command } from '../../src/app/door/command.ts'
import { BUSY_RETRY_SECONDS, QUEUE_MAX, type Door } from '../../src/app/door/door.ts'
import { placeOrder } from '../../src/app/orders/place-order.ts'
import { renewByPartner } from '../../src/app/orders/renew-by-partner.ts'
import type { Origin } from '../../src/app/origin.ts'
import { SYSTEM } from '../../src/app/origin.ts'
import { bytes } from '../../src/domain/basics/data-volume.ts'
import type { LineId, PackId } from '../../src/domain/basics/ids.ts'
import { yen } from '../../src/domain/basics/money.ts'
import { isBefore, plusSeconds } from '../../src/domain/basics/time.ts'
import { usageKey } from '../../src/domain/charging/request.ts'
import {
  DAY,
  freshLine,
  megabyte,
  partnerRenewal,
  placing,
  START,
  usageReport,
} from './catalogue.ts'
import { homesContract } from './door-homes.contract.ts'
import { assertSame } from './same.ts'
import { createWorld, writeRows, type DoorWorld, type OpenStore } from './stores.ts'

const LIMITS = { queueMax: 64, groupMax: 64, groupsInFlight: 1 }

function by(key: string | null, actor: Origin['actor'] = 'visitor:one'): Origin {
  return { channel: 'web', actor, key }
}

function report(door: Door, input: ChargeLine, actor: Origin['actor'] = 'network:nas-1') {
  return door.ask(chargeLine, input, { channel: 'network', actor, key: usageKey(input.request) })
}

/** A command that breaks an invariant while it decides. */
const breakInvariant: Command<LineId, null, never> = {
  name: 'break_invariant',
  keyPlace: 'outcomes',
  reads: [],
  homes: (line) => [{ kind: 'line', id: line }],
  fingerprint: () => '',
  decide() {
    throw new Error('it cannot be decided')
  },
}

/** Looks at a line and changes nothing. */
const lookAt: Command<LineId, boolean, never> = {
  name: 'look_at',
  keyPlace: 'outcomes',
  reads: [],
  homes: (line) => [{ kind: 'line', id: line }],
  fingerprint: () => '',
  decide: ({ states }, line) => decided((states.lines.get(line)?.line ?? null) !== null),
}

export function doorContract(name: string, openStore: () => Promise<OpenStore>): void {
  describe(`The door over the ${name} store`, () => {
    let world: DoorWorld
    before(async () => {
      world = createWorld(await openStore())
    })
    after(() => world.open.close())
    keysContract(() => world)
    keyScopesContract(() => world)
    orderOfArrivalContract(() => world)
    twoDoorsContract(() => world)
    poisonContract(() => world)
    brokenCommitContract(() => world)
    limitsContract(() => world)
    timeContract(() => world)
    homesContract(() => world)
  })
}

function keysContract(given: () => DoorWorld): void {
  test('A key asked again gives the same outcome, marked as replayed, and one effect', async () => {
    const { door, ids, line: freshLineOf, open } = given()
    const line = await freshLineOf()
    await open.takeJobs()
    const first = await door.ask(renewByPartner, partnerRenewal(line, ids), by('a'))
    const again = await door.ask(renewByPartner, partnerRenewal(line, ids), by('a'))
    assert.ok(first.ok)
    assert.deepEqual(again, { ...first, replayed: true })
    assert.equal((await open.packs(line)).length, 1)
    assert.equal((await open.postings(line)).length, 1)
    const journal = await open.journal(line)
    assert.deepEqual(
      journal.map(({ command, origin, events }) => [command, origin, events]),
      [['renew_by_partner', by('a'), ['order_placed', 'payment_succeeded', 'order_delivered']]],
    )
    assert.deepEqual(await open.takeJobs(), [
      { task: 'order_letter', payload: { line, order: first.value.order, state: 'delivered' } },
    ])
  })

  test('A refusal is remembered under its key, even when it would no longer be given', async () => {
    const { door, ids } = given()
    const row = freshLine(ids.next())
    const home = { kind: 'line', id: row.id } as const
    const first = await door.ask(placeOrder, placing(row.id, ids), by('a'))
    assertSame(first, { ok: false, refusal: { code: 'line_unknown' }, replayed: false })
    await door.ask(writeRows, { homes: [home], changes: [{ table: 'lines', row }] }, SYSTEM)
    const again = await door.ask(placeOrder, placing(row.id, ids), by('a'))
    assertSame(again, { ...first, replayed: true })
    assert.ok((await door.ask(placeOrder, placing(row.id, ids), by('b'))).ok)
  })

  test('What a refusal tells comes back whole from memory', async () => {
    const { door, ids, line: freshLineOf } = given()
    const line = await freshLineOf()
    const stale = () => placing(line, ids, { shownPrice: yen(1) })
    const first = await door.ask(placeOrder, stale(), by('a'))
    assertSame(first, {
      ok: false,
      refusal: { code: 'price_changed', shown: yen(1), price: DAY.price },
      replayed: false,
    })
    assertSame(await door.ask(placeOrder, stale(), by('a')), { ...first, replayed: true })
  })
}

function keyScopesContract(given: () => DoorWorld): void {
  test('A key that comes again with other input is refused and changes nothing', async () => {
    const { door, ids, line: freshLineOf, open } = given()
    const line = await freshLineOf()
    assert.ok((await door.ask(placeOrder, placing(line, ids), by('a'))).ok)
    const standing = await open.reads.line(line)
    const reused = { ok: false, refusal: { code: 'key_reused' }, replayed: false }
    const other = placing(line, ids, { startNow: true })
    assert.deepEqual(await door.ask(placeOrder, other, by('a')), reused)
    const otherCommand = partnerRenewal(line, ids)
    assert.deepEqual(await door.ask(renewByPartner, otherCommand, by('a')), reused)
    assertSame(await open.reads.line(line), standing)
    assert.equal((await open.journal(line)).length, 1)
  })

  test('The same key of another actor or another line is another key', async () => {
    const { door, ids, line: freshLineOf, open } = given()
    const [one, other] = [await freshLineOf(), await freshLineOf()]
    const asked: readonly [LineId, Origin][] = [
      [one, by('a', 'visitor:one')],
      [one, by('a', 'visitor:other')],
      [other, by('a', 'visitor:one')],
    ]
    for (const [line, origin] of asked) {
      const answer = await door.ask(renewByPartner, partnerRenewal(line, ids), origin)
      assert.deepEqual([answer.ok, answer.replayed], [true, false])
    }
    assert.equal((await open.packs(one)).length, 2)
    assert.equal((await open.packs(other)).length, 1)
  })

  test('A usage report sent again changes nothing, whoever brings it', async () => {
    const { door, ids, line: freshLineOf, open } = given()
    const line = await freshLineOf()
    await door.ask(renewByPartner, partnerRenewal(line, ids), by('a'))
    const told = () => usageReport(line, ids, { sequence: '1', usedBytes: megabyte })
    const together = await Promise.all([report(door, told()), report(door, told())])
    assert.deepEqual(
      together.map((answer) => [answer.ok, answer.replayed]),
      [
        [true, false],
        [true, true],
      ],
    )
    const standing = await open.reads.line(line)
    const later = await report(door, told(), 'network:relay')
    assert.deepEqual([later.ok, later.replayed], [true, true])
    assertSame(await open.reads.line(line), standing)
    assert.equal((await open.usage(line)).length, 1)
    assert.equal(standing.packs[0]?.bytesUsed, megabyte)
  })
}

function orderOfArrivalContract(given: () => DoorWorld): void {
  test('Commands on one line in one group see each other in order of arrival', async () => {
    const { ids, line: freshLineOf, doorWith, open } = given()
    const line = await freshLineOf()
    const door = doorWith(LIMITS)
    const inputs = [1, 2, 3].map(() => placing(line, ids))
    await Promise.all(inputs.map((input, at) => door.ask(placeOrder, input, by(`key ${at}`))))
    assert.equal(door.stats().groups, 1)
    const placed = await open.reads.orders(line, { limit: 9, before: null })
    const stateOf = (at: number) =>
      placed.find(({ order }) => order.id === inputs[at]?.ids.order)?.order.state
    assert.equal(placed.length, 3)
    assertSame(
      [stateOf(0), stateOf(1), stateOf(2)],
      [
        { kind: 'cancelled', at: START, replacedBy: inputs[1]?.ids.order },
        { kind: 'cancelled', at: START, replacedBy: inputs[2]?.ids.order },
        { kind: 'awaiting_payment' },
      ],
    )
  })

  test('A key twice in one group is decided once', async () => {
    const { ids, line: freshLineOf, doorWith, open } = given()
    const line = await freshLineOf()
    const door = doorWith(LIMITS)
    const [first, again] = await Promise.all(
      [1, 2].map(() => door.ask(renewByPartner, partnerRenewal(line, ids), by('a'))),
    )
    assert.equal(door.stats().groups, 1)
    assert.deepEqual(again, { ...first, replayed: true })
    assert.equal((await open.packs(line)).length, 1)
  })

  test('Groups in flight share no line, and each line keeps its order', async () => {
    const { ids, line: freshLineOf, doorWith, open } = given()
    const lines = [await freshLineOf(), await freshLineOf(), await freshLineOf()]
    const door = doorWith({ queueMax: 64, groupMax: 2, groupsInFlight: 2 })
    const asked = Array.from({ length: 18 }, (_, at) => {
      const line = lines[at % 3] as LineId
      const used = bytes(1_000 * (at + 1))
      return report(door, usageReport(line, ids, { sequence: String(at), usedBytes: used }))
    })
    await Promise.all(asked)
    assert.ok(door.stats().groups >= 9, 'no group is larger than its limit')
    for (const [index, line] of lines.entries()) {
      const sequences = (await open.usage(line)).map((record) => Number(record.sequence))
      assert.deepEqual(
        sequences,
        sequences.toSorted((a, b) => a - b),
      )
      const [session] = (await open.reads.line(line)).sessions
      assert.equal(session?.bytesCounted, bytes(1_000 * (16 + index)))
    }
  })
}

function twoDoorsContract(given: () => DoorWorld): void {
  test('Two doors on one line lose no update', async () => {
    const { door, otherDoor, ids, line: freshLineOf, open } = given()
    const line = await freshLineOf()
    const doors = [door, otherDoor]
    const renewals = Array.from({ length: 20 }, (_, at) =>
      (doors[at % 2] as Door).ask(renewByPartner, partnerRenewal(line, ids), by(`key ${at}`)),
    )
    const reports = Array.from({ length: 20 }, (_, at) => {
      const told = {
        sequence: String(at),
        usedBytes: megabyte,
        counting: 'since_last_report',
      } as const
      return report(doors[at % 2] as Door, usageReport(line, ids, told))
    })
    const answers = await Promise.all([...renewals, ...reports])
    assert.ok(answers.every((answer) => answer.ok && !answer.replayed))
    const [packs, usage] = [await open.packs(line), await open.usage(line)]
    assert.deepEqual([packs.length, usage.length], [20, 20])
    const covered = packs.reduce((sum, pack) => sum + pack.bytesUsed, 0n)
    const uncovered = usage.reduce((sum, record) => sum + record.uncovered, 0n)
    assert.equal(covered + uncovered, 20n * megabyte)
    const entries = (await open.postings(line)).flatMap((set) => set.postings)
    const received = entries.filter(({ account }) => account === 'provider_clearing:partner')
    assert.equal(
      received.reduce((sum, { amount }) => sum + amount, 0n),
      20n * DAY.price,
    )
    assert.equal(
      entries.reduce((sum, { amount }) => sum + amount, 0n),
      0n,
    )
  })

  test('Two doors that meet a new home at once decide one key once', async () => {
    const { door, otherDoor, ids } = given()
    const lines = Array.from({ length: 8 }, () => ids.next<LineId>())
    // In opposite orders, so that two groups that did not sort would wait for each other.
    const asked = (one: Door, some: readonly LineId[]) =>
      some.map((line) => one.ask(placeOrder, placing(line, ids), by('a')))
    const [mine, theirs] = await Promise.all([
      Promise.all(asked(door, lines)),
      Promise.all(asked(otherDoor, lines.toReversed())),
    ])
    for (const [at, one] of mine.entries()) {
      const other = theirs.at(-1 - at)
      assert.deepEqual([one.ok, other?.ok], [false, false])
      assert.equal(Number(one.replayed) + Number(other?.replayed), 1)
    }
  })
}

function poisonContract(given: () => DoorWorld): void {
  test('A command that cannot be decided fails alone', async () => {
    const { ids, line: freshLineOf, doorWith, open } = given()
    const [line, other] = [await freshLineOf(), await freshLineOf()]
    const door = doorWith(LIMITS)
    const [first, poison, last, neighbour] = await Promise.allSettled([
      door.ask(renewByPartner, partnerRenewal(line, ids), by('a')),
      door.ask(breakInvariant, line, by('b')),
      door.ask(renewByPartner, partnerRenewal(line, ids), by('c')),
      door.ask(renewByPartner, partnerRenewal(other, ids), by('d')),
    ])
    for (const settled of [first, last, neighbour]) {
      assert.ok(settled.status === 'fulfilled' && settled.value.ok && !settled.value.replayed)
    }
    assert.ok(poison.status === 'rejected')
    assert.match(String(poison.reason), /it cannot be decided/)
    assert.equal((await open.packs(line)).length, 2)
    // A fault is not remembered.
    await assert.rejects(door.ask(breakInvariant, line, by('b')), /it cannot be decided/)
  })

  test('A command whose rows break a constraint fails alone and leaves nothing', async () => {
    const { ids, line: freshLineOf, doorWith, open } = given()
    const [line, other] = [await freshLineOf(), await freshLineOf()]
    const door = doorWith(LIMITS)
    await door.ask(renewByPartner, partnerRenewal(line, ids), by('first'))
    const [pack] = await open.packs(line)
    assert.ok(pack !== undefined)
    const home = { kind: 'line', id: line } as const
    const twice = { ...pack, id: ids.next<PackId>() }
    const stray = { ...freshLine(line), recognition: 'off' } as const
    const [before, poison, after, neighbour] = await Promise.allSettled([
      door.ask(renewByPartner, partnerRenewal(line, ids), by('a')),
      door.ask(
        writeRows,
        {
          homes: [home],
          changes: [
            { table: 'lines', row: stray },
            { table: 'packs', row: twice },
          ],
        },
        by('b'),
      ),
      door.ask(renewByPartner, partnerRenewal(line, ids), by('c')),
      door.ask(renewByPartner, partnerRenewal(other, ids), by('d')),
    ])
    assert.equal(poison.status, 'rejected')
    for (const settled of [before, after, neighbour]) {
      assert.ok(settled.status === 'fulfilled' && settled.value.ok && !settled.value.replayed)
    }
    assert.equal((await open.packs(line)).length, 3)
    assert.equal((await open.postings(line)).length, 3)
    assert.equal((await open.reads.line(line)).line?.recognition, 'on')
  })
}

const BREAKS = [
  ['before_commit', 'before the store heard of it'],
  ['after_commit', 'before the door heard of it'],
] as const

function brokenCommitContract(given: () => DoorWorld): void {
  for (const [point, when] of BREAKS) {
    test(`A commit that breaks ${when} has one effect when asked again`, async () => {
      const { door, ids, line: freshLineOf, open } = given()
      const line = await freshLineOf()
      open.breakNext(point)
      await assert.rejects(door.ask(renewByPartner, partnerRenewal(line, ids), by('a')))
      const again = await door.ask(renewByPartner, partnerRenewal(line, ids), by('a'))
      assert.deepEqual([again.ok, again.replayed], [true, point === 'after_commit'])
      assert.equal((await open.packs(line)).length, 1)
      assert.equal((await open.postings(line)).length, 1)

      const told = () => usageReport(line, ids, { sequence: '1', usedBytes: megabyte })
      open.breakNext(point)
      await assert.rejects(report(door, told()))
      assert.ok((await report(door, told())).ok)
      assert.equal((await open.usage(line)).length, 1)
      assert.equal((await open.packs(line))[0]?.bytesUsed, megabyte)
    })

    test(`A group whose commit breaks ${when} is settled one by one`, async () => {
      const { ids, line: freshLineOf, doorWith, open } = given()
      const lines = [await freshLineOf(), await freshLineOf()]
      const door = doorWith(LIMITS)
      open.breakNext(point)
      const answers = await Promise.all(
        [...lines, ...lines].map((line, at) =>
          door.ask(renewByPartner, partnerRenewal(line, ids), by(`key ${at}`)),
        ),
      )
      for (const answer of answers) {
        assert.deepEqual([answer.ok, answer.replayed], [true, point === 'after_commit'])
      }
      for (const line of lines) {
        assert.equal((await open.packs(line)).length, 2)
        assert.equal((await open.postings(line)).length, 2)
      }
    })
  }
}

function limitsContract(given: () => DoorWorld): void {
  test('A full door answers busy at its limit, and answers everybody who came before', async () => {
    const { ids, line: freshLineOf, doorWith } = given()
    const line = await freshLineOf()
    const door = doorWith({ queueMax: 4, groupMax: 2, groupsInFlight: 1 })
    const answers = await Promise.all(
      Array.from({ length: 6 }, (_, at) =>
        door.ask(placeOrder, placing(line, ids), by(`key ${at}`)),
      ),
    )
    assert.deepEqual(
      answers.map((answer) => (answer.ok ? 'placed' : answer.refusal.code)),
      ['placed', 'placed', 'placed', 'placed', 'busy', 'busy'],
    )
    assert.deepEqual(answers[5], {
      ok: false,
      refusal: { code: 'busy', retryAfterSeconds: BUSY_RETRY_SECONDS },
      replayed: false,
    })
    // Busy is not remembered: the same key may try again.
    const again = await door.ask(placeOrder, placing(line, ids), by('key 5'))
    assert.deepEqual([again.ok, again.replayed], [true, false])
  })

  test('The door holds as many callers as its named limit says', async () => {
    const { line: freshLineOf, door } = given()
    const line = await freshLineOf()
    await door.idle()
    const asked = Array.from({ length: QUEUE_MAX + 1 }, () => door.ask(lookAt, line, SYSTEM))
    assert.equal(door.stats().queued, QUEUE_MAX)
    const answers = await Promise.all(asked)
    assert.equal(answers.filter((answer) => answer.ok && answer.value).length, QUEUE_MAX)
    const last = answers.at(-1)
    assert.ok(last?.ok === false && last.refusal.code === 'busy')
    await door.idle()
    assert.deepEqual([door.stats().queued, door.stats().inFlight], [0, 0])
  })
}

function timeContract(given: () => DoorWorld): void {
  test('Time never runs backwards within a home, whatever the clock says', async () => {
    const { clock, door, otherDoor, ids, line: freshLineOf, open } = given()
    const line = await freshLineOf()
    const start = clock.now()
    clock.advance(3_600)
    const highest = clock.now()
    await door.ask(renewByPartner, partnerRenewal(line, ids), by('a'))
    clock.set(plusSeconds(start, 60))
    await otherDoor.ask(renewByPartner, partnerRenewal(line, ids), by('b'))
    const instants = (await open.journal(line)).map(({ at }) => at)
    assertSame(instants, [highest, highest])
    const change = (await open.reads.lastChange([line])).get(line)
    assertSame(change, highest)
    // Another home has its own time.
    const other = await freshLineOf()
    await door.ask(renewByPartner, partnerRenewal(other, ids), by('a'))
    const [first] = await open.journal(other)
    assert.ok(first !== undefined && isBefore(first.at, highest))
    clock.set(start)
  })
}
