/**
 * Sound of a higher rate brought down to the telephone's: a low-pass filter (windowed sinc, Kaiser)
 * evaluated only where a sample is wanted. What a telephone can not carry is taken out first, or it
 * would come back as a whistle at another pitch.
 */
import { TELEPHONE_RATE, type Sound } from './wave.ts'

/** Kept whole below, gone above: the band of a telephone (ITU-T G.712) and half its rate. */
export const PASS_HZ_MAX = 3_400
export const STOP_HZ_MIN = TELEPHONE_RATE / 2
export const STOP_DECIBELS = 60

/** Kaiser's formulas (Oppenheim & Schafer, "Discrete-Time Signal Processing", §7.6). */
const BETA = 0.1102 * (STOP_DECIBELS - 8.7)
const WIDTH_FACTOR = (STOP_DECIBELS - 8) / 2.285

/** At the telephone's rate. */
export function resample({ samplesPerSecond, samples }: Sound): Float32Array {
  if (samplesPerSecond === TELEPHONE_RATE) return samples
  const shared = greatestCommonDivisor(samplesPerSecond, TELEPHONE_RATE)
  const [up, down] = [TELEPHONE_RATE / shared, samplesPerSecond / shared]
  const half = halfTaps(samplesPerSecond)
  const phases = Array.from({ length: up }, (_, phase) =>
    tapsAt(phase / up, half, samplesPerSecond),
  )
  const result = new Float32Array(Math.ceil((samples.length * up) / down))
  for (let index = 0; index < result.length; index += 1) {
    const position = index * down
    const taps = phases[position % up] ?? assertPhase()
    const first = Math.floor(position / up) - half + 1
    const from = Math.max(0, -first)
    const to = Math.min(taps.length, samples.length - first)
    let sum = 0
    for (let tap = from; tap < to; tap += 1) sum += (taps[tap] ?? 0) * (samples[first + tap] ?? 0)
    result[index] = sum
  }
  return result
}

function halfTaps(samplesPerSecond: number): number {
  const width = (2 * Math.PI * (STOP_HZ_MIN - PASS_HZ_MAX)) / samplesPerSecond
  return Math.ceil(WIDTH_FACTOR / width / 2)
}

/** The filter around a point that lies `fraction` of a sample after the middle tap. */
function tapsAt(fraction: number, half: number, samplesPerSecond: number): Float32Array {
  const cut = (PASS_HZ_MAX + STOP_HZ_MIN) / samplesPerSecond
  const taps = Float32Array.from({ length: 2 * half }, (_, tap) => {
    const distance = tap - half + 1 - fraction
    return sinc(cut * distance) * kaiser(distance / half)
  })
  const sum = taps.reduce((total, tap) => total + tap, 0)
  return taps.map((tap) => tap / sum)
}

function sinc(x: number): number {
  return x === 0 ? 1 : Math.sin(Math.PI * x) / (Math.PI * x)
}

/** From −1 to 1; nothing beyond. */
function kaiser(x: number): number {
  return Math.abs(x) >= 1 ? 0 : bessel(BETA * Math.sqrt(1 - x * x)) / bessel(BETA)
}

/** The modified Bessel function of the first kind and order zero, by its power series. */
function bessel(x: number): number {
  let [sum, term] = [1, 1]
  for (let k = 1; term > sum * 1e-9; k += 1) {
    term *= (x / 2 / k) ** 2
    sum += term
  }
  return sum
}

function greatestCommonDivisor(a: number, b: number): number {
  return b === 0 ? a : greatestCommonDivisor(b, a % b)
}

function assertPhase(): never {
  throw new RangeError('a phase of the filter is missing')
}
