/** Whole bytes. An offer says whether its "GB" is 10^9 (`GB`) or 2^30 (`GiB`). */
import { assert } from './assert.ts'

declare const bytesBrand: unique symbol
export type Bytes = bigint & { readonly [bytesBrand]: true }

export type GigabyteMeaning = 'GB' | 'GiB'

export function bytes(count: bigint | number): Bytes {
  assert(typeof count === 'bigint' || Number.isSafeInteger(count), 'bytes are whole')
  const whole = BigInt(count)
  assert(whole >= 0n, 'a volume is not negative')
  return whole as Bytes
}

export const NO_BYTES: Bytes = bytes(0n)

const MEGABYTE = { GB: 1_000_000n, GiB: 1_048_576n } as const
const MEGABYTES_A_GIGABYTE = { GB: 1_000n, GiB: 1_024n } as const

/** Megabytes of the given meaning, as bytes. */
export function megabytes(count: bigint | number, meaning: GigabyteMeaning = 'GB'): Bytes {
  return bytes(BigInt(count) * MEGABYTE[meaning])
}

/** Gigabytes of the given meaning, as bytes. */
export function gigabytes(count: bigint | number, meaning: GigabyteMeaning = 'GB'): Bytes {
  return bytes(BigInt(count) * MEGABYTES_A_GIGABYTE[meaning] * MEGABYTE[meaning])
}

export function lesser(one: Bytes, other: Bytes): Bytes {
  return one < other ? one : other
}

export function plus(one: Bytes, other: Bytes): Bytes {
  return (one + other) as Bytes
}

/** What is left after taking; never below zero, asserted. */
export function minus(from: Bytes, taken: Bytes): Bytes {
  assert(taken <= from, 'more bytes taken than there are')
  return (from - taken) as Bytes
}
