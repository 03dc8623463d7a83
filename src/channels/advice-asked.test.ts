import assert from 'node:assert/strict'
import { suite, test } from 'node:test'
import { ASKED_LENGTH_MAX, readAsked, readDate, readGigabytes } from './advice-asked.ts'

const TODAY = Temporal.PlainDate.from('2026-11-23')
const NOTHING = { until: '', resident: false, gigabytes: '' }
const date = (text: string) => Temporal.PlainDate.from(text)

suite('What is asked of the advisor', () => {
  test('Days are read as people and pickers write them', () => {
    for (const text of [
      '2026-12-04',
      '2026/12/4',
      '2026.12.04',
      '２０２６年１２月４日',
      ' 2026-12-4 ',
    ]) {
      assert.equal(readDate(text)?.toString(), '2026-12-04', text)
    }
    assert.equal(readDate(' '), null)
    for (const text of ['2026-02-30', '4 Dec', '12-04', '2026-13-01', '0026-01-01', '<b>']) {
      assert.equal(readDate(text), undefined, text)
    }
  })

  test('Gigabytes are exact, with decimals and unit, and nothing else is', () => {
    assert.equal(readGigabytes('10'), 10_000_000_000n)
    assert.equal(readGigabytes('1.5 GB'), 1_500_000_000n)
    assert.equal(readGigabytes('０.１G'), 100_000_000n)
    assert.equal(readGigabytes('0.000000001'), 1n)
    assert.equal(readGigabytes('0'), 0n)
    assert.equal(readGigabytes(''), null)
    for (const text of ['-1', '1,5', '1e3', '.5', 'much', '1.', '0x10', '1.0000000001']) {
      assert.equal(readGigabytes(text), undefined, text)
    }
  })

  test('Text is cut before it is read', () => {
    assert.equal(readGigabytes(' '.repeat(ASKED_LENGTH_MAX - 1) + '7'), 7_000_000_000n)
    assert.equal(readGigabytes(' '.repeat(ASKED_LENGTH_MAX) + '7'), null)
  })

  test('Nothing, a day, living here and a volume alone are wishes', () => {
    const wish = (typed: Partial<typeof NOTHING>) => {
      const read = readAsked({ ...NOTHING, ...typed }, TODAY)
      return read.ok ? read.wish : null
    }
    assert.deepEqual(wish({}), { kind: 'history' })
    const day = date('2026-12-04')
    assert.deepEqual(wish({ until: '2026-12-04' }), { kind: 'until', date: day, bytes: null })
    assert.deepEqual(wish({ resident: true }), { kind: 'resident', bytes: null })
    assert.deepEqual(wish({ gigabytes: '3' }), {
      kind: 'until',
      date: date('2026-12-06'),
      bytes: 3_000_000_000n,
    })
  })

  test('All that is wrong is named at once, beside its field', () => {
    assert.deepEqual(readAsked({ until: 'soon', resident: false, gigabytes: 'much' }, TODAY), {
      ok: false,
      troubles: [
        { field: 'until', code: 'until_unreadable' },
        { field: 'gigabytes', code: 'gigabytes_unreadable' },
      ],
    })
    const both = readAsked({ until: '2026-12-04', resident: true, gigabytes: '' }, TODAY)
    assert.deepEqual(both, {
      ok: false,
      troubles: [{ field: 'until', code: 'until_or_resident' }],
    })
  })
})
