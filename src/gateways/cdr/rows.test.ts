import assert from 'node:assert/strict'
import { suite, test } from 'node:test'
import { bytes } from '../../domain/basics/data-volume.ts'
import { instant } from '../../domain/basics/time.ts'
import type { RowRefusal, UsageRow } from '../../domain/charging/usage-row.ts'
import { USUAL_SOURCES, type UsageSource } from '../../domain/charging/usage-source.ts'
import type { ReadPart } from '../../app/usage-files/ports.ts'
import { csvFormat } from './format.ts'
import { ID_LETTERS_MAX } from './rows.ts'

const [USUAL] = USUAL_SOURCES as readonly [UsageSource]
const HEADER = 'record_id,imsi,start,end,bytes'
const ROW = 'r1,440101234567890,2026-11-22T09:00:00+09:00,2026-11-22T10:00:00+09:00,1000'

async function partsOf(text: string, source: UsageSource = USUAL): Promise<readonly ReadPart[]> {
  async function* content() {
    yield new TextEncoder().encode(text)
  }
  return Array.fromAsync(csvFormat.read(content(), source))
}

async function rowOf(header: string, row: string, source?: UsageSource) {
  const [, part] = await partsOf(`${header}\n${row}\n`, source)
  assert.ok(part?.kind === 'row')
  return part.row
}

async function understood(header: string, row: string, source?: UsageSource): Promise<UsageRow> {
  const read = await rowOf(header, row, source)
  assert.ok(read.ok, read.ok ? '' : read.refusal.code)
  return read.value
}

async function refusalOf(header: string, row: string): Promise<RowRefusal> {
  const read = await rowOf(header, row)
  assert.ok(!read.ok)
  return read.refusal
}

/** The usual row with one cell changed. */
function changed(column: number, cell: string): string {
  return ROW.split(',')
    .map((usual, at) => (at === column ? cell : usual))
    .join(',')
}

suite('A row of a usage file', () => {
  test('says who used how much, and from when until when', async () => {
    assert.deepEqual(await understood(HEADER, ROW), {
      recordId: 'r1',
      session: null,
      node: null,
      subscriber: { imsi: '440101234567890', msisdn: null, iccid: null },
      from: instant('2026-11-22T00:00:00Z'),
      until: instant('2026-11-22T01:00:00Z'),
      bytes: bytes(1_000),
      ratingGroup: null,
    })
  })

  test('has columns in any order, others beside them, and names in any case', async () => {
    const row = await understood(
      'END, Cell ,BYTES_DOWN,bytes_up,start,MSISDN,peer,rating_group,session_id,record_id',
      '2026-11-22T01:00:00z,tower,7,3,2026-11-22 00:00:00Z,+819012345678,gw-1,32,s1,r1',
    )
    assert.equal(row.bytes, 10n)
    assert.equal(row.subscriber.msisdn, '+819012345678')
    assert.deepEqual([row.node, row.session, row.ratingGroup], ['gw-1', 's1', 32])
  })

  test('is kept without what we do not know, which may tell where a person was', async () => {
    const header = `cell,${HEADER},"near, to"`
    const [, part] = await partsOf(`${header}\n"4401-77",${ROW.replace('r1', '"r,1"')},"a ""b"\n`)
    assert.ok(part?.kind === 'row')
    assert.equal(part.text, `,${ROW.replace('r1', '"r,1"')},`)
    assert.deepEqual(csvFormat.again(header, part.text, USUAL), { ok: true, value: part.row })
    const [, damaged] = await partsOf(`${HEADER}\n"a"b,c\n`)
    assert.ok(damaged?.kind === 'row' && damaged.text === '"a"b,c')
  })

  test('is read as its source writes: delimiter, names, zone and unit', async () => {
    const source: UsageSource = {
      name: 'mvne',
      delimiter: ';',
      columns: { record_id: 'CDR No', imsi: 'IMSI', start: 'From', end: 'To', bytes: 'Volume' },
      zone: 'Asia/Tokyo',
      unit: 'KiB',
    }
    const row = await understood(
      'CDR No;IMSI;From;To;Volume',
      'r1;440101234567890;2026-11-22 09:00:00;2026-11-22 10:00:00.5;1.5',
      source,
    )
    assert.equal(row.bytes, 1_536n)
    assert.equal(row.from.toString(), '2026-11-22T00:00:00Z')
    assert.equal(row.until.toString(), '2026-11-22T01:00:00.5Z')
  })

  test('takes the whole volume where it is told, and else both directions', async () => {
    const header = 'record_id,iccid,start,end,bytes,bytes_up,bytes_down'
    const start = 'r1,8981100000000000000,2026-11-22T00:00:00Z,2026-11-22T00:00:00Z'
    assert.equal((await understood(header, `${start},9,1,2`)).bytes, 9n)
    assert.equal((await understood(header, `${start},,1,2`)).bytes, 3n)
    assert.equal((await understood(header, `${start},,,2`)).bytes, 2n)
    assert.deepEqual(await refusalOf(header, `${start},,,`), {
      code: 'cell_empty',
      column: 'bytes',
    })
  })

  test('is refused by the cell that is wrong', async () => {
    const wrong: readonly (readonly [string, RowRefusal])[] = [
      [changed(0, ''), { code: 'cell_empty', column: 'record_id' }],
      [changed(0, 'a b'), { code: 'cell_wrong', column: 'record_id' }],
      [changed(0, 'a|b'), { code: 'cell_wrong', column: 'record_id' }],
      [changed(0, 'x'.repeat(ID_LETTERS_MAX + 1)), { code: 'cell_wrong', column: 'record_id' }],
      [changed(1, ''), { code: 'subscriber_missing' }],
      [changed(1, '4401O'), { code: 'cell_wrong', column: 'imsi' }],
      [changed(2, ''), { code: 'cell_empty', column: 'start' }],
      [changed(2, '2026-11-22T09:00:00'), { code: 'cell_wrong', column: 'start' }],
      [changed(2, '2026-02-30T09:00:00Z'), { code: 'cell_wrong', column: 'start' }],
      [changed(3, '22/11/2026'), { code: 'cell_wrong', column: 'end' }],
      [changed(3, '2026-11-21T23:59:59Z'), { code: 'ends_before_start' }],
      [changed(3, '2026-12-23T00:00:01Z'), { code: 'span_too_long', daysMax: 31 }],
      [changed(4, ''), { code: 'cell_empty', column: 'bytes' }],
      [changed(4, '-1'), { code: 'cell_wrong', column: 'bytes' }],
      [changed(4, '1.5'), { code: 'cell_wrong', column: 'bytes' }],
      [changed(4, '1e9'), { code: 'cell_wrong', column: 'bytes' }],
      [changed(4, '9'.repeat(17)), { code: 'cell_wrong', column: 'bytes' }],
      [changed(4, '9'.repeat(40)), { code: 'cell_wrong', column: 'bytes' }],
      [`${ROW},more`, { code: 'cells_wrong', found: 6, expected: 5 }],
    ]
    for (const [row, refusal] of wrong) assert.deepEqual(await refusalOf(HEADER, row), refusal, row)
  })

  test('may name a rating group of four octets and no greater one', async () => {
    const header = `${HEADER},rating_group`
    assert.equal((await understood(header, `${ROW},4294967295`)).ratingGroup, 4_294_967_295)
    for (const group of ['4294967296', '-1', 'x']) {
      const refusal = { code: 'cell_wrong', column: 'rating_group' }
      assert.deepEqual(await refusalOf(header, `${ROW},${group}`), refusal)
    }
  })
})

suite('The header of a usage file', () => {
  const refused = async (text: string) => {
    const [part] = await partsOf(text)
    assert.ok(part?.kind === 'refused', text)
    return part.refusal
  }

  test('has to be there, and to be whole', async () => {
    assert.deepEqual(await refused(''), { code: 'file_empty' })
    assert.deepEqual(await refused('\r\n\r\n'), { code: 'file_empty' })
    assert.deepEqual(await refused('record_id,"imsi\n'), { code: 'header_damaged' })
  })

  test('names what is missing, and what is there twice', async () => {
    assert.deepEqual(await refused('imsi,bytes\n'), {
      code: 'columns_missing',
      columns: ['record_id', 'start', 'end'],
    })
    assert.deepEqual(await refused('record_id,start,end\n'), {
      code: 'columns_missing',
      columns: ['imsi', 'bytes'],
    })
    assert.deepEqual(await refused('record_id,start,end,iccid,bytes_up\n'), {
      code: 'columns_missing',
      columns: ['bytes_down'],
    })
    assert.deepEqual(await refused(`${HEADER},Bytes\n`), { code: 'column_twice', column: 'bytes' })
  })

  test('stands over a row that is tried again', () => {
    const again = csvFormat.again(HEADER, ROW, USUAL)
    assert.ok(again.ok && again.value.ok)
    assert.equal(again.value.value.recordId, 'r1')
    const unfit = csvFormat.again(HEADER, ROW, { ...USUAL, columns: { imsi: 'Subscriber' } })
    assert.deepEqual(unfit, {
      ok: false,
      refusal: { code: 'columns_missing', columns: ['imsi'] },
    })
  })
})
