import assert from 'node:assert/strict'
import { suite, test } from 'node:test'
import fc from 'fast-check'
import {
  GAIN_DECIBELS_MAX,
  level,
  PEAK_DECIBELS_MAX,
  ratio,
  SPEECH_DECIBELS,
  trim,
} from './level.ts'
import { PASS_HZ_MAX, resample, STOP_DECIBELS, STOP_HZ_MIN } from './resample.ts'
import {
  HEADER_BYTES,
  joinWaves,
  RATES_READ,
  readWave,
  samplesIn,
  TELEPHONE_RATE,
  writeWave,
  writtenMilliseconds,
} from './wave.ts'

function sine(hertz: number, { rate = TELEPHONE_RATE, ms = 1_000, peak = 0.5 } = {}): Float32Array {
  return Float32Array.from(
    { length: (rate * ms) / 1_000 },
    (_, index) => peak * Math.sin((2 * Math.PI * hertz * index) / rate),
  )
}

/** Root mean square of the middle: at its ends a filter sees silence. */
function loudness(samples: Float32Array): number {
  const middle = samples.subarray(samples.length / 4, (samples.length * 3) / 4)
  return Math.sqrt(middle.reduce((sum, sample) => sum + sample * sample, 0) / middle.length)
}

/** A file as a recorder might write it. */
function recorded(
  values: readonly number[],
  { rate = 44_100, channels = 1, bits = 16, coding = 1, before = new Uint8Array() } = {},
): Uint8Array {
  const file = new Uint8Array(HEADER_BYTES + before.length + values.length * 2)
  const view = new DataView(file.buffer)
  const data = 36 + before.length
  const write = (at: number, name: string) => file.set(new TextEncoder().encode(name), at)
  write(0, 'RIFF')
  view.setUint32(4, file.length - 8, true)
  write(8, 'WAVEfmt ')
  view.setUint32(16, 16, true)
  view.setUint16(20, coding, true)
  view.setUint16(22, channels, true)
  view.setUint32(24, rate, true)
  view.setUint16(34, bits, true)
  file.set(before, 36)
  write(data, 'data')
  view.setUint32(data + 4, values.length * 2, true)
  values.forEach((value, index) => view.setInt16(data + 8 + index * 2, value, true))
  return file
}

function read(file: Uint8Array) {
  const sound = readWave(file)
  assert.ok(sound.ok, JSON.stringify(sound))
  return sound.value
}

suite('Wave files', () => {
  test('What is written is read again, and played for as long as was said', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: -32_768, max: 32_767 }), { minLength: 1 }),
        (values) => {
          const file = writeWave(Float32Array.from(values, (value) => value / 32_768))
          const sound = read(file)
          assert.equal(sound.samplesPerSecond, TELEPHONE_RATE)
          assert.deepEqual(
            Array.from(sound.samples, (sample) => sample * 32_768),
            values,
          )
          const ms = Math.round((values.length * 1_000) / TELEPHONE_RATE)
          assert.equal(writtenMilliseconds(file.subarray(0, HEADER_BYTES), file.length), ms)
          assert.equal(writtenMilliseconds(file, file.length - 1), null)
          assert.equal(writtenMilliseconds(file, file.length - 2), null)
        },
      ),
    )
  })

  test('What is louder than full scale is cut, not turned over', () => {
    const { samples } = read(writeWave(Float32Array.of(2, -2)))
    assert.deepEqual(Array.from(samples), [Math.fround(32_767 / 32_768), -1])
  })

  test('Two channels become one, and other chunks are stepped over', () => {
    const note = new TextEncoder().encode('LIST\u0003\0\0\0abc\0')
    const file = recorded([100, 300, -2, -4], { channels: 2, before: note })
    assert.deepEqual(
      Array.from(read(file).samples, (sample) => sample * 32_768),
      [200, -3],
    )
  })

  test('What is no wave, or none that can be used, is refused by its reason', () => {
    const whole = recorded([1, 2, 3])
    const refusalOf = (file: Uint8Array) => {
      const sound = readWave(file)
      return sound.ok ? 'read' : sound.refusal.code
    }
    assert.equal(refusalOf(new TextEncoder().encode('ID3 of another kind')), 'not_a_wave')
    assert.equal(refusalOf(new Uint8Array()), 'not_a_wave')
    assert.equal(refusalOf(recorded([1], { bits: 24 })), 'not_pcm_16')
    assert.equal(refusalOf(recorded([1], { coding: 7 })), 'not_pcm_16')
    assert.equal(refusalOf(recorded([1], { channels: 6 })), 'channels')
    assert.equal(refusalOf(recorded([1], { rate: 4_000 })), 'rate')
    assert.equal(refusalOf(recorded([])), 'no_sound')
    for (let length = 12; length < whole.length; length += 1) {
      assert.equal(refusalOf(whole.subarray(0, length)), 'cut_off')
    }
    assert.ok(readWave(whole.subarray(0, -2), { streamed: true }).ok)
  })

  test('Any bytes are read or refused, and never thrown over', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 80 }), fc.nat(HEADER_BYTES), (noise, at) => {
        const file = recorded([1, 2, 3])
        file.set(noise.subarray(0, file.length - at), at)
        readWave(file)
        readWave(file, { streamed: true })
      }),
    )
  })

  test('Files are joined with silence between them and none at the ends', () => {
    const parts = [Float32Array.of(0.5), Float32Array.of(-0.5, 0.25)].map(writeWave)
    const { samples } = read(joinWaves(parts, 1))
    assert.equal(samplesIn(1), 8)
    assert.deepEqual(Array.from(samples), [0.5, 0, 0, 0, 0, 0, 0, 0, 0, -0.5, 0.25])
  })
})

suite('Another rate', () => {
  const rates = RATES_READ.filter((rate) => rate > TELEPHONE_RATE)

  test('What a telephone carries keeps its loudness and its length', () => {
    for (const rate of rates) {
      for (const hertz of [200, 1_000, PASS_HZ_MAX]) {
        const samples = resample({ samplesPerSecond: rate, samples: sine(hertz, { rate }) })
        assert.equal(samples.length, TELEPHONE_RATE, `${rate}`)
        const gain = loudness(samples) / (0.5 / Math.SQRT2)
        assert.ok(Math.abs(gain - 1) < 0.01, `${hertz} Hz at ${rate}: ${gain}`)
      }
    }
  })

  test('What it can not carry is gone, and does not come back at another pitch', () => {
    for (const rate of rates) {
      for (const hertz of [STOP_HZ_MIN, 4_600, 5_000].filter((one) => one < rate / 2)) {
        const samples = resample({ samplesPerSecond: rate, samples: sine(hertz, { rate }) })
        const decibels = 20 * Math.log10(loudness(samples) / (0.5 / Math.SQRT2))
        assert.ok(decibels < 1 - STOP_DECIBELS, `${hertz} Hz at ${rate}: ${decibels} dB`)
      }
    }
  })

  test('A tone stays where it was in time', () => {
    const samples = resample({ samplesPerSecond: 22_050, samples: sine(440, { rate: 22_050 }) })
    const wanted = sine(440)
    for (let index = 1_000; index < 7_000; index += 1) {
      assert.ok(Math.abs((samples[index] ?? 0) - (wanted[index] ?? 0)) < 0.005, `${index}`)
    }
  })

  test('At the telephone’s own rate nothing is touched', () => {
    const samples = sine(440)
    assert.equal(resample({ samplesPerSecond: TELEPHONE_RATE, samples }), samples)
  })
})

suite('Loudness', () => {
  const quiet = new Float32Array(samplesIn(500))
  const between = (middle: Float32Array) => Float32Array.from([...quiet, ...middle, ...quiet])

  test('Whispered or shouted, it is as loud in the end; pauses do not count', () => {
    for (const peak of [0.05, 0.2, 1]) {
      const levelled = level(between(sine(440, { peak })))
      const spoken = levelled.subarray(quiet.length, -quiet.length)
      assert.ok(Math.abs(loudness(spoken) / ratio(SPEECH_DECIBELS) - 1) < 0.02)
    }
  })

  test('A peak is never cut for it', () => {
    const click = sine(440, { peak: 0.01 })
    click[4_000] = 0.9
    const levelled = level(click)
    const peak = levelled.reduce((most, sample) => Math.max(most, Math.abs(sample)), 0)
    assert.ok(peak <= ratio(PEAK_DECIBELS_MAX) + 1e-6)
  })

  test('Noise is not made loud, and silence stays silence', () => {
    const noise = sine(440, { peak: 0.001 })
    assert.ok(loudness(level(noise)) <= loudness(noise) * ratio(GAIN_DECIBELS_MAX) + 1e-9)
    assert.deepEqual(level(quiet), quiet)
  })

  test('Silence at the ends goes, save a breath of it', () => {
    const trimmed = trim(between(sine(440)))
    const extra = trimmed.length - TELEPHONE_RATE
    assert.ok(extra >= 0 && extra <= samplesIn(60), `${extra}`)
  })
})
