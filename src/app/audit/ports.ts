/**
 * What the audit asks of the store and of the keeper of its key. Nothing here is on the way of a
 * command: entries are written behind the door by one sweep at a time.
 */
import type { AuditEntry, ChainEnd, Sha256, Subject } from '../../domain/audit/entry.ts'
import type { SignedHead } from '../../domain/audit/head.ts'
import type { EntryAndRow } from '../../domain/audit/verifying.ts'
import type { Instant } from '../../domain/basics/time.ts'

export interface AuditKey {
  readonly sha256: Sha256
  /** Ed25519, 32 bytes. */
  readonly publicKey: Uint8Array
  /** 64 bytes. */
  sign(bytes: Uint8Array): Uint8Array
}

/** A moment after which records may still appear, from transactions that were open in it. */
export interface Mark {
  /** By our clock. */
  readonly until: Instant
  /** By the database's, as it says it. */
  readonly seenAt: Instant
}

export interface AuditProgress {
  /** Every record of before it is chained; null: nothing ever was. */
  readonly lookedFrom: Instant | null
  /** No record of before it can still appear. */
  readonly settledUntil: Instant | null
  readonly mark: Mark | null
  /** No entry is chained at an instant before it. */
  readonly nextAt: Instant | null
  readonly entries: bigint
}

/** Half-open; `until` null: no end. */
export interface Look {
  readonly from: Instant
  readonly until: Instant | null
  readonly limit: number
}

/** The chains while nobody else adds to them; one transaction. */
export interface HeldChains {
  readonly progress: AuditProgress
  keepProgress(progress: AuditProgress): Promise<void>
  /** The present by the database's clock. */
  databaseNow(): Promise<Instant>
  /** Whether a transaction that was open then still is. */
  isOpenSince(databaseInstant: Instant): Promise<boolean>
  firstRecordAt(): Promise<Instant | null>
  /** In the order of their instants, then of their ids. */
  unchained(look: Look): Promise<readonly Subject[]>
  /** By home; a home without a chain is absent. */
  ends(homes: readonly string[]): Promise<ReadonlyMap<string, ChainEnd>>
  append(entries: readonly AuditEntry[]): Promise<void>
  /** Of the homes after the given one, in their order. */
  endsAfter(
    home: string | null,
    limit: number,
  ): Promise<readonly (ChainEnd & { readonly home: string })[]>
  lastHead(): Promise<SignedHead | null>
  keepHead(head: SignedHead): Promise<void>
}

/** Everything as of one instant. */
export interface AuditBook {
  /** In the order of homes and sequence. */
  entriesAfter(
    place: { readonly home: string; readonly seq: bigint } | null,
    limit: number,
  ): Promise<readonly EntryAndRow[]>
  /** Oldest first. */
  heads(): Promise<readonly SignedHead[]>
  /** Records of before the instant without an entry, oldest first. */
  unchainedBefore(until: Instant, limit: number): Promise<readonly Subject[]>
  /** When the first entry was chained. */
  firstEntryAt(): Promise<Instant | null>
}

export interface AuditStore {
  /** Null, and nothing done, while another holds the chains. */
  hold<Answer>(work: (held: HeldChains) => Promise<Answer>): Promise<Answer | null>
  read<Answer>(work: (book: AuditBook) => Promise<Answer>): Promise<Answer>
}
