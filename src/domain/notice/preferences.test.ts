/** Wishes: which way a notice goes, and what cannot be switched off altogether. */
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import {
  NOTICE_GROUPS,
  NOTICE_KINDS,
  parseNoticeGroup,
  parseNoticeKind,
  traitsOf,
} from './notice.ts'
import {
  DEFAULT_PREFERENCES,
  NOTICE_WAYS,
  parseWishes,
  waysFor,
  withoutMail,
  type NoticeWay,
} from './preferences.ts'

const ALL = new Set(NOTICE_WAYS)
const NOTHING = { wishes: parseWishes(() => false) }

describe('wishes', () => {
  test('begin with e-mail and push, and never with SMS', () => {
    const preferences = DEFAULT_PREFERENCES
    assert.deepEqual(waysFor('data_80', preferences, ALL), ['email', 'web_push'])
    assert.deepEqual(waysFor('points_expiring', preferences, ALL), ['email'])
  })

  test('go only by ways that reach somebody', () => {
    const preferences = DEFAULT_PREFERENCES
    assert.deepEqual(waysFor('data_80', preferences, new Set(['web_push'])), ['web_push'])
    assert.deepEqual(waysFor('data_80', preferences, new Set(['sms'])), [])
  })

  test('all switched off are kept, except where law asks for the notice', () => {
    assert.deepEqual(waysFor('end_1h', NOTHING, ALL), [])
    assert.deepEqual(waysFor('auto_renewal_done', NOTHING, ALL), [])
    assert.deepEqual(waysFor('auto_renewal_upcoming', NOTHING, ALL), ['email'])
    assert.deepEqual(waysFor('auto_renewal_failed', NOTHING, new Set(['sms'])), ['sms'])
    assert.deepEqual(waysFor('auto_renewal_failed', NOTHING, new Set()), [])
  })

  test('of push alone keep a required notice away from e-mail, as long as push reaches', () => {
    const wishes = parseWishes((_, way) => way === 'web_push')
    assert.deepEqual(waysFor('auto_renewal_upcoming', { wishes }, ALL), ['web_push'])
    assert.deepEqual(waysFor('auto_renewal_upcoming', { wishes }, new Set(['email'])), ['email'])
  })

  test('lose e-mail of one group by a click in a letter', () => {
    const { wishes } = withoutMail(DEFAULT_PREFERENCES, 'ends')
    assert.deepEqual(wishes.ends, ['web_push'])
    assert.deepEqual(wishes.data, ['email', 'web_push'])
  })

  test('always let a required notice reach whoever can be reached', () => {
    const ways = fc.subarray([...NOTICE_WAYS])
    const wished = fc.func(fc.boolean())
    fc.assert(
      fc.property(ways, wished, fc.constantFrom(...NOTICE_KINDS), (reachable, wants, kind) => {
        const set = new Set<NoticeWay>(reachable)
        const going = waysFor(kind, { wishes: parseWishes(wants) }, set)
        assert.ok(going.every((way) => set.has(way)))
        if (traitsOf(kind).required) assert.equal(going.length > 0, set.size > 0)
      }),
    )
  })
})

describe('kinds and groups', () => {
  test('are known by their names alone', () => {
    for (const kind of NOTICE_KINDS) assert.equal(parseNoticeKind(kind), kind)
    for (const group of NOTICE_GROUPS) assert.equal(parseNoticeGroup(group), group)
    for (const text of ['', 'data_60', 'toString', '__proto__']) {
      assert.equal(parseNoticeKind(text), null)
      assert.equal(parseNoticeGroup(text), null)
    }
  })
})
