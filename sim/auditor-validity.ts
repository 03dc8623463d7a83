/**
 * The auditor's part on time: until when a pack runs, reckoned again with plain calendar arithmetic
 * in Japan's fixed offset. Only packs that nothing has extended: an end that was moved has other
 * witnesses.
 */
import type { Pack } from '../src/domain/balance/pack.ts'
import { expect } from './outside.ts'
import type { World } from './world.ts'

const OFFSET_MS = 9 * 3_600_000
const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS

export function auditValidity({ store }: World): void {
  const members = new Map<string, number>()
  for (const { chain } of store.tables.packs.values()) {
    members.set(chain, (members.get(chain) ?? 0) + 1)
  }
  for (const pack of store.tables.packs.values()) {
    if (pack.start.kind !== 'begun' || pack.chain !== pack.id || members.get(pack.id) !== 1)
      continue
    const { from, until } = pack.start
    const wanted = endOf(pack, from.epochMilliseconds)
    if (wanted === 'any') continue
    const found = until === null ? null : until.epochMilliseconds
    expect(found === wanted, 'a pack ends when its shape says', { pack, wanted })
  }
}

/** Milliseconds since 1970; the shapes that end by use are bounded elsewhere. */
function endOf({ validity }: Pack, from: number): number | null | 'any' {
  const local = new Date(from + OFFSET_MS)
  const [year, month, day] = [local.getUTCFullYear(), local.getUTCMonth(), local.getUTCDate()]
  const midnight = (y: number, m: number, d: number) => Date.UTC(y, m, d) - OFFSET_MS
  switch (validity.kind) {
    case 'hours':
      return from + validity.hours * HOUR_MS
    case 'days_to_day_end': {
      const later = new Date(from + OFFSET_MS + validity.days * DAY_MS)
      return midnight(later.getUTCFullYear(), later.getUTCMonth(), later.getUTCDate() + 1)
    }
    case 'calendar_days':
      return midnight(year, month, day + validity.days)
    case 'calendar_month':
      return midnight(year, month + 1, 1)
    case 'end_of_month':
      return midnight(year, month + validity.months, 1)
    case 'monthly_anniversary': {
      if (validity.shortMonths === 'first_of_next') {
        return day > 28 ? midnight(year, month + 2, 1) : midnight(year, month + 1, day)
      }
      const daysInNext = new Date(Date.UTC(year, month + 2, 0)).getUTCDate()
      return midnight(year, month + 1, Math.min(day, daysInNext))
    }
    case 'until_used':
    case 'told_by_wholesaler':
      return 'any'
  }
}
