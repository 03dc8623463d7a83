/**
 * The Merkle tree hash of a list (RFC 6962 §2.1): leaves and nodes are hashed under different first
 * bytes, so that none can be taken for the other. The root is grown leaf by leaf.
 */
import { assert } from '../basics/assert.ts'
import type { Sha256 } from './entry.ts'

const LEAF = Uint8Array.of(0)
const NODE = Uint8Array.of(1)

function joined(...parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((length, part) => length + part.length, 0))
  let at = 0
  for (const part of parts) {
    whole.set(part, at)
    at += part.length
  }
  return whole
}

function leafHash(sha256: Sha256, leaf: Uint8Array): Uint8Array {
  return sha256(joined(LEAF, leaf))
}

function nodeHash(sha256: Sha256, left: Uint8Array, right: Uint8Array): Uint8Array {
  return sha256(joined(NODE, left, right))
}

export interface GrowingTree {
  add(leaf: Uint8Array): void
  /** Leaves so far. */
  count(): number
  /** Of the leaves so far; without any, the hash of nothing. */
  root(): Uint8Array
}

/** Holds one hash for each power of two in the count. */
export function growTree(sha256: Sha256): GrowingTree {
  const full: { readonly size: number; readonly hash: Uint8Array }[] = []
  let count = 0
  return {
    add(leaf) {
      count += 1
      let one = { size: 1, hash: leafHash(sha256, leaf) }
      for (let left = full.at(-1); left?.size === one.size; left = full.at(-1)) {
        full.pop()
        one = { size: left.size * 2, hash: nodeHash(sha256, left.hash, one.hash) }
      }
      full.push(one)
    },
    count: () => count,
    root() {
      if (full.length === 0) return sha256(new Uint8Array(0))
      return full
        .map(({ hash }) => hash)
        .reduceRight((right, left) => nodeHash(sha256, left, right))
    },
  }
}

/** The root as RFC 6962 §2.1 says it, the whole list at hand. */
export function rootOf(sha256: Sha256, leaves: readonly Uint8Array[]): Uint8Array {
  const [first] = leaves
  if (first === undefined) return sha256(new Uint8Array(0))
  if (leaves.length === 1) return leafHash(sha256, first)
  const half = splitOf(leaves.length)
  return nodeHash(sha256, rootOf(sha256, leaves.slice(0, half)), rootOf(sha256, leaves.slice(half)))
}

/** The largest power of two below the count. */
function splitOf(count: number): number {
  let half = 1
  while (half * 2 < count) half *= 2
  return half
}

export interface PathStep {
  readonly side: 'left' | 'right'
  readonly hash: Uint8Array
}

/** What stands beside the leaf on its way to the root, from below (RFC 6962 §2.1.1). */
export function pathOf(
  sha256: Sha256,
  leaves: readonly Uint8Array[],
  index: number,
): readonly PathStep[] {
  assert(index >= 0 && index < leaves.length, 'the leaf is one of the tree')
  if (leaves.length === 1) return []
  const half = splitOf(leaves.length)
  const [left, right] = [leaves.slice(0, half), leaves.slice(half)]
  return index < half
    ? [...pathOf(sha256, left, index), { side: 'right', hash: rootOf(sha256, right) }]
    : [...pathOf(sha256, right, index - half), { side: 'left', hash: rootOf(sha256, left) }]
}

/** The root that the leaf and its path make. */
export function rootByPath(
  sha256: Sha256,
  leaf: Uint8Array,
  path: readonly PathStep[],
): Uint8Array {
  return path.reduce(
    (below, { side, hash }) =>
      side === 'left' ? nodeHash(sha256, hash, below) : nodeHash(sha256, below, hash),
    leafHash(sha256, leaf),
  )
}
