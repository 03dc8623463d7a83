import assert from 'node:assert/strict'
import { test } from 'node:test'
import { USUAL_SOURCES } from '../../domain/charging/usage-source.ts'
import { pathText, read } from './reading.ts'
import { USAGE_SOURCES_MAX, usageSources } from './usage-sources.ts'

function troubles(given: unknown): readonly string[] {
  const answer = read(usageSources, given)
  return answer.ok ? [] : answer.refusal.troubles.map(({ path }) => pathText(path))
}

test('Without a word about sources there is one that writes as we do', () => {
  assert.deepEqual(read(usageSources, undefined), { ok: true, value: USUAL_SOURCES })
})

test('A source says how it writes, and what it leaves out is usual', () => {
  const given = [
    {
      name: 'mvne',
      delimiter: 'semicolon',
      columns: { record_id: 'CDR No' },
      zone: 'Asia/Tokyo',
      unit: 'KiB',
    },
    { name: 'cdr' },
  ]
  assert.deepEqual(read(usageSources, given), {
    ok: true,
    value: [
      {
        name: 'mvne',
        delimiter: ';',
        columns: { record_id: 'CDR No' },
        zone: 'Asia/Tokyo',
        unit: 'KiB',
      },
      ...USUAL_SOURCES,
    ],
  })
})

test('What no source can be is told by its place', () => {
  assert.deepEqual(troubles([{ name: 'a/b' }]), ['[1].name'])
  assert.deepEqual(troubles([{ name: '..' }]), ['[1].name'])
  assert.deepEqual(troubles([{ name: 'a', zone: 'Tokyo' }]), ['[1].zone'])
  assert.deepEqual(troubles([{ name: 'a', unit: 'mb' }]), ['[1].unit'])
  assert.deepEqual(troubles([{ name: 'a', delimiter: ';' }]), ['[1].delimiter'])
  assert.deepEqual(troubles([{ name: 'a', columns: { IMSI: 'x' } }]), ['[1].columns.IMSI'])
  assert.equal(troubles([{ name: 'a' }, { name: 'a' }]).length, 1)
  const many = Array.from({ length: USAGE_SOURCES_MAX + 1 }, (_, at) => ({ name: `s${at}` }))
  assert.equal(troubles(many.slice(1)).length, 0)
  assert.equal(troubles(many).length, 1)
})
