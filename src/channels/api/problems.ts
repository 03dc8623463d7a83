/**
 * The API's phrasebook: every refusal and every trouble of the protocol as a problem (RFC 9457),
 * with a stable code, a status and an English sentence. It is typed over every code of every
 * command and parser the API calls, so that an unworded code does not compile.
 */
import type { DoorRefusal } from '../../app/door/door.ts'
import type { RefundOrderRefusal } from '../../app/orders/refund-order.ts'
import type { EndOrderRefusal } from '../../app/orders/end-order.ts'
import type { RefusalShape } from '../../domain/basics/result.ts'
import type { GiftCardRefusal } from '../../domain/gift-card/issuing.ts'
import type { IccidRefusal } from '../../domain/line/iccid.ts'
import type { MsisdnRefusal } from '../../domain/line/msisdn.ts'
import type { UsageFileRefusal } from '../../domain/charging/usage-row.ts'
import type { PlacingRefusal } from '../../domain/order/placing.ts'
import { GIFT_CARDS, REFUNDING } from './money-problems.ts'
import { RENEWING, type RenewingRefusal } from './renewing-problems.ts'
import { money } from './shapes.ts'

/** One field that is wrong. */
export interface FieldTrouble {
  readonly in: 'path' | 'query' | 'header' | 'body'
  /** JSON Pointer (RFC 6901) into the body, or the name of the parameter. */
  readonly field: string
  readonly code: string
  readonly detail: string
}

/** What goes wrong before a command is asked, or around it. */
export type ProtocolTrouble =
  | { readonly code: 'invalid_request'; readonly errors: readonly FieldTrouble[] }
  | { readonly code: 'malformed_request' }
  | { readonly code: 'cursor_unknown' }
  | { readonly code: 'idempotency_key_missing' }
  | { readonly code: 'idempotency_key_malformed'; readonly lengthMax: number }
  | { readonly code: 'api_key_missing' }
  | { readonly code: 'api_key_unknown' }
  | { readonly code: 'scope_missing'; readonly scope: string }
  | { readonly code: 'order_of_other_buyer' }
  | { readonly code: 'not_found' }
  | { readonly code: 'method_not_allowed'; readonly allowed: readonly string[] }
  | { readonly code: 'not_acceptable' }
  | { readonly code: 'body_too_large'; readonly bytesMax: number }
  | { readonly code: 'unsupported_media_type' }
  | { readonly code: 'usage_source_unknown'; readonly sources: readonly string[] }
  | {
      readonly code: 'usage_file_refused'
      readonly reason: UsageFileRefusal['code']
      readonly columns?: readonly string[]
      readonly column?: string
      readonly bytesMax?: number
    }
  | { readonly code: 'payment_method_unavailable'; readonly method: string }
  | { readonly code: 'rate_limited'; readonly retryAfterSeconds: number }
  | { readonly code: 'provider_unreachable'; readonly retryAfterSeconds: number }
  | { readonly code: 'store_away'; readonly retryAfterSeconds: number }
  | { readonly code: 'internal' }

/** Answered as the whole of a request. */
export type Trouble =
  | PlacingRefusal
  | EndOrderRefusal
  | RefundOrderRefusal
  | GiftCardRefusal
  | RenewingRefusal
  | DoorRefusal
  | ProtocolTrouble

interface Worded<Facts> {
  readonly status: number
  readonly title: string
  readonly detail: (facts: Facts) => string
}

export type Phrasebook<Union extends RefusalShape> = {
  readonly [Code in Union['code']]: Worded<Extract<Union, { readonly code: Code }>>
}

const PLACING: Phrasebook<PlacingRefusal> = {
  line_unknown: {
    status: 404,
    title: 'Line unknown',
    detail: () => 'There is no such line, or it is not one of yours to see.',
  },
  line_ended: {
    status: 409,
    title: 'Line ended',
    detail: ({ since }) => `The line ended at ${since.toString()} and can not be renewed any more.`,
  },
  line_reported_lost: {
    status: 409,
    title: 'Card reported lost',
    detail: ({ since }) =>
      `The card was reported lost at ${since.toString()}; staff can lift that, then renew.`,
  },
  offer_unknown: {
    status: 422,
    title: 'Offer unknown',
    detail: () => 'There is no such version of an offer; read the offers of the line again.',
  },
  offer_of_other_network: {
    status: 422,
    title: 'Offer of another network',
    detail: ({ network }) => `The offer is for lines of the network “${network}”.`,
  },
  offer_not_in_channel: {
    status: 422,
    title: 'Offer not sold here',
    detail: () => 'The offer is not sold through the API.',
  },
  offer_off_sale: {
    status: 409,
    title: 'Offer not on sale',
    detail: ({ until }) =>
      until === null
        ? 'This version of the offer is not on sale.'
        : `This version of the offer was on sale until ${until.toString()}.`,
  },
  identity_needed: {
    status: 409,
    title: 'Identity check needed',
    detail: ({ since }) =>
      `Since ${since.toString()} this offer is sold only at a counter, with an identity check.`,
  },
  campaign_code_unknown: {
    status: 422,
    title: 'Campaign code unknown',
    detail: () => 'No campaign with this code fits the offer and the line now.',
  },
  points_short: {
    status: 409,
    title: 'Not so many points',
    detail: ({ left }) => `There are ${left} points.`,
  },
  gift_code_unknown: {
    status: 422,
    title: 'Gift code unknown',
    detail: () => 'There is no gift card with this code that can be used now.',
  },
  not_covered: {
    status: 422,
    title: 'Price not covered',
    detail: ({ missing }) => `JPY ${missing} are missing; name a way to pay the rest.`,
  },
  rest_too_small: {
    status: 422,
    title: 'Amount too small',
    detail: ({ min }) => `This way of paying takes JPY ${min} at least.`,
  },
  rest_too_large: {
    status: 422,
    title: 'Amount too large',
    detail: ({ max }) => `This way of paying takes JPY ${max} at most.`,
  },
  price_changed: {
    status: 409,
    title: 'Price changed',
    detail: ({ shown, price }) =>
      `You expected JPY ${shown}, the price is JPY ${price}. Show it, then ask again.`,
  },
  terms_not_accepted: {
    status: 409,
    title: 'Terms not accepted',
    detail: ({ kinds }) =>
      `The version in force of ${kinds.join(', ')} was not accepted; read /terms again.`,
  },
  too_many_packs: {
    status: 409,
    title: 'Too many packs',
    detail: ({ max }) => `The line already has ${max} packs that are not over.`,
  },
  too_many_orders: {
    status: 409,
    title: 'Too many orders',
    detail: ({ max }) => `${max} orders of this line already wait for their money; cancel one.`,
  },
  payment_undecided: {
    status: 409,
    title: 'Payment undecided',
    detail: () =>
      'A payment for this line is still being decided by the bank; nothing more is charged.',
  },
}

const ENDING: Phrasebook<EndOrderRefusal> = {
  order_unknown: {
    status: 404,
    title: 'Order unknown',
    detail: () => 'There is no such order, or it is not one of yours to see.',
  },
  order_not_waiting: {
    status: 409,
    title: 'Order not waiting',
    detail: ({ state }) => `Only an order that waits for payment can be cancelled; it is ${state}.`,
  },
  payment_undecided: PLACING.payment_undecided,
  pay_by_not_passed: {
    status: 409,
    title: 'Time to pay not over',
    detail: ({ payBy }) => `The order can be paid until ${payBy.toString()}.`,
  },
}

const DOOR: Phrasebook<DoorRefusal> = {
  busy: {
    status: 503,
    title: 'Busy',
    detail: ({ retryAfterSeconds }) =>
      `Ask again with the same idempotency key in ${retryAfterSeconds} s; nothing was done.`,
  },
  key_reused: {
    status: 422,
    title: 'Idempotency key reused',
    detail: () => 'This idempotency key came before with another request; use a fresh one.',
  },
}

const PROTOCOL: Phrasebook<ProtocolTrouble> = {
  invalid_request: {
    status: 400,
    title: 'Invalid request',
    detail: ({ errors }) => errors.map((one) => `${one.field}: ${one.detail}`).join('; '),
  },
  malformed_request: {
    status: 400,
    title: 'Malformed request',
    detail: () => 'The request could not be read; a body must be one JSON text.',
  },
  cursor_unknown: {
    status: 400,
    title: 'Cursor unknown',
    detail: () => 'Use a cursor exactly as nextCursor gave it, or none for the first page.',
  },
  idempotency_key_missing: {
    status: 400,
    title: 'Idempotency key missing',
    detail: () => 'Send Idempotency-Key with a value of your own for each attempt, e.g. a UUID.',
  },
  idempotency_key_malformed: {
    status: 400,
    title: 'Idempotency key malformed',
    detail: ({ lengthMax }) => `Idempotency-Key takes 1 to ${lengthMax} visible ASCII characters.`,
  },
  api_key_missing: {
    status: 401,
    title: 'API key missing',
    detail: () => 'Send Authorization: Bearer with your API key.',
  },
  api_key_unknown: {
    status: 401,
    title: 'API key unknown',
    detail: () => 'This API key is not known, or it was ended.',
  },
  scope_missing: {
    status: 403,
    title: 'Scope missing',
    detail: ({ scope }) => `Your API key lacks the scope ${scope}.`,
  },
  order_of_other_buyer: {
    status: 403,
    title: 'Order of another buyer',
    detail: () => 'Only an order placed with your own API key can be cancelled.',
  },
  not_found: {
    status: 404,
    title: 'Not found',
    detail: () => 'There is nothing at this address.',
  },
  method_not_allowed: {
    status: 405,
    title: 'Method not allowed',
    detail: ({ allowed }) => `This address answers to ${allowed.join(', ')}.`,
  },
  not_acceptable: {
    status: 406,
    title: 'Not acceptable',
    detail: () => 'The API answers application/json and application/problem+json only.',
  },
  body_too_large: {
    status: 413,
    title: 'Body too large',
    detail: ({ bytesMax }) => `A body takes at most ${bytesMax} bytes.`,
  },
  unsupported_media_type: {
    status: 415,
    title: 'Unsupported media type',
    detail: () => 'Send the body as application/json, or a file of usage as text/csv.',
  },
  usage_source_unknown: {
    status: 422,
    title: 'Usage source unknown',
    detail: ({ sources }) => `Known sources are ${sources.join(', ')}.`,
  },
  usage_file_refused: {
    status: 422,
    title: 'Usage file refused',
    detail: ({ reason, columns = [], column }) =>
      `No row was taken: ${reason}${[...columns, column ?? []]
        .flat()
        .map((one) => ` ${one}`)
        .join('')}.`,
  },
  payment_method_unavailable: {
    status: 422,
    title: 'Payment method unavailable',
    detail: ({ method }) => `This operator takes no payment by ${method}.`,
  },
  rate_limited: {
    status: 429,
    title: 'Too many requests',
    detail: ({ retryAfterSeconds }) => `Ask again in ${retryAfterSeconds} s.`,
  },
  store_away: {
    status: 503,
    title: 'Database away',
    detail: ({ retryAfterSeconds }) =>
      `Ask again with the same idempotency key in ${retryAfterSeconds} s: it tells what was done.`,
  },
  provider_unreachable: {
    status: 503,
    title: 'Payment provider unreachable',
    detail: ({ retryAfterSeconds }) =>
      `Ask again with the same idempotency key in ${retryAfterSeconds} s; the order goes on.`,
  },
  internal: {
    status: 500,
    title: 'Internal error',
    detail: () => 'Something failed here; ask again with the same idempotency key.',
  },
}

export const PHRASEBOOK: Phrasebook<Trouble> = {
  ...PLACING,
  ...ENDING,
  ...REFUNDING,
  ...GIFT_CARDS,
  ...RENEWING,
  ...DOOR,
  ...PROTOCOL,
}

export interface Problem {
  readonly type: string
  readonly title: string
  readonly status: number
  readonly detail: string
  readonly code: Trouble['code']
  readonly [fact: string]: unknown
}

/** `docs`: the address of the page whose fragments explain the codes. */
export function problemOf(trouble: Trouble, docs: string): Problem {
  const { code, ...facts } = trouble
  const worded = PHRASEBOOK[code]
  // One code may belong to several unions with the same facts; the type above keeps them worded.
  const detail = (worded.detail as (facts: Trouble) => string)(trouble)
  const { status, title } = worded
  return { type: `${docs}#${code}`, title, status, detail, code, ...plain(facts) }
}

/** The facts as JSON. A bigint is yen in every refusal; a point is one. */
function plain(facts: object) {
  const fields = Object.entries(facts).map(([name, fact]: [string, unknown]) => {
    if (fact instanceof Temporal.Instant) return [name, fact.toString()]
    if (typeof fact !== 'bigint') return [name, fact]
    return [name, money(fact as Parameters<typeof money>[0])]
  })
  return Object.fromEntries(fields) as Readonly<Record<string, unknown>>
}

const NUMBERS: {
  readonly [Code in (IccidRefusal | MsisdnRefusal)['code']]: (
    facts: Extract<IccidRefusal | MsisdnRefusal, { readonly code: Code }>,
  ) => string
} = {
  not_digits: ({ position, found }) => `character ${position} (“${found}”) is not a digit`,
  wrong_length: ({ digits, expected }) =>
    `has ${digits} digits where ${expected.join(' or ')} are expected`,
  not_a_sim_number: ({ startsWith }) => `starts with ${startsWith}; card numbers start with 89`,
  check_digit: ({ swappedAt }) =>
    swappedAt === null
      ? 'the check digit does not fit: one of the digits is wrong'
      : `the check digit does not fit: digits ${swappedAt} and ${swappedAt + 1} may be swapped`,
  not_mobile_prefix: ({ prefix }) => `${prefix} is no prefix of mobile numbers in Japan`,
  foreign_number: ({ countryCode }) => `has the country code ${countryCode}, not 81`,
}

/** What a parser found wrong with a number in the query. */
export function numberTrouble(
  field: 'iccid' | 'msisdn',
  refusal: IccidRefusal | MsisdnRefusal,
): ProtocolTrouble {
  const sentence = NUMBERS[refusal.code] as (facts: IccidRefusal | MsisdnRefusal) => string
  const { code } = refusal
  return {
    code: 'invalid_request',
    errors: [{ in: 'query', field, code, detail: sentence(refusal) }],
  }
}
