/** Whether two sounds are one, though one of them went through a telephone. */

export function rmsOf(samples: Float32Array): number {
  return Math.sqrt(samples.reduce((sum, one) => sum + one * one, 0) / samples.length)
}

/**
 * 1: the same, louder or softer; about 0: nothing in common. The best of all shifts of `one`
 * against `other` by up to `shiftMax` samples either way.
 */
export function likeness(one: Float32Array, other: Float32Array, shiftMax: number): number {
  let best = 0
  for (let shift = -shiftMax; shift <= shiftMax; shift += 1) {
    best = Math.max(best, correlation(one, other, shift))
  }
  return best
}

function correlation(one: Float32Array, other: Float32Array, shift: number): number {
  let [both, ones, others] = [0, 0, 0]
  const end = Math.min(one.length, other.length - shift)
  for (let at = Math.max(0, -shift); at < end; at += 1) {
    const [a, b] = [one[at] ?? 0, other[at + shift] ?? 0]
    both += a * b
    ones += a * a
    others += b * b
  }
  return ones === 0 || others === 0 ? 0 : both / Math.sqrt(ones * others)
}
