import assert from 'node:assert/strict'
import { suite, test } from 'node:test'
import { instant } from '../basics/time.ts'
import { kindsIn, LEAK_TABLES } from './breach.ts'
import { REPORT_RULES, reporting } from './reporting.ts'

/** 00:30 of 2 April in Japan. */
const SINCE = instant('2026-04-01T15:30:00Z')
const PEOPLE_MAX = REPORT_RULES[0]?.peopleMax ?? 0

suite('A breach is reported', () => {
  test('by days of Japan, counted from the day on which it was known', () => {
    const told = reporting({ since: SINCE, malicious: false }, { people: 1, kinds: ['usage'] })
    assert.deepEqual([told.firstFrom, told.firstUntil, told.lastUntil].map(String), [
      '2026-04-05',
      '2026-04-07',
      '2026-05-02',
    ])
    const meant = reporting({ since: SINCE, malicious: true }, { people: 1, kinds: ['usage'] })
    assert.equal(String(meant.lastUntil), '2026-06-01')
  })

  test('where somebody meant harm, where many are concerned, and where notes must be looked into', () => {
    const because = (people: number, kinds: readonly ('usage' | 'notes')[], malicious = false) =>
      reporting({ since: SINCE, malicious }, { people, kinds }).because
    assert.deepEqual(because(PEOPLE_MAX, ['usage']), [])
    assert.deepEqual(because(PEOPLE_MAX + 1, ['usage']), ['many_people'])
    assert.deepEqual(because(1, ['usage'], true), ['malicious'])
    assert.deepEqual(because(1, ['notes']), ['notes'])
    assert.deepEqual(because(0, ['notes'], true), [])
  })
})

test('Sealed text is out only when the keys are', () => {
  assert.deepEqual(kindsIn(LEAK_TABLES, false), [
    'document_digits',
    'card_number',
    'orders',
    'usage',
  ])
  assert.deepEqual(kindsIn(['persons'], true), ['name', 'email', 'telephone'])
  assert.deepEqual(kindsIn(['persons'], false), [])
})
