import assert from 'node:assert/strict'
import fc from 'fast-check'
import { test } from 'node:test'
import {
  BURST_GAP_MS,
  BURST_LENGTH_MAX,
  BURST_LENGTH_MIN,
  grown,
  isScan,
  LINE_GAP_MS,
  NO_BURST,
  scanned,
  shortcutOf,
} from './scanning.ts'

const ICCID = '8981040000000012345'
const LINES = [
  'P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<',
  'L898902C36UTO7408122F1204159ZE184226B<<<<<10',
]

function typed(keys: readonly string[], gapMs: number) {
  return keys.reduce((burst, key, place) => grown(burst, { key, at: place * gapMs }), NO_BURST)
}

test('Keys as fast as a scanner that end in Enter are a scan; slower ones are typing', () => {
  const keys = [...ICCID, 'Enter']
  assert.ok(isScan(typed(keys, BURST_GAP_MS)))
  assert.equal(scanned(typed(keys, BURST_GAP_MS)), ICCID)
  assert.ok(!isScan(typed(keys, BURST_GAP_MS + 1)))
  assert.ok(!isScan(typed([...ICCID], BURST_GAP_MS)))
})

test('A short burst is a person, the shortest scan is one key longer', () => {
  const burst = (length: number) => typed([...'9'.repeat(length), 'Enter'], 5)
  assert.ok(!isScan(burst(BURST_LENGTH_MIN - 1)))
  assert.ok(isScan(burst(BURST_LENGTH_MIN)))
})

test('Keys of case and dead keys between letters neither break a burst nor stand in it', () => {
  assert.equal(
    scanned(typed(['Shift', 'P', 'Shift', '<', 'U', 'T', 'O', 'A', 'Enter'], 5)),
    'P<UTOA',
  )
})

test('A zone of several lines is one scan, as long as the next line follows soon', () => {
  const [upper = '', lower = ''] = LINES
  const first = typed([...upper, 'Enter'], 2)
  assert.ok(isScan(first))
  const on = (gap: number) =>
    [...lower, 'Enter'].reduce(
      (burst, key, place) => grown(burst, { key, at: first.last + gap + place * 2 }),
      first,
    )
  assert.equal(scanned(on(LINE_GAP_MS)), LINES.join(''))
  assert.equal(scanned(on(LINE_GAP_MS + 1)), lower)
})

test('A burst never grows beyond its bound', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom('8', 'Shift', 'Enter'), { maxLength: 2_500 }), (keys) => {
      assert.ok(typed(keys, 1).text.length <= BURST_LENGTH_MAX)
    }),
  )
})

test('Outside a field a key alone is a shortcut, in a field only with Alt', () => {
  const plain = { altKey: false, ctrlKey: false, metaKey: false }
  const l = { key: 'l', code: 'KeyL', ...plain }
  assert.equal(shortcutOf(l, false), 'l')
  assert.equal(shortcutOf(l, true), null)
  assert.equal(shortcutOf({ ...l, altKey: true }, true), 'l')
  assert.equal(shortcutOf({ ...l, key: '¬', altKey: true }, true), 'l')
  assert.equal(shortcutOf({ ...l, ctrlKey: true }, false), null)
  assert.equal(shortcutOf({ ...l, key: 'Enter', code: 'Enter' }, false), null)
  assert.equal(shortcutOf({ ...l, key: '?', code: 'Slash' }, false), '?')
})
