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

/**
 * `packs` as they stand after burning at `now`; the same object where nothing is new. Asked at
 * every report of the network, so what is cheap to know is asked first.
 */
export function noticeUse(packs: readonly Pack[], now: Instant): NewlyUsed {
  const told: { kind: DataNotice; pack: PackId }[] = []
  const noticed = packs.map((pack) => {
    const fresh = freshThresholds(pack, now)
    const highest = fresh.at(-1)
    if (highest === undefined) return pack
    told.push({ kind: highest, pack: pack.id })
    return { ...pack, noticed: [...pack.noticed, ...fresh] }
  })
  return told.length === 0 ? { packs, told } : { packs: noticed, told }
}

function freshThresholds(pack: Pack, now: Instant): readonly DataNotice[] {
  const granted = grantedAt(pack)
  if (granted === null || granted === 0n || pack.bytesUsed === 0n) return []
  const used = usedAt(pack, now) * 100n
  const fresh = DATA_NOTICES.filter((kind) => {
    return used >= granted * PERCENT[kind] && !pack.noticed.includes(kind)
  })
  return fresh.length > 0 && isNews(pack, now) ? fresh : []
}

function isNews({ revoked, start, allowance }: Pack, now: Instant): boolean {
  if (revoked !== null || start.kind !== 'begun' || isOver(start.until, now)) return false
  return allowance.kind !== 'daily' || isLastDay(start.until, allowance, now)
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
