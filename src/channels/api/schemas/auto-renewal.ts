/** Auto-renewal as the API describes it. */
import * as Type from 'typebox'
import {
  MONTHLY_CAP_MAX,
  NOTICE_HOURS_MAX,
  SHARE_PERCENT_MAX,
  SHARE_PERCENT_MIN,
} from '../../../domain/renewal/rules.ts'
import { OfferRef, TermsRef } from './offers.ts'
import { TERMS_ACCEPTED_MAX } from './orders.ts'
import {
  CatalogueName,
  Id,
  Instant,
  LanguageTag,
  Money,
  named,
  nullable,
  record,
  Whole,
} from './values.ts'

const Trigger = Type.Union(
  [
    record({ kind: Type.Literal('at_end') }),
    record({ kind: Type.Literal('at_zero') }),
    record({
      kind: Type.Literal('at_share'),
      percent: Type.Integer({ minimum: SHARE_PERCENT_MIN, maximum: SHARE_PERCENT_MAX }),
    }),
  ],
  {
    title: 'RenewalTrigger',
    description:
      'When the next pack is bought: shortly before validity ends, with the last byte, or when ' +
      'so many percent of the data are left. The end of validity counts whichever it is.',
  },
)

const Means = Type.Union(
  [record({ kind: Type.Literal('kept'), method: Id }), record({ kind: Type.Literal('points') })],
  { title: 'RenewalMeans', description: 'A means of payment that the holder keeps, or points.' },
)

const NoticeHours = Type.Integer({
  minimum: 0,
  maximum: NOTICE_HOURS_MAX,
  description: 'How long before the end of validity the holder is told; 0: not at all.',
})

export const AutoRenewalWish = named('AutoRenewalWish', 'What a holder agreed to on your screen.', {
  offer: OfferRef,
  expectedPrice: Money,
  acceptedTerms: Type.Array(TermsRef, { maxItems: TERMS_ACCEPTED_MAX }),
  language: LanguageTag,
  means: Means,
  trigger: Trigger,
  monthlyCap: record(
    {
      amount: Type.Integer({ minimum: 1, maximum: Number(MONTHLY_CAP_MAX) }),
      currency: Type.Literal('JPY'),
    },
    { description: 'The most that is charged in a JST calendar month.' },
  ),
  noticeHours: Type.Optional(NoticeHours),
})

const StopWhy = Type.Enum([
  'by_owner',
  'replaced',
  'retries_exhausted',
  'means_barred',
  'means_gone',
  'price_raised',
  'offer_gone',
  'identity_needed',
  'not_confirmed',
  'line_ended',
  'holder_changed',
])

const Mandate = named('AutoRenewalMandate', 'What was agreed, and how it stands.', {
  id: Id,
  offer: CatalogueName,
  maxPrice: Money,
  means: Means,
  trigger: Trigger,
  monthlyCap: Money,
  spentThisMonth: Money,
  noticeHours: Whole,
  since: Instant,
  pausedSince: nullable(Instant),
  pausedUntil: nullable(Instant),
  endedAt: nullable(Instant),
  endedWhy: nullable(StopWhy),
  chargesAt: nullable(Instant, 'At the latest; null where only usage can say.'),
  retryAt: nullable(Instant, 'The last charge failed and is repeated then.'),
  order: nullable(Id, 'The renewal under way, if there is one.'),
  needsHolder: Type.Boolean({ description: 'The order waits for its holder to pay it.' }),
  heldByTerms: Type.Boolean({
    description: 'Its terms changed: nothing is ordered until the holder accepts them.',
  }),
})

export const AutoRenewal = named('AutoRenewal', 'Auto-renewal of a line.', {
  state: Type.Enum(['off', 'on', 'paused', 'stopped']),
  mandate: nullable(Mandate, 'The one that stands, else the last that did.'),
  terms: Type.Array(TermsRef, { description: 'To be accepted with a new one, as of now.' }),
  methods: Type.Array(record({ id: Id, brand: Type.String(), lastDigits: Type.String() }), {
    description: 'What the holder keeps and could be charged.',
  }),
  points: Type.Integer({ minimum: 0, description: 'Points that the holder has.' }),
})
