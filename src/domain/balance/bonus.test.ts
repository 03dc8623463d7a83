/** Data as a present: beside the bought pack, as long as that one, first to burn. */
import assert from 'node:assert/strict'
import { suite, test } from 'node:test'
import { bytes } from '../basics/data-volume.ts'
import { plusHours } from '../basics/time.ts'
import { burnOrder } from './balance.ts'
import { bonusBeside } from './bonus.ts'
import { begin } from './chain.ts'
import { at, buy, interval, offer, pack, packId, total, use, usedOf } from './example-packs.ts'

const NOON = at('03-10 12:00')
const BENEFIT = { kind: 'bonus_data', bytes: bytes(30) } as const

function withBonus(packs: ReturnType<typeof buy>, number: number) {
  const bonus = bonusBeside(pack(packs, number), BENEFIT, packId(90))
  assert.ok(bonus !== null)
  return [...packs, bonus]
}

suite('A present of data', () => {
  test('is there for campaigns that give data and no others', () => {
    const [own] = buy([], offer(), { id: 1, now: NOON })
    assert.ok(own !== undefined)
    assert.equal(bonusBeside(own, null, packId(9)), null)
    assert.equal(bonusBeside(own, { kind: 'percent_off', percent: 10 }, packId(9)), null)
    const bonus = bonusBeside(
      { ...own, bytesUsed: bytes(5), bytesReserved: bytes(6) },
      BENEFIT,
      packId(9),
    )
    assert.deepEqual(
      [bonus?.allowance, bonus?.bytesUsed, bonus?.bytesReserved],
      [total(30), 0n, 0n],
    )
    assert.deepEqual([bonus?.origin, bonus?.chain], ['bonus', own.chain])
  })

  test('burns before what was paid for', () => {
    const packs = withBonus(buy([], offer(), { id: 1, now: NOON }), 1)
    const order = burnOrder(packs, NOON).map(({ origin }) => origin)
    assert.deepEqual(order, ['bonus', 'paid'])
    const used = use(packs, { from: NOON, until: plusHours(NOON, 1) }, 40).packs
    assert.deepEqual([usedOf(used, 90), usedOf(used, 1)], [30, 10])
  })

  test('begins and ends with a queued pack', () => {
    const waits = { stacking: { kind: 'queues', trigger: 'end' } } as const
    const first = buy([], offer(), { id: 1, now: NOON })
    const packs = withBonus(buy(first, offer(waits), { id: 2, now: NOON }), 2)
    const begun = begin(packs, plusHours(NOON, 24))
    assert.deepEqual(interval(begun, 90).map(String), interval(begun, 2).map(String))
  })

  test('is extended with its chain', () => {
    const extending = offer({ stacking: { kind: 'extends' } })
    const packs = withBonus(buy([], extending, { id: 1, now: NOON }), 1)
    const longer = buy(packs, extending, { id: 2, now: plusHours(NOON, 1) })
    assert.equal(String(interval(longer, 90)[1]), String(plusHours(NOON, 48)))
  })
})
