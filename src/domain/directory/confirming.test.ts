import assert from 'node:assert/strict'
import { suite, test } from 'node:test'
import fc from 'fast-check'
import type { ReportId, StaffId } from '../basics/ids.ts'
import { instant } from '../basics/time.ts'
import { withChanges } from './changes.ts'
import { confirmReports, rejectReports } from './confirming.ts'
import type { Entry } from './directory.ts'
import { DIRECTORY, GIVEN_UP, SINCE } from './example-directory.ts'
import { isGenuine, judge, standingOf } from './judging.ts'
import { keyOf, namedOf, readMessage, type Named } from './reading.ts'
import type { Report } from './report.ts'

const NOW = instant('2026-11-23T05:00:00Z')
const BY = { by: 'staff' as StaffId, at: NOW }
const KEYS = ['link bad.example', 'handle wechat jp_data888', 'phone +81312345678']
const read = (text: string) => readMessage(text, () => null)

function report(names: readonly string[], over: Partial<Report> = {}): Report {
  return {
    id: names.join() as ReportId,
    at: NOW,
    channel: 'web',
    language: 'en',
    account: null,
    names,
    sealed: null,
    state: { kind: 'waiting' },
    ...over,
  }
}

suite('Judging reports', () => {
  test('keeps of each report the chosen keys that it names itself, and no others', () => {
    const some = fc.subarray(KEYS)
    fc.assert(
      fc.property(
        fc.array(some, { minLength: 1, maxLength: 4 }),
        some,
        some,
        (names, keys, own) => {
          const done = confirmReports(
            names.map((of) => report(of)),
            { keys, genuine: own },
            BY,
          )
          if (!done.ok) return
          for (const [at, { state }] of done.value.entries()) {
            assert.ok(state.kind === 'confirmed' && state.keys.length > 0)
            assert.deepEqual(
              state.keys,
              names[at]?.filter((name) => keys.includes(name)),
            )
            assert.ok(!state.keys.some((key) => own.includes(key)))
          }
        },
      ),
    )
  })

  test('refuses what nobody named, what is genuine, and what was judged before', () => {
    const [one = '', other = ''] = KEYS
    const asked = (
      names: readonly string[],
      keys: readonly string[],
      over: Partial<Report> = {},
    ) => {
      const answer = confirmReports([report(names, over)], { keys, genuine: [other] }, BY)
      return answer.ok ? 'confirmed' : answer.refusal.code
    }
    assert.equal(asked([one], [one]), 'confirmed')
    assert.equal(asked([one], []), 'no_key_chosen')
    assert.equal(asked([one], ['link elsewhere.example']), 'key_not_named')
    assert.equal(asked([one, other], [other]), 'key_genuine')
    assert.equal(asked([one], [one], { state: { kind: 'rejected', ...BY } }), 'report_judged')
    const two = [report([one]), report([other])]
    const answer = confirmReports(two, { keys: [one], genuine: [] }, BY)
    assert.equal(!answer.ok && answer.refusal.code, 'report_names_none')
  })

  test('takes back what was confirmed, and ends there', () => {
    const confirmed = report(KEYS, { state: { kind: 'confirmed', ...BY, keys: KEYS } })
    const back = rejectReports([confirmed], BY)
    assert.ok(back.ok)
    assert.deepEqual(back.value[0]?.state, { kind: 'rejected', ...BY })
    assert.equal(rejectReports(back.value, BY).ok, false)
  })
})

suite('A key', () => {
  test('is of the thing that it was made of', () => {
    const value = fc.stringMatching(/^[a-z0-9.@+/ -]{1,20}$/).filter((text) => text.trim() === text)
    const named = fc.oneof(
      fc.record({ kind: fc.constantFrom('phone', 'sender_id', 'email'), value }),
      fc.record({ kind: fc.constant('handle'), app: fc.constantFrom('line', null), value }),
      value.map((text) => {
        return { kind: 'link', host: text.split('/')[0], value: text, traits: [] }
      }),
    )
    fc.assert(
      fc.property(named, (one) => {
        if (one.value === '') return
        assert.deepEqual(namedOf(keyOf(one as Named)), { ...one })
      }),
    )
    for (const none of ['', 'link ', 'shop x', 'handle x', 'handle myspace x']) {
      assert.equal(namedOf(none), null, none)
    }
  })

  test('is genuine while the directory lists it, and then by whoever it belongs to', () => {
    const at = (key: string, now = NOW) => {
      const named = namedOf(key)
      assert.ok(named !== null)
      return isGenuine(named, DIRECTORY, now)
    }
    for (const key of [
      'link renew.kadoya.example.com',
      'handle any kadoya',
      'phone +81300000142',
      'phone +81354490906',
      'link docomo.ne.jp',
    ]) {
      assert.ok(at(key), key)
    }
    assert.ok(!at('link kadoya.example.com.pay.example'))
    assert.ok(at('sender_id 00059999', SINCE))
    assert.ok(!at('sender_id 00059999', GIVEN_UP))
  })
})

suite('What staff changed', () => {
  const [portal] = DIRECTORY.entries
  assert.ok(portal !== undefined)
  const edited = (entry: Entry) => ({ entry, ...BY })

  test('stands before the file’s entry of the same id, and beside the others', () => {
    const ended: Entry = { ...portal, until: NOW }
    const fresh: Entry = { ...portal, id: 'fresh', kind: 'domain', value: 'fresh.example' }
    const changes = { edited: [edited(ended), edited(fresh)], confirmed: ['link bad.example'] }
    const changed = withChanges(DIRECTORY, changes)
    assert.deepEqual(changed.entries, [ended, ...DIRECTORY.entries.slice(1), fresh])
    assert.deepEqual(changed.reported, [...DIRECTORY.reported, 'link bad.example'])
    assert.deepEqual(withChanges(changed, changes), changed)
    assert.equal(judge(read('https://fresh.example'), changed, NOW).verdict, 'official')
    assert.equal(judge(read('https://kadoya.example.com'), changed, NOW).verdict, 'unknown')
  })

  test('is told as reported from then on', () => {
    const text = '加微信 jp_data888'
    assert.equal(judge(read(text), DIRECTORY, NOW).verdict, 'unknown')
    const confirmed = ['handle wechat jp_data888']
    const changed = withChanges(DIRECTORY, { edited: [], confirmed })
    assert.equal(judge(read(text), changed, NOW).verdict, 'reported')
    const named = namedOf('handle wechat jp_data888')
    assert.ok(named !== null && standingOf(named, changed, NOW).kind === 'reported')
  })
})
