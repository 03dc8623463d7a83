import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { LineId, OrderId, PaymentId, PostingSetId, RefundId } from '../basics/ids.ts'
import { yen } from '../basics/money.ts'
import { instant, plusHours, type Instant } from '../basics/time.ts'
import { transfer, type PostingCause, type PostingSet, type Posting } from '../ledger/posting.ts'
import type { ProviderMovement } from '../payment/movement.ts'
import type { Payment } from '../payment/payment.ts'
import type { ProviderReference } from '../payment/provider.ts'
import { compare, lateFee, type PaymentBook } from './comparing.ts'

const UNTIL = instant('2027-03-11T00:00:00+09:00')
const BEFORE = plusHours(UNTIL, -5)
const AFTER = plusHours(UNTIL, 5)
const [LINE, ORDER, ID] = ['line' as LineId, 'order' as OrderId, 'payment' as PaymentId]
const REF = { line: LINE, order: ORDER, payment: ID }

function payment(over: Partial<Payment> = {}): Payment {
  return {
    id: ID,
    line: LINE,
    order: ORDER,
    provider: 'stripe',
    method: 'card',
    amount: yen(1_000n),
    reference: null,
    checkoutUrl: null,
    means: null,
    charges: null,
    byLink: false,
    taken: null,
    state: {
      kind: 'succeeded',
      at: BEFORE,
      claimedAt: BEFORE,
      charge: 'ch_1' as ProviderReference,
    },
    refunds: [],
    disputes: [],
    createdAt: BEFORE,
    stateSince: BEFORE,
    ...over,
  }
}

function set(
  cause: PostingCause,
  subject: string,
  postings: readonly Posting[],
  at: Instant = BEFORE,
): PostingSet {
  const home = { kind: 'line', id: LINE } as const
  return {
    id: `${cause} ${subject}` as PostingSetId,
    home,
    order: ORDER,
    cause,
    subject,
    at,
    postings,
  }
}

function fee(amount: bigint, subject: string = ID) {
  const way = { debit: 'provider_fees:stripe', credit: 'provider_clearing:stripe' } as const
  return set('fee', subject, transfer(yen(amount), way))
}

function moved(
  kind: ProviderMovement['kind'],
  amount: bigint,
  own: Partial<ProviderMovement> = {},
): ProviderMovement {
  return {
    id: `txn_${kind}`,
    kind,
    ref: REF,
    amount: yen(amount),
    fee: yen(0n),
    at: BEFORE,
    ...own,
  }
}

const CHARGE = moved('charge', 1_000n, { fee: yen(36n) })

function told(book: Partial<PaymentBook>): readonly string[] {
  const whole = { payment: payment(), sets: [fee(36n)], movements: [CHARGE], ...book }
  return compare(whole, UNTIL).map(({ figure, ours, theirs }) => `${figure} ${ours} ${theirs}`)
}

test('The same story twice has nothing to tell', () => {
  assert.deepEqual(told({}), [])
})

test('A charge is missed on either side, and so is another amount', () => {
  assert.deepEqual(told({ movements: [] }), ['taken 1000 0', 'fees 36 0'])
  const open = payment({ state: { kind: 'undecided' } })
  assert.deepEqual(told({ payment: open, sets: [] }), ['taken 0 1000', 'fees 0 36'])
  const other = moved('charge', 900n, { fee: yen(36n) })
  assert.deepEqual(told({ movements: [other] }), ['taken 1000 900'])
})

test("What we booked after the day may be in the provider's book, and need not", () => {
  const late = payment({ stateSince: AFTER })
  const sets = [{ ...fee(36n), at: AFTER }]
  assert.deepEqual(told({ payment: late, sets }), [])
  assert.deepEqual(told({ payment: late, sets, movements: [] }), [])
})

const REFUND = {
  id: 'refund' as RefundId,
  amount: yen(400n),
  askedAt: BEFORE,
  state: 'succeeded',
  askPayer: false,
} as const
const RETURN = set(
  'return',
  'refund',
  transfer(yen(400n), { debit: 'refunds_due', credit: 'provider_clearing:stripe' }),
)

test('A refund must be in both books, but one that waits may be in theirs already', () => {
  const returned = payment({ refunds: [REFUND] })
  const sets = [fee(36n), RETURN]
  const back = moved('refund', -400n)
  assert.deepEqual(told({ payment: returned, sets, movements: [CHARGE, back] }), [])
  assert.deepEqual(told({ payment: returned, sets }), ['returned 400 0'])
  assert.deepEqual(told({ movements: [CHARGE, back] }), ['returned 0 400'])
  const waiting = payment({ refunds: [{ ...REFUND, state: 'undecided' }] })
  assert.deepEqual(told({ payment: waiting, movements: [CHARGE, back] }), [])
  assert.deepEqual(told({ payment: waiting }), [])
  // It failed at the provider, which took it back into our balance.
  const failed = moved('refund', 400n, { id: 'txn_failed' })
  assert.deepEqual(told({ payment: waiting, movements: [CHARGE, back, failed] }), [])
})

function opened(amount: bigint, kept: bigint, at: Instant = BEFORE): PostingSet {
  const postings = [
    { account: 'disputed:stripe', amount: yen(amount) },
    { account: 'provider_fees:stripe', amount: yen(kept) },
    { account: 'provider_clearing:stripe', amount: yen(-amount - kept) },
  ] as const
  return set('dispute_opened', 'dp', postings, at)
}

const WON = set(
  'dispute_won',
  'dp',
  transfer(yen(1_000n), { debit: 'provider_clearing:stripe', credit: 'disputed:stripe' }),
  AFTER,
)

test('A dispute is withheld with its fee until it is won', () => {
  const contested = payment({
    disputes: [{ id: 'dp', state: 'open', amount: yen(1_000n), fee: yen(1_500n) }],
  })
  const withheld = moved('dispute', -1_000n, { fee: yen(1_500n) })
  const sets = [fee(36n), opened(1_000n, 1_500n)]
  const movements = [CHARGE, withheld]
  assert.deepEqual(told({ payment: contested, sets, movements }), [])
  assert.deepEqual(told({ movements }), ['disputed 0 1000', 'fees 36 1536'])
  // Won here after the day: their book of the day still withholds it, or not any more.
  const won = [...sets, WON]
  assert.deepEqual(told({ payment: contested, sets: won, movements }), [])
  const released = moved('dispute_won', 1_000n)
  assert.deepEqual(told({ payment: contested, sets: won, movements: [...movements, released] }), [])
})

test('What the provider books under no name of ours is told', () => {
  assert.deepEqual(told({ movements: [CHARGE, moved('other', -5n)] }), ['other 0 -5'])
})

test('A fee told late is posted for the newest movement that has none', () => {
  const late = (book: Partial<PaymentBook>) =>
    lateFee({ payment: payment(), sets: [], movements: [CHARGE], ...book }, UNTIL)
  assert.deepEqual(late({}), { movement: CHARGE.id, amount: 36n })
  assert.equal(late({ sets: [fee(36n)] }), null)
  assert.equal(late({ sets: [fee(36n, CHARGE.id)] }), null, 'once')
  const own = moved('fee', -1_300n)
  const sets = [fee(36n)]
  assert.deepEqual(late({ sets, movements: [CHARGE, own] }), { movement: own.id, amount: 1_300n })
  const back = moved('refund', -400n, { fee: yen(-14n) })
  const refunds = [{ ...REFUND, state: 'due' }] as const
  assert.deepEqual(
    late({ payment: payment({ refunds }), sets, movements: [CHARGE, back] }),
    { movement: back.id, amount: -14n },
    'some providers give a fee back',
  )
  // Our book knows of more than theirs: nothing is posted against it.
  assert.equal(late({ sets: [fee(40n)], movements: [] }), null)
})
