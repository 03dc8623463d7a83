/**
 * Numbers in octets, in network order (RFC 6733 §3). By hand: a view of its own costs more than
 * the value, and there are dozens in a message. Octets that are missing count as zero.
 */

export function uint24At(octets: Uint8Array, at: number): number {
  return ((octets[at] ?? 0) << 16) | ((octets[at + 1] ?? 0) << 8) | (octets[at + 2] ?? 0)
}

export function uint32At(octets: Uint8Array, at: number): number {
  return (((octets[at] ?? 0) << 24) | uint24At(octets, at + 1)) >>> 0
}

/** Negative values are written as their two's complement. */
export function setUint32(octets: Uint8Array, at: number, value: number): void {
  octets[at] = value >>> 24
  octets[at + 1] = value >>> 16
  octets[at + 2] = value >>> 8
  octets[at + 3] = value
}
