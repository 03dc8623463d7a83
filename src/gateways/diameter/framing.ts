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
      let at = 0
      while (bytesWaiting - at >= LENGTH_BYTES) {
        const length = lengthAhead(joined(at + LENGTH_BYTES), at)
        if (length === null) return null
        if (bytesWaiting - at < length) break
        whole.push(joined(at + length).subarray(at, at + length))
        at += length
      }
      drop(at)
      return whole
    },
  }

  /** The first chunk, made to hold at least so many octets. */
  function joined(bytes: number): Uint8Array {
    const [first] = waiting
    if (first !== undefined && first.length >= bytes) return first
    const all = Buffer.concat(waiting)
    waiting = [all]
    return all
  }

  /** Of the first chunk, which holds that many. */
  function drop(bytes: number): void {
    if (bytes === 0) return
    bytesWaiting -= bytes
    const rest = joined(bytes).subarray(bytes)
    waiting = rest.length === 0 ? waiting.slice(1) : [rest, ...waiting.slice(1)]
  }
}
