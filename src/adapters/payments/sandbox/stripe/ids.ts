/** Ids that look like Stripe's: a prefix and characters nobody can guess. */
import { randomBytes } from 'node:crypto'

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789'

/** 24 characters of 62: over 140 bits, less the slight lean of the remainder. */
export function mintId(prefix: string): string {
  const characters = [...randomBytes(24)].map((byte) => ALPHABET[byte % ALPHABET.length])
  return `${prefix}_${characters.join('')}`
}
