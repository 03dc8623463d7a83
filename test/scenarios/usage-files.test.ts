/**
 * Files of usage dropped before a running product: what they report is what the line shows, to the
 * byte and once, whatever comes twice, overlaps, is damaged, comes late, or is cut off by a kill.
 */
import assert from 'node:assert/strict'
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import type pg from 'pg'
import type { DemoLine } from '../product.ts'
import { advance, comesTrue, connect, openDesk, read, renew, type Desk } from './callers.ts'
import { openStage, restart, type Stage } from './stage.ts'

const HEADER = 'record_id,imsi,start,end,bytes_up,bytes_down'
const OFFER = 'chidori-1gb-3d'
/** So many are read for seconds, so that a kill meets them in their middle. */
const MANY_ROWS = 6_000

interface Known extends DemoLine {
  readonly imsi: string
}

interface Use {
  readonly id: string
  readonly line: Known
  readonly from: Temporal.Instant
  readonly until: Temporal.Instant
  readonly bytes: number
}

const ends: (() => Promise<void>)[] = []
const folder = mkdtempSync(join(tmpdir(), 'tsuzuki-usage-'))
let stage: Stage
let desk: Desk
let pool: pg.Pool
let lines: readonly Known[]

before(async () => {
  const later = { after: (end: unknown) => void ends.push(end as () => Promise<void>) }
  stage = await openStage(later, { USAGE_FILES_FOLDER: folder })
  desk = await openDesk(stage.product)
  pool = connect(stage.product.dataDirectory)
  const world = await stage.product.world()
  lines = world.lines.flatMap((line) => (line.imsi === null ? [] : [{ ...line, imsi: line.imsi }]))
})
after(async () => {
  await pool.end()
  for (const end of ends.toReversed()) await end()
  rmSync(folder, { recursive: true, force: true })
})

function lineOf(story: string, network?: string): Known {
  const line = lines.find((one) => one.story === story && one.network === (network ?? one.network))
  assert.ok(line !== undefined, `the world has a line that is ${story}`)
  return line
}

function row({ id, line, from, until, bytes }: Use): string {
  const up = Math.trunc(bytes / 3)
  return [id, line.imsi, from.toString(), until.toString(), up, bytes - up].join(',')
}

/** As a sender should: under another name first. */
function drop(name: string, rows: readonly string[], source = 'cdr'): void {
  mkdirSync(join(folder, source), { recursive: true })
  const path = join(folder, source, name)
  writeFileSync(`${path}.part`, [HEADER, ...rows, ''].join('\r\n'))
  renameSync(`${path}.part`, path)
}

/** A file is taken at the second look that finds it. */
async function taken(name: string, into: 'done' | 'rejected' = 'done'): Promise<void> {
  for (const _ of [1, 2]) await advance(desk, 'PT1S')
  assert.ok(existsSync(join(folder, 'cdr', into, name)), `${name} is in ${into}`)
  assert.ok(!existsSync(join(folder, 'cdr', name)))
}

interface Figures {
  readonly asOf: string
  readonly bytesLeft: number
  readonly bytesUsed: number
}

async function figuresOf({ id }: DemoLine): Promise<Figures> {
  return (await read(desk, `/lines/${id}/overview`)) as Figures
}

async function nowOf(line: DemoLine): Promise<Temporal.Instant> {
  return Temporal.Instant.from((await figuresOf(line)).asOf)
}

async function packsOf({ id }: DemoLine) {
  const { items } = (await read(desk, `/lines/${id}/packs`)) as {
    items: { id: string; bytesUsed: number; from: string; until: string }[]
  }
  return items
}

/** The newest file of that name, as the store tells it. */
async function fileNamed(name: string) {
  const { rows } = await pool.query<Record<string, unknown>>(
    'select * from usage_files where name = $1 order by id desc limit 1',
    [name],
  )
  assert.ok(rows[0] !== undefined, `${name} was taken`)
  return rows[0]
}

async function countsOf(name: string): Promise<readonly number[]> {
  const file = await fileNamed(name)
  return ['rows_read', 'accepted', 'repeated', 'rejected'].map((field) => Number(file[field]))
}

function minutesAgo(now: Temporal.Instant, minutes: number): Temporal.Instant {
  return now.subtract({ minutes })
}

/** What a line has lost to all records of usage files whose ids begin so. */
async function recorded(prefix: string) {
  const { rows } = await pool.query<{ records: number; bytes: bigint; uncovered: bigint }>(
    `select count(*)::int as records, coalesce(sum(bytes), 0)::bigint as bytes,
       coalesce(sum(uncovered), 0)::bigint as uncovered
     from usage_records where record_key like 'cdr|' || $1 || '%'`,
    [prefix],
  )
  assert.ok(rows[0] !== undefined)
  return rows[0]
}

test('A file that is dropped takes its bytes, and taken again it takes nothing', async () => {
  const line = lineOf('plenty')
  const first = await figuresOf(line)
  const now = Temporal.Instant.from(first.asOf)
  const use = { line, from: minutesAgo(now, 30), until: minutesAgo(now, 20) }
  const rows = [
    row({ ...use, id: 'a1', bytes: 1_234_567 }),
    row({ ...use, id: 'a2', bytes: 7_654_321 }),
  ]
  const total = 1_234_567 + 7_654_321
  drop('a.csv', rows)
  await taken('a.csv')
  const second = await figuresOf(line)
  assert.equal(second.bytesUsed, first.bytesUsed + total)
  assert.equal(second.bytesLeft, first.bytesLeft - total)
  assert.deepEqual(await countsOf('a.csv'), [2, 2, 0, 0])

  drop('a.csv', rows)
  for (const _ of [1, 2]) await advance(desk, 'PT1S')
  assert.ok(existsSync(join(folder, 'cdr', 'done', 'a.2.csv')))
  assert.equal((await figuresOf(line)).bytesUsed, second.bytesUsed)
  assert.deepEqual(await countsOf('a.csv'), [2, 0, 2, 0])

  const fresh = row({ ...use, id: 'a3', bytes: 1_000 })
  drop('b.csv', [...rows, fresh, fresh])
  await taken('b.csv')
  assert.equal((await figuresOf(line)).bytesUsed, second.bytesUsed + 1_000)
  assert.deepEqual(await countsOf('b.csv'), [4, 1, 3, 0])
})

test('Bad rows are kept with their reasons, and keep no good row', async () => {
  const line = lineOf('plenty')
  const first = await figuresOf(line)
  const now = Temporal.Instant.from(first.asOf)
  const use = { line, from: minutesAgo(now, 15), until: minutesAgo(now, 10) }
  const stranger = { ...line, imsi: '440109999999999' }
  drop('bad.csv', [
    row({ ...use, id: 'b1', bytes: 500 }),
    'b2,"broken"x,a,b,1,1',
    row({ ...use, id: 'b3', bytes: 1 }).replace(/,\d+$/, ',many'),
    row({ ...use, id: 'b4', line: stranger, bytes: 1 }),
    row({ ...use, id: 'b5', from: now.subtract({ hours: 24 * 90 }), until: now, bytes: 1 }),
    row({ ...use, id: 'b6', bytes: 700 }),
  ])
  await taken('bad.csv')
  assert.equal((await figuresOf(line)).bytesUsed, first.bytesUsed + 1_200)
  assert.deepEqual(await countsOf('bad.csv'), [6, 2, 0, 4])
  const { id } = await fileNamed('bad.csv')
  const { rows } = await pool.query(
    `select line_number::int as line, refusal ->> 'code' as code, row_text
     from rejected_usage_rows where file_id = $1 order by line_number`,
    [id],
  )
  assert.deepEqual(
    rows.map((one) => [one['line'], one['code']]),
    [
      [3, 'quotes_damaged'],
      [4, 'cell_wrong'],
      [5, 'subscriber_unknown'],
      [6, 'span_too_long'],
    ],
  )
  assert.equal(rows[0]?.['row_text'], 'b2,"broken"x,a,b,1,1')

  writeFileSync(join(folder, 'cdr', 'headless.csv'), 'r1,440,1,2\n')
  await taken('headless.csv', 'rejected')
})

test('Late rows burn what was valid then, and uncovered use is no later pack’s', async () => {
  const line = lineOf('fresh', 'au')
  const offer = { id: OFFER, version: 1, price: 300 }
  const buy = (key: string) => renew(desk, { key, line: line.id, method: 'partner', offer })
  await buy('usage-files-1')
  const [past] = await packsOf(line)
  assert.ok(past !== undefined)
  await advance(desk, 'P5D')
  await buy('usage-files-2')
  const begins = Temporal.Instant.from(past.from)
  const over = Temporal.Instant.from(past.until)
  const hour = (at: Temporal.Instant, from: number, until: number) => {
    return { line, from: at.add({ minutes: from }), until: at.add({ minutes: until }) }
  }
  drop('late.csv', [
    row({ ...hour(begins, 1, 30), id: 'l1', bytes: 11_000 }),
    row({ ...hour(over, -30, 30), id: 'l2', bytes: 22_000 }),
    row({ ...hour(over, 60, 90), id: 'l3', bytes: 44_000 }),
  ])
  await taken('late.csv')
  const [first, second] = (await packsOf(line)).toSorted((one, other) =>
    one.from < other.from ? -1 : 1,
  )
  assert.equal(first?.id, past.id)
  // What began within the pack is the pack's, whenever it ended.
  assert.equal(first.bytesUsed, past.bytesUsed + 11_000 + 22_000)
  assert.equal(second?.bytesUsed, 0)
  assert.deepEqual(await recorded('l'), { records: 3, bytes: 77_000n, uncovered: 44_000n })
})

test('Killed in the middle of a file and started again, it has taken each row once', async () => {
  const line = lineOf('plenty')
  const first = await figuresOf(line)
  const now = await nowOf(line)
  const bytes = 101
  const use = { line, from: minutesAgo(now, 9), until: minutesAgo(now, 5), bytes }
  drop(
    'many.csv',
    Array.from({ length: MANY_ROWS }, (_, at) => row({ ...use, id: `m${at}` })),
  )
  // Its answer dies with the product.
  const looking = advance(desk, 'PT1S')
    .then(() => advance(desk, 'PT1S'))
    .catch(() => {})
  await comesTrue('some of the rows are taken', async () => (await recorded('m')).records > 500)
  await stage.product.kill9()
  await looking
  const cut = (await recorded('m')).records
  assert.ok(cut < MANY_ROWS, `${cut} rows were taken before the kill`)
  assert.equal((await fileNamed('many.csv'))['finished_at'], null)
  assert.ok(existsSync(join(folder, 'cdr', 'many.csv')))

  await restart(stage)
  desk = { ...desk, url: stage.product.url }
  await comesTrue('the file is taken to its end', async () =>
    readdirSync(join(folder, 'cdr', 'done')).includes('many.csv'),
  )
  const { records, bytes: sum } = await recorded('m')
  assert.deepEqual([records, sum], [MANY_ROWS, BigInt(MANY_ROWS * bytes)])
  const last = await figuresOf(line)
  assert.equal(last.bytesUsed, first.bytesUsed + MANY_ROWS * bytes)
  assert.equal(last.bytesLeft, first.bytesLeft - MANY_ROWS * bytes)
  const [rows = 0, accepted = 0, repeated = 0, rejected] = await countsOf('many.csv')
  assert.deepEqual([rows, rejected, accepted + repeated], [MANY_ROWS, 0, MANY_ROWS])
})
