/** The books as both stores tell them: after the same story the same answers, in the same order. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import fc from 'fast-check'
import { createMemoryBooks } from '../../src/adapters/memory/books.ts'
import type { MemoryStore } from '../../src/adapters/memory/memory-store.ts'
import { createBooks } from '../../src/adapters/postgres/books.ts'
import { BOOKS_A_READ_MAX, type Books } from '../../src/app/books/ports.ts'
import { originOf, postMovement, type PostMovement } from '../../src/app/books/post-movement.ts'
import { yen } from '../../src/domain/basics/money.ts'
import { jstDate, plusDays, plusSeconds, type Instant } from '../../src/domain/basics/time.ts'
import { trialBalance } from '../../src/domain/ledger/trial-balance.ts'
import type { PaymentRef, ProviderMovement } from '../../src/domain/payment/movement.ts'
import type { Reconciliation } from '../../src/domain/reconciliation/day.ts'
import { START } from './catalogue.ts'
import { act, beginStory, STEPS, type Story } from './proving.ts'
import { assertSame } from './same.ts'
import { openMemory, openPostgres, type OpenStore } from './stores.ts'

const SEED = 7
const STORY_STEPS = 160
const FAR = plusDays(START, 10_000)

interface Told {
  readonly books: Books
  readonly story: Story
}

const opened: OpenStore[] = []
let memory: Told
let postgres: Told

before(async () => {
  const [one, other] = [await openMemory(), await openPostgres()]
  opened.push(one, other)
  memory = {
    books: createMemoryBooks(one.store as MemoryStore),
    story: await beginStory(one),
  }
  postgres = { books: createBooks(other.pool), story: await beginStory(other) }
  const anyStep = fc.record({
    what: fc.constantFrom(...STEPS),
    line: fc.nat({ max: 2 }),
    which: fc.nat({ max: 4 }),
  })
  const length = { minLength: STORY_STEPS, maxLength: STORY_STEPS }
  const [steps = []] = fc.sample(fc.array(anyStep, length), { seed: SEED, numRuns: 1 })
  for (const { story } of [memory, postgres]) for (const step of steps) await act(story, step)
})

after(() => Promise.all(opened.map((store) => store.close())))

/** Both answer the same; what they answer. */
async function both<Answer>(ask: (told: Told) => Promise<Answer>): Promise<Answer> {
  const [one, other] = [await ask(memory), await ask(postgres)]
  assertSame(other ?? null, one ?? null)
  return one
}

test('The trial balance is the same, sums to zero, and has every account of the reads', async () => {
  const lines = await both(({ books }) => books.trialBalance(null))
  const whole = trialBalance(lines)
  assert.ok(whole.isBalanced && whole.debit > 0n)
  const known = await memory.story.app.reads.trialBalance()
  assert.deepEqual(
    new Map(whole.accounts.map(({ account, balance }) => [account, balance])),
    new Map([...known].toSorted()),
  )
  const kinds = new Set(lines.map(({ homeKind }) => homeKind))
  assert.ok(kinds.isSupersetOf(new Set(['line', 'account', 'gift_card'])))
})

test('Before an instant is before it: a balance grows from day to day', async () => {
  const lines = await both(({ books }) => books.trialBalance(null))
  const days = [...new Set(lines.map(({ day }) => day.toString()))]
  assert.ok(days.length > 3)
  for (const until of [START, plusDays(START, 3), plusDays(START, 9), FAR]) {
    const some = await both(({ books }) => books.trialBalance(until))
    assert.ok(some.every(({ day }) => Temporal.PlainDate.compare(day, jstDate(until)) <= 0))
    for (const { account, balance } of trialBalance(some).accounts) {
      assert.equal(await both(({ books }) => books.balance(account, until)), balance)
    }
  }
  assert.deepEqual(await both(({ books }) => books.trialBalance(START)), [])
  assert.equal(await both(({ books }) => books.balance('nothing', FAR)), 0n)
})

test('Payments that our book moved are found with both stories', async () => {
  const span = { from: START, until: FAR }
  const refs = await both(({ books }) => books.paymentsMoved('stripe', span))
  assert.ok(refs.length > 10)
  assert.deepEqual(await both(({ books }) => books.paymentsMoved('paypal', span)), [])
  const later = await both(({ books }) =>
    books.paymentsMoved('stripe', { from: plusDays(START, 4), until: FAR }),
  )
  assert.ok(later.length > 0 && later.length < refs.length)
  const [first] = refs as readonly [PaymentRef, ...PaymentRef[]]
  const stranger = { ...first, line: first.order as never }
  const found = await both(({ books }) =>
    books.paymentBooks([...refs, stranger].slice(-BOOKS_A_READ_MAX)).then(byPayment),
  )
  assert.equal(found.length, refs.length)
  assert.ok(found.every(({ sets }) => sets.length > 0))
  const many = Array.from({ length: BOOKS_A_READ_MAX + 1 }, () => first)
  await assert.rejects(postgres.books.paymentBooks(many), /by pages/)
  assert.ok((await both(({ books }) => books.firstPayment('stripe'))) !== null)
  assert.equal(await both(({ books }) => books.firstPayment('paypal')), null)
})

function byPayment(books: Awaited<ReturnType<Books['paymentBooks']>>) {
  return books.toSorted((one, other) => (one.payment.id < other.payment.id ? -1 : 1))
}

test('Movements are kept as they were first read, and stand with their payment', async () => {
  const [ref] = await both(({ books }) =>
    books.paymentsMoved('stripe', { from: START, until: FAR }),
  )
  assert.ok(ref !== undefined)
  const made = (id: string, at: Instant, own: Partial<ProviderMovement> = {}) =>
    ({ id, kind: 'charge', ref, amount: yen(550n), fee: yen(20n), at, ...own }) as const
  const charge = made('txn_2', plusSeconds(START, 1))
  const payout = made('txn_1', plusSeconds(START, 2), {
    kind: 'payout',
    ref: null,
    amount: yen(-300n),
    fee: yen(0n),
  })
  const keep = (movements: readonly ProviderMovement[]) =>
    both(({ books }) => books.keepMovements('stripe', movements))
  await keep([payout, charge])
  await keep([{ ...charge, amount: yen(1n) }])
  await keep([])
  const span = { from: START, until: plusSeconds(START, 2) }
  assertSame(await both(({ books }) => books.movements('stripe', span)), [charge])
  const wider = { ...span, until: plusSeconds(START, 3) }
  assertSame(await both(({ books }) => books.movements('stripe', wider)), [charge, payout])
  assert.deepEqual(await both(({ books }) => books.movements('paypal', wider)), [])
  assert.equal(await both(({ books }) => books.provided('stripe', FAR)), 550n - 20n - 300n)
  assert.equal(await both(({ books }) => books.provided('stripe', span.from)), 0n)
  const [book] = await both(({ books }) => books.paymentBooks([ref]))
  assertSame(book?.movements, [charge])
})

test('What was posted of a movement is known, in the home it belongs to', async () => {
  const [ref] = await both(({ books }) =>
    books.paymentsMoved('stripe', { from: START, until: FAR }),
  )
  assert.ok(ref !== undefined)
  const fee = {
    provider: 'stripe',
    movement: 'txn_2',
    ref,
    cause: 'fee',
    amount: yen(20n),
  } as const
  const payout: PostMovement = { ...fee, movement: 'txn_1', ref: null, cause: 'payout' }
  const asked = [fee, payout, { ...fee, movement: 'txn_3' }]
  assert.deepEqual(await both(({ books }) => books.posted(asked)), new Set())
  for (const movement of [fee, payout, payout]) {
    await both(async ({ story }) => {
      const { ok } = await story.app.door.ask(postMovement, movement, originOf(movement))
      return ok
    })
  }
  const posted = await both(({ books }) => books.posted(asked))
  assert.deepEqual(posted, new Set(['fee txn_2', 'payout txn_1']))
  assert.equal(await both(({ books }) => books.balance('bank', FAR)), 20n)
  assert.deepEqual(await both(({ books }) => books.posted([])), new Set())
})

test('A reconciliation is replaced by the next one of its day', async () => {
  const day = jstDate(START)
  const counts = {
    movements: 1,
    payments: 2,
    healed: 1,
    differences: 1,
    feesPosted: 0,
    payoutsPosted: 0,
  }
  const difference = {
    figure: 'taken',
    ref: null,
    movement: 'txn_9',
    ours: yen(0n),
    theirs: yen(-7n),
  } as const
  const first: Reconciliation = {
    provider: 'stripe',
    day,
    state: 'differs',
    at: START,
    counts,
    healed: [difference],
    differences: [difference],
  }
  const second: Reconciliation = { ...first, day: day.add({ days: 1 }), state: 'agrees' }
  for (const one of [second, first, { ...first, differences: [] }]) {
    await both(({ books }) => books.keepReconciliation(one))
  }
  const known = await both(({ books }) => books.reconciliations('stripe', day))
  assertSame(known, [{ ...first, differences: [] }, second])
  assertSame(await both(({ books }) => books.reconciliations('stripe', second.day)), [second])
  assertSame(await both(({ books }) => books.reconciliation('stripe', second.day)), second)
  assert.equal(await both(({ books }) => books.reconciliation('paypal', day)), null)
})
