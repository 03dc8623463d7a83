/** What passes itself off as something of ours: it looks like it, or wears our name. */
import { distance, skeleton } from './confusables.ts'
import { fold } from './folding.ts'
import type { Named } from './reading.ts'

/** A shorter name is in too many others by chance. */
export const OWN_NAME_LENGTH_MIN = 5
/** Letters that may differ, by how long the real one is. */
const FEW_LETTERS = 7

export interface Imitated {
  /** Ours that it looks like, or our name that it wears. */
  readonly of: string
}

export interface Ours {
  readonly values: readonly string[]
  readonly names: readonly string[]
}

/** Null for what only happens to exist beside us. */
export function imitates(named: Named, ours: Ours): Imitated | null {
  if (named.kind === 'phone' || named.kind === 'sender_id') return null
  const looks = skeleton(named.kind === 'link' ? named.host : fold(named.value))
  const flat = flattened(looks)
  for (const value of ours.values) {
    const real = skeleton(value)
    if (looks === real || flat.includes(flattened(real))) return { of: value }
    if (distance(looks, real, differing(real)) <= differing(real)) return { of: value }
  }
  const name = ours.names.find((one) => wears(looks, one))
  return name === undefined ? null : { of: name }
}

/** `kadoya-example-com.top` holds all letters of the real one in their order. */
function flattened(text: string): string {
  return text.replaceAll(/[.\-_@]/g, '')
}

function differing(real: string): number {
  return real.length < FEW_LETTERS ? 1 : 2
}

function wears(looks: string, name: string): boolean {
  const real = skeleton(name)
  if (name.length < OWN_NAME_LENGTH_MIN || !/^[a-z0-9]+$/.test(name)) return false
  const words = looks.split(/[.\-_@]/)
  return words.some((word) => word.includes(real) || distance(word, real, 1) <= 1)
}
