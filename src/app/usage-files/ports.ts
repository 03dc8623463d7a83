/**
 * What taking usage files needs from outside: a reader of the format, and a store for what became
 * of each file. The store is outside the door: the bytes themselves go through it, row by row, each
 * under the key of its record, and what is kept here is neither money nor a promise.
 */
import type { UsageFileId } from '../../domain/basics/ids.ts'
import type { Result } from '../../domain/basics/result.ts'
import type { Instant } from '../../domain/basics/time.ts'
import type { RowRefusal, UsageFileRefusal, UsageRow } from '../../domain/charging/usage-row.ts'
import type { UsageSource } from '../../domain/charging/usage-source.ts'

export type ReadPart =
  | { readonly kind: 'header'; readonly text: string }
  | {
      readonly kind: 'row'
      /** Where it begins in the file, from 1. */
      readonly line: number
      readonly text: string
      readonly row: Result<UsageRow, RowRefusal>
    }
  /** Of the file as a whole; nothing follows. */
  | { readonly kind: 'refused'; readonly refusal: UsageFileRefusal }

export interface UsageFormat {
  read(content: AsyncIterable<Uint8Array>, source: UsageSource): AsyncIterable<ReadPart>
  /** One row of before under the header of its file, as the source writes today. */
  again(
    header: string,
    text: string,
    source: UsageSource,
  ): Result<Result<UsageRow, RowRefusal>, UsageFileRefusal>
}

/** By which way it came. */
export const CAME = ['folder', 'console', 'api', 'command'] as const
export type Came = (typeof CAME)[number]

/** Rows, but for the last. */
export interface FileCounts {
  readonly rows: number
  readonly accepted: number
  /** Known from before: they changed nothing. */
  readonly repeated: number
  readonly rejected: number
  /** Of accepted rows. */
  readonly usedBytes: bigint
}

export const NO_COUNTS: FileCounts = {
  rows: 0,
  accepted: 0,
  repeated: 0,
  rejected: 0,
  usedBytes: 0n,
}

/** A file before anything of it was read. */
export interface NewFile {
  readonly id: UsageFileId
  readonly source: string
  readonly name: string
  /** Of its octets, in hexadecimal. */
  readonly sha256: string
  readonly sizeBytes: bigint
  readonly came: Came
  /** Who sent it: the actor of an origin. */
  readonly by: string
  readonly at: Instant
}

export interface UsageFile extends NewFile {
  readonly header: string | null
  readonly counts: FileCounts
  /** The line that the last counted row began on. */
  readonly lineDone: number
  readonly finished: Instant | null
  readonly refusal: UsageFileRefusal | null
}

export interface RejectedRow {
  readonly line: number
  /** Null once it has stood long enough. */
  readonly text: string | null
  readonly refusal: RowRefusal
}

/** What one stretch of a file came to. */
export interface Advance {
  readonly header: string | null
  /** All that is counted so far. */
  readonly counts: FileCounts
  readonly lineDone: number
  /** Of this stretch. */
  readonly rejected: readonly RejectedRow[]
}

/** A rejected row after it was tried again; no refusal: it was taken, or known already. */
export interface TriedAgain {
  readonly line: number
  readonly refusal: RowRefusal | null
}

export interface UsageFileStore {
  /** One of the same content of the same source that was not finished goes on. */
  begin(file: NewFile): Promise<UsageFile>
  /** All of it or nothing. */
  advance(id: UsageFileId, to: Advance): Promise<void>
  finish(
    id: UsageFileId,
    given: { readonly at: Instant; readonly refusal: UsageFileRefusal | null },
  ): Promise<void>
  find(id: UsageFileId): Promise<UsageFile | null>
  /** The newest first; those before one of them where it is given. */
  newest(countMax: number, before: UsageFileId | null): Promise<readonly UsageFile[]>
  /** Still rejected, in the order of lines, after a line. */
  rejected(
    id: UsageFileId,
    given: { readonly after: number; readonly countMax: number },
  ): Promise<readonly RejectedRow[]>
  /** All of it or nothing, the counts of the file too. */
  settle(
    id: UsageFileId,
    given: {
      readonly rows: readonly TriedAgain[]
      readonly counts: Pick<FileCounts, 'accepted' | 'repeated' | 'usedBytes'>
    },
  ): Promise<void>
}
