import assert from 'node:assert/strict'
import { suite, test } from 'node:test'
import fc from 'fast-check'
import { createCsvReader, RECORD_LETTERS_MAX, RECORD_LINES_MAX, type CsvRecord } from './csv.ts'

const octets = (text: string) => new TextEncoder().encode(text)

function readAll(chunks: readonly Uint8Array[]): readonly CsvRecord[] {
  const csv = createCsvReader(',')
  return [...chunks.flatMap((chunk) => csv.push(chunk)), ...csv.end()]
}

function read(text: string): readonly CsvRecord[] {
  return readAll([octets(text)])
}

/** `line: cells`, or what is damaged. */
function told(records: readonly CsvRecord[]): readonly string[] {
  return records.map((record) =>
    record.kind === 'cells'
      ? `${record.line}: ${JSON.stringify(record.cells)}`
      : `${record.line}: ${record.damage}`,
  )
}

function written(cells: readonly string[]): string {
  const needsQuotes = /[",\r\n]/
  return cells
    .map((cell) => (needsQuotes.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell))
    .join(',')
}

suite('Usage files as CSV', () => {
  test('have records of cells, with or without quotes, with LF or CRLF', () => {
    assert.deepEqual(told(read('a,b\r\n"1,5","say ""x"""\n,\n')), [
      '1: ["a","b"]',
      '2: ["1,5","say \\"x\\""]',
      '3: ["",""]',
    ])
  })

  test('may begin with a byte order mark and end without a line end', () => {
    assert.deepEqual(told(read('\ufeffa,b\nc,d')), ['1: ["a","b"]', '2: ["c","d"]'])
    assert.deepEqual(told(read('a\r')), ['1: ["a"]'])
  })

  test('keep a line end inside quotes as it stands, and count lines on', () => {
    assert.deepEqual(told(read('"a\r\nb",c\nd,e\n')), ['1: ["a\\r\\nb","c"]', '3: ["d","e"]'])
  })

  test('may have empty lines, which are no records', () => {
    assert.deepEqual(told(read('a\n\n\r\nb\n')), ['1: ["a"]', '4: ["b"]'])
  })

  test('name a damaged quote with its line, and read on with the next', () => {
    assert.deepEqual(told(read('a,"b"c\nd,e"f\n"g",h\n')), [
      '1: quotes',
      '2: quotes',
      '3: ["g","h"]',
    ])
  })

  test('lose nothing to a quote that never closes', () => {
    const after = Array.from({ length: RECORD_LINES_MAX + 3 }, (_, at) => `${at},x`)
    const records = read(['"a,b', ...after].join('\n'))
    assert.equal(records[0]?.kind, 'damaged')
    assert.deepEqual(
      records.slice(1).map((record) => (record.kind === 'cells' ? record.text : 'damaged')),
      after,
    )
    assert.deepEqual(told(read('a,b\n"c\nd,e')), ['1: ["a","b"]', '2: quotes', '3: ["d","e"]'])
  })

  test('name a line that is too long, and hold no more of it than that', () => {
    const long = 'x'.repeat(RECORD_LETTERS_MAX)
    assert.equal(read(`${long}\n`)[0]?.kind, 'cells')
    const pieces = Array.from({ length: 8 }, () => octets(long))
    const records = readAll([...pieces, octets('y\nb\n')])
    assert.deepEqual(told(records), ['1: too_long', '2: ["b"]'])
    assert.ok((records[0]?.text.length ?? 0) < 1_000)
  })

  test('name what is not UTF-8, and what no text holds', () => {
    const broken = new Uint8Array([...octets('a,'), 0xff, 0xfe, ...octets('\nb\nc\0,d\n')])
    const records = readAll([broken])
    assert.deepEqual(told(records), ['1: not_text', '2: ["b"]', '3: not_text'])
    assert.ok(records.every(({ text }) => !text.includes('\0')))
  })

  test('read back what was written, however the octets are cut', () => {
    const cell = fc.string({
      unit: fc.constantFrom('a', '"', ',', '\n', '\r', ' ', '語'),
      maxLength: 2,
    })
    const rows = fc.array(fc.array(cell, { minLength: 2, maxLength: 3 }), { maxLength: 6 })
    fc.assert(
      fc.property(
        rows,
        fc.constantFrom('\n', '\r\n'),
        fc.integer({ min: 1, max: 5 }),
        (...given) => {
          const [cells, end, size] = given
          const all = octets(cells.map((row) => written(row) + end).join(''))
          const chunks = Array.from({ length: Math.ceil(all.length / size) }, (_, at) =>
            all.slice(at * size, (at + 1) * size),
          )
          assert.deepEqual(
            readAll(chunks).map((record) => (record.kind === 'cells' ? record.cells : 'damaged')),
            cells,
          )
        },
      ),
    )
  })

  test('never throw, and keep every line in order, whatever the octets', () => {
    const nasty = fc.constantFrom('"', ',', '\n', '\r\n', 'a', '\0', '\ufeff', '""', '"\n"')
    const text = fc.array(nasty, { maxLength: 60 }).map((parts) => octets(parts.join('')))
    fc.assert(
      fc.property(fc.array(fc.oneof(text, fc.uint8Array({ maxLength: 40 }))), (chunks) => {
        const lines = readAll(chunks).map(({ line }) => line)
        assert.deepEqual(
          lines,
          lines.toSorted((one, other) => one - other),
        )
        assert.equal(new Set(lines).size, lines.length)
      }),
    )
  })
})
