/**
 * `npm run operator -- audit …`: verifies the chains and says where they break; writes them as JSON
 * lines that can be kept elsewhere and verified again, by themselves and against the database.
 */
import { createReadStream } from 'node:fs'
import { createInterface } from 'node:readline'
import { createAudit } from '../../adapters/postgres/audit.ts'
import { isSignedBy } from '../../adapters/secrets/ed25519.ts'
import { compareExport, exportAudit, verifyExport } from '../../app/audit/export.ts'
import { verifyAudit, type Verifier } from '../../app/audit/verify.ts'
import type { SubjectRef } from '../../domain/audit/entry.ts'
import type { SignedHead } from '../../domain/audit/head.ts'
import type { AuditBreak } from '../../domain/audit/verifying.ts'
import { jstMidnight, type Instant } from '../../domain/basics/time.ts'
import type { Desk } from './desk.ts'
import type { Told } from './load.ts'

export type AuditWish =
  | { readonly kind: 'verify'; readonly file: string | null }
  /** Half-open, by when entries were chained. */
  | { readonly kind: 'export'; readonly from: Instant; readonly until: Instant }

/** Null when the words make no wish. Days begin at JST midnight. */
export function understandAudit(words: readonly string[]): AuditWish | null {
  const [verb, one, other, ...more] = words
  if (more.length > 0) return null
  if (verb === 'verify') return other === undefined ? { kind: 'verify', file: one ?? null } : null
  if (verb !== 'export') return null
  const [from, until] = [dayIn(one), dayIn(other)]
  return from === null || until === null ? null : { kind: 'export', from, until }
}

function dayIn(text: string | undefined): Instant | null {
  if (text === undefined || !/^\d{4}-\d\d-\d\d$/.test(text)) return null
  try {
    return jstMidnight(Temporal.PlainDate.from(text))
  } catch {
    return null
  }
}

/** Whether it was done and nothing was found. */
export async function fulfilAudit(desk: Desk, told: Told, wish: AuditWish): Promise<boolean> {
  const store = createAudit(desk.pool)
  if (wish.kind === 'export') {
    for await (const line of exportAudit(store, { key: desk.auditKey, ...wish })) told.say(line)
    return true
  }
  if (wish.file !== null) return verifyFile(desk, told, wish.file)
  const { publicKey } = desk.auditKey
  const verifier: Verifier = {
    clock: desk.clock,
    store,
    key: desk.auditKey,
    isSigned: signedUnder(publicKey),
  }
  const { chains, entries, heads, breaks } = await verifyAudit(verifier)
  for (const one of breaks) told.say(wordsOf(one))
  told.say(`${chains} chains, ${entries} entries, ${heads} heads, ${breaks.length} breaks`)
  told.say(`public key ${publicKey.toHex()}`)
  return breaks.length === 0
}

function signedUnder(publicKey: Uint8Array): Verifier['isSigned'] {
  return ({ signature }, bytes) => isSignedBy(publicKey, bytes, bytesIn(signature))
}

function bytesIn(hex: string): Uint8Array {
  return new Uint8Array(Buffer.from(hex, 'hex'))
}

async function verifyFile(desk: Desk, told: Told, file: string): Promise<boolean> {
  const { sha256, publicKey } = desk.auditKey
  const isSigned = (key: string, head: SignedHead, bytes: Uint8Array) =>
    isSignedBy(bytesIn(key), bytes, bytesIn(head.signature))
  const lines = createInterface({ input: createReadStream(file), crlfDelay: Infinity })
  const read = await verifyExport(lines, { sha256, isSigned })
  const isOurs = read.publicKey === publicKey.toHex()
  if (!isOurs) told.say(`the file is signed under another key: ${read.publicKey ?? 'none'}`)
  for (const one of read.breaks) told.say(`in the file: ${wordsOf(one)}`)
  const lost = await compareExport(createAudit(desk.pool), read)
  for (const one of lost) told.say(`in the database: ${wordsOf(one)}`)
  const breaks = read.breaks.length + lost.length
  told.say(`${read.entries.length} entries, ${read.heads.length} heads, ${breaks} breaks`)
  return isOurs && breaks === 0
}

/** One line each: where it is, and what does not fit. */
export function wordsOf(found: AuditBreak): string {
  switch (found.kind) {
    case 'row_changed':
      return `${placeOf(found)}: ${nameOf(found)} was changed`
    case 'row_missing':
      return `${placeOf(found)}: ${nameOf(found)} is missing`
    case 'entry_changed':
      return `${placeOf(found)}: the entry was changed; it names ${nameOf(found)}`
    case 'entry_missing': {
      const { seq, last } = found
      const which = seq === last ? 'the entry is' : `entries until ${last} are`
      return `${placeOf(found)}: ${which} missing`
    }
    case 'subject_unchained': {
      const { home, subject } = found
      return `home ${home}: ${nameOf(found)} of ${subject.at.toString()} has no entry`
    }
    case 'head_missing':
      return `head of ${found.day.toString()}: missing`
    case 'head_forged':
      return `head of ${found.day.toString()}: forged`
    case 'head_differs': {
      const { day, signed, found: now } = found
      const was = `${signed.chains} chains and ${signed.entries} entries were signed`
      const is = `it has ${now.chains} and ${now.entries}, or others`
      return `head of ${day.toString()}: ${was}; ${is}`
    }
  }
}

function placeOf({ home, seq }: { readonly home: string; readonly seq: bigint }): string {
  return `home ${home}, entry ${seq}`
}

function nameOf({ subject }: { readonly subject: SubjectRef }): string {
  return `${subject.kind} ${subject.id}`
}
