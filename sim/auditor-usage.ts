/**
 * The auditor's part on bytes: what the network counted is what the records say, what the records
 * say is what the packs hold, and no byte lies outside a pack's time or beyond its allowance.
 */
import type { Pack } from '../src/domain/balance/pack.ts'
import type { UsageRecord } from '../src/domain/charging/usage-record.ts'
import type { Instant } from '../src/domain/basics/time.ts'
import { expect } from './outside.ts'
import type { World } from './world.ts'

const DAY_MICROS = 86_400_000_000n
const HOUR_MICROS = 3_600_000_000n

interface Used {
  full: bigint
  throttled: bigint
}

/** At any moment: half-runs make no difference, so packs can be rebuilt from the records. */
export function auditUsage({ store }: World): void {
  const { packs, usage } = store.tables
  const rebuilt = new Map<string, Used>()
  const grantedAt = new Map<string, Instant[]>()
  const keys = new Set<string>()
  const heard = new Map<string, bigint>()
  for (const record of usage.values()) {
    const name = `${record.line}|${record.key}`
    expect(!keys.has(name), 'a report is recorded once', record.key)
    keys.add(name)
    const at = record.heardAt.epochNanoseconds
    expect(at >= (heard.get(record.line) ?? 0n), 'a line hears forwards', record.id)
    heard.set(record.line, at)
    const instants = grantedAt.get(record.session) ?? []
    grantedAt.set(record.session, instants)
    auditRecord(record, { packs, rebuilt, instants })
    if (record.answer.some(({ grant }) => grant?.kind === 'granted')) instants.push(record.heardAt)
  }
  for (const pack of packs.values()) {
    const { full, throttled } = rebuilt.get(pack.id) ?? { full: 0n, throttled: 0n }
    const facts = { pack, full, throttled }
    expect(pack.bytesUsed === full, 'a pack holds what its records say', facts)
    expect(pack.bytesThrottled === throttled, 'what ran slowly is what the records say', facts)
    auditAllowance(pack)
  }
  auditReservations(store.tables)
}

/** What a pack says is set aside of it is what living sessions hold, neither more nor less. */
function auditReservations({ packs, sessions }: World['store']['tables']): void {
  const held = new Map<string, bigint>()
  for (const { ended, reservations } of sessions.values()) {
    expect(ended === null || reservations.length === 0, 'what is over holds nothing', reservations)
    for (const slice of reservations.flatMap(({ slices }) => slices)) {
      expect(slice.bytes > 0n, 'a slice is of bytes', slice)
      if (slice.at === 'full') held.set(slice.pack, (held.get(slice.pack) ?? 0n) + slice.bytes)
    }
  }
  for (const { id, bytesReserved } of packs.values()) {
    const sum = held.get(id) ?? 0n
    expect(bytesReserved === sum, 'what is set aside is held by a session', {
      id,
      bytesReserved,
      sum,
    })
  }
}

function auditRecord(
  record: UsageRecord,
  given: {
    readonly packs: ReadonlyMap<string, Pack>
    readonly rebuilt: Map<string, Used>
    /** When its session was granted something before. */
    readonly instants: readonly Instant[]
  },
): void {
  const { packs, rebuilt, instants } = given
  let sum: bigint = record.uncovered
  expect(record.uncovered >= 0n && record.bytes >= 0n, 'no record below zero', record)
  for (const share of record.shares) {
    expect(share.bytes > 0n, 'a share is of bytes', record)
    sum += share.bytes
    const pack = packs.get(share.pack)
    expect(pack !== undefined && pack.line === record.line, 'a share has its pack', record)
    const { from, until, heardAt } = record
    // What exceeds a grant is of the instant at which it was heard.
    const granted = instants.length === 0 ? [] : [...instants, heardAt]
    const sound = [from, until, ...granted].some((at) => wasValid(pack, at))
    expect(sound, 'no byte outside validity', { record, pack })
    const used = rebuilt.get(share.pack) ?? { full: 0n, throttled: 0n }
    used[share.at] += share.bytes
    rebuilt.set(share.pack, used)
  }
  expect(sum === record.bytes, 'shares and the uncovered rest are what was reported', record)
}

/** Open at its end, except for one that its own last byte ended. */
function wasValid({ start, validity }: Pack, { epochNanoseconds: at }: Instant): boolean {
  if (start.kind !== 'begun') return false
  const begins = start.from.epochNanoseconds
  const ends = start.until?.epochNanoseconds ?? null
  if (at < begins) return false
  return ends === null || at < ends || (validity.kind === 'until_used' && at === ends)
}

/** `total` is an upper bound of all; `daily` of each day, and of all its days together. */
function auditAllowance(pack: Pack): void {
  const { allowance, bytesUsed, bytesReserved, days, start } = pack
  expect(bytesUsed >= 0n && bytesReserved >= 0n && pack.bytesThrottled >= 0n, 'below zero', pack)
  if (allowance.kind === 'total') {
    expect(bytesUsed + bytesReserved <= allowance.bytes, 'no more than was bought', pack)
  }
  if (allowance.kind !== 'daily') return
  for (const day of days) {
    expect(day.bytesUsed <= allowance.bytesPerDay, 'no more than the day gives', pack)
  }
  if (start.kind !== 'begun' || start.until === null) return
  const shift = (9n - BigInt(allowance.resetHour)) * HOUR_MICROS
  const day = (nanos: bigint) => (nanos / 1_000n + shift) / DAY_MICROS
  const last = start.until.epochNanoseconds - 1_000n
  const count = day(last) - day(start.from.epochNanoseconds) + 1n
  expect(bytesUsed <= allowance.bytesPerDay * count, 'no more than its days give', pack)
}

/** At rest: each session's bytes are what the network counted, however often it said so. */
export function auditSessions({ store, outside }: World): void {
  const recorded = new Map<string, bigint>()
  const { sessions, usage } = store.tables
  for (const record of usage.values()) {
    const session = sessions.get(record.session)
    expect(session !== undefined, 'a record has its session', record.id)
    const name = `${session.peer}|${session.sessionKey}`
    expect(outside.sessions.get(name)?.line === record.line, 'a session stays on its line', name)
    recorded.set(name, (recorded.get(name) ?? 0n) + record.bytes)
  }
  for (const { name, counting, acknowledged } of outside.sessions.values()) {
    const counted = [...acknowledged.values()].reduce(
      (sum, bytes) => (counting === 'since_last_report' ? sum + bytes : bytes > sum ? bytes : sum),
      0n,
    )
    const found = recorded.get(name) ?? 0n
    expect(found === counted, 'the bytes are what the network counted', { name, counted, found })
  }
}
