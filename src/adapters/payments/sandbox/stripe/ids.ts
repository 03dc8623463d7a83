/** Ids that look like Stripe's: a prefix and characters nobody can guess. */
import { randomFillSync } from 'node:crypto'

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789'
const ID_LENGTH = 24

/** Chance is fetched for many ids at once, because the fetching costs more than the bytes. */
const pool = Buffer.alloc(ID_LENGTH * 256)
let used = pool.length

/** 24 characters of 62: over 140 bits, less the slight lean of the remainder. */
export function mintId(prefix: string): string {
  if (used === pool.length) {
    randomFillSync(pool)
    used = 0
  }
  let characters = ''
  for (const byte of pool.subarray(used, used + ID_LENGTH)) {
    characters += ALPHABET.charAt(byte % ALPHABET.length)
  }
  used += ID_LENGTH
  return `${prefix}_${characters}`
}

/** Of what Stripe writes as an id or, expanded, as the object; empty where there is none. */
export function idOf(value: string | { readonly id: string } | null | undefined): string {
  return (typeof value === 'string' ? value : value?.id) ?? ''
}
