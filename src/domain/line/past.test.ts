import assert from 'node:assert/strict'
import { suite, test } from 'node:test'
import { buy, offer } from '../balance/example-packs.ts'
import type { Pack } from '../balance/pack.ts'
import type { AccountId, ApiKeyId } from '../basics/ids.ts'
import { jstDate, plusSeconds, type Instant } from '../basics/time.ts'
import type { IdentityCheck } from '../identity/identity-check.ts'
import type { Buyer } from '../order/order.ts'
import { checksOfHolder, isOfBefore, maySeeDay, maySeeOrder, maySeePack, seenFrom } from './past.ts'

const RELEASE = Temporal.Instant.from('2026-04-10T12:00:00+09:00')
const BEFORE = plusSeconds(RELEASE, -1)
const NEVER = { releasedAt: null }
const RELEASED = { releasedAt: RELEASE }
const OWN = '0190a1c0-0000-7000-8000-000000000001' as AccountId
const OTHER = '0190a1c0-0000-7000-8000-000000000002' as AccountId

suite('What of a line’s past its holder sees', () => {
  test('The instant of the release is already the next holder’s', () => {
    assert.equal(isOfBefore(RELEASED, BEFORE), true)
    assert.equal(isOfBefore(RELEASED, RELEASE), false)
    assert.equal(isOfBefore(NEVER, BEFORE), false)
  })

  test('An order of before is its buyer’s alone, whoever else bought', () => {
    const sees = (buyer: Buyer, placedAt: Instant, account: AccountId | null = OWN) =>
      maySeeOrder(RELEASED, { buyer, placedAt }, account)
    const others: readonly Buyer[] = [
      { kind: 'account', account: OTHER },
      { kind: 'connection' },
      { kind: 'line_proof' },
      { kind: 'api_key', apiKey: 'k' as ApiKeyId },
      { kind: 'counter', shop: null },
    ]
    for (const buyer of others) {
      assert.equal(sees(buyer, BEFORE), false, buyer.kind)
      assert.equal(sees(buyer, RELEASE), true, buyer.kind)
      assert.equal(maySeeOrder(NEVER, { buyer, placedAt: BEFORE }, OWN), true, buyer.kind)
    }
    const own = { kind: 'account', account: OWN } as const
    assert.equal(sees(own, BEFORE), true)
    assert.equal(sees(own, BEFORE, null), false)
  })

  test('A pack of before is seen while it is alive', () => {
    const now = plusSeconds(RELEASE, 3_600)
    const [bought] = buy([], offer(), { id: 1, now: BEFORE })
    assert.ok(bought !== undefined)
    const pack = (deliveredAt: Instant, until: Instant): Pack => {
      return { ...bought, deliveredAt, start: { kind: 'begun', from: deliveredAt, until } }
    }
    assert.equal(maySeePack(RELEASED, pack(BEFORE, plusSeconds(now, 1)), now), true)
    assert.equal(maySeePack(RELEASED, pack(BEFORE, now), now), false)
    assert.equal(maySeePack(RELEASED, pack(RELEASE, now), now), true)
    assert.equal(maySeePack(NEVER, pack(BEFORE, now), now), true)
  })

  test('A document of before says nothing of whoever holds the line now', () => {
    const ats = [BEFORE, RELEASE].map((at) => ({ at }) as IdentityCheck)
    assert.deepEqual(checksOfHolder(RELEASED, ats), ats.slice(1))
    assert.deepEqual(checksOfHolder(NEVER, ats), ats)
  })

  test('Usage is seen from the release, and its day is the first', () => {
    const day = jstDate(RELEASE)
    assert.equal(maySeeDay(RELEASED, day), true)
    assert.equal(maySeeDay(RELEASED, day.subtract({ days: 1 })), false)
    assert.equal(maySeeDay(NEVER, day.subtract({ days: 1 })), true)
    assert.equal(seenFrom(RELEASED, BEFORE), RELEASE)
    assert.equal(seenFrom(NEVER, BEFORE), BEFORE)
    const after = plusSeconds(RELEASE, 1)
    assert.equal(seenFrom(RELEASED, after), after)
  })
})
