/** A mediation system sends files of usage to the API. */
import assert from 'node:assert/strict'
import { beforeEach, test } from 'node:test'
import {
  REJECTED_ROWS_MAX,
  USAGE_BODY_BYTES_MAX,
} from '../../src/channels/api/routes/usage-files.ts'
import { UsageFile } from '../../src/channels/api/schemas/usage-files.ts'
import { asker, holds, problem } from './api-asking.ts'
import { ICCID, openApi, type ApiWorld } from './api-world.ts'

let world: ApiWorld
const { ask, renew } = asker(() => world)

beforeEach(async () => {
  world = await openApi()
})

const HEADER = 'record_id,iccid,start,end,bytes'

/** Of the minute before now. */
function row(id: string, given: { readonly iccid?: string; readonly bytes?: number } = {}): string {
  const now = world.clock.now()
  const [from, until] = [now.subtract({ seconds: 60 }), now.subtract({ seconds: 1 })]
  const { iccid = ICCID, bytes = 1_000 } = given
  return [id, iccid, from.toString(), until.toString(), bytes].join(',')
}

function send(content: string, { query = '?source=cdr', type = 'text/csv', key = world.key } = {}) {
  const headers = { 'content-type': type }
  return ask(`/usage-files${query}`, { method: 'POST', key, headers, payload: content })
}

test('Rows are charged once, and the answer tells what became of each', async () => {
  assert.equal((await renew()).statusCode, 201)
  // Use of before the pack would be nobody's.
  world.clock.advance(120)
  const content = [
    HEADER,
    row('a'),
    row('b', { bytes: 500 }),
    'c,,,,',
    row('d', { iccid: '8981100000000000000' }),
  ].join('\n')
  const answer = await send(content, { query: '?source=cdr&name=today.csv' })
  const told = holds(UsageFile, answer, 201)
  assert.deepEqual(
    [told.rows, told.accepted, told.repeated, told.rejected, told.usedBytes],
    [4, 2, 0, 2, 1_500],
  )
  assert.deepEqual(told.rejectedRows, [
    { line: 4, reason: 'cell_empty', column: 'start' },
    { line: 5, reason: 'subscriber_unknown', column: null },
  ])
  assert.equal(answer.headers['location'], `/api/v1/usage-files/${told.id}`)
  const overview = (await ask(`/lines/${world.line}/overview`)).json<{ bytesUsed: number }>()
  assert.equal(overview.bytesUsed, 1_500)

  const again = holds(UsageFile, await send(content), 201)
  assert.deepEqual([again.accepted, again.repeated], [0, 2])
  assert.notEqual(again.id, told.id)
  assert.deepEqual(holds(UsageFile, await ask(`/usage-files/${told.id}`)), told)
  const after = holds(UsageFile, await ask(`/usage-files/${told.id}?after=4`))
  assert.deepEqual(
    after.rejectedRows.map(({ line }) => line),
    [5],
  )
  const noted = world.store.journal.filter(({ command }) => command === 'take_usage_file')
  assert.deepEqual(
    noted.map(({ events }) => events[0]?.facts['name']),
    ['today.csv', 'sent.csv'],
  )
})

test('Rejected rows come page by page', async () => {
  const bad = Array.from({ length: REJECTED_ROWS_MAX + 1 }, () => 'x')
  const told = holds(UsageFile, await send([HEADER, ...bad].join('\n')), 201)
  assert.equal(told.rejectedRows.length, REJECTED_ROWS_MAX)
  assert.equal(told.nextLine, REJECTED_ROWS_MAX + 1)
  const next = holds(UsageFile, await ask(`/usage-files/${told.id}?after=${told.nextLine}`))
  assert.deepEqual([next.rejectedRows.length, next.nextLine], [1, null])
})

test('A file that cannot be read is refused as a whole, and says why', async () => {
  const empty = problem(await send('\n'), 'usage_file_refused')
  assert.equal(empty['reason'], 'file_empty')
  const lacking = problem(await send('record_id,start\n'), 'usage_file_refused')
  assert.deepEqual(lacking['columns'], ['end', 'imsi', 'bytes'])
  const unknown = problem(await send(HEADER, { query: '?source=nobody' }), 'usage_source_unknown')
  assert.deepEqual(unknown['sources'], ['cdr'])
})

test('Only CSV of a bounded size comes in, and only with the scope', async () => {
  problem(await send('{}', { type: 'application/json' }), 'unsupported_media_type')
  problem(await send(HEADER, { query: '' }), 'invalid_request')
  problem(await send(HEADER, { query: '?source=cdr&name=../a' }), 'invalid_request')
  const large = problem(await send('x'.repeat(USAGE_BODY_BYTES_MAX + 1)), 'body_too_large')
  assert.equal(large['bytesMax'], USAGE_BODY_BYTES_MAX)
  const reader = world.keyWith('usage:read')
  problem(await send(HEADER, { key: reader }), 'scope_missing')
  problem(await ask(`/usage-files/${world.line}`, { key: reader }), 'scope_missing')
  problem(await ask(`/usage-files/${world.line}`), 'not_found')
  problem(await ask('/usage-files/nothing'), 'not_found')
})
