/** What the advisor says of a line, as the API describes it. */
import * as Type from 'typebox'
import { OfferRef, Quote } from './offers.ts'
import { Bytes, Day, Instant, Money, named, nullable, record, Whole } from './values.ts'

const StepReason = Type.Union(
  [
    record({ kind: Type.Literal('cover_ended') }),
    record({ kind: Type.Literal('data_ended') }),
    record({ kind: Type.Literal('spares_others') }),
    record({ kind: Type.Literal('prolongs'), oldEnd: Instant }),
    record({ kind: Type.Literal('waits_its_turn') }),
  ],
  {
    title: 'StepReason',
    description:
      'Why this pack at that instant: nothing is valid any more, what is valid has no data left, ' +
      'it saves or adds to the data of others, it extends what still lives, or it is bought ahead.',
  },
)

const AdviceStep = named('AdviceStep', 'One purchase of a plan.', {
  offer: OfferRef,
  price: Money,
  when: Type.Enum(['now', 'planned'], {
    description: 'Only `now` can be bought; the others are an outlook that may change.',
  }),
  at: Instant,
  startNow: Type.Boolean({ description: 'Renew with `startNow`: it would queue otherwise.' }),
  effect: Type.Enum(['runs_now', 'extends', 'queues', 'first_use']),
  from: nullable(Instant, 'If the need comes as told; null if it never begins in that time.'),
  until: nullable(Instant),
  bytesServed: Bytes,
  reason: StepReason,
  quote: nullable(Quote, 'For `now` only.'),
})

const Comparison = named('AdviceComparison', 'A simple rule that one might follow instead.', {
  with: Type.Enum(['repeat_last', 'monthly', 'one_pack']),
  offer: OfferRef,
  price: Money,
  yenSaved: Type.Integer({ description: 'Its yen less those of the plan; may be negative.' }),
  bytesServedMore: Bytes,
})

const Proof = Type.Union(
  [
    record({ kind: Type.Literal('exact') }),
    record({
      kind: Type.Literal('best_found'),
      atMostYenFromBest: Whole,
      atMostBytesFromBest: Bytes,
    }),
  ],
  {
    title: 'AdviceProof',
    description: 'Whether no plan is better, or by how much one could be at most.',
  },
)

const Exhaustion = named(
  'Exhaustion',
  'When the data held now ends, at a heavy, a usual and a light pace; null: not before it is over.',
  { early: nullable(Instant), median: nullable(Instant), late: nullable(Instant) },
)

const AdvicePlan = record({
  kind: Type.Literal('plan'),
  asOf: Instant,
  need: record({
    bytes: Bytes,
    lastDay: Day,
    source: Type.Enum(['usage', 'words']),
    quantile: Type.Enum(['low', 'median', 'high']),
  }),
  steps: Type.Array(AdviceStep, {
    description: 'Empty: what is held is enough, or nothing helps.',
  }),
  price: Money,
  bytesUnserved: Bytes,
  hoursWithoutCover: Whole,
  proof: Proof,
  comparisons: Type.Array(Comparison),
  exhaustion: nullable(Exhaustion, 'Null without enough usage to judge by.'),
})

export const Advice = Type.Union(
  [
    AdvicePlan,
    record({ kind: Type.Literal('too_little_usage'), daysKnown: Whole, daysNeeded: Whole }),
    record({ kind: Type.Literal('line_ended') }),
  ],
  {
    title: 'Advice',
    description:
      'The cheapest set of packs for a need, at full speed. `too_little_usage`: ask again with ' +
      '`bytes`. `line_ended`: nothing can be bought any more.',
  },
)
