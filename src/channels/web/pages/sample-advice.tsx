/** Sample advice in every situation, and the page of offers with it. */
import type { JSX } from 'preact'
import type { AdvicePlan, AdviceStep } from '../../../app/queries/advice.ts'
import type { Comparison, Fact, StepReason } from '../../../domain/advice/plan.ts'
import { bytes, gigabytes, megabytes, NO_BYTES } from '../../../domain/basics/data-volume.ts'
import { NO_YEN, yen } from '../../../domain/basics/money.ts'
import { instant, jstDate, plusDays } from '../../../domain/basics/time.ts'
import type { Offer } from '../../../domain/catalogue/offer.ts'
import { adviceWrong, type AdviceShown } from '../parts/advice.tsx'
import type { Voice } from '../words/words.ts'
import { OffersPage } from './offers.tsx'
import { OVERVIEW } from './samples.ts'
import {
  DAY_OFFER,
  DAY_QUOTE,
  LONG_OFFER,
  MONTH_OFFER,
  MONTH_QUOTE,
  NETWORK,
  NOW,
  QUOTES,
  WEEK_OFFER,
} from './sample-offers.ts'

const COSTS = {
  bytesUnserved: NO_BYTES,
  yen: yen(2_090),
  purchases: 2,
  microsWithoutCover: 0,
}
const LAST_DAY = Temporal.PlainDate.from('2026-12-14')

export const REASONS: readonly StepReason[] = [
  { kind: 'cover_ended' },
  { kind: 'data_ended' },
  { kind: 'spares_others' },
  { kind: 'prolongs', oldEnd: instant('2026-11-24T15:00:00Z') },
  { kind: 'waits_its_turn' },
]

function planned(offer: Offer, days: number, reason: StepReason): AdviceStep {
  const at = plusDays(instant('2026-11-22T15:00:00Z'), days)
  return {
    offer,
    when: 'planned',
    at,
    startNow: false,
    effect: 'runs_now',
    from: at,
    until: plusDays(at, 7),
    bytesServed: gigabytes(4),
    reason,
    quote: null,
  }
}

const NOW_STEP: AdviceStep = {
  ...planned(DAY_OFFER, 0, { kind: 'data_ended' }),
  when: 'now',
  at: NOW,
  quote: DAY_QUOTE,
}

function compared(over: Partial<Comparison>): Comparison {
  return {
    with: 'repeat_last',
    offer: WEEK_OFFER,
    costs: { ...COSTS, yen: yen(2_710) },
    yenSaved: yen(620),
    bytesServedMore: NO_BYTES,
    ...over,
  }
}

/** One fact of each kind that a plan with purchases may have, and each rule of comparison. */
export const FACTS: readonly Fact[] = [
  {
    kind: 'packs',
    offers: [
      { offer: DAY_OFFER, count: 2 },
      { offer: WEEK_OFFER, count: 1 },
    ],
    yen: yen(2_750),
  },
  { kind: 'served_through', lastDay: LAST_DAY, isHorizonEnd: true },
  { kind: 'first_purchase', at: instant('2026-11-24T15:00:00Z') },
  { kind: 'saves', ...compared({}) },
  { kind: 'saves', ...compared({ with: 'monthly', offer: MONTH_OFFER, yenSaved: yen(890) }) },
  { kind: 'saves', ...compared({ with: 'one_pack', offer: LONG_OFFER, yenSaved: yen(6_710) }) },
  {
    kind: 'serves_more',
    ...compared({ offer: MONTH_OFFER, yenSaved: yen(-100), bytesServedMore: megabytes(2_400) }),
  },
  {
    kind: 'serves_more',
    ...compared({ offer: LONG_OFFER, yenSaved: NO_YEN, bytesServedMore: gigabytes(1, 'GiB') }),
  },
  { kind: 'unserved', bytes: megabytes(3_200), firstDay: LAST_DAY },
  { kind: 'without_cover', hours: 27 },
]

const PLAN: AdvicePlan = {
  kind: 'plan',
  asOf: NOW,
  wish: { kind: 'history' },
  need: {
    total: megabytes(16_210),
    lastDay: jstDate(plusDays(NOW, 13)),
    source: 'usage',
    quantile: 'high',
  },
  costs: COSTS,
  proof: { kind: 'exact' },
  comparisons: [],
  facts: FACTS.filter(({ kind }) => kind !== 'first_purchase').slice(0, 3),
  steps: [
    NOW_STEP,
    planned(DAY_OFFER, 3, { kind: 'data_ended' }),
    planned(WEEK_OFFER, 5, { kind: 'cover_ended' }),
  ],
  exhaustion: {
    early: instant('2026-11-23T06:00:00Z'),
    median: instant('2026-11-24T06:00:00Z'),
    late: instant('2026-11-25T06:00:00Z'),
  },
}

export const PLANS: Readonly<Record<string, AdvicePlan>> = {
  'plan-now': PLAN,
  'plan-long': {
    ...PLAN,
    facts: FACTS,
    proof: { kind: 'best_found', atMostYenFromBest: yen(120), atMostBytesFromBest: NO_BYTES },
    steps: [
      { ...NOW_STEP, offer: MONTH_OFFER, quote: MONTH_QUOTE, startNow: true },
      ...Array.from({ length: 12 }, (_, place) =>
        planned(DAY_OFFER, place + 1, REASONS[place % REASONS.length] ?? { kind: 'data_ended' }),
      ),
    ],
    exhaustion: { early: NOW, median: null, late: null },
  },
  'plan-later': {
    ...PLAN,
    wish: { kind: 'until', date: LAST_DAY, bytes: gigabytes(10) },
    need: { total: gigabytes(10), lastDay: LAST_DAY, source: 'words', quantile: 'median' },
    facts: FACTS.slice(1, 4),
    proof: {
      kind: 'best_found',
      atMostYenFromBest: yen(120),
      atMostBytesFromBest: megabytes(300),
    },
    steps: [planned(WEEK_OFFER, 2, { kind: 'cover_ended' })],
    exhaustion: null,
  },
  'plan-nothing': {
    ...PLAN,
    facts: [{ kind: 'nothing_needed', lastDay: PLAN.need.lastDay }],
    steps: [],
    exhaustion: { early: null, median: null, late: null },
  },
  'plan-helpless': {
    ...PLAN,
    facts: [{ kind: 'unserved', bytes: bytes(1), firstDay: jstDate(NOW) }],
    steps: [],
    exhaustion: { early: NOW, median: NOW, late: NOW },
  },
}

const TYPED = { until: '', resident: '', gigabytes: '' }

export const ADVICE: AdviceShown = {
  advice: PLAN,
  asked: {
    typed: TYPED,
    fieldErrors: {},
    earliest: jstDate(NOW),
    latest: jstDate(plusDays(NOW, 89)),
  },
  startsAtOnce: true,
  canRunOut: true,
}

/** Every name and every typed word is the given text. */
export function hostileAdvice(offer: Offer, text: string): AdviceShown {
  const typed = { until: text, resident: text, gigabytes: text }
  const steps = PLAN.steps.map((step) => ({ ...step, offer }))
  const facts = FACTS.map((fact) => ('offer' in fact ? { ...fact, offer } : fact))
  const shown = { ...ADVICE, asked: { ...ADVICE.asked, typed } }
  return {
    ...adviceWrong(shown, { until: text, gigabytes: text }),
    advice: {
      ...PLAN,
      steps,
      facts: [{ kind: 'packs', offers: [{ offer, count: 2 }], yen: COSTS.yen }, ...facts],
    },
  }
}

function situations(voice: Voice): Readonly<Record<string, AdviceShown>> {
  const { advice: said } = voice.words
  const { asked } = ADVICE
  const days = [asked.earliest, asked.latest].map((day) => voice.format.dayOfWeek(day))
  const typed = { until: 'soon', resident: 'yes', gigabytes: 'a lot' }
  return {
    ...Object.fromEntries(
      Object.entries(PLANS).map(([name, advice]) => [name, { ...ADVICE, advice }]),
    ),
    'plan-connection': { ...ADVICE, advice: PLANS['plan-long'] ?? PLAN, startsAtOnce: false },
    'little-usage': {
      ...ADVICE,
      advice: { kind: 'too_little_usage', daysKnown: 1, daysNeeded: 3 },
    },
    'usage-not-shown': { ...ADVICE, advice: { kind: 'usage_not_shown' } },
    'date-out-of-range': adviceWrong(
      { ...ADVICE, asked: { ...asked, typed: { ...TYPED, until: '2027-12-14' } } },
      { until: said.untilOutOfRange(days[0] ?? '', days[1] ?? '') },
    ),
    unreadable: adviceWrong(
      { ...ADVICE, asked: { ...asked, typed } },
      { until: said.untilUnreadable, gigabytes: said.gigabytesUnreadable },
    ),
  }
}

export function advicePages(voice: Voice): readonly (readonly [string, JSX.Element])[] {
  const choice = { network: NETWORK, quotes: QUOTES }
  return Object.entries(situations(voice)).map(([name, advice]) => [
    `offers-${name}`,
    <OffersPage voice={voice} choice={choice} line={OVERVIEW} advice={advice} />,
  ])
}
