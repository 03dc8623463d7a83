import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { act, beginStory, type Story } from './proving.ts'
import { openPostgres, type OpenPostgres } from './stores.ts'
import { createBooks } from '../../src/adapters/postgres/books.ts'
import { yen } from '../../src/domain/basics/money.ts'
import { instant } from '../../src/domain/basics/time.ts'
import { fulfilBooks, understandBooks, type BookWish } from '../../src/main/operator/books.ts'
import type { Desk } from '../../src/main/operator/desk.ts'

const DAY = Temporal.PlainDate.from('2026-04-01')
const SETTLEMENT = { provider: 'stripe', day: '2026-04-01' }

test('A report is asked for by its name, and what is no date, provider or format is not understood', () => {
  assert.deepEqual(understandBooks(['prove'], {}), { kind: 'prove' })
  assert.deepEqual(understandBooks(['trial-balance'], {}), {
    kind: 'trial-balance',
    until: null,
    by: 'account',
  })
  const until = '2026-04-02'
  const midnight = instant('2026-04-01T15:00:00Z')
  assert.deepEqual(understandBooks(['trial-balance'], { until, by: 'day' }), {
    kind: 'trial-balance',
    until: midnight,
    by: 'day',
  })
  const same = understandBooks(['trial-balance'], { until: midnight.toString(), by: 'day' })
  assert.deepEqual(same, understandBooks(['trial-balance'], { until, by: 'day' }))
  assert.deepEqual(understandBooks(['settlement'], SETTLEMENT), {
    kind: 'settlement',
    provider: 'stripe',
    day: DAY,
    format: 'text',
  })
  for (const wrong of [
    { provider: 'partner' },
    { day: '2026-02-30' },
    { day: 'x' },
    { format: 'pdf' },
  ]) {
    assert.equal(understandBooks(['settlement'], { ...SETTLEMENT, ...wrong }), null)
  }
  assert.equal(understandBooks(['trial-balance'], { until: 'soon' }), null)
  assert.equal(understandBooks(['trial-balance'], { by: 'moon' }), null)
  assert.equal(understandBooks(['prove', 'it'], {}), null)
  assert.equal(understandBooks([], {}), null)
})

let open: OpenPostgres
let story: Story

before(async () => {
  open = await openPostgres()
  story = await beginStory(open)
  for (const step of [
    { what: 'card', line: 0, which: 0 },
    { what: 'place', line: 0, which: 0 },
    { what: 'pay', line: 0, which: 1 },
    { what: 'pay', line: 0, which: 0 },
  ] as const) {
    await act(story, step)
  }
})
after(() => open.close())

async function told(wish: BookWish): Promise<{ readonly ok: boolean; readonly said: string }> {
  const said: string[] = []
  const say = (line: string) => void said.push(line)
  const desk = { ...story.app, pool: open.pool } as Partial<Desk> as Desk
  const ok = await fulfilBooks(desk, { say, complain: say }, wish)
  return { ok, said: said.join('\n') }
}

test('The trial balance is told by account, by home and by day, and says whether it balances', async () => {
  const { ok, said } = await told({ kind: 'trial-balance', until: null, by: 'account' })
  assert.ok(ok)
  assert.match(said, /^account +debit +credit +balance\n/)
  assert.match(said, /\nsales +0 +500 +-500\n/)
  assert.match(said, /\nprovider_clearing:stripe +550 +20 +530\n/)
  assert.match(said, /\nbetween homes 0\nbalanced$/)
  const byHome = await told({ kind: 'trial-balance', until: null, by: 'home' })
  assert.match(byHome.said, /\ngift_card gift_cards +0 +200 +-200\n/)
  const byDay = await told({ kind: 'trial-balance', until: null, by: 'day' })
  assert.match(byDay.said, /\n2026-04-01 sales +0 +500 +-500\n/)
  const nothing = await told({
    kind: 'trial-balance',
    until: instant('2026-01-01T00:00:00Z'),
    by: 'day',
  })
  assert.match(nothing.said, /\ntotal +0 +0 +0\n/)
})

test('A proof tells what differs, by home and figure, and fails then', async () => {
  const { ok, said } = await told({ kind: 'prove' })
  assert.ok(ok)
  assert.equal(said, '5 homes proved, 0 differences')
  await open.pool.query('update gift_cards set "left" = "left" - 1')
  const wrong = await told({ kind: 'prove' })
  assert.equal(wrong.ok, false)
  assert.match(wrong.said, /^gift_card \S+: left of \S+ is 199, not 200\n5 homes proved, 1 diff/)
})

test('A day is told as text, CSV and JSON, with what differs', async () => {
  const books = createBooks(open.pool)
  const fee = yen(36n)
  await books.keepMovements('stripe', [
    { id: 'txn_1', kind: 'charge', ref: null, amount: yen(1_000n), fee, at: story.clock.now() },
  ])
  const wish = { kind: 'settlement', provider: 'stripe', day: DAY } as const
  const early = await told({ ...wish, format: 'text' })
  assert.equal(early.ok, false)
  assert.match(early.said, /not compared yet$/)
  await books.keepReconciliation({
    provider: 'stripe',
    day: DAY,
    state: 'differs',
    at: story.clock.now(),
    counts: {
      movements: 1,
      payments: 0,
      healed: 0,
      differences: 1,
      feesPosted: 0,
      payoutsPosted: 0,
    },
    healed: [],
    differences: [
      { figure: 'foreign', ref: null, movement: 'txn_1', ours: yen(0n), theirs: yen(1_000n) },
    ],
  })
  const { said } = await told({ ...wish, format: 'text' })
  assert.match(said, /^stripe, 2026-04-01 \(JST\)\ngross +1000\n/)
  assert.match(said, /\nnet +964\n/)
  assert.match(
    said,
    /differs: 0 payments, 0 mended, 1 differences\n {2}foreign txn_1: ours 0, theirs 1000$/,
  )
  const csv = await told({ ...wish, format: 'csv' })
  assert.match(csv.said, /^figure,about,ours,theirs\ngross,,,1000\n/)
  assert.match(csv.said, /\ndifference_foreign,txn_1,0,1000$/)
  const json = JSON.parse((await told({ ...wish, format: 'json' })).said) as Record<string, unknown>
  assert.deepEqual([json['gross'], json['day']], [1_000, '2026-04-01'])
})
