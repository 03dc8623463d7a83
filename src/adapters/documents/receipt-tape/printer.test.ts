import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { BrokenInvariant } from '../../../domain/basics/assert.ts'
import type { ReportSheet } from '../../../app/documents/ports.ts'
import { receiptPrinter, TAPE_DOTS_MAX } from './printer.ts'

/** One note's line on the narrow roll. */
const LINE_DOTS = 27

function notes(count: number): ReportSheet {
  return {
    language: 'en',
    title: 'Z',
    number: null,
    facts: [],
    parts: [],
    notes: Array.from({ length: count }, () => 'x'),
  }
}

describe('a tape', () => {
  const lines = Math.floor(TAPE_DOTS_MAX / LINE_DOTS)

  test('is printed up to its longest', async () => {
    const bytes = await receiptPrinter().print(notes(lines - 4), { widthMm: 58 })
    assert.ok(bytes.length > (TAPE_DOTS_MAX - 5 * LINE_DOTS) * 48)
  })

  test('is refused when longer: such a sheet is a mistake', async () => {
    await assert.rejects(receiptPrinter().print(notes(lines + 1), { widthMm: 58 }), BrokenInvariant)
  })
})
