/**
 * Derived figures proved against their records on PostgreSQL: after a long random story there is
 * nothing to tell, and every figure that somebody changes past the door is named.
 */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import fc from 'fast-check'
import { countCampaigns } from '../../src/adapters/postgres/campaign-counts.ts'
import { createProofs } from '../../src/adapters/postgres/proofs.ts'
import {
  HOMES_A_PAGE_MAX,
  PAGES_A_RUN_MAX,
  proveAll,
  proveBooks,
  ROUND_EVERY_HOURS,
} from '../../src/app/sweeps/books.ts'
import type { ProofRound, Proofs } from '../../src/app/books/ports.ts'
import { plusHours } from '../../src/domain/basics/time.ts'
import { act, beginStory, STEPS, type Story } from './proving.ts'
import { openPostgres, type OpenPostgres } from './stores.ts'

const MANY = 1_000
const SEED = 20_261_122
const STORY_STEPS = 400

let open: OpenPostgres
let proofs: Proofs
let story: Story

before(async () => {
  open = await openPostgres()
  proofs = createProofs(open.pool)
  story = await beginStory(open)
  await open.pool.query(`insert into campaigns (id, rank, content) values ('bonus', 1, '{}')`)
})
after(() => open.close())

const anyStep = fc.record({
  what: fc.constantFrom(...STEPS),
  line: fc.nat({ max: 2 }),
  which: fc.nat({ max: 4 }),
})

test('After a long story of everything there is nothing to tell', async () => {
  const length = { minLength: STORY_STEPS, maxLength: STORY_STEPS }
  const [steps = []] = fc.sample(fc.array(anyStep, length), { seed: SEED, numRuns: 1 })
  for (const step of steps) await act(story, step)
  await countCampaigns(open.pool, { all: true })
  // The story must have been about something.
  const { rows } = await open.pool.query<{ kind: string; orders: number }>(
    'select state_kind as kind, count(*)::int as orders from orders group by state_kind',
  )
  const kinds = new Set(rows.map(({ kind }) => kind))
  for (const kind of ['delivered', 'refund_due', 'refunded', 'charged_back', 'cancelled']) {
    assert.ok(kinds.has(kind), `an order is ${kind}: ${JSON.stringify(rows)}`)
  }
  const round = await proveAll(story.app, proofs)
  assert.deepEqual(await proofs.openDifferences(MANY), [])
  assert.equal(round.differences, 0)
  assert.ok(round.endedAt !== null && round.homes >= 10)
})

/** Each changes one figure past the door, and says what must be named. */
const TAMPERINGS: readonly (readonly [figure: string, change: string, back: string])[] = [
  [
    'bytes_used',
    `update packs set bytes_used = bytes_used - 1 where id = (select id from packs
      where bytes_used > 0 order by id limit 1)`,
    `update packs set bytes_used = bytes_used + 1 where id = $1`,
  ],
  [
    'bytes_throttled',
    `update packs set bytes_throttled = bytes_throttled + 5 where id = (select id from packs
      where revoked is null order by id limit 1)`,
    `update packs set bytes_throttled = bytes_throttled - 5 where id = $1`,
  ],
  [
    'left',
    `update gift_cards set "left" = "left" - 1 where home_id = (select home_id from gift_cards
      where "left" > 0 and activated_at is not null order by home_id limit 1)`,
    `update gift_cards set "left" = "left" + 1 where home_id = $1`,
  ],
  [
    'points_left',
    `update points_lots set granted = granted + 7, "left" = "left" + 7 where id = (select id
      from points_lots order by id limit 1)`,
    `update points_lots set granted = granted - 7, "left" = "left" - 7 where id = (select id
      from points_lots where home_id = $1 order by id limit 1)`,
  ],
  [
    'parts_due',
    `update orders set parts_due = not parts_due where id = (select id from orders
      order by id limit 1)`,
    'update orders set parts_due = not parts_due where id = $1',
  ],
  [
    'refund_due',
    `update payments set refund_due = not refund_due where id = (select id from payments
      order by id limit 1)`,
    'update payments set refund_due = not refund_due where id = $1',
  ],
  [
    'taken',
    `update campaigns set taken = taken + 1000 where id = 'bonus'`,
    `update campaigns set taken = taken - 1000 where id = substr($1, 10)`,
  ],
]

for (const [figure, change, back] of TAMPERINGS) {
  test(`A changed figure is named and, put right, resolved: ${figure}`, async () => {
    await open.pool.query(change)
    await proveAll(story.app, proofs)
    const found = await proofs.openDifferences(MANY)
    assert.deepEqual(
      found.map((one) => one.figure),
      [figure],
    )
    const [one] = found
    assert.ok(one !== undefined && one.stored !== one.rebuilt)
    assert.equal(await proofs.countOpen(), 1)
    // Found again it is the same difference.
    story.clock.advance(60)
    await proveAll(story.app, proofs)
    assert.deepEqual(await proofs.openDifferences(MANY), found)
    await open.pool.query(back, [one.subject])
    await proveAll(story.app, proofs)
    assert.equal(await proofs.countOpen(), 0)
  })
}

/** Each breaks what the book says of one order, so several figures may tell of it. */
const BROKEN_BOOKS: readonly (readonly [figure: string, change: string])[] = [
  ['held_for_orders', 'held_for_orders'],
  ['refunds_due', 'refunds_due'],
  ['sales', 'sales'],
  ['consumption_tax', 'consumption_tax'],
]

for (const [figure, account] of BROKEN_BOOKS) {
  test(`A set that no outcome of its order explains is named: ${figure}`, async () => {
    const { rows } = await open.pool.query<{ home_id: string; id: string }>(
      `select home_id, id from orders where state_kind = 'delivered' order by id limit 1`,
    )
    const [order] = rows
    assert.ok(order !== undefined)
    const id = story.app.ids.next()
    await open.pool.query(
      `insert into posting_sets
         (home_id, home_kind, id, order_id, cause, subject, at, accounts, amounts)
       values ($1, 'line', $2::uuid, $3, 'payout', $2::text, now(),
         array['bank', $4], array[-3, 3])`,
      [order.home_id, id, order.id, account],
    )
    await proveAll(story.app, proofs)
    const found = await proofs.openDifferences(MANY)
    assert.deepEqual(
      found.map((one) => [one.subject, one.figure]),
      [[order.id, figure]],
    )
    await open.pool.query('alter table posting_sets disable trigger posting_sets_stay')
    await open.pool.query('delete from posting_sets where id = $1', [id])
    await open.pool.query('alter table posting_sets enable trigger posting_sets_stay')
    await proveAll(story.app, proofs)
    assert.equal(await proofs.countOpen(), 0)
  })
}

test('Value that never arrived between two homes is named for the whole book', async () => {
  const id = story.app.ids.next()
  await open.pool.query(
    `insert into posting_sets (home_id, home_kind, id, cause, subject, at, accounts, amounts)
     values ($1, 'book', $2::uuid, 'payout', $2::text, now(),
       array['bank', 'between_homes'], array[-3, 3])`,
    ['00000000-0000-7000-8000-000000000001', id],
  )
  await proveAll(story.app, proofs)
  const found = await proofs.openDifferences(MANY)
  assert.deepEqual(
    found.map((one) => [one.home.kind, one.figure, one.stored]),
    [['book', 'between_homes', '3']],
  )
})

test('A day of a daily allowance that its reports do not explain is named', async () => {
  const { rowCount } = await open.pool.query(
    `update packs set days = jsonb_set(days, '{0,bytesUsed,$bigint}', '"999999999999999"')
     where id = (select id from packs where jsonb_array_length(days) > 0 order by id limit 1)`,
  )
  assert.equal(rowCount, 1)
  await proveAll(story.app, proofs)
  const found = await proofs.openDifferences(MANY)
  assert.ok(found.some((one) => one.figure.startsWith('day ') && one.stored === '999999999999999'))
})

test('A round is proved in parts, and the next begins hours later', async () => {
  const pages: (string | null)[] = []
  let kept: ProofRound | null = null
  const whole = HOMES_A_PAGE_MAX
  /** A book of many pages, each of which is in order. */
  const many: Proofs = {
    ...proofs,
    proveWhole: async () => [],
    keepWholeDifferences: async () => {},
    keepDifferences: async () => {},
    round: async () => kept,
    async keepRound(round) {
      kept = round
    },
    async proveHomes(place) {
      pages.push(place)
      const isLast = pages.length === PAGES_A_RUN_MAX + 2
      return { homes: isLast ? 1 : whole, last: `home ${pages.length}`, differences: [] }
    },
  }
  const first = await proveBooks(story.app, many)
  assert.equal(pages.length, PAGES_A_RUN_MAX)
  assert.equal(first?.endedAt, null)
  const second = await proveBooks(story.app, many)
  assert.equal(pages[PAGES_A_RUN_MAX], `home ${PAGES_A_RUN_MAX}`, 'it goes on where it stopped')
  assert.ok(second !== null && second.endedAt !== null)
  assert.equal(second.homes, (PAGES_A_RUN_MAX + 1) * whole + 1)
  assert.equal(await proveBooks(story.app, many), null)
  story.clock.set(plusHours(second.startedAt, ROUND_EVERY_HOURS))
  assert.notEqual(await proveBooks(story.app, many), null)
})
