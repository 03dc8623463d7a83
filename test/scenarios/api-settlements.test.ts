/** The operator's accounts ask for a provider's day. */
import assert from 'node:assert/strict'
import { beforeEach, test } from 'node:test'
import { postMovement, originOf } from '../../src/app/books/post-movement.ts'
import { Settlement } from '../../src/channels/api/schemas/settlements.ts'
import { yen } from '../../src/domain/basics/money.ts'
import { plusDays, plusSeconds } from '../../src/domain/basics/time.ts'
import { START } from '../contracts/catalogue.ts'
import { asker, holds, problem } from './api-asking.ts'
import { openApi, type ApiWorld } from './api-world.ts'

let world: ApiWorld
const { ask } = asker(() => world)

beforeEach(async () => {
  world = await openApi()
})

const signed = (amount: number) => ({ amount, currency: 'JPY' })

test('A day is told in sums, beside what our own book says', async () => {
  const { app, books } = world
  const movement = { id: 'txn_1', kind: 'charge', ref: null, fee: yen(36n) } as const
  await books.keepMovements('stripe', [
    { ...movement, amount: yen(1_000n), at: START },
    { ...movement, id: 'txn_2', kind: 'refund', amount: yen(-400n), fee: yen(0n), at: START },
    { ...movement, id: 'txn_0', amount: yen(500n), fee: yen(0n), at: plusDays(START, -1) },
    { ...movement, id: 'txn_3', kind: 'payout', amount: yen(-300n), fee: yen(0n), at: START },
  ])
  const payout = {
    provider: 'stripe',
    movement: 'txn_3',
    ref: null,
    cause: 'payout',
    amount: yen(300n),
  } as const
  assert.ok((await app.door.ask(postMovement, payout, originOf(payout))).ok)
  const told = holds(Settlement, await ask('/settlements/stripe/2026-04-01'))
  assert.deepEqual(
    [told.gross, told.refunds, told.fees, told.net, told.payouts],
    [1_000, 400, 36, 564, 300].map(signed),
  )
  assert.deepEqual(told.provided, { opening: signed(500), closing: signed(764) })
  assert.deepEqual(told.ledger, { opening: signed(0), closing: signed(-300) })
  assert.equal(told.comparison, null)
})

test('What was compared is told with every difference', async () => {
  const at = plusSeconds(START, 90_000)
  const ref = { line: world.line, order: world.line, payment: world.line } as never
  await world.books.keepReconciliation({
    provider: 'paypal',
    day: Temporal.PlainDate.from('2026-04-01'),
    state: 'differs',
    at,
    counts: {
      movements: 3,
      payments: 2,
      healed: 1,
      differences: 1,
      feesPosted: 0,
      payoutsPosted: 0,
    },
    healed: [],
    differences: [{ figure: 'taken', ref, movement: null, ours: yen(5n), theirs: yen(-7n) }],
  })
  const told = holds(Settlement, await ask('/settlements/paypal/2026-04-01'))
  assert.deepEqual(told.comparison, {
    state: 'differs',
    at: at.toString(),
    payments: 2,
    mended: 1,
    differences: 1,
  })
  const [difference] = told.differences
  assert.deepEqual([difference?.ours, difference?.theirs], [signed(5), signed(-7)])
})

test('Another provider, what is no day, and a key without the scope get nothing', async () => {
  for (const path of [
    'partner/2026-04-01',
    'stripe/2026-02-30',
    'stripe/today',
    'stripe/20260401',
  ]) {
    problem(await ask(`/settlements/${path}`), 'not_found')
  }
  const key = world.keyWith('orders:read')
  problem(await ask('/settlements/stripe/2026-04-01', { key }), 'scope_missing')
})
