/** What a pack says was used, against the usage records that say so. Pure. */
import { DAYS_KEPT, type Pack } from '../balance/pack.ts'
import { sameInstant, type Instant } from '../basics/time.ts'
import { differs, type BookDifference } from './difference.ts'

/** Shares of one pack, summed by rate and by the days its spans began and ended in. */
export interface UsedSum {
  readonly at: 'full' | 'throttled'
  /** First instants of the days by the pack's own reset hour. */
  readonly dayOfStart: Instant
  readonly dayOfEnd: Instant
  readonly bytes: bigint
}

export function provePack(pack: Pack, sums: readonly UsedSum[]): readonly BookDifference[] {
  // Counted by another carrier: no record of ours says so.
  if (pack.elsewhere !== null) return []
  const home = { kind: 'line', id: pack.line } as const
  const of = { home, subject: pack.id }
  const total = (at: UsedSum['at']) =>
    sums.filter((sum) => sum.at === at).reduce((all, { bytes }) => all + bytes, 0n)
  return [
    ...differs(of, {
      bytes_used: [pack.bytesUsed, total('full')],
      bytes_throttled: [pack.bytesThrottled, total('throttled')],
    }),
    ...(pack.allowance.kind === 'daily' ? proveDays(pack, sums) : []),
  ]
}

function proveDays(pack: Pack, sums: readonly UsedSum[]): readonly BookDifference[] {
  const home = { kind: 'line', id: pack.line } as const
  const full = sums.filter(({ at }) => at === 'full')
  const [oldest] = pack.days
  // Days before those kept are forgotten on purpose.
  const isForgotten = (day: Instant) =>
    pack.days.length === DAYS_KEPT &&
    oldest !== undefined &&
    day.epochNanoseconds < oldest.from.epochNanoseconds
  const days = new Map<bigint, Instant>()
  for (const { from } of pack.days) days.set(from.epochNanoseconds, from)
  for (const sum of full) {
    if (sameInstant(sum.dayOfStart, sum.dayOfEnd)) {
      days.set(sum.dayOfStart.epochNanoseconds, sum.dayOfStart)
    }
  }
  return [...days.values()].flatMap((day) => {
    if (isForgotten(day)) return []
    const stored = pack.days.find(({ from }) => sameInstant(from, day))?.bytesUsed ?? 0n
    const { least, most } = boundsOf(full, day)
    if (stored >= least && stored <= most) return []
    const rebuilt = least === most ? `${least}` : `${least} to ${most}`
    const figure = `day ${day.toString()}`
    return [{ home, subject: pack.id, figure, stored: `${stored}`, rebuilt }]
  })
}

function boundsOf(sums: readonly UsedSum[], day: Instant) {
  let least = 0n
  let most = 0n
  for (const { dayOfStart, dayOfEnd, bytes } of sums) {
    const [starts, ends] = [sameInstant(dayOfStart, day), sameInstant(dayOfEnd, day)]
    if (starts || ends) most += bytes
    if (starts && ends) least += bytes
  }
  return { least, most }
}
