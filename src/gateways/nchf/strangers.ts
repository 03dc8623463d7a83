/**
 * Room for connections from addresses that are not listed, until one of their requests was let in:
 * few in all and fewer of one address, so that nobody who only connects keeps others out. Not who
 * may speak: that is `callers.ts`'.
 */
import { networkOf } from '../../app/network-address.ts'

/** At once, far below the connections there may be. */
export const STRANGERS_MAX = 128
/** Of one address of IPv4, or one /64. */
export const ADDRESS_STRANGERS_MAX = 16

export interface Strangers {
  /** Gives the room back, the first time it is called; null: there is none. */
  take(address: string): (() => void) | null
}

export function createStrangers(): Strangers {
  const counts = new Map<string, number>()
  let all = 0
  function giveBack(network: string): void {
    all -= 1
    const left = (counts.get(network) ?? 1) - 1
    if (left === 0) counts.delete(network)
    else counts.set(network, left)
  }
  return {
    take(address) {
      const network = networkOf(address) ?? address
      const count = counts.get(network) ?? 0
      if (all >= STRANGERS_MAX || count >= ADDRESS_STRANGERS_MAX) return null
      all += 1
      counts.set(network, count + 1)
      let isHeld = true
      return () => {
        if (isHeld) giveBack(network)
        isHeld = false
      }
    },
  }
}
