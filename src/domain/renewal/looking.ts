/**
 * When a mandate is looked at next, and when its coming renewal is announced. Whatever changes the
 * packs of a line, or the mandate itself, asks `rewatch`; a look that comes too early only asks
 * again, one that would come too late cannot be.
 */
import { begin } from '../balance/chain.ts'
import { coverageAt } from '../balance/coverage.ts'
import type { Pack } from '../balance/pack.ts'
import type { PackId } from '../basics/ids.ts'
import { later, plusHours, type Instant } from '../basics/time.ts'
import { nextMonthStart } from './cap.ts'
import { isPaused, type Mandate } from './mandate.ts'
import type { RenewalRules } from './rules.ts'
import { coverageName, watch } from './triggers.ts'

export interface LookingGiven {
  readonly now: Instant
  readonly rules: RenewalRules
}

/** The same mandate with `dueAt` and `noticeAt` as the packs now ask for. */
export function rewatch(mandate: Mandate, packs: readonly Pack[], given: LookingGiven): Mandate {
  if (mandate.ended !== null) return { ...mandate, dueAt: null, noticeAt: null }
  if (isPaused(mandate, given.now)) {
    return { ...mandate, dueAt: mandate.paused?.until ?? null, noticeAt: null }
  }
  if (mandate.attempt !== null) {
    return { ...mandate, dueAt: mandate.attempt.nextAt ?? mandate.dueAt, noticeAt: null }
  }
  const capped = mandate.capped?.coverage === coverageName(packs) ? mandate.capped : null
  const noticeAt = announcementOf(mandate, packs, given.now)?.at ?? null
  const dueAt = firstLook({ ...mandate, capped }, packs, given)
  return { ...mandate, capped, dueAt, noticeAt }
}

function firstLook(mandate: Mandate, packs: readonly Pack[], given: LookingGiven): Instant | null {
  const { now } = given
  const watched = watch(packs, {
    trigger: mandate.trigger,
    leadMinutes: given.rules.leadMinutes,
    now,
  })
  if (watched.kind === 'wait') return watched.until
  if (watched.coverage === mandate.fired) return null
  return mandate.capped === null ? now : later(nextMonthStart(mandate.capped.since), now)
}

export interface Announcement {
  /** When it is told: at once if the notice agreed to is longer than the time that is left. */
  readonly at: Instant
  readonly coverage: PackId
  readonly coveredUntil: Instant
}

/** Of the renewal at the end of the coverage; each coverage's is told once. */
export function announcementOf(
  mandate: Mandate,
  packs: readonly Pack[],
  now: Instant,
): Announcement | null {
  if (mandate.noticeHours === 0) return null
  const current = begin(packs, now)
  const coverage = coverageName(current)
  const span = coverageAt(current, now)
  if (coverage === null || span.kind !== 'covered' || span.until === null) return null
  if (coverage === mandate.announced || coverage === mandate.fired) return null
  const at = later(plusHours(span.until, -mandate.noticeHours), now)
  return { at, coverage, coveredUntil: span.until }
}

/**
 * The pause is over at `at`. A coverage that ended while it lasted is not continued by machine:
 * whoever paused expects no charge for it, and buys once to go on.
 */
export function resume(mandate: Mandate, packs: readonly Pack[], at: Instant): Mandate {
  return passOver({ ...mandate, paused: null }, packs, at)
}

/** A coverage that was over already at `at` is left alone. */
export function passOver(mandate: Mandate, packs: readonly Pack[], at: Instant): Mandate {
  const current = begin(packs, at)
  if (coverageAt(current, at).kind !== 'over') return mandate
  return { ...mandate, fired: coverageName(current) }
}
