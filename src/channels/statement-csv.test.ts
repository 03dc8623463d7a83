/** Cells of the table: RFC 4180, and nothing that a spreadsheet would run. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { csvCell } from './statement-csv.ts'

test('A cell is quoted where RFC 4180 asks for it, and only there', () => {
  assert.equal(csvCell('plain 7 days'), 'plain 7 days')
  assert.equal(csvCell('a,b'), '"a,b"')
  assert.equal(csvCell('say "x"'), '"say ""x"""')
  assert.equal(csvCell('two\r\nlines'), '"two\r\nlines"')
  assert.equal(csvCell(-1_760n), '-1760')
  assert.equal(csvCell(10), '10')
})

test('Text that a spreadsheet takes for a formula is text', () => {
  for (const text of ['=1+1', '+81', '-2', '@SUM(A1)', '\tx', '＝1', '＋1']) {
    assert.match(csvCell(text), /^"?'/, text)
  }
})

test('Whatever a cell says is read back as it was', () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      const cell = csvCell(text)
      const isQuoted = cell.startsWith('"')
      const read = isQuoted ? cell.slice(1, -1).replaceAll('""', '"') : cell
      assert.ok(isQuoted || !/[",\r\n]/.test(cell))
      assert.ok(read === text || read === `'${text}`)
    }),
  )
})
