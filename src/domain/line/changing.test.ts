import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { id, LINE, NOON } from '../order/example-orders.ts'
import { plusHours, plusSeconds, jstDayStart, type Instant } from '../basics/time.ts'
import type { MailboxId, NetworkId } from '../basics/ids.ts'
import type { IdentityCheck, IdentityResult } from '../identity/identity-check.ts'
import { DEFAULT_COUNTER_RULES } from '../staff/counter-rules.ts'
import {
  dueAtOf,
  identityMissing,
  refuseStock,
  swapSims,
  voidContact,
  voidSim,
  type StockState,
} from './changing.ts'
import type { Line } from './line.ts'

const TODAY = jstDayStart(NOON)
const YESTERDAY = plusSeconds(TODAY, -1)

function check(at: Instant, result: IdentityResult = 'accepted'): IdentityCheck {
  const kept = { kind: 'passport', lastDigits: '1234', numberHash: 'ab' } as const
  return { id: id(1), line: LINE, ...kept, result, clerk: id(2), shop: null, at }
}

function line(number: number, own: Partial<Line> = {}): Line {
  return {
    id: id(number),
    network: 'docomo' as NetworkId,
    sim: { iccid: `89811000000000000${number}` as never, imsi: null, form: 'card', eid: null },
    msisdn: `0201000${number}` as never,
    holder: null,
    releasedAt: null,
    activation: { hash: `hash ${number}`, wrongTries: 3, lockedUntil: NOON },
    suspension: null,
    recognition: 'on',
    campaignUses: {},
    createdAt: NOON,
    ...own,
  }
}

const state = (stock: Line | null): StockState => ({ line: stock, packs: [], orders: [] })

describe('What must be so before a risky change is asked for', () => {
  const missing = (checks: readonly IdentityCheck[], earlier: boolean) =>
    identityMissing(checks, { earlier, now: NOON })?.code ?? null

  test('a document accepted today, from midnight in Japan on', () => {
    assert.equal(missing([], false), 'identity_check_today_needed')
    assert.equal(missing([check(YESTERDAY)], false), 'identity_check_today_needed')
    assert.equal(missing([check(TODAY, 'refused')], false), 'identity_check_today_needed')
    assert.equal(missing([check(TODAY, 'expired')], false), 'identity_check_today_needed')
    assert.equal(missing([check(TODAY)], false), null)
  })

  test('and for another address one of an earlier day beside it', () => {
    assert.equal(missing([check(TODAY)], true), 'earlier_identity_check_needed')
    assert.equal(missing([check(TODAY), check(NOON)], true), 'earlier_identity_check_needed')
    assert.equal(
      missing([check(YESTERDAY, 'refused'), check(NOON)], true),
      'earlier_identity_check_needed',
    )
    assert.equal(missing([check(YESTERDAY), check(NOON)], true), null)
  })

  test('it waits as long as the operator says', () => {
    const rules = DEFAULT_COUNTER_RULES
    assert.deepEqual(dueAtOf('contact', rules, NOON), plusHours(NOON, 24))
    assert.deepEqual(dueAtOf('sim', rules, NOON), plusHours(NOON, 2))
  })
})

describe('A card in stock', () => {
  const own = line(1)

  test('is of the same network and of a line that nobody used', () => {
    assert.equal(refuseStock(state(line(2)), own), null)
    const codes = [
      state(null),
      state(line(2, { network: 'au' as NetworkId })),
      state(line(2, { holder: id(9) })),
      state(line(2, { suspension: { since: NOON, by: 'staff', reason: 'misuse' } })),
      state(own),
      { ...state(line(2)), packs: [{} as never] },
      { ...state(line(2)), orders: [{} as never] },
    ].map((one) => refuseStock(one, own)?.code)
    const taken = Array.from({ length: 5 }, () => 'card_not_in_stock')
    assert.deepEqual(codes, ['card_unknown', 'card_unknown', ...taken])
  })

  test('changes places with the lost one; everything else of the line stays', () => {
    const lost = line(1, { suspension: { since: NOON, by: 'holder', reason: 'lost_card' } })
    const stock = line(2)
    const given = { stock, sim: stock.sim, activationHash: 'fresh', now: NOON }
    const swapped = swapSims(lost, given)
    const activation = { hash: 'fresh', wrongTries: 0, lockedUntil: null }
    assert.deepEqual(swapped.line, { ...lost, sim: stock.sim, activation, suspension: null })
    assert.deepEqual(swapped.stock.sim, lost.sim)
    assert.equal(swapped.stock.msisdn, null)
    assert.equal(swapped.stock.suspension?.reason, 'lost_card')
  })

  test('lifts no suspension but that of the lost card', () => {
    const suspension = { since: NOON, by: 'staff', reason: 'misuse' } as const
    const stock = line(2)
    const given = { stock, sim: stock.sim, activationHash: 'fresh', now: NOON }
    assert.deepEqual(swapSims(line(1, { suspension }), given).line.suspension, suspension)
  })
})

describe('A change whose time has come', () => {
  test('is void where the address moved, went away, or is another account’s', () => {
    const what = {
      kind: 'contact',
      from: id<MailboxId>(4),
      sealedEmail: '',
      mailbox: id<MailboxId>(5),
    } as const
    const why = (mailbox: string | null, mailboxTaken = false) =>
      voidContact(what, { mailbox, mailboxTaken })
    assert.equal(why(what.from), null)
    assert.equal(why(null), 'gone')
    assert.equal(why('elsewhere'), 'changed_since')
    assert.equal(why(what.from, true), 'email_taken')
  })

  test('is void where the line has another card, or the card has another line', () => {
    const own = line(1)
    const stock = line(2)
    const what = { kind: 'sim', from: own.sim.iccid, sim: stock.sim, activationHash: '' } as const
    assert.equal(voidSim(what, { line: own, stock: state(stock) }), null)
    assert.equal(voidSim(what, { line: null, stock: state(stock) }), 'gone')
    assert.equal(voidSim(what, { line: line(3), stock: state(stock) }), 'changed_since')
    assert.equal(voidSim(what, { line: own, stock: state(null) }), 'card_taken')
    assert.equal(voidSim(what, { line: own, stock: state(line(4)) }), 'card_taken')
    const held = state({ ...stock, holder: id(9) })
    assert.equal(voidSim(what, { line: own, stock: held }), 'card_taken')
  })
})
