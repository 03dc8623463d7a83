/**
 * Chains what the door has written: each run takes the records that have no entry yet, batch by
 * batch, one transaction each, and makes the head of a day that is over. Safe to kill anywhere and
 * to run twice at once; it takes no input and finds again where it stands.
 *
 * Records become visible in another order than that of their instants. So a run looks from the last
 * instant before which nothing can still appear, and that instant moves only when every transaction
 * that was open when it was marked is over.
 */
import {
  chainBegin,
  entryAfter,
  type AuditEntry,
  type ChainEnd,
  type Sha256,
  type Subject,
} from '../../domain/audit/entry.ts'
import { headBytes, headHash, leafOf } from '../../domain/audit/head.ts'
import { growTree } from '../../domain/audit/merkle.ts'
import {
  earlier,
  fromMicros,
  isBefore,
  jstDate,
  later,
  microsOf,
  plusSeconds,
  type Instant,
  type JstDate,
} from '../../domain/basics/time.ts'
import type { App } from '../app.ts'
import type { AuditKey, AuditProgress, AuditStore, HeldChains } from './ports.ts'

/** One transaction chains no more records. */
export const CHAINED_A_BATCH_MAX = 2_000
/** One run does no more; the next goes on. */
export const BATCHES_A_RUN_MAX = 200
/** A look goes so far at first, then twice as far or half as far as it proved right. */
export const LOOK_SECONDS_FIRST = 60
/** Clocks of several processes may differ by so much. */
export const CLOCKS_DIFFER_SECONDS_MAX = 30
/** Ends of chains that are read at once for a head. */
export const ENDS_A_PAGE_MAX = 5_000

export interface Chaining {
  readonly clock: App['clock']
  readonly store: AuditStore
  readonly key: AuditKey
}

export interface Chained {
  readonly entries: number
  /** The day whose head was made; null: none was due. */
  readonly day: JstDate | null
}

/** Null while another process is at it. */
export async function chainAudit(desk: Chaining): Promise<Chained | null> {
  let entries = 0
  let place: Place | null = null
  for (let batch = 0; batch < BATCHES_A_RUN_MAX; batch += 1) {
    const before: Place | null = place
    const done: Batch | null = await desk.store.hold((held) => chainBatch(desk, held, before))
    if (done === null) return null
    entries += done.entries
    place = done.next
    if (place === null) break
  }
  const day = place === null ? await desk.store.hold((held) => makeHead(desk, held)) : null
  return { entries, day }
}

/** How far this run has looked, and how far it will look next. */
interface Place {
  readonly from: Instant
  readonly seconds: number
}

interface Batch {
  readonly entries: number
  /** Null: everything was looked at. */
  readonly next: Place | null
}

async function chainBatch(
  { clock, key }: Chaining,
  held: HeldChains,
  place: Place | null,
): Promise<Batch> {
  const now = clock.now()
  const progress = await settled(held, now)
  const begin = progress.lookedFrom ?? (await held.firstRecordAt())
  if (begin === null) return { entries: 0, next: null }
  const { from, seconds } = place ?? { from: begin, seconds: LOOK_SECONDS_FIRST }
  const end = plusSeconds(from, seconds)
  const isLast = !isBefore(end, now)
  const until = isLast ? null : end
  const limit = CHAINED_A_BATCH_MAX
  const subjects = await held.unchained({ from, until, limit })
  const at = later(now, progress.nextAt ?? now)
  if (subjects.length > 0) {
    const ends = await held.ends([...new Set(subjects.map(({ home }) => home))])
    await held.append(entriesOf(key.sha256, subjects, { ends, at }))
  }
  const isFull = subjects.length === limit
  const reached = isFull ? from : (until ?? now)
  await held.keepProgress({
    ...progress,
    lookedFrom: lookedFrom(begin, reached, progress.settledUntil),
    nextAt: at,
    entries: progress.entries + BigInt(subjects.length),
  })
  const next = { from: reached, seconds: isFull ? Math.max(1, seconds / 2) : seconds * 2 }
  return { entries: subjects.length, next: isLast && !isFull ? null : next }
}

/** The mark becomes settled when whoever was writing then is done; another is made in its place. */
async function settled(held: HeldChains, now: Instant): Promise<AuditProgress> {
  const { progress } = held
  const { mark } = progress
  if (mark !== null && (await held.isOpenSince(mark.seenAt))) return progress
  const seenAt = await held.databaseNow()
  const settledUntil =
    mark === null ? progress.settledUntil : plusSeconds(mark.until, -CLOCKS_DIFFER_SECONDS_MAX)
  return { ...progress, settledUntil, mark: { until: now, seenAt } }
}

/** Moves on to what was looked at, as far as nothing can still appear; never back. */
function lookedFrom(begin: Instant, reached: Instant, settledUntil: Instant | null): Instant {
  return settledUntil === null ? begin : later(begin, earlier(reached, settledUntil))
}

function entriesOf(
  sha256: Sha256,
  subjects: readonly Subject[],
  { ends, at }: { readonly ends: ReadonlyMap<string, ChainEnd>; readonly at: Instant },
): readonly AuditEntry[] {
  const reached = new Map(ends)
  return subjects.map((subject) => {
    const { home } = subject
    const entry = entryAfter(sha256, reached.get(home) ?? chainBegin(sha256, home), { subject, at })
    reached.set(home, entry)
    return entry
  })
}

/**
 * Of the last day before which nothing can appear any more. A day on which nobody chained gets none
 * of its own: the next head stands for it.
 */
async function makeHead({ clock, key }: Chaining, held: HeldChains): Promise<JstDate | null> {
  const { progress } = held
  const { lookedFrom: from } = progress
  if (from === null || progress.entries === 0n) return null
  const day = jstDate(from).subtract({ days: 1 })
  const last = await held.lastHead()
  if (last !== null && Temporal.PlainDate.compare(last.day, day) >= 0) return null
  const now = clock.now()
  const at = later(now, progress.nextAt ?? now)
  const { chains, entries, root } = await allEnds(key.sha256, held)
  const previous = last === null ? null : headHash(key.sha256, last)
  const head = { day, at, chains, entries, root, previous }
  await held.keepHead({ ...head, signature: key.sign(headBytes(head)).toHex() })
  await held.keepProgress({ ...progress, nextAt: fromMicros(microsOf(at) + 1n) })
  return day
}

async function allEnds(sha256: Sha256, held: HeldChains) {
  const tree = growTree(sha256)
  let entries = 0n
  let after: string | null = null
  for (;;) {
    const page: Awaited<ReturnType<HeldChains['endsAfter']>> = await held.endsAfter(
      after,
      ENDS_A_PAGE_MAX,
    )
    for (const { home, ...end } of page) {
      tree.add(leafOf(home, end))
      entries += end.seq
    }
    after = page.at(-1)?.home ?? null
    if (page.length < ENDS_A_PAGE_MAX) break
  }
  return { chains: BigInt(tree.count()), entries, root: tree.root().toHex() }
}
