/**
 * Data sessions over all lines and usage by the hour, as both stores tell them after real reports:
 * the last begun first, page by page, by peer and protocol, and hours that add up to the day.
 */
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { chargeLine } from '../../src/app/charging/charge-line.ts'
import { createCharging } from '../../src/app/charging/charge.ts'
import { SYSTEM } from '../../src/app/origin.ts'
import type { SessionFilter } from '../../src/app/session-reads.ts'
import { bytes } from '../../src/domain/basics/data-volume.ts'
import type { LineId } from '../../src/domain/basics/ids.ts'
import { plusDays, plusHours, type Instant } from '../../src/domain/basics/time.ts'
import type { ChargingRequest } from '../../src/domain/charging/request.ts'
import { CATALOGUE, usageReport } from './catalogue.ts'
import { elsewhereContract } from './session-elsewhere.contract.ts'
import { createWorld, type DoorWorld, type OpenStore } from './stores.ts'

const PAGE = 3
const SECOND = 1
const ANY: SessionFilter = { peer: null, protocol: null }

export function sessionsContract(name: string, openStore: () => Promise<OpenStore>): void {
  describe(`Data sessions as the ${name} store tells them`, () => {
    let told: Told
    before(async () => {
      told = await tell(createWorld(await openStore()))
    })
    after(() => told.world.open.close())
    listingContract(() => told)
    countingContract(() => told)
    hoursContract(() => told)
    // Last: they begin sessions of their own.
    restartContract(() => told)
    elsewhereContract(() => told.world)
  })
}

interface Told {
  readonly world: DoorWorld
  readonly line: LineId
  readonly began: Instant
}

/** Seven sessions of two gateways and one of a third; the last of the seven is over. */
async function tell(world: DoorWorld): Promise<Told> {
  const told = { world, line: await world.line(), began: world.clock.now() }
  for (let at = 0; at < 7; at += 1) {
    const peer = at % 2 === 0 ? 'nas/odd' : 'nas/even'
    await report(told, `radius-${at}`, { used: 1_000 + at, peer })
    world.clock.advance(SECOND)
  }
  await report(told, 'diameter-1', { used: 5, peer: 'pgw.example', protocol: 'diameter' })
  world.clock.advance(SECOND)
  const over = { moment: 'end', endReason: 'user_request' } as const
  await report(told, 'radius-6', { used: 2_000, peer: 'nas/odd', ...over })
  return told
}

async function report(
  { world, line }: Told,
  sessionKey: string,
  { used, ...given }: Partial<ChargingRequest> & { readonly used: number },
): Promise<void> {
  const told = { sequence: `${used}`, sessionKey, usedBytes: bytes(used), ...given }
  await world.door.ask(chargeLine, usageReport(line, world.ids, told), SYSTEM)
}

async function keys({ world }: Told, filter: SessionFilter): Promise<readonly string[]> {
  const found = await world.open.reads.openSessions(filter, { limit: 100, after: null })
  return found.map((one) => one.sessionKey)
}

function listingContract(told: () => Told): void {
  test('come last begun first, without those that are over', async () => {
    const all = ['diameter-1', ...[5, 4, 3, 2, 1, 0].map((at) => `radius-${at}`)]
    assert.deepEqual(await keys(told(), ANY), all)
    const [first] = await told().world.open.reads.openSessions(ANY, { limit: 1, after: null })
    assert.equal(first?.peer, 'pgw.example')
    assert.equal(first?.bytesUsed, 5n)
  })

  test('come page by page, each once', async () => {
    const { openSessions } = told().world.open.reads
    const first = await openSessions(ANY, { limit: PAGE, after: null })
    const second = await openSessions(ANY, { limit: PAGE, after: first.at(-1)?.id ?? null })
    const third = await openSessions(ANY, { limit: PAGE, after: second.at(-1)?.id ?? null })
    assert.deepEqual([first.length, second.length, third.length], [PAGE, PAGE, 1])
    const seen = [...first, ...second, ...third].map((one) => one.id)
    assert.equal(new Set(seen).size, seen.length)
  })

  test('are found by peer, by protocol and by both', async () => {
    const odd = ['radius-4', 'radius-2', 'radius-0']
    assert.deepEqual(await keys(told(), { peer: 'nas/odd', protocol: null }), odd)
    assert.deepEqual(await keys(told(), { peer: null, protocol: 'diameter' }), ['diameter-1'])
    assert.deepEqual(await keys(told(), { peer: 'nas/odd', protocol: 'diameter' }), [])
    assert.deepEqual(await keys(told(), { peer: 'nobody', protocol: null }), [])
  })
}

function countingContract(told: () => Told): void {
  test('are counted by peer, the fullest first and no more than asked for', async () => {
    const counts = await told().world.open.reads.openSessionsByPeer(10)
    assert.deepEqual(
      counts.map(({ protocol, peer, open }) => [protocol, peer, open]),
      [
        ['radius', 'nas/even', 3],
        ['radius', 'nas/odd', 3],
        ['diameter', 'pgw.example', 1],
      ],
    )
    assert.equal((await told().world.open.reads.openSessionsByPeer(1)).length, 1)
  })
}

function hoursContract(told: () => Told): void {
  test('have used what the hours say, to the byte', async () => {
    const { world, line, began } = told()
    const other = await world.line()
    world.clock.advance(2 * 3_600)
    await report(told(), 'later', { used: 70, peer: 'nas/odd' })
    const { usageHours, usageDays } = world.open.reads
    const [from, until] = [plusHours(began, -1), plusDays(began, 2)]
    const hours = await usageHours(line, from, until)
    assert.deepEqual(
      hours.map((one) => one.bytes),
      [6_015n + 5n + 2_000n, 70n],
    )
    const apart = (hours[1]?.from.epochMilliseconds ?? 0) - (hours[0]?.from.epochMilliseconds ?? 0)
    assert.equal(apart, 2 * 3_600_000)
    assert.equal((hours[0]?.from.epochMilliseconds ?? 1) % 3_600_000, 0)
    const days = await usageDays(line, from, until)
    const sum = (list: readonly { readonly bytes: bigint }[]) =>
      list.reduce((total, one) => total + one.bytes, 0n)
    assert.equal(sum(days), sum(hours))
    assert.deepEqual(await usageHours(other, from, until), [])
    assert.deepEqual(await usageHours(line, from, from), [])
  })
}

function restartContract(told: () => Told): void {
  test('of a peer that restarted are over once, however often and wherever it is told', async () => {
    const { world, line } = told()
    const { door, clock, ids, open } = world
    const desk = { door, clock, ids, reads: open.reads, catalogue: () => CATALOGUE }
    const [one, other] = [createCharging(desk), createCharging(desk)]
    const peer = 'pgw.restarting'
    const restart = { protocol: 'diameter', peer, delaySeconds: 0 } as const
    const began = async (sessionKey: string) => {
      clock.advance(SECOND)
      const moment = 'start' as const
      const request = { sessionKey, sequence: 'begins', usedBytes: null, moment, peer }
      await door.ask(chargeLine, usageReport(line, ids, request), SYSTEM)
    }
    const live = () => keys(told(), { peer, protocol: null })

    await began('before')
    clock.advance(SECOND)
    await one.peerRestarted({ ...restart, sequence: '6' })
    assert.deepEqual(await live(), [])
    await began('since')
    clock.advance(SECOND)
    await other.peerRestarted({ ...restart, sequence: '6' })
    await one.peerRestarted({ ...restart, sequence: '6', delaySeconds: 1 })
    assert.deepEqual(await live(), ['since'])
    await other.peerRestarted({ ...restart, sequence: '7' })
    assert.deepEqual(await live(), [])
  })

  test('that began after the restart, told late, go on', async () => {
    const { world, line } = told()
    const { door, clock, ids, open } = world
    const charging = createCharging({
      door,
      clock,
      ids,
      reads: open.reads,
      catalogue: () => CATALOGUE,
    })
    const peer = 'nas/late'
    for (const sessionKey of ['before', 'since']) {
      const request = { sessionKey, sequence: 'begins', usedBytes: null, peer } as const
      await door.ask(chargeLine, usageReport(line, ids, { ...request, moment: 'start' }), SYSTEM)
      clock.advance(60)
    }
    await charging.peerRestarted({ protocol: 'radius', peer, sequence: 'on', delaySeconds: 90 })
    assert.deepEqual(await keys(told(), { peer, protocol: null }), ['since'])
  })
}
