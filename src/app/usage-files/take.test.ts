import assert from 'node:assert/strict'
import { suite, test } from 'node:test'
import { createMemoryUsageFiles } from '../../adapters/memory/usage-files.ts'
import { bytes } from '../../domain/basics/data-volume.ts'
import type { UsageFileId } from '../../domain/basics/ids.ts'
import { accept, refuse } from '../../domain/basics/result.ts'
import { instant, plusDays, plusSeconds } from '../../domain/basics/time.ts'
import type { ChargingAnswer, ChargingRequest } from '../../domain/charging/request.ts'
import {
  requestOf,
  ROW_AGE_DAYS_MAX,
  ROW_AHEAD_SECONDS_MAX,
  type UsageRow,
} from '../../domain/charging/usage-row.ts'
import { USUAL_SOURCES, volumeIn } from '../../domain/charging/usage-source.ts'
import type { ReadPart, UsageFormat } from './ports.ts'
import {
  BUSY_PAUSE_MS_MAX,
  BUSY_TRIES_MAX,
  FILE_BYTES_MAX,
  ROWS_AGAIN_MAX,
  ROWS_AT_ONCE,
  takeUsageFile,
  tryRowsAgain,
} from './take.ts'

const NOW = instant('2026-11-23T03:00:00Z')

function row(recordId: string, over: Partial<UsageRow> = {}): UsageRow {
  return {
    recordId,
    session: null,
    node: null,
    subscriber: { imsi: '440101234567890', msisdn: null, iccid: null },
    from: plusSeconds(NOW, -7_200),
    until: plusSeconds(NOW, -3_600),
    bytes: bytes(100),
    ratingGroup: null,
    ...over,
  }
}

/** Knows every subscriber but those in `strangers`, and each record once. */
function network() {
  const seen = new Map<string, ChargingRequest>()
  const strangers = new Set<string>()
  let busy = 0
  let atOnce = 0
  let atOnceMost = 0
  return {
    seen,
    strangers,
    beBusy: (times: number) => void (busy = times),
    atOnceMost: () => atOnceMost,
    async charge(request: ChargingRequest): Promise<ChargingAnswer> {
      atOnce += 1
      atOnceMost = Math.max(atOnceMost, atOnce)
      await Promise.resolve()
      atOnce -= 1
      if (busy > 0) {
        busy -= 1
        return { kind: 'busy' }
      }
      if (strangers.has(request.subscriber.imsi ?? '')) return { kind: 'unknown_subscriber' }
      const key = `${request.peer}|${request.sessionKey}|${request.sequence}`
      const replayed = seen.has(key)
      seen.set(key, request)
      return { kind: 'recorded', replayed, services: [] }
    },
  }
}

/** Rows by number of their line; text is `recordId`, or `?` for one that cannot be read. */
function world() {
  const at = network()
  const store = createMemoryUsageFiles()
  const pauses: number[] = []
  let minted = 0
  const read = (text: string) =>
    text === '?' ? refuse({ code: 'cell_wrong', column: 'bytes' }) : accept(row(text))
  const format: UsageFormat = {
    async *read(content): AsyncIterable<ReadPart> {
      yield { kind: 'header', text: 'header' }
      for await (const octets of content) {
        for (const [index, text] of new TextDecoder().decode(octets).split('\n').entries()) {
          yield { kind: 'row', line: index + 2, text, row: read(text) }
        }
      }
    },
    again: (_header, text) => accept(read(text)),
  }
  const parts = {
    clock: { now: () => NOW },
    ids: { next: <Id extends string>() => `file-${String((minted += 1)).padStart(3, '0')}` as Id },
    charging: at,
    store,
    format,
    sources: async () => USUAL_SOURCES,
    digest: () => '',
    pause: async (ms: number) => void pauses.push(ms),
  }
  const take = (
    records: readonly string[],
    given: { readonly source?: string; readonly sizeBytes?: bigint } = {},
  ) => {
    const text = records.join('\n')
    return takeUsageFile(parts, {
      id: parts.ids.next<UsageFileId>(),
      source: given.source ?? 'cdr',
      name: 'a.csv',
      sha256: text,
      sizeBytes: given.sizeBytes ?? BigInt(text.length),
      came: 'folder',
      by: 'system',
      async *content() {
        yield new TextEncoder().encode(text)
      },
    })
  }
  return { ...at, store, parts, pauses, take }
}

function taken<Value>(answer: { ok: true; value: Value } | { ok: false; refusal: unknown }): Value {
  assert.ok(answer.ok)
  return answer.value
}

suite('A usage file', () => {
  test('is taken row by row, and tells what it came to', async () => {
    const { take, seen, store } = world()
    const file = taken(await take(['a', 'b', '?']))
    assert.deepEqual(file.counts, {
      rows: 3,
      accepted: 2,
      repeated: 0,
      rejected: 1,
      usedBytes: 200n,
    })
    assert.equal(file.finished, NOW)
    assert.equal(seen.size, 2)
    assert.deepEqual(await store.rejected(file.id, { after: 0, countMax: 10 }), [
      { line: 4, text: '?', refusal: { code: 'cell_wrong', column: 'bytes' } },
    ])
    assert.deepEqual(await store.find(file.id), file)
  })

  test('sent again changes nothing, and of one that overlaps only new rows count', async () => {
    const { take } = world()
    await take(['a', 'b'])
    const again = taken(await take(['a', 'b']))
    assert.deepEqual([again.counts.accepted, again.counts.repeated], [0, 2])
    const overlapping = taken(await take(['b', 'c']))
    assert.deepEqual([overlapping.counts.accepted, overlapping.counts.repeated], [1, 1])
  })

  test('that was cut off goes on where it was', async () => {
    const { take, parts, store } = world()
    const records = Array.from({ length: ROWS_AT_ONCE + 10 }, (_, at) => `r${at}`)
    const { charge } = parts.charging
    let left = ROWS_AT_ONCE + 5
    parts.charging.charge = async (request) => {
      left -= 1
      if (left < 0) throw new Error('killed')
      return charge(request)
    }
    await assert.rejects(take(records), /killed/)
    const [cut] = await store.newest(1, null)
    assert.equal(cut?.finished, null)
    assert.equal(cut?.counts.accepted, ROWS_AT_ONCE)
    parts.charging.charge = charge
    const file = taken(await take(records))
    assert.equal(file.id, cut?.id)
    // Of the stretch in which it was cut off, it is not known who took what.
    assert.deepEqual(
      [file.counts.rows, file.counts.accepted, file.counts.repeated],
      [ROWS_AT_ONCE + 10, ROWS_AT_ONCE + 5, 5],
    )
    assert.equal(parts.charging.seen.size, ROWS_AT_ONCE + 10)
  })

  test('asks no more rows at once than it may', async () => {
    const { take, atOnceMost } = world()
    await take(Array.from({ length: 3 * ROWS_AT_ONCE }, (_, at) => `r${at}`))
    assert.equal(atOnceMost(), ROWS_AT_ONCE)
  })

  test('waits longer each time while charging is busy, and then is left for later', async () => {
    const { take, beBusy, pauses, seen } = world()
    beBusy(3)
    assert.equal(taken(await take(['a'])).counts.accepted, 1)
    assert.deepEqual(pauses, [50, 100, 200])
    beBusy(BUSY_TRIES_MAX)
    assert.deepEqual(await take(['b']), { ok: false, refusal: { code: 'charging_busy' } })
    assert.equal(pauses.length, 3 + BUSY_TRIES_MAX)
    assert.equal(pauses.at(-1), BUSY_PAUSE_MS_MAX)
    assert.equal(seen.size, 1)
    assert.equal(taken(await take(['b'])).counts.accepted, 1)
  })

  test('of nobody who sends files is refused', async () => {
    const { take, store } = world()
    assert.deepEqual(await take(['a'], { source: 'x' }), {
      ok: false,
      refusal: { code: 'source_unknown', sources: ['cdr'] },
    })
    assert.deepEqual(await store.newest(1, null), [])
  })

  test('that is too large is refused unread', async () => {
    const { take, seen } = world()
    const refused = taken(await take(['a'], { sizeBytes: FILE_BYTES_MAX + 1n }))
    const bytesMax = Number(FILE_BYTES_MAX)
    assert.deepEqual(refused.refusal, { code: 'file_too_large', bytesMax })
    assert.equal(seen.size, 0)
    assert.equal(taken(await take(['a'], { sizeBytes: FILE_BYTES_MAX })).refusal, null)
  })

  test('has so many rejected rows tried again at once, and then the next', async () => {
    const { take, strangers, parts } = world()
    strangers.add('440101234567890')
    const records = Array.from({ length: ROWS_AGAIN_MAX + ROWS_AT_ONCE }, (_, at) => `r${at}`)
    const file = taken(await take(records))
    strangers.clear()
    const first = taken(await tryRowsAgain(parts, file.id))
    assert.ok(first >= ROWS_AGAIN_MAX && first < records.length, `${first}`)
    assert.equal(taken(await tryRowsAgain(parts, file.id)), records.length - first)
  })

  test('has its rejected rows tried again once their line is known', async () => {
    const { take, strangers, parts, store } = world()
    strangers.add('440101234567890')
    const file = taken(await take(['a', '?', 'b']))
    assert.equal(file.counts.rejected, 3)
    assert.equal(taken(await tryRowsAgain(parts, file.id)), 0)
    strangers.clear()
    assert.equal(taken(await tryRowsAgain(parts, file.id)), 2)
    const counts = (await store.find(file.id))?.counts
    assert.deepEqual(counts, { rows: 3, accepted: 2, repeated: 0, rejected: 1, usedBytes: 200n })
    assert.equal((await store.rejected(file.id, { after: 0, countMax: 10 })).length, 1)
  })
})

suite('A row as charging asks', () => {
  const asked = (over: Partial<UsageRow>) => requestOf(row('r', over), { source: 'cdr', now: NOW })

  test('covers its own span, is over, and wants nothing', () => {
    const request = asked({ node: 'gw', session: 's', ratingGroup: 7 })
    assert.ok(request.ok)
    const { delaySeconds, coveredSeconds, moment, sessionKey, sequence, services } = request.value
    assert.deepEqual([delaySeconds, coveredSeconds, moment], [3_600, 3_600, 'end'])
    assert.deepEqual([sessionKey, sequence], ['gw|r', 'r'])
    assert.deepEqual(services, [{ ratingGroup: 7, usedBytes: 100n, wants: null }])
    assert.deepEqual(request.value.reach, { session: 's', node: 'gw' })
  })

  test('may be so old, and so far ahead of our clock, and no more', () => {
    const oldest = plusDays(NOW, -ROW_AGE_DAYS_MAX)
    assert.ok(asked({ from: oldest, until: oldest }).ok)
    const older = plusSeconds(oldest, -1)
    assert.deepEqual(asked({ from: older, until: older }), {
      ok: false,
      refusal: { code: 'too_old', daysMax: ROW_AGE_DAYS_MAX },
    })
    const ahead = asked({ until: plusSeconds(NOW, ROW_AHEAD_SECONDS_MAX) })
    assert.ok(ahead.ok)
    assert.equal(ahead.value.delaySeconds, 0)
    const tooFar = asked({ until: plusSeconds(NOW, ROW_AHEAD_SECONDS_MAX + 1) })
    assert.deepEqual(tooFar, { ok: false, refusal: { code: 'not_yet_over' } })
  })
})

suite('A volume', () => {
  test('is whole bytes of its unit, and a rest of a byte falls away', () => {
    assert.equal(volumeIn('1', 'B'), 1n)
    assert.equal(volumeIn('1.5', 'KiB'), 1_536n)
    assert.equal(volumeIn('0.0015', 'kB'), 1n)
    assert.equal(volumeIn('2', 'MiB'), 2_097_152n)
    assert.equal(volumeIn('1.000000001', 'GB'), 1_000_000_001n)
  })

  test('of bytes has no fraction, and none is beyond all use', () => {
    for (const text of ['1.5', '', '-1', '1e3', '.5', '1.', '1 000']) {
      assert.equal(volumeIn(text, 'B'), null, text)
    }
    assert.equal(volumeIn(String(2n ** 50n), 'B'), 2n ** 50n)
    assert.equal(volumeIn(String(2n ** 50n + 1n), 'B'), null)
    assert.equal(volumeIn('1.0000000001', 'GB'), null)
  })
})
