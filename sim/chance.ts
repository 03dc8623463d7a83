/**
 * Chance from a seed: the one source of every choice a simulated world makes. The generator is
 * sfc32 (Chris Doty-Humphrey's "small fast counter", 128 bits of state). Not for secrets.
 */
export interface Chance {
  /** A whole number in `[0, bound)`. */
  below(bound: number): number
  /** A whole number in `[low, high]`. */
  between(low: number, high: number): number
  /** True so often: a share of one. */
  happens(share: number): boolean
  pick<Value>(values: readonly [Value, ...Value[]]): Value
  /** Undefined where there is nothing to pick. */
  pickAny<Value>(values: readonly Value[]): Value | undefined
  /** Each value as often as its weight says. */
  weigh<Value>(weighed: readonly (readonly [weight: number, value: Value])[]): Value
  bytes(count: number): Uint8Array
}

const WORD = 2 ** 32
/** Rounds after which every bit of the seed has reached every bit of the state. */
const WARM_UP_ROUNDS = 15

export function createChance(seed: number): Chance {
  const next = sfc32(seed)
  const below = (bound: number) => Math.floor((next() / WORD) * bound)
  return {
    below,
    between: (low, high) => low + below(high - low + 1),
    happens: (share) => next() / WORD < share,
    pick: (values) => values[below(values.length)] ?? values[0],
    pickAny: (values) => values[below(values.length)],
    weigh(weighed) {
      let left = below(weighed.reduce((sum, [weight]) => sum + weight, 0))
      for (const [weight, value] of weighed) {
        if (left < weight) return value
        left -= weight
      }
      throw new RangeError('nothing to weigh')
    },
    bytes: (count) => Uint8Array.from({ length: count }, () => next() & 0xff),
  }
}

function sfc32(seed: number): () => number {
  let [a, b, c, counter] = [seed | 0, Math.floor(seed / WORD) | 0, 0x9e3779b9 | 0, 1]
  const next = () => {
    const sum = (((a + b) | 0) + counter) | 0
    counter = (counter + 1) | 0
    a = b ^ (b >>> 9)
    b = (c + (c << 3)) | 0
    c = (((c << 21) | (c >>> 11)) + sum) | 0
    return sum >>> 0
  }
  for (let round = 0; round < WARM_UP_ROUNDS; round += 1) next()
  return next
}
