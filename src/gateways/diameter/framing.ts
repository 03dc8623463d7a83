/**
 * Messages out of a stream of octets (RFC 6733 §2.1: TCP keeps no borders). Chunks come as the
 * network cuts them; whole messages go out. A stream that is no Diameter is given up at once, for
 * nothing after it could be trusted to begin where a message begins.
 */
import { lengthAhead } from './codec.ts'

const LENGTH_BYTES = 4

export interface Framing {
  /** The messages that are whole now, oldest first; null when this is no Diameter. */
  add(chunk: Uint8Array): readonly Uint8Array[] | null
}

export function createFraming(): Framing {
  /** Of a message that is not whole yet, in the order of arrival. */
  let waiting: Uint8Array[] = []
  let bytesWaiting = 0
  return {
    add(chunk) {
      waiting.push(chunk)
      bytesWaiting += chunk.length
      const whole: Uint8Array[] = []
      for (;;) {
        if (bytesWaiting < LENGTH_BYTES) return whole
        const length = lengthAhead(joined(LENGTH_BYTES))
        if (length === null) return null
        if (bytesWaiting < length) return whole
        const bytes = joined(length)
        whole.push(bytes.subarray(0, length))
        const rest = bytes.subarray(length)
        waiting = rest.length === 0 ? waiting.slice(1) : [rest, ...waiting.slice(1)]
        bytesWaiting -= length
      }
    },
  }

  /** The first chunk, made to hold at least so many octets. */
  function joined(bytes: number): Uint8Array {
    const [first] = waiting
    if (first !== undefined && first.length >= bytes) return first
    waiting = [Buffer.concat(waiting)]
    return waiting[0] ?? new Uint8Array()
  }
}
