import assert from 'node:assert/strict'
import { test } from 'node:test'
import { worldOf } from '../../../test/contracts/gift-money-world.ts'
import { openMemory } from '../../../test/contracts/stores.ts'
import { systemDice } from '../../adapters/system/dice.ts'
import { GIFT_CARD_YEN_MAX, GIFT_CARD_YEN_MIN } from '../../domain/gift-card/issuing.ts'
import { CARDS_AT_ONCE_MAX, fulfilGiftCards, understandGiftCards } from './gift-cards.ts'

const ISSUE = { count: '20', value: '1000', batch: '2026-12', given: false }

test('A batch is asked for within its bounds, one card by its code', () => {
  const wish = { kind: 'issue', count: 20, value: 1_000, batch: '2026-12', given: false }
  assert.deepEqual(understandGiftCards(['issue'], ISSUE), wish)
  const wrong = [
    { count: '0' },
    { count: String(CARDS_AT_ONCE_MAX + 1) },
    { count: 'x' },
    { value: String(GIFT_CARD_YEN_MIN - 1n) },
    { value: String(GIFT_CARD_YEN_MAX + 1n) },
    { value: undefined },
    { batch: undefined },
    { batch: 'x'.repeat(41) },
  ]
  for (const over of wrong) {
    assert.equal(understandGiftCards(['issue'], { ...ISSUE, ...over }), null)
  }
  assert.deepEqual(understandGiftCards(['show', 'X'], ISSUE), { kind: 'show', code: 'X' })
  for (const words of [['show'], ['show', 'X', 'Y'], ['burn', 'X'], []]) {
    assert.equal(understandGiftCards(words, ISSUE), null)
  }
})

test('Cards are printed as they are made, and each is activated, frozen and freed by its code', async () => {
  const open = await openMemory()
  const { app } = worldOf(open)
  const desk = { ...app, dice: systemDice }
  const [said, complained]: [string[], string[]] = [[], []]
  const told = {
    say: (line: string) => void said.push(line),
    complain: (line: string) => void complained.push(line),
  }
  const batch = { kind: 'issue', count: 150, value: 1_000, batch: 'b', given: false } as const
  assert.ok(await fulfilGiftCards(desk, told, batch))
  const [header, first = '', ...more] = said.splice(0)
  assert.equal(header, 'code,digits')
  assert.equal(new Set([first, ...more]).size, 150)
  const [code = '', digits = ''] = first.split(',')
  for (const [kind, text] of [
    ['activate', code],
    ['freeze', digits],
    ['unfreeze', code],
  ] as const) {
    assert.ok(await fulfilGiftCards(desk, told, { kind, code: text }), kind)
  }
  assert.equal(await fulfilGiftCards(desk, told, { kind: 'activate', code }), false)
  assert.equal(await fulfilGiftCards(desk, told, { kind: 'show', code: 'X' }), false)
  assert.deepEqual(complained, ['not done: gift_card_active', 'no gift card has this code'])
  said.length = 0
  assert.ok(await fulfilGiftCards(desk, told, { kind: 'show', code }))
  assert.match(said.join('\n'), /JPY 1000 of 1000, until .*\nsold, batch b/)
  assert.equal((await open.reads.trialBalance()).get('gift_cards'), -1_000n)
})
