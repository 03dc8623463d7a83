import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { TermsKind } from '../basics/ids.ts'
import { instant, plusSeconds } from '../basics/time.ts'
import {
  acceptTerms,
  announced,
  askedOfAccount,
  inForce,
  isAccepted,
  isAskedBy,
  newest,
} from './accepting.ts'
import type { Terms, TermsRef } from './agreement.ts'

const EVERYWHERE = { 'zh-CN': 'x', 'zh-TW': 'x', en: 'x', ja: 'x', ko: 'x' }
const SERVICE = 'service-terms' as TermsKind
const CHANGE = instant('2026-10-01T15:00:00Z')

function document(kind: string, version: number, effectiveFrom: string): Terms {
  const hash = `${kind}-${version}`.padEnd(64, '0')
  const words = { title: EVERYWHERE, text: EVERYWHERE, hash }
  return { kind: kind as TermsKind, version, effectiveFrom: instant(effectiveFrom), ...words }
}

const FIRST = document(SERVICE, 1, '2024-04-01T00:00:00Z')
const SECOND = document(SERVICE, 2, CHANGE.toString())
const PRIVACY = document('privacy-notice', 1, '2024-04-01T00:00:00Z')
const AUTO = document('auto-renewal', 1, '2024-04-01T00:00:00Z')
const GIFT = document('gift-card', 1, '2024-04-01T00:00:00Z')
const ALL = [SECOND, FIRST, PRIVACY, AUTO, GIFT]

const ref = ({ kind, version, hash }: Terms): TermsRef => ({ kind, version, hash })
const versions = (terms: readonly Terms[]) => terms.map((one) => `${one.kind} ${one.version}`)
const before = plusSeconds(CHANGE, -1)

test('a version is in force from its very instant on, and announced until then', () => {
  assert.equal(inForce(ALL, SERVICE, before), FIRST)
  assert.equal(inForce(ALL, SERVICE, CHANGE), SECOND)
  assert.equal(newest(ALL, SERVICE), SECOND)
  assert.deepEqual(announced(ALL, before), [SECOND])
  assert.deepEqual(announced(ALL, CHANGE), [])
})

test('a version that takes effect after a higher one is not announced: it never counts', () => {
  const overtaken = document(SERVICE, 1, '2027-01-01T00:00:00Z')
  assert.deepEqual(announced([overtaken, document(SERVICE, 2, '2026-01-01T00:00:00Z')], before), [])
})

test('an order asks for all but auto-renewal, a mandate for that too, gift cards for none', () => {
  const asked = (what: 'order' | 'mandate' | 'account') =>
    ['auto-renewal', 'gift-card', 'own-kind', 'service-terms'].filter((kind) =>
      isAskedBy(what, kind as TermsKind),
    )
  assert.deepEqual(asked('order'), ['own-kind', 'service-terms'])
  assert.deepEqual(asked('mandate'), ['auto-renewal', 'own-kind', 'service-terms'])
  assert.deepEqual(asked('account'), ['service-terms'])
})

test('an account is asked for what is in force and not accepted, and told what is announced', () => {
  const never = askedOfAccount(ALL, [], before)
  assert.deepEqual(versions(never.now), ['privacy-notice 1', 'service-terms 1'])
  assert.deepEqual(versions(never.later), ['service-terms 2'])
  const old = [ref(FIRST), ref(PRIVACY)]
  assert.deepEqual(versions(askedOfAccount(ALL, old, before).now), [])
  assert.deepEqual(versions(askedOfAccount(ALL, old, CHANGE).now), ['service-terms 2'])
  const early = askedOfAccount(ALL, [ref(SECOND), ref(PRIVACY)], before)
  assert.deepEqual([early.now, early.later], [[], []], 'accepted in advance')
})

test('the same version in other words is not accepted', () => {
  assert.ok(isAccepted(FIRST, [ref(FIRST)]))
  assert.ok(!isAccepted(FIRST, [{ ...ref(FIRST), hash: 'f'.repeat(64) }]))
  assert.ok(!isAccepted(FIRST, [ref(PRIVACY)]))
})

test('accepting replaces what stood of the same kind, and leaves the others', () => {
  const accepted = acceptTerms(ALL, [ref(FIRST), ref(PRIVACY)], {
    named: [ref(SECOND)],
    at: CHANGE,
  })
  assert.deepEqual(accepted, { ok: true, value: [ref(PRIVACY), ref(SECOND)] })
})

test('what is unknown, reworded, overtaken or nothing at all is not accepted', () => {
  const wrong = [[], [{ ...ref(SECOND), version: 3 }], [{ ...ref(SECOND), hash: 'f' }]]
  for (const named of [...wrong, [ref(FIRST)]]) {
    const answer = acceptTerms(ALL, [], { named, at: CHANGE })
    const kinds = named.map(({ kind }) => kind)
    assert.deepEqual(answer, { ok: false, refusal: { code: 'terms_not_accepted', kinds } })
  }
  assert.ok(acceptTerms(ALL, [], { named: [ref(FIRST)], at: before }).ok)
})
