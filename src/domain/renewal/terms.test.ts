import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { AUTO_RENEWAL_TERMS } from '../agreement/accepting.ts'
import type { Terms, TermsRef } from '../agreement/agreement.ts'
import { at, buy, justBefore, offer } from '../balance/example-packs.ts'
import type { AgreementId, TermsKind } from '../basics/ids.ts'
import { plusHours, sameInstant, type Instant } from '../basics/time.ts'
import { autoOffer, catalogueOf, Desk, mandateOf } from './example-desk.ts'
import type { Mandate } from './mandate.ts'
import { acceptMandateTerms, termsToAccept } from './terms.ts'

const NOON = at('03-10 12:00')
const END = at('03-11 12:00')
const LEAD = at('03-11 11:45')
const SAID = { 'zh-CN': 'x', 'zh-TW': 'x', en: 'x', ja: 'x', ko: 'x' }
const AGREEMENT = 'd0000000-0000-7000-8000-000000000000' as AgreementId

function version(number: number, effectiveFrom: Instant, kind = AUTO_RENEWAL_TERMS): Terms {
  const hash = `${kind} ${number}`.padEnd(64, '0')
  return { kind, version: number, effectiveFrom, title: SAID, text: SAID, hash }
}

const ref = ({ kind, version: number, hash }: Terms): TermsRef => {
  return { kind, version: number, hash }
}
const FIRST = version(1, at('01-01 00:00'))

/** A day's pack from noon; the mandate accepted the first version, and these are loaded. */
function desk(terms: readonly Terms[], wish: Partial<Mandate> = {}): Desk {
  const bought = autoOffer()
  return new Desk({
    mandate: mandateOf(bought, NOON, { terms: [ref(FIRST)], termsTold: 1, ...wish }),
    packs: buy([], offer(), { id: 1, now: NOON }),
    now: NOON,
    catalogue: { ...catalogueOf(bought), terms: [FIRST, ...terms] },
  })
}

function accepts(one: Desk, named: readonly Terms[]) {
  const { mandate, packs, now, rules } = one
  const { terms } = one.catalogue
  const given = { now, rules, terms, agreement: AGREEMENT }
  const answer = acceptMandateTerms({ mandate, packs }, named.map(ref), given)
  if (answer.ok) one.mandate = answer.value
  return answer
}

describe('the instant at which a version takes effect', () => {
  test('a renewal before it is ordered under what was accepted', () => {
    const one = desk([version(2, plusHours(LEAD, 1))]).until(END)
    assert.equal(one.charges.length, 1)
  })

  test('a renewal at that very instant is held back', () => {
    const one = desk([version(2, LEAD)]).until(END)
    assert.deepEqual([one.charges.length, one.told], [0, ['terms 2']])
    assert.equal(one.mandate.dueAt, null, 'only its holder can go on')
  })

  test('a renewal just before it is not', () => {
    const one = desk([version(2, LEAD)])
    one.rules = { ...one.rules, leadMinutes: one.rules.leadMinutes + 1 }
    one.changed(one.packs).until(justBefore(LEAD))
    assert.equal(one.charges.length, 1)
  })
})

test('accepting before the end lets the renewal come in time', () => {
  const second = version(2, at('03-11 00:00'))
  const one = desk([second]).until(at('03-11 06:00'))
  assert.ok(accepts(one, [second]).ok)
  one.until(END)
  assert.equal(one.charges.length, 1)
  assert.deepEqual(one.mandate.terms, [ref(second)])
  assert.equal(one.mandate.agreement, AGREEMENT)
})

test('accepting late makes it due at once, if the line needs a renewal still', () => {
  const second = version(2, NOON)
  const late = desk([second]).until(plusHours(END, 5))
  assert.equal(late.charges.length, 0)
  assert.ok(accepts(late, [second]).ok)
  late.until(plusHours(END, 5))
  assert.ok(late.charges.every((charge) => sameInstant(charge.at, plusHours(END, 5))))
  assert.equal(late.charges.length, 1)

  const bought = desk([second]).until(plusHours(END, 1))
  bought.changed(buy(bought.packs, offer(), { id: 2, now: bought.now }))
  assert.ok(accepts(bought, [second]).ok)
  bought.until(plusHours(END, 2))
  assert.equal(bought.charges.length, 0, 'whoever bought meanwhile is not charged')
})

test('an announced version can be accepted in advance, and then holds nothing back', () => {
  const second = version(2, LEAD)
  const one = desk([second])
  assert.ok(accepts(one, [second]).ok)
  one.until(END)
  assert.deepEqual([one.charges.length, one.told], [1, ['done']])
})

test('a renewal that is going to be held back is not announced; once accepted it is', () => {
  const second = version(2, at('03-11 00:00'))
  const one = desk([second], { noticeHours: 20 }).until(at('03-11 09:00'))
  assert.deepEqual(one.told, ['terms 2'])
  assert.ok(accepts(one, [second]).ok)
  one.until(at('03-11 09:00'))
  assert.deepEqual(one.told, ['terms 2', 'upcoming'])
})

test('what was told when it was loaded is not told again when it holds a renewal back', () => {
  const one = desk([version(2, NOON)], { termsTold: 2 }).until(plusHours(END, 5))
  assert.deepEqual([one.charges.length, one.told], [0, []])
})

test('a mandate from before there were such terms is held back too', () => {
  const one = desk([], { terms: [], termsTold: 0 }).until(END)
  assert.deepEqual([one.charges.length, one.told], [0, ['terms 1']])
})

test('an order placed before the change is tried again after it', () => {
  const one = desk([version(2, END)])
  one.bank = 'declined'
  one.until(LEAD)
  assert.equal(one.charges.length, 1)
  one.bank = 'pays'
  one.until(plusHours(LEAD, 2))
  assert.equal(one.charges.length, 2)
})

test('other documents hold nothing back, and are asked for with the next acceptance', () => {
  const kind = 'service-terms' as TermsKind
  const service = version(3, NOON, kind)
  const second = version(2, at('03-20 00:00'))
  const one = desk([service, second]).until(END)
  assert.equal(one.charges.length, 1)
  const { terms } = one.catalogue
  assert.deepEqual(termsToAccept(one.mandate, terms, END), [second, service])
  assert.ok(accepts(one, [second, service]).ok)
  assert.deepEqual(termsToAccept(one.mandate, terms, END), [])
})

test('nothing but the newest version will do, and only while the mandate stands', () => {
  const second = version(2, NOON)
  const one = desk([second])
  const refusal = { code: 'terms_not_accepted', kinds: [AUTO_RENEWAL_TERMS] }
  for (const named of [[], [FIRST]]) {
    assert.deepEqual(accepts(one, named), { ok: false, refusal })
  }
  one.mandate = { ...one.mandate, ended: { at: NOON, why: 'by_owner' } }
  assert.deepEqual(accepts(one, [second]), { ok: false, refusal: { code: 'no_mandate' } })
})
