/**
 * Sound files: RIFF WAVE with 16-bit PCM (IBM/Microsoft 1991, "Multimedia Programming Interface").
 * Any usual rate and up to two channels are read; one channel at the telephone's rate is written.
 */
import { accept, refuse, type Result } from '../../domain/basics/result.ts'

/** What a telephone carries (ITU-T G.711). */
export const TELEPHONE_RATE = 8_000
export const RATES_READ: readonly number[] = [
  8_000, 11_025, 16_000, 22_050, 24_000, 32_000, 44_100, 48_000, 96_000,
]
const CHANNELS_MAX = 2

const FORMAT_PCM = 1
const FORMAT_EXTENSIBLE = 0xfffe
const FORMAT_BYTES_MIN = 16
const SUB_FORMAT_AT = 24
const BYTES_A_SAMPLE = 2
const FULL_SCALE = 32_768
/** Of the files that are written here. */
export const HEADER_BYTES = 44

/** One channel; 1 is full scale. */
export interface Sound {
  readonly samplesPerSecond: number
  readonly samples: Float32Array
}

export type WaveRefusal =
  | { readonly code: 'not_a_wave' }
  | { readonly code: 'not_pcm_16' }
  | { readonly code: 'channels'; readonly channels: number }
  | { readonly code: 'rate'; readonly samplesPerSecond: number }
  | { readonly code: 'cut_off' }
  | { readonly code: 'no_sound' }

interface Format {
  readonly channels: number
  readonly samplesPerSecond: number
}

/** `streamed`: written to a pipe, so that its lengths are made up and its end is the file's. */
export function readWave(file: Uint8Array, { streamed = false } = {}): Result<Sound, WaveRefusal> {
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength)
  if (view.byteLength < 12 || tag(view, 0) !== 'RIFF' || tag(view, 8) !== 'WAVE') {
    return refuse({ code: 'not_a_wave' })
  }
  let format: Format | null = null
  for (let at = 12; at + 8 <= view.byteLength;) {
    const [name, told] = [tag(view, at), view.getUint32(at + 4, true)]
    const left = view.byteLength - at - 8
    const length = streamed ? Math.min(told, left) : told
    if (length > left) return refuse({ code: 'cut_off' })
    const body = new DataView(view.buffer, view.byteOffset + at + 8, length)
    if (name === 'fmt ') {
      const read = readFormat(body)
      if (!read.ok) return read
      format = read.value
    }
    if (name === 'data') return readSamples(body, format)
    at += 8 + length + (length % 2)
  }
  return refuse({ code: 'cut_off' })
}

function readFormat(body: DataView): Result<Format, WaveRefusal> {
  if (body.byteLength < FORMAT_BYTES_MIN) return refuse({ code: 'cut_off' })
  const kind = body.getUint16(0, true)
  const isExtended = kind === FORMAT_EXTENSIBLE && body.byteLength >= SUB_FORMAT_AT + 2
  const coding = isExtended ? body.getUint16(SUB_FORMAT_AT, true) : kind
  if (coding !== FORMAT_PCM || body.getUint16(14, true) !== 8 * BYTES_A_SAMPLE) {
    return refuse({ code: 'not_pcm_16' })
  }
  const [channels, samplesPerSecond] = [body.getUint16(2, true), body.getUint32(4, true)]
  if (channels < 1 || channels > CHANNELS_MAX) return refuse({ code: 'channels', channels })
  if (!RATES_READ.includes(samplesPerSecond)) return refuse({ code: 'rate', samplesPerSecond })
  return accept({ channels, samplesPerSecond })
}

function readSamples(body: DataView, format: Format | null): Result<Sound, WaveRefusal> {
  if (format === null) return refuse({ code: 'not_a_wave' })
  const { channels, samplesPerSecond } = format
  const samples = new Float32Array(Math.floor(body.byteLength / BYTES_A_SAMPLE / channels))
  if (samples.length === 0) return refuse({ code: 'no_sound' })
  for (let index = 0; index < samples.length; index += 1) {
    let sum = 0
    for (let channel = 0; channel < channels; channel += 1) {
      sum += body.getInt16((index * channels + channel) * BYTES_A_SAMPLE, true)
    }
    samples[index] = sum / channels / FULL_SCALE
  }
  return accept({ samplesPerSecond, samples })
}

/** At the telephone's rate. What is louder than full scale is cut there. */
export function writeWave(samples: Float32Array): Uint8Array {
  const file = blankWave(samples.length)
  const view = new DataView(file.buffer)
  samples.forEach((sample, index) => {
    const level = Math.round(sample * FULL_SCALE)
    const cut = Math.max(-FULL_SCALE, Math.min(FULL_SCALE - 1, level))
    view.setInt16(HEADER_BYTES + index * BYTES_A_SAMPLE, cut, true)
  })
  return file
}

/** Files of `writeWave` one after the other, as one file, with silence between them. */
export function joinWaves(files: readonly Uint8Array[], silenceMs: number): Uint8Array {
  const silence = samplesIn(silenceMs) * BYTES_A_SAMPLE
  const bodies = files.map((file) => file.subarray(HEADER_BYTES))
  const bytes = bodies.reduce((sum, body) => sum + body.length, silence * (bodies.length - 1))
  const joined = blankWave(bytes / BYTES_A_SAMPLE)
  let at = HEADER_BYTES
  for (const body of bodies) {
    joined.set(body, at)
    at += body.length + silence
  }
  return joined
}

/** How long a file of `writeWave` plays; null for any other, and for one that is not whole. */
export function writtenMilliseconds(header: Uint8Array, fileBytes: number): number | null {
  const samples = (fileBytes - HEADER_BYTES) / BYTES_A_SAMPLE
  if (!Number.isInteger(samples) || samples <= 0 || header.length < HEADER_BYTES) return null
  const whole = writeHeader(samples)
  const isWhole = whole.every((byte, index) => byte === header[index])
  return isWhole ? Math.round((samples * 1_000) / TELEPHONE_RATE) : null
}

export function samplesIn(milliseconds: number): number {
  return Math.round((milliseconds * TELEPHONE_RATE) / 1_000)
}

function blankWave(samples: number): Uint8Array<ArrayBuffer> {
  const file = new Uint8Array(HEADER_BYTES + samples * BYTES_A_SAMPLE)
  file.set(writeHeader(samples))
  return file
}

function writeHeader(samples: number): Uint8Array {
  const header = new Uint8Array(HEADER_BYTES)
  const view = new DataView(header.buffer)
  const write = (at: number, name: string) => header.set(new TextEncoder().encode(name), at)
  const bytes = samples * BYTES_A_SAMPLE
  write(0, 'RIFF')
  view.setUint32(4, HEADER_BYTES - 8 + bytes, true)
  write(8, 'WAVEfmt ')
  view.setUint32(16, FORMAT_BYTES_MIN, true)
  view.setUint16(20, FORMAT_PCM, true)
  view.setUint16(22, 1, true)
  view.setUint32(24, TELEPHONE_RATE, true)
  view.setUint32(28, TELEPHONE_RATE * BYTES_A_SAMPLE, true)
  view.setUint16(32, BYTES_A_SAMPLE, true)
  view.setUint16(34, 8 * BYTES_A_SAMPLE, true)
  write(36, 'data')
  view.setUint32(40, bytes, true)
  return header
}

function tag(view: DataView, at: number): string {
  return String.fromCharCode(...[0, 1, 2, 3].map((index) => view.getUint8(at + index)))
}
