/**
 * Something to say for every utterance and every variant of its facts: read by tests, listed for a
 * voice actor, tried on a synthesiser. Not what a call really says. An utterance of which there is
 * no sample does not compile.
 */
import { NO_BYTES, bytes, gigabytes, megabytes } from '../../../domain/basics/data-volume.ts'
import { yen } from '../../../domain/basics/money.ts'
import type { Utterance, UtteranceCode } from '../utterances.ts'
import * as some from './sample-facts.ts'
import { LATER, asOf, at, type Some } from './sample-facts.ts'
import type { Facts } from './words.ts'

type Without<Code extends UtteranceCode> = Omit<Facts<Code>, 'code'>

type Samples = { readonly [Code in UtteranceCode]: Some<Without<Code>> }

function each<From, To>(items: readonly From[], make: (item: From, index: number) => To): Some<To> {
  return items.map(make) as readonly To[] as Some<To>
}

/** Needs no facts. */
const ALONE = [{}] as const

const EFFECTS: {
  readonly [Effect in Facts<'summary_period'>['effect']]: Some<Without<'summary_period'>>
} = {
  runs_now: [
    { effect: 'runs_now', from: asOf, until: LATER.endOfMonth, asOf },
    { effect: 'runs_now', from: asOf, until: null, asOf },
    { effect: 'runs_now', from: null, until: LATER.today, asOf },
    { effect: 'runs_now', from: null, until: null, asOf },
  ],
  extends: [
    { effect: 'extends', from: LATER.endOfTomorrow, until: LATER.noon, asOf },
    { effect: 'extends', from: null, until: LATER.endOfMonth, asOf },
    { effect: 'extends', from: null, until: null, asOf },
  ],
  queues: [
    { effect: 'queues', from: LATER.endOfToday, until: LATER.endOfYear, asOf },
    { effect: 'queues', from: LATER.tomorrow, until: null, asOf },
    { effect: 'queues', from: null, until: null, asOf },
  ],
  first_use: [
    { effect: 'first_use', from: null, until: null, asOf },
    { effect: 'first_use', from: LATER.endOfYear, until: null, asOf },
    { effect: 'first_use', from: null, until: LATER.nextJune, asOf },
  ],
}

const PAST_ORDERS: {
  readonly [State in Facts<'past_order'>['state']]: Without<'past_order'>
} = {
  paid: { placedAt: at('2026-11-23T00:10'), asOf, price: yen(1_430), state: 'paid' },
  coming: { placedAt: at('2026-11-23T00:05'), asOf, price: yen(2_400), state: 'coming' },
  waiting: { placedAt: at('2026-11-22T23:59'), asOf, price: yen(980), state: 'waiting' },
  not_paid: { placedAt: at('2026-06-10T10:00'), asOf, price: yen(12_800), state: 'not_paid' },
  returned: { placedAt: at('2025-10-05T05:30'), asOf, price: yen(1), state: 'returned' },
}

const FACTS: Samples = {
  option: each(some.ALL_OPTIONS, (option, index) => ({
    key: some.KEYS[index % some.KEYS.length] ?? '0',
    option,
  })),
  welcome: [{ name: some.TOLD }, { name: null }],
  demonstration: ALONE,
  number_known: ALONE,
  never_asked: ALONE,

  ask_iccid: ALONE,
  ask_activation: [{ digits: 10 }],
  ask_number_code: [{ digits: 6 }],
  ask_pin: ALONE,
  ask_gift_code: [{ digits: 25 }],
  ask_stay: ALONE,
  ask_call_back_number: ALONE,
  ask_line: ALONE,
  ask_how_to_pay: [{ rest: yen(1_430) }, { rest: yen(20_001) }],
  ask_how_to_be_known: ALONE,

  nothing_heard: ALONE,
  wrong_key: ALONE,
  digits_missing: [
    { keyed: 0, expected: [10] },
    { keyed: 1, expected: [6] },
    { keyed: 18, expected: [19, 20] },
    { keyed: 7, expected: [4, 5, 6] },
  ],
  iccid_mistyped: ALONE,
  card_not_proved: ALONE,
  number_not_confirmed: ALONE,
  number_confirmed: ALONE,
  pin_wrong: [{ triesLeft: 2 }, { triesLeft: 1 }],
  pin_locked: ALONE,
  pin_not_set: ALONE,
  gift_code_mistyped: ALONE,
  gift_code_unknown: ALONE,
  tries_used_up: ALONE,
  call_back_number_wrong: ALONE,
  refused: each(some.ALL_REFUSALS, (refusal) => ({ refusal })),
  trouble: ALONE,

  line_said: [{ lastDigits: '0351' }],
  no_lines: ALONE,
  data_left: [
    { bytes: null, gigabyte: 'GB' },
    ...[NO_BYTES, bytes(1), megabytes(1), megabytes(320), gigabytes(1), bytes(2_349_999_999n)].map(
      (left) => ({ bytes: left, gigabyte: 'GB' }) as const,
    ),
    { bytes: gigabytes(20, 'GiB'), gigabyte: 'GiB' },
  ],
  slowed: [{ kbps: 128 }, { kbps: 1_500 }],
  valid_until: each(some.MOMENTS, (moment) => ({ at: moment, asOf })),
  valid_until_used: ALONE,
  not_begun: ALONE,
  in_grace: each(some.MOMENTS, (suspendedFrom) => ({ suspendedFrom, asOf })),
  in_suspension: each(some.MOMENTS, (endsAt) => ({ endsAt, asOf })),
  line_over: ALONE,
  card_is_stopped: ALONE,
  packs_follow: [{ count: 1 }, { count: 2 }],
  nothing_on_sale: ALONE,
  pack_said: each(some.PACKS, (pack) => ({ pack })),
  advised: each(some.PACKS, (pack, index) => ({
    pack,
    lastDay: Temporal.PlainDate.from(index % 2 === 0 ? '2026-12-04' : '2027-06-20'),
    asOf,
    saves: index % 3 === 0 ? null : yen(550),
    purchases: 1 + (index % 4),
    total: yen(BigInt(1 + (index % 4)) * pack.price),
  })),
  nothing_needed: ALONE,
  no_advice: ALONE,

  summary_pack: each(some.PACKS, (pack) => ({ pack })),
  summary_period: Object.values(EFFECTS).flat() as readonly Without<'summary_period'>[] as Some<
    Without<'summary_period'>
  >,
  summary_price: [
    { price: yen(1_430), taxPercent: 10, tax: yen(130) },
    { price: yen(4_980), taxPercent: 8, tax: yen(368) },
    { price: yen(3_000), taxPercent: 0, tax: yen(0) },
    { price: yen(0), taxPercent: 10, tax: yen(0) },
  ],
  summary_parts: [
    { points: yen(300), giftCards: yen(0), rest: yen(1_130) },
    { points: yen(0), giftCards: yen(1_000), rest: yen(430) },
    { points: yen(300), giftCards: yen(1_130), rest: yen(0) },
    { points: yen(1_430), giftCards: yen(0), rest: yen(0) },
    { points: yen(0), giftCards: yen(1_430), rest: yen(0) },
    { points: yen(1), giftCards: yen(429), rest: yen(1_000) },
    { points: yen(0), giftCards: yen(0), rest: yen(1_430) },
  ],
  summary_paid: each([null, ...some.WAYS_TO_PAY], (how) => ({ how, payBy: LATER.today, asOf })),
  summary_refund: each(some.ALL_REFUND_RULES, (rule) => ({ rule })),
  summary_once: ALONE,
  summary_terms: ALONE,

  renewed: each([...some.MOMENTS, null], (until) => ({ until, asOf })),
  renewed_queued: each([...some.MOMENTS, null], (from) => ({ from, asOf })),
  bank_is_deciding: ALONE,
  charge_failed: each([null, ...Object.values(some.FAILURES)], (reason) => ({ reason })),
  money_comes_back: ALONE,
  data_is_coming: each(some.MOMENTS, (by) => ({ by, asOf })),
  link_sent: each(some.MOMENTS, (payBy) => ({ payBy, asOf })),
  web_code: [
    { digits: '01234567', minutes: 30 },
    { digits: '89012345', minutes: 1 },
  ],
  receipt_by_mail: ALONE,
  card_stopped_now: ALONE,
  stop_card_warning: ALONE,

  next_reset: each(some.MOMENTS, (moment) => ({ at: moment, asOf })),
  auto_renewal_on: each([...some.MOMENTS, null], (chargesAt) => ({ chargesAt, asOf })),
  auto_renewal_off: ALONE,
  past_order: each(Object.values(PAST_ORDERS), (order) => order),
  no_orders: ALONE,

  person_comes: ALONE,
  still_waiting: ALONE,
  nobody_free: ALONE,
  people_away: each([...some.MOMENTS, null], (opens) => ({ opens, asOf })),
  call_back_promised: [
    { lastDigits: '5678', from: asOf, until: at('2026-11-23T15:05'), asOf },
    { lastDigits: '0901', from: at('2026-11-24T09:00'), until: at('2026-11-24T11:00'), asOf },
    { lastDigits: '5678', from: at('2026-11-23T20:30'), until: at('2026-11-24T10:30'), asOf },
    { lastDigits: '5678', from: at('2027-06-06T22:00'), until: at('2027-06-07T00:00'), asOf },
  ],
  answer_said: [{ answer: some.TOLD }],
  no_answers: ALONE,
  anything_else: ALONE,
  goodbye: ALONE,
}

export const SAMPLES: readonly Utterance[] = (Object.keys(FACTS) as UtteranceCode[]).flatMap(
  (code) => FACTS[code].map((facts) => ({ code, ...facts }) as Utterance),
)
