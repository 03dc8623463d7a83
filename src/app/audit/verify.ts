/**
 * Makes the whole audit again from what is stored and tells every place where it does not fit.
 * Reads only, page by page, as of one instant.
 */
import type { AuditHead, SignedHead } from '../../domain/audit/head.ts'
import { checkHeads, verifyEntries, type AuditBreak } from '../../domain/audit/verifying.ts'
import {
  isBefore,
  jstDate,
  jstMidnight,
  plusHours,
  plusMinutes,
  type Instant,
} from '../../domain/basics/time.ts'
import type { App } from '../app.ts'
import type { AuditBook, AuditKey, AuditStore } from './ports.ts'

/** Entries read at once. */
export const VERIFIED_A_PAGE_MAX = 2_000
/** A record that has no entry for longer was kept from the audit. */
export const UNCHAINED_MINUTES_MAX = 15
/** A day that is over for longer has its head. */
export const HEAD_HOURS_MAX = 2
/**
 * The roots of so many latest heads are made again; of older ones the signatures and their order.
 */
export const ROOTS_VERIFIED_MAX = 31
/** More unchained records are not listed. */
export const UNCHAINED_LISTED_MAX = 1_000

export interface Verified {
  readonly chains: bigint
  readonly entries: bigint
  readonly heads: number
  readonly breaks: readonly AuditBreak[]
}

export interface Verifier {
  readonly clock: App['clock']
  readonly store: AuditStore
  readonly key: AuditKey
  isSigned(head: SignedHead, bytes: Uint8Array): boolean
}

export async function verifyAudit(verifier: Verifier): Promise<Verified> {
  return verifier.store.read((book) => verifyBook(verifier, book))
}

async function verifyBook(verifier: Verifier, book: AuditBook): Promise<Verified> {
  const { key, clock, isSigned } = verifier
  const now = clock.now()
  const heads = await book.heads()
  const walked = await walk(key, book, heads.slice(-ROOTS_VERIFIED_MAX))
  const long = plusMinutes(now, -UNCHAINED_MINUTES_MAX)
  const left = await book.unchainedBefore(long, UNCHAINED_LISTED_MAX)
  const unchained = left.map(({ home, kind, id, at }): AuditBreak => {
    return { kind: 'subject_unchained', home, subject: { kind, id, at } }
  })
  return {
    ...walked,
    heads: heads.length,
    breaks: [
      ...walked.breaks,
      ...unchained,
      ...checkHeads(key.sha256, heads, { isSigned, first: true }),
      ...lateHead(heads.at(-1) ?? null, { now, first: await book.firstEntryAt() }),
    ],
  }
}

async function walk(
  { sha256 }: AuditKey,
  book: AuditBook,
  heads: readonly AuditHead[],
): Promise<Pick<Verified, 'chains' | 'entries' | 'breaks'>> {
  const verifying = verifyEntries(sha256, heads)
  const breaks: AuditBreak[] = []
  let [chains, entries] = [0n, 0n]
  let place: { readonly home: string; readonly seq: bigint } | null = null
  for (;;) {
    const page: Awaited<ReturnType<AuditBook['entriesAfter']>> = await book.entriesAfter(
      place,
      VERIFIED_A_PAGE_MAX,
    )
    for (const one of page) {
      if (one.entry.home !== place?.home) chains += 1n
      place = one.entry
      breaks.push(...verifying.next(one))
    }
    entries += BigInt(page.length)
    if (page.length < VERIFIED_A_PAGE_MAX) break
  }
  return { chains, entries, breaks: [...breaks, ...verifying.end()] }
}

/** The newest head names none after it, so that it is missed by the calendar. */
function lateHead(
  last: AuditHead | null,
  { now, first }: { readonly now: Instant; readonly first: Instant | null },
): readonly AuditBreak[] {
  const today = jstDate(plusHours(now, -HEAD_HOURS_MAX))
  const day = today.subtract({ days: 1 })
  if (first === null || !isBefore(first, jstMidnight(today))) return []
  const isThere = last !== null && Temporal.PlainDate.compare(last.day, day) >= 0
  return isThere ? [] : [{ kind: 'head_missing', day }]
}
