/**
 * Chance that repeats: the same seed gives the same world. For the sandbox only; real tokens and
 * keys come from the `Dice` of the machine.
 */
import type { Dice } from '../../app/ports.ts'

export interface Chance extends Dice {
  /** Whole, from `min` to `max`, both included. */
  between(min: number, max: number): number
}

/** sfc32 (Chris Doty-Humphrey): small, fast, and even enough for plausible usage. */
export function seededChance(seed: number, stream = 0): Chance {
  let [a, b, c, counter] = [seed | 0, stream | 0, 0x9e3779b9 | 0, 1]
  function next(): number {
    const sum = (((a + b) | 0) + counter) | 0
    counter = (counter + 1) | 0
    a = b ^ (b >>> 9)
    b = (c + (c << 3)) | 0
    c = (c << 21) | (c >>> 11)
    c = (c + sum) | 0
    return sum >>> 0
  }
  for (let round = 0; round < 12; round += 1) next()
  return {
    between: (min, max) => min + (next() % (max - min + 1)),
    bytes: (count) => Uint8Array.from({ length: count }, () => next() & 0xff),
  }
}
