/**
 * Any octets as a usage file: nothing throws, every line is a row, a part of one, or refused, lines
 * come in order, and what was accepted reads the same when it is tried again by itself.
 */
import assert from 'node:assert/strict'
import fc from 'fast-check'
import type { ReadPart } from '../../src/app/usage-files/ports.ts'
import {
  DELIMITERS,
  VOLUME_UNITS,
  type UsageSource,
  type VolumeUnit,
} from '../../src/domain/charging/usage-source.ts'
import { csvFormat } from '../../src/gateways/cdr/format.ts'

const HEADER = 'record_id,imsi,msisdn,start,end,bytes_up,bytes_down,bytes,rating_group,peer'
const ROW = 'r1,440101234567890,,2026-11-22T00:00:00Z,2026-11-22 09:30:00+09:00,1,2.5,,7,gw-1'

const source: fc.Arbitrary<UsageSource> = fc.record({
  name: fc.constant('cdr'),
  delimiter: fc.constantFrom(...Object.values(DELIMITERS)),
  columns: fc.constantFrom({}, { imsi: 'IMSI' }, { bytes: 'Volume' }),
  zone: fc.constantFrom(null, 'Asia/Tokyo', 'America/New_York'),
  unit: fc.constantFrom(...(Object.keys(VOLUME_UNITS) as VolumeUnit[])),
})

const cell = fc.oneof(
  fc.constantFrom('"', '""', '"\n"', '\r', '\0', ' ', '9'.repeat(30), '-1', '1e9', '0x1', '\ufeff'),
  fc.constantFrom('2026-02-30T00:00:00Z', '2026-11-22T24:00:00Z', '-271821-04-19T00:00:00Z'),
  fc.string({ unit: 'binary', maxLength: 12 }),
)
/** A sound row, with cells replaced, dropped or added. */
const row = fc
  .array(fc.tuple(fc.nat({ max: 11 }), cell), { maxLength: 3 })
  .map((changes) =>
    changes.reduce((cells, [at, text]) => cells.toSpliced(at, 1, text), ROW.split(',')).join(','),
  )
const file = fc.oneof(
  fc.uint8Array({ maxLength: 300 }),
  fc
    .tuple(fc.constantFrom('\n', '\r\n', '\r'), fc.array(row, { maxLength: 12 }))
    .map(([end, rows]) => new TextEncoder().encode([HEADER, ...rows].join(end))),
)
const input = fc.record({ source, file, size: fc.integer({ min: 1, max: 64 }) })

/** Rejects with the input that broke a promise; `inputs` tells how many kept them. */
export async function fuzz(given: {
  readonly seed: number
  readonly rounds: number
}): Promise<{ inputs: number }> {
  let inputs = 0
  const property = fc.asyncProperty(input, async (one) => {
    inputs += 1
    const delimited = new TextDecoder().decode(one.file).replaceAll(',', one.source.delimiter)
    for (const octets of [one.file, new TextEncoder().encode(delimited)]) {
      await readOne(one.source, octets, one.size)
    }
  })
  await fc.assert(property, { seed: given.seed, numRuns: given.rounds })
  return { inputs }
}

async function readOne(from: UsageSource, octets: Uint8Array, size: number): Promise<void> {
  async function* content() {
    for (let at = 0; at < octets.length; at += size) yield octets.subarray(at, at + size)
  }
  const parts = await Array.fromAsync(csvFormat.read(content(), from))
  const [first] = parts
  assert.ok(first !== undefined && first.kind !== 'row', 'a file begins with its header')
  const rows = parts.filter((part) => part.kind === 'row')
  let line = 0
  for (const part of rows) {
    assert.ok(part.line > line, 'lines come in order')
    line = part.line
    if (first.kind === 'header' && part.row.ok) keptAgain(from, first, part)
  }
}

function keptAgain(
  from: UsageSource,
  header: Extract<ReadPart, { kind: 'header' }>,
  part: Extract<ReadPart, { kind: 'row' }>,
): void {
  const again = csvFormat.again(header.text, part.text, from)
  assert.deepEqual(again, { ok: true, value: part.row })
}
