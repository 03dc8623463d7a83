import assert from 'node:assert/strict'
import { suite, test } from 'node:test'
import { ENTRIES_MAX, OWN_NAMES_MAX, readDirectory, REPORTED_MAX } from './directory-files.ts'
import { pathText, type Read } from './reading.ts'

const WORDS = { 'zh-CN': '店', 'zh-TW': '店', en: 'Shop', ja: '店', ko: '가게' }
const ENTRY = {
  id: 'site',
  kind: 'domain',
  value: 'Kadoya.Example.com',
  name: WORDS,
  since: '2024-04-01',
}

const file = (
  entries: readonly object[],
  rest: { names?: readonly string[]; reported?: readonly string[] } = {},
) => readDirectory({ kind: 'directory', names: [], entries, ...rest })

function troubles(read: Read<unknown>): readonly string[] {
  return read.ok ? [] : read.refusal.troubles.map(({ path }) => pathText(path))
}

suite('a directory file', () => {
  test('is normalised as messages are', () => {
    const read = file(
      [
        ENTRY,
        { ...ENTRY, id: 'phone', kind: 'phone', value: '+81 3-0000-0142' },
        { ...ENTRY, id: 'line', kind: 'handle', app: 'line', value: '@Kadoya' },
        { ...ENTRY, id: 'sms', kind: 'sender_id', value: '00051234' },
        { ...ENTRY, id: 'mail', kind: 'email', value: 'Help@Kadoya.example.com' },
        { ...ENTRY, id: 'shop', kind: 'shop', value: 'Somewhere 1-2-3' },
        { ...ENTRY, id: 'carrier', kind: 'carrier', value: 'docomo.ne.jp', until: '2030-01-01' },
      ],
      { names: ['Ｋａｄｏｙａ'], reported: ['https://T.cn/A6xyz', '@fake_kadoya', '00059999'] },
    )
    assert.ok(read.ok, JSON.stringify(read))
    assert.deepEqual(
      read.value.entries.map(({ value }) => value),
      [
        'kadoya.example.com',
        '+81300000142',
        'kadoya',
        '00051234',
        'help@kadoya.example.com',
        'Somewhere 1-2-3',
        'docomo.ne.jp',
      ],
    )
    assert.deepEqual(read.value.names, ['kadoya'])
    assert.deepEqual(read.value.reported, [
      'link t.cn/a6xyz',
      'handle any fake_kadoya',
      'sender_id 00059999',
    ])
  })

  test('is refused with the place of each trouble', () => {
    const wrong = file(
      [
        { ...ENTRY, value: 'no domain' },
        { ...ENTRY, id: 'b', kind: 'phone', value: '03-0000-0142' },
        { ...ENTRY, id: 'c', kind: 'handle' },
        { ...ENTRY, id: 'd', app: 'line' },
        { ...ENTRY, id: 'e', until: '2024-04-01' },
        { ...ENTRY, id: 'f', kind: 'sender_id', value: '1234' },
      ],
      { reported: ['nothing', 'a.com b.com'] },
    )
    assert.deepEqual(troubles(wrong), [
      'entries[1].value',
      'entries[2].value',
      'entries[3].app',
      'entries[4].app',
      'entries[5].until',
      'entries[6].value',
      'reported[1]',
      'reported[2]',
    ])
    assert.deepEqual(troubles(file([ENTRY, ENTRY])), ['entries[2]'])
  })

  test('has limits', () => {
    const many = Array.from({ length: ENTRIES_MAX + 1 }, (_, at) => ({ ...ENTRY, id: `e-${at}` }))
    assert.ok(file(many.slice(1)).ok)
    assert.deepEqual(troubles(file(many)), ['entries'])
    const names = Array.from({ length: OWN_NAMES_MAX + 1 }, (_, at) => `name ${at}`)
    assert.ok(file([], { names: names.slice(1) }).ok)
    assert.deepEqual(troubles(file([], { names })), ['names'])
    const reported = Array.from({ length: REPORTED_MAX + 1 }, (_, at) => `https://a${at}.example`)
    assert.ok(file([], { reported: reported.slice(1) }).ok)
    assert.deepEqual(troubles(file([], { reported })), ['reported'])
  })
})
