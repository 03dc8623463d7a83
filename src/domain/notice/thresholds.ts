/**
 * Which shares of its allowance a pack has newly used up. Each is told once per pack; one report
 * that crosses several tells the highest and remembers them all. An unlimited allowance crosses
 * none, and a daily one counts on its last day only: on every other day its bytes come back.
 */
import { grantedAt, usedAt } from '../balance/balance.ts'
import type { Pack } from '../balance/pack.ts'
import type { PackId } from '../basics/ids.ts'
import { isBefore, nextJstDayStart, type Instant } from '../basics/time.ts'
import { DATA_NOTICES, type DataNotice } from './notice.ts'

const PERCENT: Readonly<Record<DataNotice, bigint>> = { data_50: 50n, data_80: 80n, data_100: 100n }

export interface NewlyUsed {
  /** The same packs in the same order; those that told something remember it. */
  readonly packs: readonly Pack[]
  readonly told: readonly { readonly kind: DataNotice; readonly pack: PackId }[]
}

/** `packs` as they stand after burning at `now`; the same object where nothing is new. */
export function noticeUse(packs: readonly Pack[], now: Instant): NewlyUsed {
  const told: { kind: DataNotice; pack: PackId }[] = []
  const noticed = packs.map((pack) => {
    const crossed = DATA_NOTICES.filter((kind) => isCrossed(pack, kind, now))
    const fresh = crossed.filter((kind) => !pack.noticed.includes(kind))
    const highest = fresh.at(-1)
    if (highest === undefined) return pack
    told.push({ kind: highest, pack: pack.id })
    return { ...pack, noticed: [...pack.noticed, ...fresh] }
  })
  return told.length === 0 ? { packs, told } : { packs: noticed, told }
}

function isCrossed(pack: Pack, kind: DataNotice, now: Instant): boolean {
  const granted = grantedAt(pack)
  if (pack.revoked !== null || pack.start.kind !== 'begun') return false
  if (granted === null || granted === 0n || isOver(pack.start.until, now)) return false
  if (pack.allowance.kind === 'daily' && !isLastDay(pack.start.until, pack.allowance, now)) {
    return false
  }
  return usedAt(pack, now) * 100n >= granted * PERCENT[kind]
}

/** A pack that this very report used up ends now: that is still news. */
function isOver(until: Instant | null, now: Instant): boolean {
  return until !== null && isBefore(until, now)
}

/** No later reset brings bytes back before the end. */
function isLastDay(
  until: Instant | null,
  { resetHour }: { readonly resetHour: number },
  now: Instant,
): boolean {
  return until !== null && !isBefore(nextJstDayStart(now, resetHour), until)
}
