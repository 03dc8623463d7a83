/**
 * One loudness for all that is said, whoever said it, and no silence but our own. Samples are at
 * the telephone's rate; 1 is full scale.
 */
import { samplesIn } from './wave.ts'

/** Without pauses: 6 dB above the nominal −26 dBov of ITU-T P.830, for the noise of a station. */
export const SPEECH_DECIBELS = -20
export const PEAK_DECIBELS_MAX = -1
/** A recording quieter than this allows is noise, and stays quiet. */
export const GAIN_DECIBELS_MAX = 20

/** What is this much below the loudest moment is a pause. */
const PAUSE_DECIBELS = -30
const FRAME_MS = 20

/** Without the silence at its ends. */
export function trim(samples: Float32Array): Float32Array {
  const levels = frameLevels(samples)
  const least = loudest(levels) * ratio(PAUSE_DECIBELS)
  const first = levels.findIndex((level) => level > least)
  const last = levels.findLastIndex((level) => level > least)
  const frame = samplesIn(FRAME_MS)
  // A frame more on each side: soft beginnings (s, f, h) are speech too.
  return samples.subarray(Math.max(0, first - 1) * frame, (last + 2) * frame)
}

export function level(samples: Float32Array): Float32Array {
  const levels = frameLevels(samples)
  const least = loudest(levels) * ratio(PAUSE_DECIBELS)
  const spoken = levels.filter((one) => one > least)
  if (spoken.length === 0) return samples
  const mean = Math.sqrt(spoken.reduce((sum, one) => sum + one * one, 0) / spoken.length)
  const peak = samples.reduce((most, sample) => Math.max(most, Math.abs(sample)), 0)
  const gain = Math.min(
    ratio(SPEECH_DECIBELS) / mean,
    ratio(PEAK_DECIBELS_MAX) / peak,
    ratio(GAIN_DECIBELS_MAX),
  )
  return samples.map((sample) => sample * gain)
}

/** Root mean square of each frame. */
function frameLevels(samples: Float32Array): number[] {
  const frame = samplesIn(FRAME_MS)
  return Array.from({ length: Math.ceil(samples.length / frame) }, (_, index) => {
    const part = samples.subarray(index * frame, (index + 1) * frame)
    return Math.sqrt(part.reduce((sum, sample) => sum + sample * sample, 0) / part.length)
  })
}

function loudest(levels: readonly number[]): number {
  return levels.reduce((most, one) => Math.max(most, one), 0)
}

/** Of amplitudes. */
export function ratio(decibels: number): number {
  return 10 ** (decibels / 20)
}
