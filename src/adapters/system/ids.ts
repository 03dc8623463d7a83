/**
 * Ids as UUIDs of version 7 (RFC 9562 §5.7): 48 bits of milliseconds, then a counter that keeps
 * ids of one process in the order of minting even within a millisecond and when the machine's
 * clock goes back (§6.2 method 1), then 62 bits of chance.
 */
import type { Clock, Dice, Ids } from '../../app/ports.ts'

/** Bits of the counter that follows the milliseconds (`rand_a`). */
const COUNTER_BITS = 12
const COUNTER_MAX = 2 ** COUNTER_BITS - 1
/** Bytes of chance are fetched for so many ids at a time. */
const CHANCE_IDS = 256
const CHANCE_BYTES = 8
/** The variant of RFC 9562: the two highest bits are `10`. */
const VARIANT = 0x80

export function createIds({ clock, dice }: { readonly clock: Clock; readonly dice: Dice }): Ids {
  let millis = 0
  let time = timeText(millis)
  let counter = 0
  let chance = new Uint8Array(0)
  let taken = 0

  /** Never less than before; a full counter borrows from the next millisecond. */
  function tick(): void {
    const now = clock.now().epochMilliseconds
    if (now <= millis && counter < COUNTER_MAX) {
      counter += 1
      return
    }
    millis = Math.max(now, millis + 1)
    counter = 0
    time = timeText(millis)
  }

  function chanceHex(): string {
    if (taken >= chance.length) {
      chance = new Uint8Array(dice.bytes(CHANCE_IDS * CHANCE_BYTES))
      taken = 0
    }
    const own = chance.subarray(taken, taken + CHANCE_BYTES)
    taken += CHANCE_BYTES
    own[0] = ((own[0] ?? 0) & 0x3f) | VARIANT
    return own.toHex()
  }

  return {
    next<Id extends string>(): Id {
      tick()
      const count = counter.toString(16).padStart(3, '0')
      const rest = chanceHex()
      return `${time}-7${count}-${rest.slice(0, 4)}-${rest.slice(4)}` as Id
    },
  }
}

/** The first two groups of an id. */
function timeText(millis: number): string {
  const hex = millis.toString(16).padStart(12, '0')
  return `${hex.slice(0, 8)}-${hex.slice(8)}`
}
