/** Reads the ASCII form of international domain labels (RFC 3492). It never writes one. */

const BASE = 36
const T_MIN = 1
const T_MAX = 26
const SKEW = 38
const DAMP = 700
const BIAS_FIRST = 72
const N_FIRST = 128
const CODE_POINT_MAX = 0x10_ffff
const PREFIX = 'xn--'

/** The label as it is shown; an unsound one stays as it is. */
export function shownLabel(label: string): string {
  if (!label.startsWith(PREFIX)) return label
  return decode(label.slice(PREFIX.length)) ?? label
}

function decode(ascii: string): string | null {
  const dash = ascii.lastIndexOf('-')
  const points = Array.from(dash > 0 ? ascii.slice(0, dash) : '', (one) => one.codePointAt(0) ?? 0)
  let [n, at, bias] = [N_FIRST, 0, BIAS_FIRST]
  let place = dash > 0 ? dash + 1 : 0
  while (place < ascii.length) {
    const before = at
    let weight = 1
    for (let k = BASE; ; k += BASE) {
      const digit = digitOf(ascii.charCodeAt(place))
      place += 1
      if (digit === null) return null
      at += digit * weight
      const threshold = Math.min(Math.max(k - bias, T_MIN), T_MAX)
      if (digit < threshold) break
      weight *= BASE - threshold
      if (weight > CODE_POINT_MAX * BASE) return null
    }
    bias = adapted(at - before, points.length + 1, before === 0)
    n += Math.floor(at / (points.length + 1))
    at %= points.length + 1
    if (n > CODE_POINT_MAX || (n >= 0xd8_00 && n <= 0xdf_ff)) return null
    points.splice(at, 0, n)
    at += 1
  }
  return String.fromCodePoint(...points)
}

/** Past the end the code is NaN, which is no digit. */
function digitOf(code: number): number | null {
  if (code >= 0x61 && code <= 0x7a) return code - 0x61
  if (code >= 0x30 && code <= 0x39) return code - 0x30 + 26
  return null
}

function adapted(delta: number, length: number, isFirst: boolean): number {
  let left = Math.floor(delta / (isFirst ? DAMP : 2))
  left += Math.floor(left / length)
  let k = 0
  while (left > ((BASE - T_MIN) * T_MAX) / 2) {
    left = Math.floor(left / (BASE - T_MIN))
    k += BASE
  }
  return k + Math.floor(((BASE - T_MIN + 1) * left) / (left + SKEW))
}
