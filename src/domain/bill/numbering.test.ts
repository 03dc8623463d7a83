import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import { instant } from '../basics/time.ts'
import type { DocumentKind } from './document.ts'
import { numberText, takeNumber, type NextNumbers } from './numbering.ts'

const NEW_YEAR = instant('2026-12-31T15:00:00Z')
const BEFORE = instant('2026-12-31T14:59:59.999999Z')

describe('numbers of documents', () => {
  test('are printed with the series and at least six digits', () => {
    assert.equal(numberText({ series: 'R2026', sequence: 123 }), 'R2026-000123')
    assert.equal(numberText({ series: 'R2026', sequence: 1_234_567 }), 'R2026-1234567')
  })

  test('begin again with the JST year', () => {
    const old = takeNumber({ R2026: 9 }, 'receipt', BEFORE)
    assert.equal(numberText(old.number), 'R2026-000009')
    const first = takeNumber(old.next, 'receipt', NEW_YEAR)
    assert.equal(numberText(first.number), 'R2027-000001')
    assert.deepEqual(first.next, { R2026: 10, R2027: 2 })
  })

  test('of one series follow each other without a hole, whatever comes between', () => {
    const kind = fc.constantFrom<DocumentKind>(
      'receipt',
      'invoice',
      'return_invoice',
      'refund_note',
    )
    const moment = fc.constantFrom(BEFORE, NEW_YEAR)
    fc.assert(
      fc.property(fc.array(fc.tuple(kind, moment), { maxLength: 40 }), (wanted) => {
        let next: NextNumbers = {}
        const taken = new Map<string, number[]>()
        for (const [of, at] of wanted) {
          const given = takeNumber(next, of, at)
          next = given.next
          const { series, sequence } = given.number
          taken.set(series, [...(taken.get(series) ?? []), sequence])
        }
        for (const sequences of taken.values()) {
          assert.deepEqual(
            sequences,
            sequences.map((_, place) => place + 1),
          )
        }
      }),
    )
  })
})
