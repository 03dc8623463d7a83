/**
 * Finds what was tampered with and says where: entries walked in the order of homes and sequence
 * against the records they stand for, and heads against the chains under them. Pure: whoever asks
 * brings the rows.
 */
import { assert } from '../basics/assert.ts'
import { isBefore, type JstDate } from '../basics/time.ts'
import {
  chainBegin,
  digestOf,
  hashOf,
  type AuditEntry,
  type ChainEnd,
  type Sha256,
  type Subject,
  type SubjectRef,
} from './entry.ts'
import { headBytes, headHash, leafOf, type AuditHead, type SignedHead } from './head.ts'
import { growTree, type GrowingTree } from './merkle.ts'

interface At {
  readonly home: string
  readonly seq: bigint
}

export type AuditBreak =
  /** The record is not what it was when it was chained. */
  | (At & { readonly kind: 'row_changed'; readonly subject: SubjectRef })
  | (At & { readonly kind: 'row_missing'; readonly subject: SubjectRef })
  | (At & { readonly kind: 'entry_changed'; readonly subject: SubjectRef })
  /** From `seq` to `last`, inclusive. */
  | (At & { readonly kind: 'entry_missing'; readonly last: bigint })
  /** The record should long have been chained. */
  | { readonly kind: 'subject_unchained'; readonly home: string; readonly subject: SubjectRef }
  | { readonly kind: 'head_missing'; readonly day: JstDate }
  /** The signature is not ours, or not of this head. */
  | { readonly kind: 'head_forged'; readonly day: JstDate }
  /** The chains under it are not those that were signed. */
  | {
      readonly kind: 'head_differs'
      readonly day: JstDate
      readonly signed: { readonly chains: bigint; readonly entries: bigint }
      readonly found: { readonly chains: bigint; readonly entries: bigint }
    }

/** An entry with its record as it is stored now; null: it is not there. */
export interface EntryAndRow {
  readonly entry: AuditEntry
  readonly row: Subject | null
}

interface ChainCheck {
  /** The next entry of the chain; breaks are told once, where they are. */
  next(entry: AuditEntry): readonly AuditBreak[]
  end(): ChainEnd
}

/**
 * One home's chain. `from`: what the first entry follows. After an entry that does not fit, the
 * next may follow what is stored or what it should have been, so that one change is one break.
 */
export function checkChain(sha256: Sha256, from: ChainEnd): ChainCheck {
  let end = from
  let previous: readonly string[] = [from.hash]
  return {
    end: () => end,
    next(entry) {
      const { home, seq, subject, hash } = entry
      const expected = end.seq + 1n
      end = { seq, hash }
      if (seq > expected) {
        // What it follows is gone, so its own hash can not be made again.
        previous = [hash]
        return [{ kind: 'entry_missing', home, seq: expected, last: seq - 1n }]
      }
      const made = previous.map((before) => hashOf(sha256, before, entry))
      const isSound = seq === expected && made.includes(hash)
      previous = isSound ? [hash] : [hash, ...made]
      return isSound ? [] : [{ kind: 'entry_changed', home, seq, subject }]
    },
  }
}

export interface Verifying {
  /** Entries in the order of homes and sequence, whole chains. */
  next(one: EntryAndRow): readonly AuditBreak[]
  /** After the last entry: what the chains make of the heads. */
  end(): readonly AuditBreak[]
}

/** A head whose chains are walked along, so far. */
interface HeadTree {
  readonly head: AuditHead
  readonly tree: GrowingTree
  entries: bigint
  /** Of the home that is walked now. */
  under: ChainEnd | null
}

/** `heads`: those whose roots are to be made again. */
export function verifyEntries(sha256: Sha256, heads: readonly AuditHead[]): Verifying {
  const trees: readonly HeadTree[] = heads.map((head) => {
    return { head, tree: growTree(sha256), entries: 0n, under: null }
  })
  let home: string | null = null
  let chain = checkChain(sha256, { seq: 0n, hash: '' })
  const endHome = () => {
    for (const one of trees) {
      if (one.under === null || home === null) continue
      one.tree.add(leafOf(home, one.under))
      one.under = null
    }
  }
  return {
    next({ entry, row }) {
      if (entry.home !== home) {
        assert(home === null || home < entry.home, 'homes are walked in order')
        endHome()
        home = entry.home
        chain = checkChain(sha256, chainBegin(sha256, home))
      }
      const breaks = chain.next(entry)
      for (const one of trees) {
        if (isBefore(one.head.at, entry.at)) continue
        one.under = chain.end()
        one.entries += 1n
      }
      // Of an entry that was changed itself nobody knows which row it stood for.
      const isSound = breaks.every(({ kind }) => kind === 'entry_missing')
      return isSound ? [...breaks, ...checkRow(sha256, entry, row)] : breaks
    },
    end() {
      endHome()
      return trees.flatMap(checkTree)
    },
  }
}

function checkRow(sha256: Sha256, entry: AuditEntry, row: Subject | null): readonly AuditBreak[] {
  const { home, seq, subject, digest } = entry
  if (row === null) return [{ kind: 'row_missing', home, seq, subject }]
  const isSame = digestOf(sha256, row) === digest
  return isSame ? [] : [{ kind: 'row_changed', home, seq, subject }]
}

function checkTree({ head, tree, entries }: HeadTree): readonly AuditBreak[] {
  const found = { chains: BigInt(tree.count()), entries }
  const isSame =
    tree.root().toHex() === head.root &&
    found.chains === head.chains &&
    found.entries === head.entries
  if (isSame) return []
  const signed = { chains: head.chains, entries: head.entries }
  return [{ kind: 'head_differs', day: head.day, signed, found }]
}

/**
 * Signatures, and that each head names the one before. `first`: whether the list begins with the
 * first head ever made.
 */
export function checkHeads(
  sha256: Sha256,
  heads: readonly SignedHead[],
  { isSigned, first }: { isSigned(head: SignedHead, bytes: Uint8Array): boolean; first: boolean },
): readonly AuditBreak[] {
  const breaks: AuditBreak[] = []
  let previous: string | null | undefined = first ? null : undefined
  let wasForged = false
  for (const head of heads) {
    const { day } = head
    const isOurs = isSigned(head, headBytes(head))
    if (!isOurs) breaks.push({ kind: 'head_forged', day })
    // What a forged head was before is not known, so neither is what should follow it.
    else if (!wasForged && previous !== undefined && head.previous !== previous) {
      breaks.push({ kind: 'head_missing', day: day.subtract({ days: 1 }) })
    }
    wasForged = !isOurs
    previous = headHash(sha256, head)
  }
  return breaks
}
