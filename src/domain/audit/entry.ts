/**
 * What an entry of the audit is, and its canonical form: JSON arrays of text and null, encoded as
 * UTF-8, so that any program can make the same bytes. Hashing itself is the caller's.
 */
import { microsOf, type Instant } from '../basics/time.ts'

/** SHA-256 (FIPS 180-4): 32 bytes. */
export type Sha256 = (bytes: Uint8Array) => Uint8Array

/** Stands first in everything that is hashed or signed; another form is another version. */
export const AUDIT_VERSION = 'tsuzuki audit 1'

export const SUBJECT_KINDS = ['journal', 'agreement'] as const
export type SubjectKind = (typeof SUBJECT_KINDS)[number]

/** Which record an entry stands for. */
export interface SubjectRef {
  readonly kind: SubjectKind
  readonly id: string
  readonly at: Instant
}

/** A record as it is stored: every column but its home, by name, in the order of the kind. */
export interface Subject extends SubjectRef {
  readonly home: string
  readonly fields: readonly (readonly [name: string, text: string | null])[]
}

export interface AuditEntry {
  readonly home: string
  /** From 1, without holes, in each home. */
  readonly seq: bigint
  /** When it was chained; never before an entry chained earlier, in any home. */
  readonly at: Instant
  readonly subject: SubjectRef
  /** Of the subject's content, lower-case hex. */
  readonly digest: string
  /** Of this entry and the hash before it, lower-case hex. */
  readonly hash: string
}

/** Where a chain stands: its last entry, or what stands before its first. */
export interface ChainEnd {
  readonly seq: bigint
  readonly hash: string
}

const UTF8 = new TextEncoder()

export function canonical(what: string, ...parts: readonly unknown[]): Uint8Array {
  return UTF8.encode(JSON.stringify([AUDIT_VERSION, what, ...parts]))
}

export function digestOf(sha256: Sha256, subject: Subject): string {
  const { kind, home, id, at, fields } = subject
  return sha256(canonical('subject', kind, home, id, `${microsOf(at)}`, fields)).toHex()
}

/** What the first entry of a home follows. */
export function chainBegin(sha256: Sha256, home: string): ChainEnd {
  return { seq: 0n, hash: sha256(canonical('chain', home)).toHex() }
}

export function hashOf(
  sha256: Sha256,
  previous: string,
  { home, seq, at, subject, digest }: Omit<AuditEntry, 'hash'>,
): string {
  const { kind, id, at: subjectAt } = subject
  const instants = [`${microsOf(at)}`, `${microsOf(subjectAt)}`]
  const bytes = canonical('entry', previous, home, `${seq}`, ...instants, kind, id, digest)
  return sha256(bytes).toHex()
}

/** The entry that follows the end of its home's chain. */
export function entryAfter(
  sha256: Sha256,
  end: ChainEnd,
  { subject, at }: { readonly subject: Subject; readonly at: Instant },
): AuditEntry {
  const { home, kind, id } = subject
  const made = {
    home,
    seq: end.seq + 1n,
    at,
    subject: { kind, id, at: subject.at },
    digest: digestOf(sha256, subject),
  }
  return { ...made, hash: hashOf(sha256, end.hash, made) }
}
