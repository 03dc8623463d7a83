/** A provider's day in sums, as the API describes it. */
import * as Type from 'typebox'
import { Day, Id, Instant, named, nullable, record, Whole, YEN_MAX } from './values.ts'

export const SignedMoney = named('SignedMoney', 'Whole yen of a balance; may be negative.', {
  amount: Type.Integer({ minimum: -YEN_MAX, maximum: YEN_MAX }),
  currency: Type.Literal('JPY'),
})

const Balances = record({ opening: SignedMoney, closing: SignedMoney })

const Difference = named('SettlementDifference', 'What the two books tell differently.', {
  figure: Type.Enum([
    'taken',
    'returned',
    'disputed',
    'fees',
    'other',
    'foreign',
    'payment_unknown',
  ]),
  order: nullable(Id, 'The order it is about.'),
  payment: nullable(Id, 'The payment it is about.'),
  movement: nullable(Type.String(), "The provider's own id, where it is about nothing of ours."),
  ours: SignedMoney,
  theirs: SignedMoney,
})

export const Settlement = named('Settlement', "One day in a provider's book, beside ours.", {
  provider: Type.Enum(['stripe', 'paypal']),
  day: Day,
  gross: SignedMoney,
  refunds: SignedMoney,
  disputes: SignedMoney,
  fees: SignedMoney,
  other: SignedMoney,
  net: SignedMoney,
  payouts: SignedMoney,
  ledger: Balances,
  provided: Balances,
  comparison: nullable(
    record({
      state: Type.Enum(['agrees', 'differs']),
      at: Instant,
      payments: Whole,
      mended: Whole,
      differences: Whole,
    }),
    'Null until the day was compared, some hours after its end.',
  ),
  differences: Type.Array(Difference, { description: 'At most 1,000; the count has them all.' }),
})
