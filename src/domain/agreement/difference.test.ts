import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import {
  differenceOf,
  isUnchanged,
  LIKENESS_MIN,
  paragraphsOf,
  PARAGRAPHS_COMPARED_MAX,
  WORDS_COMPARED_MAX,
  type Passage,
} from './difference.ts'

function told(passages: readonly Passage[], without: 'gone' | 'added'): readonly string[] {
  return passages.flatMap((passage) => {
    if (passage.kind === without) return []
    if (passage.kind !== 'changed') return [passage.text]
    const kept = passage.stretches.filter(({ kind }) => kind !== without)
    return [kept.map(({ text }) => text).join('')]
  })
}

const words = fc.constantFrom(
  'bytes',
  'last',
  '30',
  ' ',
  '. ',
  '日',
  '本',
  '版を',
  '요금',
  '𠮷',
  '\n',
)
const text = fc.array(words, { maxLength: 40 }).map((all) => all.join(''))

test('taking out what is gone gives the newer text, taking out what was added the older', () => {
  fc.assert(
    fc.property(text, text, (before, after) => {
      const passages = differenceOf(before, after)
      assert.deepEqual(told(passages, 'gone'), paragraphsOf(after))
      assert.deepEqual(told(passages, 'added'), paragraphsOf(before))
    }),
  )
})

test('an unchanged text has no mark, and a changed one has some', () => {
  fc.assert(
    fc.property(text, text, (before, after) => {
      assert.ok(isUnchanged(differenceOf(before, before)))
      const isSame = paragraphsOf(before).join('\n') === paragraphsOf(after).join('\n')
      assert.equal(isUnchanged(differenceOf(before, after)), isSame)
    }),
  )
})

test('a stretch says something, and two of one kind never follow each other', () => {
  fc.assert(
    fc.property(text, text, (before, after) => {
      for (const passage of differenceOf(before, after)) {
        if (passage.kind !== 'changed') continue
        const kinds = passage.stretches.map(({ kind }) => kind)
        assert.ok(passage.stretches.every((one) => one.text !== ''))
        assert.ok(kinds.every((kind, place) => kind !== kinds[place + 1]))
      }
    }),
  )
})

test('a reworded paragraph is marked word by word, in Chinese and Japanese by character', () => {
  assert.deepEqual(differenceOf('Kept for 7 years.', 'Kept for 10 years.'), [
    {
      kind: 'changed',
      stretches: [
        { kind: 'same', text: 'Kept for ' },
        { kind: 'gone', text: '7' },
        { kind: 'added', text: '10' },
        { kind: 'same', text: ' years.' },
      ],
    },
  ])
  assert.deepEqual(differenceOf('开始后不退款。', '开始前可退款。'), [
    {
      kind: 'changed',
      stretches: [
        { kind: 'same', text: '开始' },
        { kind: 'gone', text: '后不' },
        { kind: 'added', text: '前可' },
        { kind: 'same', text: '退款。' },
      ],
    },
  ])
})

test('a paragraph put in between leaves its renumbered neighbours beside their old selves', () => {
  const before = '1. Prices include tax.\n2. The service is data only.'
  const after = '1. Prices include tax.\n2. You can pay in shops.\n3. The service is data only.'
  const kinds = differenceOf(before, after).map(({ kind }) => kind)
  assert.deepEqual(kinds, ['same', 'added', 'changed'])
})

test('paragraphs that share too little are two, one gone and one added', () => {
  const alike = (common: number) => {
    const line = (letter: string) => 'x '.repeat(common) + `${letter} `.repeat(1_000 - common)
    return differenceOf(line('a'), line('b')).map(({ kind }) => kind)
  }
  assert.deepEqual(alike(LIKENESS_MIN), ['changed'])
  assert.deepEqual(alike(LIKENESS_MIN - 1), ['gone', 'added'])
})

test('beyond the limits what differs is told whole, and still applies', () => {
  const many = (count: number) => Array.from({ length: count }, (_, place) => `line ${place}`)
  const lines = many(PARAGRAPHS_COMPARED_MAX)
  const reworded = ['first', ...lines.slice(1, -1), 'last']
  const within = differenceOf(lines.join('\n'), reworded.join('\n'))
  assert.equal(within.filter(({ kind }) => kind === 'same').length, lines.length - 2)
  const beyond = differenceOf([...lines, 'end'].join('\n'), [...reworded, 'end'].join('\n'))
  assert.deepEqual(told(beyond, 'gone'), [...reworded, 'end'])
  assert.equal(beyond.filter(({ kind }) => kind === 'same').length, 1)

  const long = (count: number, last: string) => `一${'二'.repeat(count - 2)}${last}`
  const marked = (count: number) => {
    const [passage] = differenceOf(`序${long(count - 1, '三')}`, `跋${long(count - 1, '四')}`)
    return passage?.kind === 'changed' ? passage.stretches.length : 0
  }
  assert.equal(marked(WORDS_COMPARED_MAX), 5)
  assert.equal(marked(WORDS_COMPARED_MAX + 1), 2)
})
