/**
 * The audit as JSON lines to be kept elsewhere: the public key, entries each with the hash before
 * it, heads. A kept file shows what was taken from the end of a chain later, which no chain can.
 */
import type { AuditEntry, Sha256, SubjectKind } from '../../domain/audit/entry.ts'
import { AUDIT_VERSION, chainBegin, SUBJECT_KINDS } from '../../domain/audit/entry.ts'
import type { SignedHead } from '../../domain/audit/head.ts'
import { checkChain, checkHeads, type AuditBreak } from '../../domain/audit/verifying.ts'
import { contains, instant, type Interval } from '../../domain/basics/time.ts'
import type { AuditBook, AuditKey, AuditStore } from './ports.ts'

/** Entries read at once. */
export const EXPORTED_A_PAGE_MAX = 2_000

/** Entries chained in the span, in the order of homes and sequence, then the heads made in it. */
export async function* exportAudit(
  store: AuditStore,
  { key, from, until }: { readonly key: AuditKey } & Interval,
): AsyncGenerator<string> {
  const publicKey = key.publicKey.toHex()
  yield JSON.stringify({ what: 'key', version: AUDIT_VERSION, publicKey })
  let previous: AuditEntry | null = null
  for (;;) {
    const page: readonly AuditEntry[] = await entriesAfter(store, previous, EXPORTED_A_PAGE_MAX)
    for (const entry of page) {
      const before: string =
        previous?.home === entry.home ? previous.hash : chainBegin(key.sha256, entry.home).hash
      if (contains({ from, until }, entry.at)) yield entryLine(entry, before)
      previous = entry
    }
    if (page.length < EXPORTED_A_PAGE_MAX) break
  }
  const heads = await store.read((book) => book.heads())
  for (const head of heads) if (contains({ from, until }, head.at)) yield headLine(head)
}

async function entriesAfter(
  store: AuditStore,
  place: AuditEntry | null,
  limit: number,
): Promise<readonly AuditEntry[]> {
  const page = await store.read((book) => book.entriesAfter(place, limit))
  return page.map(({ entry }) => entry)
}

function entryLine(entry: AuditEntry, previous: string): string {
  return JSON.stringify({ what: 'entry', ...plain(entry), previous })
}

function headLine(head: SignedHead): string {
  return JSON.stringify({ what: 'head', ...plain(head) })
}

/** Whole numbers as digits in text; instants and days have their own text. */
function plain(value: AuditEntry | SignedHead): Record<string, unknown> {
  const entries = Object.entries(value).map(([name, field]) => [
    name,
    typeof field === 'bigint' ? field.toString() : field,
  ])
  return Object.fromEntries(entries) as Record<string, unknown>
}

export interface ReadExport {
  readonly publicKey: string | null
  readonly entries: readonly AuditEntry[]
  readonly heads: readonly SignedHead[]
  readonly breaks: readonly AuditBreak[]
}

/** A line that is none of ours. */
export class NoAuditLine extends Error {
  override name = 'NoAuditLine'
}

/**
 * What the file says of itself: links, and signatures under the key that it names.
 * @throws NoAuditLine
 */
export async function verifyExport(
  lines: AsyncIterable<string>,
  given: {
    readonly sha256: Sha256
    isSigned(publicKey: string, head: SignedHead, bytes: Uint8Array): boolean
  },
): Promise<ReadExport> {
  let publicKey: string | null = null
  const entries: AuditEntry[] = []
  const heads: SignedHead[] = []
  const breaks: AuditBreak[] = []
  let chain: ReturnType<typeof checkChain> | null = null
  for await (const text of lines) {
    if (text.trim() === '') continue
    const line = lineIn(text)
    if (line.what === 'key') publicKey = line.publicKey
    else if (line.what === 'head') heads.push(line.head)
    else {
      const { entry, previous } = line
      if (entries.at(-1)?.home !== entry.home) {
        chain = checkChain(given.sha256, { seq: entry.seq - 1n, hash: previous })
      }
      breaks.push(...(chain?.next(entry) ?? []))
      entries.push(entry)
    }
  }
  const isSigned = (head: SignedHead, bytes: Uint8Array) =>
    publicKey !== null && given.isSigned(publicKey, head, bytes)
  breaks.push(...checkHeads(given.sha256, heads, { isSigned, first: false }))
  return { publicKey, entries, heads, breaks }
}

type Line =
  | { readonly what: 'key'; readonly publicKey: string }
  | { readonly what: 'entry'; readonly entry: AuditEntry; readonly previous: string }
  | { readonly what: 'head'; readonly head: SignedHead }

function lineIn(text: string): Line {
  try {
    const line = JSON.parse(text) as Readonly<Record<string, unknown>>
    switch (line['what']) {
      case 'key':
        return { what: 'key', publicKey: String(line['publicKey']) }
      case 'entry':
        return { what: 'entry', entry: entryIn(line), previous: String(line['previous']) }
      case 'head':
        return { what: 'head', head: headIn(line) }
    }
  } catch {
    // Told below, like any other line that is none.
  }
  throw new NoAuditLine(`not a line of an audit: ${text.slice(0, 80)}`)
}

function entryIn(line: Readonly<Record<string, unknown>>): AuditEntry {
  const { id, at, kind } = line['subject'] as Readonly<Record<string, unknown>>
  const known: SubjectKind | undefined = SUBJECT_KINDS.find((one) => one === kind)
  if (known === undefined) throw new NoAuditLine(`no kind: ${String(kind)}`)
  return {
    home: String(line['home']),
    seq: BigInt(String(line['seq'])),
    at: instant(String(line['at'])),
    subject: { kind: known, id: String(id), at: instant(String(at)) },
    digest: String(line['digest']),
    hash: String(line['hash']),
  }
}

function headIn(line: Readonly<Record<string, unknown>>): SignedHead {
  const { previous } = line
  return {
    day: Temporal.PlainDate.from(String(line['day'])),
    at: instant(String(line['at'])),
    chains: BigInt(String(line['chains'])),
    entries: BigInt(String(line['entries'])),
    root: String(line['root']),
    previous: typeof previous === 'string' ? previous : null,
    signature: String(line['signature']),
  }
}

/** What was in the file and is no more, or is another. The file stands for what was true. */
export async function compareExport(
  store: AuditStore,
  { entries, heads }: Pick<ReadExport, 'entries' | 'heads'>,
): Promise<readonly AuditBreak[]> {
  return store.read(async (book) => {
    const kept = new Map(entries.map((entry) => [placeOf(entry), entry]))
    const changed = await changedIn(book, kept)
    const missing = [...kept.values()].map(({ home, seq }): AuditBreak => {
      return { kind: 'entry_missing', home, seq, last: seq }
    })
    const now = new Map((await book.heads()).map((head) => [head.day.toString(), head]))
    return [...changed, ...missing, ...heads.flatMap((head) => lostHead(head, now))]
  })
}

/** Takes from `kept` what the database still has. */
async function changedIn(
  book: AuditBook,
  kept: Map<string, AuditEntry>,
): Promise<readonly AuditBreak[]> {
  const changed: AuditBreak[] = []
  let place: AuditEntry | null = null
  for (;;) {
    const page: Awaited<ReturnType<AuditBook['entriesAfter']>> = await book.entriesAfter(
      place,
      EXPORTED_A_PAGE_MAX,
    )
    for (const { entry } of page) {
      place = entry
      const was = kept.get(placeOf(entry))
      if (was === undefined) continue
      kept.delete(placeOf(entry))
      const { home, seq, subject } = was
      if (was.hash !== entry.hash) changed.push({ kind: 'entry_changed', home, seq, subject })
    }
    if (page.length < EXPORTED_A_PAGE_MAX) return changed
  }
}

function lostHead(head: SignedHead, now: ReadonlyMap<string, SignedHead>): readonly AuditBreak[] {
  const { day, signature } = head
  const found = now.get(day.toString())
  if (found === undefined) return [{ kind: 'head_missing', day }]
  return found.signature === signature ? [] : [{ kind: 'head_forged', day }]
}

function placeOf({ home, seq }: Pick<AuditEntry, 'home' | 'seq'>): string {
  return `${home} ${seq}`
}
