/** What every keeper of limits promises. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Caller, Limits } from '../../src/app/limits/limits.ts'
import { caller, EVERYBODY } from '../../src/app/limits/limits.ts'
import { LIMITS, type LimitKind, type LimitTable } from '../../src/app/limits/table.ts'
import { plusMicros, TRIES_REMEMBERED_MAX } from '../../src/app/limits/window.ts'
import { plusMinutes, plusSeconds } from '../../src/domain/basics/time.ts'
import { START } from './catalogue.ts'

const vault = { keyed: (_purpose: string, text: string) => `hash of ${text}` }
let strangers = 0

/** Never seen before. */
export function stranger(who: Caller['who'] = 'visitor'): Caller {
  strangers += 1
  return caller(vault, who, `${who} ${strangers}`)
}

const NOW = START
const FEW = LIMITS.gift_codes.max.visitor
const WINDOW = LIMITS.gift_codes.minutes
const MOST = TRIES_REMEMBERED_MAX + 60
/** Everybody is counted by one suite alone: a kind of its own has a small limit of everybody. */
export const TABLE: LimitTable = {
  ...LIMITS,
  gift_codes: { ...LIMITS.gift_codes, max: { visitor: FEW, account: FEW, address: FEW } },
  pay_links: { ...LIMITS.pay_links, minutes: 6, max: { all: MOST, address: 2 } },
}

const few: LimitKind = 'gift_codes'

export function limitsContract(name: string, open: () => Limits): void {
  windowContract(name, open)
  measureContract(name, open)
  keepingContract(name, open)
}

function windowContract(name: string, open: () => Limits): void {
  test(`${name}: the tries of a window are taken, and one more is told when`, async () => {
    const limits = open()
    const who = [stranger()]
    for (let second = 0; second < FEW; second += 1) {
      assert.equal(await limits.take(few, who, plusSeconds(NOW, second)), null)
    }
    const free = plusMinutes(NOW, WINDOW)
    assert.deepEqual(await limits.take(few, who, plusSeconds(NOW, 60)), free)
    assert.deepEqual(await limits.take(few, who, plusMicros(free, -1)), free)
    assert.equal(await limits.again(few, who, free), null)
    assert.equal(await limits.take(few, who, free), null)
    assert.deepEqual(await limits.take(few, who, plusMicros(free, 1)), plusSeconds(free, 1))
  })

  test(`${name}: a try that is refused counts for nobody`, async () => {
    const limits = open()
    const [held, beside] = [stranger('visitor'), stranger('address')]
    for (let count = 0; count < FEW; count += 1) await limits.take(few, [held], NOW)
    for (let count = 0; count < FEW; count += 1) {
      assert.deepEqual(await limits.take(few, [beside, held], NOW), plusMinutes(NOW, WINDOW))
    }
    assert.equal(await limits.take(few, [beside], NOW), null)
  })

  test(`${name}: what proves right is given back, once`, async () => {
    const limits = open()
    const who = [stranger(), stranger('address')]
    for (let second = 0; second < FEW; second += 1) {
      await limits.take(few, who, plusSeconds(NOW, second))
    }
    await limits.giveBack(few, who, plusSeconds(NOW, 1))
    await limits.giveBack(few, who, plusSeconds(NOW, 1))
    assert.equal(await limits.take(few, who, plusSeconds(NOW, 60)), null)
    assert.notEqual(await limits.take(few, who, plusSeconds(NOW, 60)), null)
  })

  test(`${name}: many at once get no more than the limit`, async () => {
    const limits = open()
    const who = [stranger(), stranger('address')]
    const tries = Array.from({ length: FEW * 5 }, () => limits.take(few, who, NOW))
    const taken = (await Promise.all(tries)).filter((again) => again === null)
    assert.equal(taken.length, FEW)
  })
}

function measureContract(name: string, open: () => Limits): void {
  test(`${name}: the last of some begins a pause, and afterwards counting begins anew`, async () => {
    const limits = open()
    const who = [stranger('means')]
    const { max, pauseMinutes } = LIMITS.declines
    for (let count = 0; count < max.means; count += 1) {
      assert.equal(await limits.take('declines', who, plusSeconds(NOW, count)), null)
    }
    const free = plusMinutes(plusSeconds(NOW, max.means - 1), pauseMinutes)
    assert.deepEqual(await limits.again('declines', who, plusMicros(free, -1)), free)
    assert.equal(await limits.again('declines', who, free), null)
    assert.equal(await limits.take('declines', who, free), null)
    assert.equal(await limits.take('declines', who, free), null)
  })

  test(`${name}: everybody's bucket takes its measure at once and then empties evenly`, async () => {
    const limits = open()
    for (let count = 0; count < MOST; count += 1) {
      assert.equal(await limits.take('pay_links', [EVERYBODY], NOW), null)
    }
    const free = plusSeconds(NOW, 1)
    assert.deepEqual(await limits.take('pay_links', [EVERYBODY], NOW), free)
    assert.deepEqual(await limits.take('pay_links', [EVERYBODY], plusMicros(free, -1)), free)
    assert.equal(await limits.take('pay_links', [EVERYBODY], free), null)
    assert.deepEqual(await limits.again('pay_links', [EVERYBODY], free), plusSeconds(NOW, 2))
    await limits.giveBack('pay_links', [EVERYBODY], free)
    assert.equal(await limits.again('pay_links', [EVERYBODY], free), null)
    await limits.clear('pay_links', EVERYBODY.key)
  })
}

function keepingContract(name: string, open: () => Limits): void {
  test(`${name}: staff see who is held and was told so, and let them go`, async () => {
    const limits = open()
    const who = stranger()
    const find = async () => (await limits.held(NOW, 50)).filter(({ key }) => key === who.key)
    for (let count = 0; count < FEW; count += 1) await limits.take(few, [who], NOW)
    assert.deepEqual(await find(), [])
    for (let count = 0; count < 3; count += 1) await limits.take(few, [who], NOW)
    const until = plusMinutes(NOW, WINDOW)
    const told = { kind: few, who: 'visitor', key: who.key, shown: who.shown } as const
    assert.deepEqual(await find(), [{ ...told, since: NOW, until, refusals: 3n }])
    assert.deepEqual(await limits.heldOf([who, stranger()], NOW), await find())
    assert.deepEqual(await limits.heldOf([who], until), [])
    await limits.clear(few, who.key)
    assert.deepEqual(await find(), [])
    assert.equal(await limits.take(few, [who], NOW), null)
  })

  test(`${name}: who is not in the table is not counted`, async () => {
    const limits = open()
    const who = [stranger('desk')]
    for (let count = 0; count < FEW * 2; count += 1) {
      assert.equal(await limits.take(few, who, NOW), null)
    }
    assert.equal(await limits.again(few, who, NOW), null)
    await limits.giveBack(few, who, NOW)
  })

  test(`${name}: what counts no more is forgotten, what counts is not`, async () => {
    const limits = open()
    const who = [stranger('means')]
    for (let count = 0; count < LIMITS.declines.max.means; count += 1) {
      await limits.take('declines', who, NOW)
    }
    await limits.prune(NOW)
    assert.notEqual(await limits.again('declines', who, NOW), null)
    await limits.prune(plusMinutes(NOW, 60 * 24 * 30))
    assert.equal(await limits.again('declines', who, NOW), null)
  })
}
