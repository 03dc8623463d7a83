/** What every store of usage files promises. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { NO_COUNTS, type NewFile, type UsageFileStore } from '../../src/app/usage-files/ports.ts'
import type { UsageFileId } from '../../src/domain/basics/ids.ts'
import { plusSeconds } from '../../src/domain/basics/time.ts'
import { createTestIds, START } from './catalogue.ts'

const ids = createTestIds()
let contents = 0

/** Of content that none had before. */
function fresh(over: Partial<NewFile> = {}): NewFile {
  contents += 1
  return {
    id: ids.next<UsageFileId>(),
    source: 'cdr',
    name: 'a.csv',
    sha256: contents.toString(16).padStart(64, '0'),
    sizeBytes: 12n,
    came: 'folder',
    by: 'system',
    at: START,
    ...over,
  }
}

const WRONG = { code: 'cell_wrong', column: 'end' } as const
const STRANGER = { code: 'subscriber_unknown' } as const
const all = { after: 0, countMax: 10 } as const

export function usageFilesContract(name: string, open: () => UsageFileStore): void {
  goingOnContract(name, open)
  outcomeContract(name, open)
}

function goingOnContract(name: string, open: () => UsageFileStore): void {
  test(`${name}: a file that was begun is found as it came`, async () => {
    const store = open()
    const file = fresh()
    const begun = await store.begin(file)
    const none = { header: null, counts: NO_COUNTS, lineDone: 0, finished: null, refusal: null }
    assert.deepEqual(begun, { ...file, ...none })
    assert.deepEqual(await store.find(file.id), begun)
    assert.equal(await store.find(ids.next<UsageFileId>()), null)
  })

  test(`${name}: the same content goes on until it is finished, then it is another file`, async () => {
    const store = open()
    const file = fresh()
    await store.begin(file)
    const counts = { rows: 3, accepted: 2, repeated: 0, rejected: 1, usedBytes: 1n << 60n }
    const rejected = [{ line: 4, text: 'x,"', refusal: WRONG }]
    await store.advance(file.id, { header: 'a,b', counts, lineDone: 4, rejected })
    const again = await store.begin({ ...file, id: ids.next<UsageFileId>(), name: 'b.csv' })
    assert.deepEqual([again.id, again.counts, again.lineDone], [file.id, counts, 4])
    const elsewhere = await store.begin({ ...fresh(), sha256: file.sha256, source: 'other' })
    assert.notEqual(elsewhere.id, file.id)
    const at = plusSeconds(START, 5)
    await store.finish(file.id, { at, refusal: null })
    assert.deepEqual((await store.find(file.id))?.finished, at)
    const next = fresh({ sha256: file.sha256 })
    assert.equal((await store.begin(next)).id, next.id)
  })

  test(`${name}: begun by two at once it is one file`, async () => {
    const store = open()
    const { sha256 } = fresh()
    const both = await Promise.all([store.begin(fresh({ sha256 })), store.begin(fresh({ sha256 }))])
    assert.equal(both[0].id, both[1].id)
  })

  test(`${name}: a stretch counted twice is kept once`, async () => {
    const store = open()
    const file = fresh()
    await store.begin(file)
    const counts = { ...NO_COUNTS, rows: 2, rejected: 2 }
    const rejected = [
      { line: 10, text: 'ten', refusal: WRONG },
      { line: 9, text: 'nine', refusal: STRANGER },
    ]
    for (const _ of [1, 2]) {
      await store.advance(file.id, { header: 'h', counts, lineDone: 10, rejected })
    }
    assert.deepEqual(await store.rejected(file.id, all), rejected.toReversed())
    assert.deepEqual(await store.rejected(file.id, { after: 9, countMax: 1 }), rejected.slice(0, 1))
    assert.deepEqual(await store.rejected(file.id, { after: 0, countMax: 1 }), rejected.slice(1))
  })
}

function outcomeContract(name: string, open: () => UsageFileStore): void {
  test(`${name}: a refused file says why`, async () => {
    const store = open()
    const file = fresh()
    await store.begin(file)
    const refusal = { code: 'columns_missing', columns: ['start', 'end'] } as const
    await store.finish(file.id, { at: START, refusal })
    assert.deepEqual((await store.find(file.id))?.refusal, refusal)
  })

  test(`${name}: rows tried again leave, or keep the newest reason, and the counts follow`, async () => {
    const store = open()
    const file = fresh()
    await store.begin(file)
    const counts = { rows: 5, accepted: 1, repeated: 1, rejected: 3, usedBytes: 7n }
    const rejected = [2, 3, 4].map((line) => ({ line, text: `${line}`, refusal: STRANGER }))
    await store.advance(file.id, { header: 'h', counts, lineDone: 6, rejected })
    const rows = [
      { line: 2, refusal: null },
      { line: 3, refusal: null },
      { line: 4, refusal: WRONG },
    ]
    const taken = { accepted: 1, repeated: 1, usedBytes: 5n }
    await store.settle(file.id, { rows, counts: taken })
    const after = { rows: 5, accepted: 2, repeated: 2, rejected: 1, usedBytes: 12n }
    assert.deepEqual((await store.find(file.id))?.counts, after)
    assert.deepEqual(await store.rejected(file.id, all), [{ line: 4, text: '4', refusal: WRONG }])
    // Those that are gone are gone, whoever asks once more.
    await store.settle(file.id, { rows, counts: { accepted: 0, repeated: 0, usedBytes: 0n } })
    assert.deepEqual((await store.find(file.id))?.counts, after)
  })

  test(`${name}: the newest come first, page by page`, async () => {
    const store = open()
    const files = [fresh(), fresh(), fresh()]
    for (const file of files) await store.begin(file)
    const [oldest, middle, newest] = files.map(({ id }) => id)
    const page = await store.newest(2, null)
    assert.deepEqual(
      page.map(({ id }) => id),
      [newest, middle],
    )
    const [next] = await store.newest(1, middle ?? null)
    assert.equal(next?.id, oldest)
  })
}
