/**
 * Usage files are taken row by row through charging, a stretch at a time. Each row's own key makes
 * it count once, so a file that was cut off, sent again, or overlaps another takes nothing twice;
 * what is kept here of files only tells how it went. Not how a file is written (`UsageFormat`), and
 * not who may send one (`../staff/usage-files.ts`, the API's scope, the operator's folder).
 */
import type { UsageFileId } from '../../domain/basics/ids.ts'
import { accept, refuse, type Result } from '../../domain/basics/result.ts'
import {
  requestOf,
  type RowRefusal,
  type UsageFileRefusal,
  type UsageRow,
} from '../../domain/charging/usage-row.ts'
import type { UsageSource } from '../../domain/charging/usage-source.ts'
import type { App } from '../app.ts'
import type { Charging } from '../charging/ports.ts'
import type {
  FileCounts,
  NewFile,
  ReadPart,
  RejectedRow,
  TriedAgain,
  UsageFile,
  UsageFileStore,
  UsageFormat,
} from './ports.ts'
import { NO_COUNTS } from './ports.ts'

/** Rows that wait for the door at once; the network's own requests need it too. */
export const ROWS_AT_ONCE = 128
/** A row finds the door full so many times before the file is left for later. */
export const BUSY_TRIES_MAX = 10
const BUSY_PAUSE_MS = 50
export const BUSY_PAUSE_MS_MAX = 2_000
/** Larger ones come in parts. */
export const FILE_BYTES_MAX = 1n << 30n
/** Rejected rows that one asking tries again; who asks once more gets the next. */
export const ROWS_AGAIN_MAX = 2_000

export interface UsageFileParts extends Pick<App, 'clock' | 'ids'> {
  readonly charging: Pick<Charging, 'charge'>
  readonly store: UsageFileStore
  readonly format: UsageFormat
  /** As the operator says now. */
  readonly sources: () => Promise<readonly UsageSource[]>
  readonly pause: (ms: number) => Promise<void>
  /** SHA-256 in hexadecimal. */
  readonly digest: (octets: Uint8Array) => string
}

export type TakingRefusal =
  | { readonly code: 'source_unknown'; readonly sources: readonly string[] }
  /** What was taken stays taken; the same file sent again takes the rest. */
  | { readonly code: 'charging_busy' }

export interface Taking extends Omit<NewFile, 'at'> {
  /** From its beginning each time. */
  readonly content: () => AsyncIterable<Uint8Array>
}

/** What was sent whole, ready to be taken. */
export function uploaded(
  { ids, digest }: Pick<UsageFileParts, 'ids' | 'digest'>,
  octets: Uint8Array,
): Pick<Taking, 'id' | 'sha256' | 'sizeBytes' | 'content'> {
  return {
    id: ids.next<UsageFileId>(),
    sha256: digest(octets),
    sizeBytes: BigInt(octets.length),
    async *content() {
      yield octets
    },
  }
}

/** To its end, or as far as the door had room. Faults leave it to be sent again. */
export async function takeUsageFile(
  parts: UsageFileParts,
  { content, ...given }: Taking,
): Promise<Result<UsageFile, TakingRefusal>> {
  const { store, clock, format } = parts
  const source = await sourceNamed(parts, given.source)
  if (!source.ok) return source
  const begun = await store.begin({ ...given, at: clock.now() })
  const { id } = begun
  let progress: Progress = { header: begun.header, counts: begun.counts, lineDone: begun.lineDone }
  if (given.sizeBytes > FILE_BYTES_MAX) {
    const refusal = { code: 'file_too_large', bytesMax: Number(FILE_BYTES_MAX) } as const
    return accept(await finished(parts, begun, refusal))
  }
  let refusal: UsageFileRefusal | null = null
  for await (const stretch of stretchesOf(format.read(content(), source.value), begun.lineDone)) {
    refusal = stretch.refusal ?? refusal
    const tried = await chargeAll(parts, stretch.rows, source.value)
    if (tried === null) return refuse({ code: 'charging_busy' })
    progress = follow(progress, stretch, tried)
    const rejected = tried.flatMap(({ line, text, outcome }) =>
      outcome.kind === 'rejected' ? [{ line, text, refusal: outcome.refusal }] : [],
    )
    await store.advance(id, { ...progress, rejected })
  }
  return accept(await finished(parts, { ...begun, ...progress }, refusal))
}

async function finished(
  { store, clock }: UsageFileParts,
  file: UsageFile,
  refusal: UsageFileRefusal | null,
): Promise<UsageFile> {
  const at = clock.now()
  await store.finish(file.id, { at, refusal })
  return { ...file, finished: at, refusal }
}

async function sourceNamed(
  { sources }: UsageFileParts,
  name: string,
): Promise<Result<UsageSource, TakingRefusal>> {
  const known = await sources()
  const source = known.find((one) => one.name === name)
  if (source !== undefined) return accept(source)
  return refuse({ code: 'source_unknown', sources: known.map((one) => one.name) })
}

type Progress = Pick<UsageFile, 'header' | 'counts' | 'lineDone'>
type RowRead = Extract<ReadPart, { kind: 'row' }>

interface Stretch {
  readonly header: string | null
  readonly rows: readonly RowRead[]
  readonly refusal: UsageFileRefusal | null
}

/** Rows up to `lineDone` were counted before. */
async function* stretchesOf(
  parts: AsyncIterable<ReadPart>,
  lineDone: number,
): AsyncIterable<Stretch> {
  let header: string | null = null
  let rows: RowRead[] = []
  for await (const part of parts) {
    if (part.kind === 'refused') return yield { header, rows, refusal: part.refusal }
    if (part.kind === 'header') header = part.text
    else if (part.line > lineDone) rows.push(part)
    if (rows.length < ROWS_AT_ONCE) continue
    yield { header, rows, refusal: null }
    rows = []
  }
  yield { header, rows, refusal: null }
}

type Outcome =
  | { readonly kind: 'accepted'; readonly bytes: bigint }
  | { readonly kind: 'repeated' }
  | { readonly kind: 'rejected'; readonly refusal: RowRefusal }

interface Tried {
  readonly line: number
  readonly text: string
  readonly outcome: Outcome
}

/** Null: the door stayed full. */
async function chargeAll(
  parts: UsageFileParts,
  rows: readonly RowRead[],
  source: UsageSource,
): Promise<readonly Tried[] | null> {
  const all = await Promise.all(
    rows.map(async ({ line, text, row }) => {
      const outcome = await chargeRow(parts, row, source)
      return outcome === null ? null : { line, text, outcome }
    }),
  )
  const tried = all.filter((one) => one !== null)
  return tried.length === all.length ? tried : null
}

async function chargeRow(
  { charging, clock, pause }: UsageFileParts,
  row: Result<UsageRow, RowRefusal>,
  { name }: UsageSource,
): Promise<Outcome | null> {
  if (!row.ok) return { kind: 'rejected', refusal: row.refusal }
  for (let tries = 0; tries < BUSY_TRIES_MAX; tries += 1) {
    const request = requestOf(row.value, { source: name, now: clock.now() })
    if (!request.ok) return { kind: 'rejected', refusal: request.refusal }
    const answer = await charging.charge(request.value)
    switch (answer.kind) {
      case 'recorded':
        return answer.replayed ? { kind: 'repeated' } : { kind: 'accepted', bytes: row.value.bytes }
      case 'unknown_subscriber':
        return { kind: 'rejected', refusal: { code: 'subscriber_unknown' } }
      case 'busy':
        await pause(Math.min(BUSY_PAUSE_MS * 2 ** tries, BUSY_PAUSE_MS_MAX))
    }
  }
  return null
}

function follow(before: Progress, { header }: Stretch, tried: readonly Tried[]): Progress {
  return {
    header: header ?? before.header,
    counts: added(before.counts, countsOf(tried)),
    lineDone: Math.max(before.lineDone, ...tried.map(({ line }) => line)),
  }
}

function countsOf(tried: readonly Pick<Tried, 'outcome'>[]): FileCounts {
  const of = (kind: Outcome['kind']) => tried.filter(({ outcome }) => outcome.kind === kind).length
  return {
    rows: tried.length,
    accepted: of('accepted'),
    repeated: of('repeated'),
    rejected: of('rejected'),
    usedBytes: tried.reduce(
      (sum, { outcome }) => sum + (outcome.kind === 'accepted' ? outcome.bytes : 0n),
      NO_COUNTS.usedBytes,
    ),
  }
}

function added(one: FileCounts, other: FileCounts): FileCounts {
  return {
    rows: one.rows + other.rows,
    accepted: one.accepted + other.accepted,
    repeated: one.repeated + other.repeated,
    rejected: one.rejected + other.rejected,
    usedBytes: one.usedBytes + other.usedBytes,
  }
}

export type AgainRefusal =
  | TakingRefusal
  | { readonly code: 'file_unknown' }
  /** Its source writes another header now. */
  | { readonly code: 'header_unfit'; readonly refusal: UsageFileRefusal }

/**
 * Rejected rows once more, because their line is known now or the source is described rightly.
 * Answers how many are taken, or were known.
 */
export async function tryRowsAgain(
  parts: UsageFileParts,
  id: UsageFileId,
): Promise<Result<number, AgainRefusal>> {
  const file = await parts.store.find(id)
  if (file === null || file.header === null) return refuse({ code: 'file_unknown' })
  const source = await sourceNamed(parts, file.source)
  if (!source.ok) return source
  const asked = { header: file.header, source: source.value }
  let settled = 0
  let after = 0
  for (let seen = 0; seen < ROWS_AGAIN_MAX; seen += ROWS_AT_ONCE) {
    const waiting = await parts.store.rejected(id, { after, countMax: ROWS_AT_ONCE })
    const rows = readAgain(parts.format, waiting, asked)
    if (!rows.ok) return refuse({ code: 'header_unfit', refusal: rows.refusal })
    const tried = await chargeAll(parts, rows.value, source.value)
    if (tried === null) return refuse({ code: 'charging_busy' })
    const counts = countsOf(tried)
    await parts.store.settle(id, { rows: tried.map(settledOf), counts })
    settled += counts.accepted + counts.repeated
    after = waiting.at(-1)?.line ?? after
    if (waiting.length < ROWS_AT_ONCE) break
  }
  return accept(settled)
}

/** Rows whose text is gone stay as they are. */
function readAgain(
  format: UsageFormat,
  waiting: readonly RejectedRow[],
  { header, source }: { readonly header: string; readonly source: UsageSource },
): Result<readonly RowRead[], UsageFileRefusal> {
  const rows: RowRead[] = []
  for (const { line, text } of waiting) {
    if (text === null) continue
    const row = format.again(header, text, source)
    if (!row.ok) return row
    rows.push({ kind: 'row', line, text, row: row.value })
  }
  return accept(rows)
}

function settledOf({ line, outcome }: Tried): TriedAgain {
  return { line, refusal: outcome.kind === 'rejected' ? outcome.refusal : null }
}
