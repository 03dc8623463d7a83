/** Orders and what a renewal is asked with, as the API describes them. */
import * as Type from 'typebox'
import { Pack } from './lines.ts'
import { OfferRef, TermsRef } from './offers.ts'
import { Id, Instant, LanguageTag, Money, named, nullable, record, Texts, Whole } from './values.ts'

export const PARTNER_REFERENCE_LENGTH_MAX = 100
export const TERMS_ACCEPTED_MAX = 20
export const CAMPAIGN_CODE_MAX = 40
export const URL_LENGTH_MAX = 2_000

const RefundWhy = Type.Enum([
  'line_ended',
  'too_many_packs',
  'replaced',
  'too_late',
  'asked',
  'goodwill',
  'not_supplied',
  'supply_unknown',
  'contested',
])

const HOSTED = ['card', 'paypal', 'konbini', 'alipay', 'wechat_pay'] as const

export const OrderState = Type.Union(
  [
    record({ kind: Type.Literal('awaiting_payment') }),
    record(
      {
        kind: Type.Literal('fulfilling'),
        at: Instant,
        deadline: Instant,
        doubtSince: nullable(
          Instant,
          'The deadline passed and nobody can say yet whether the data was added.',
        ),
      },
      {
        description:
          'Paid; another carrier adds the data by the deadline, or the money goes back by itself.',
      },
    ),
    record({ kind: Type.Literal('delivered'), at: Instant, pack: Id }),
    record({ kind: Type.Literal('cancelled'), at: Instant, replacedBy: nullable(Id) }),
    record({ kind: Type.Literal('expired'), at: Instant }),
    record({ kind: Type.Literal('refund_due'), at: Instant, why: RefundWhy }),
    record({ kind: Type.Literal('refunded'), at: Instant, why: RefundWhy }),
    record({ kind: Type.Literal('charged_back'), at: Instant }),
  ],
  { title: 'OrderState', description: 'What is true of the order.' },
)

const Failure = Type.Enum([
  'declined',
  'authentication_failed',
  'authentication_needed',
  'insufficient_funds',
  'expired_card',
  'barred',
  'provider_error',
])

export const PaymentState = Type.Union(
  [
    record({ kind: Type.Literal('created') }),
    record({
      kind: Type.Literal('open'),
      lastFailure: nullable(Failure),
      voucher: nullable(
        record({ url: Type.String({ format: 'uri' }), until: Instant }),
        'A konbini number that waits to be paid.',
      ),
    }),
    record({ kind: Type.Literal('undecided') }),
    record({ kind: Type.Literal('succeeded'), at: Instant }),
    record({
      kind: Type.Literal('failed'),
      reason: Type.Union([Failure, Type.Enum(['expired', 'cancelled'])]),
    }),
  ],
  {
    title: 'PaymentState',
    description: 'Where the money stands. `undecided` is not failed: the bank may still say yes.',
  },
)

export const Order = named('Order', 'A renewal that was asked for, and its outcome.', {
  id: Id,
  line: Id,
  number: Type.String({ description: 'Short enough to read out.' }),
  offer: OfferRef,
  offerName: Texts,
  price: Money,
  taxPercent: Whole,
  tax: Money,
  placedAt: Instant,
  payBy: Instant,
  own: Type.Boolean({ description: 'Placed with this API key.' }),
  state: OrderState,
  payment: record({
    state: PaymentState,
    method: Type.Enum([...HOSTED, 'saved', 'partner', 'cash', 'terminal', 'house']),
    checkoutUrl: nullable(
      Type.String({ format: 'uri' }),
      'Where the buyer pays; null when nothing is to be paid, or for orders of others.',
    ),
  }),
  pack: nullable(Pack, 'What it delivered, while that is kept with the line.'),
})

export const OrderPage = named('OrderPage', 'Newest first.', {
  items: Type.Array(Order),
  nextCursor: nullable(Type.String(), 'Ask with it for the next page; null on the last one.'),
})

const Url = Type.String({
  format: 'uri',
  maxLength: URL_LENGTH_MAX,
  pattern: '^https?://',
  description: 'An https address; http only for a loopback host.',
})

export const RenewalPayment = Type.Union(
  [
    record({ method: Type.Enum([...HOSTED]), successUrl: Url, cancelUrl: Url }),
    record({
      method: Type.Literal('partner'),
      reference: Type.String({
        minLength: 1,
        maxLength: PARTNER_REFERENCE_LENGTH_MAX,
        pattern: '^[\\x21-\\x7e](?:[\\x20-\\x7e]*[\\x21-\\x7e])?$',
        description: 'The receipt number of the money you took.',
      }),
    }),
  ],
  {
    title: 'RenewalPayment',
    description:
      '`partner`: you have taken the money; the renewal is delivered at once. Every other way: ' +
      'the buyer pays on a hosted page.',
  },
)

export const Renewal = named('Renewal', 'What a renewal is asked with.', {
  offer: OfferRef,
  expectedPrice: Money,
  acceptedTerms: Type.Array(TermsRef, { maxItems: TERMS_ACCEPTED_MAX }),
  language: LanguageTag,
  startNow: Type.Optional(
    Type.Boolean({ description: 'Run at once what would wait its turn. Default: false.' }),
  ),
  campaignCode: Type.Optional(
    Type.String({
      minLength: 1,
      maxLength: CAMPAIGN_CODE_MAX,
      description: 'What the buyer entered. `expectedPrice` is then the price with its discount.',
    }),
  ),
  payment: RenewalPayment,
})
