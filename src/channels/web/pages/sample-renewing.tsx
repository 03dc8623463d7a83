/** Sample facts of auto-renewal in every state, and its pages. */
import type { JSX } from 'preact'
import type { AutoRenewalChoices, AutoRenewalView } from '../../../app/queries/auto-renewal-view.ts'
import type {
  AccountId,
  AgreementId,
  KeptMethodId,
  LineId,
  MandateId,
  OrderId,
  PersonId,
} from '../../../domain/basics/ids.ts'
import { NO_YEN, yen } from '../../../domain/basics/money.ts'
import { instant } from '../../../domain/basics/time.ts'
import type { Mandate, StopWhy } from '../../../domain/renewal/mandate.ts'
import { DEFAULT_RENEWAL_RULES } from '../../../domain/renewal/rules.ts'
import { refusalText } from '../words/refusals.ts'
import { renewingScreen, type RenewingWish } from '../words/renewing-screen.ts'
import type { Voice } from '../words/words.ts'
import { AutoRenewalConfirmPage, AutoRenewalPage } from './auto-renewal.tsx'
import { LONG_OFFER, MONTH_OFFER, NOW, WEEK_OFFER } from './sample-offers.ts'
import { FORM, OPERATOR, SEAL, TERMS } from './samples.ts'

const LINE = '0198a000-0000-7000-8000-000000000001' as LineId
const CARD = '0198a000-0000-7000-8000-0000000000f1' as KeptMethodId
const ORDER = '0198a000-0000-7000-8000-0000000000a1' as OrderId
const LATER = instant('2026-11-24T14:45:00Z')
const LINE_NAME = 'docomo 8981 •••• •••• 8018'

const MANDATE: Mandate = {
  id: '0198a000-0000-7000-8000-0000000000b1' as MandateId,
  line: LINE,
  account: '0198a000-0000-7000-8000-0000000000c1' as AccountId,
  person: '0198a000-0000-7000-8000-0000000000d1' as PersonId,
  offer: WEEK_OFFER.id,
  maxPrice: WEEK_OFFER.price,
  means: { kind: 'kept', method: CARD },
  trigger: { kind: 'at_share', percent: 10 },
  monthlyCap: yen(10_000),
  noticeHours: 24,
  agreement: '0198a000-0000-7000-8000-0000000000e1' as AgreementId,
  terms: [],
  termsTold: 0,
  since: NOW,
  paused: null,
  ended: null,
  dueAt: LATER,
  noticeAt: null,
  announced: null,
  fired: null,
  attempt: null,
  capped: null,
  spent: { month: '2026-11', yen: yen(2_860) },
}

export const RENEWAL_OFF: AutoRenewalView = {
  asOf: NOW,
  state: 'off',
  mandate: null,
  offerName: null,
  means: null,
  chargesAt: null,
  retryAt: null,
  needsHolder: null,
  cappedSince: null,
  newTerms: null,
  spent: null,
}

export const RENEWAL_ON: AutoRenewalView = {
  ...RENEWAL_OFF,
  state: 'on',
  mandate: MANDATE,
  offerName: WEEK_OFFER.name,
  means: { brand: 'visa', lastDigits: '4242' },
  chargesAt: LATER,
  spent: yen(2_860),
}

/** The bank wants its holder, on the order that waits. */
export const RENEWAL_NEEDS_HOLDER: AutoRenewalView = { ...RENEWAL_ON, needsHolder: ORDER }

const CHOICES: AutoRenewalChoices = {
  offers: [WEEK_OFFER, MONTH_OFFER, LONG_OFFER],
  kept: [{ id: CARD, means: { brand: 'visa', lastDigits: '4242' } }],
  points: yen(1_200),
  terms: [TERMS],
  rules: DEFAULT_RENEWAL_RULES,
}

const STOPS: readonly StopWhy[] = ['retries_exhausted', 'price_raised', 'not_confirmed']

function stopped(why: StopWhy): AutoRenewalView {
  return { ...RENEWAL_ON, state: 'stopped', mandate: { ...MANDATE, ended: { at: NOW, why } } }
}

const VIEWS: Readonly<Record<string, AutoRenewalView>> = {
  off: RENEWAL_OFF,
  usage: { ...RENEWAL_ON, chargesAt: null },
  paused: {
    ...RENEWAL_ON,
    state: 'paused',
    mandate: { ...MANDATE, paused: { since: NOW, until: null } },
  },
  'paused-until': {
    ...RENEWAL_ON,
    state: 'paused',
    mandate: { ...MANDATE, paused: { since: NOW, until: LATER } },
  },
  retry: { ...RENEWAL_ON, retryAt: LATER },
  needs: RENEWAL_NEEDS_HOLDER,
  capped: { ...RENEWAL_ON, cappedSince: NOW },
  terms: { ...RENEWAL_ON, newTerms: { inForce: true, from: NOW } },
  'terms-coming': { ...RENEWAL_ON, newTerms: { inForce: false, from: LATER } },
  points: { ...RENEWAL_ON, means: null, mandate: { ...MANDATE, means: { kind: 'points' } } },
  ...Object.fromEntries(STOPS.map((why) => [why, stopped(why)])),
}

const WISH: RenewingWish = {
  offer: WEEK_OFFER,
  means: { kind: 'kept', method: CARD },
  trigger: { kind: 'at_share', percent: 10 },
  monthlyCap: yen(10_000),
  noticeHours: 24,
}

export function renewingPages(voice: Voice): readonly (readonly [string, JSX.Element])[] {
  const { language } = voice
  const given = { voice, line: LINE, lineName: LINE_NAME, choices: CHOICES, form: FORM }
  const wrong = {
    seal: SEAL,
    typed: { trigger: 'at_share', percent: '99', cap: '100' },
    fieldErrors: {
      percent: refusalText({ code: 'share_out_of_bounds', min: 1, max: 50 }, language),
      cap: refusalText({ code: 'cap_below_price', price: WEEK_OFFER.price }, language),
    },
  }
  const screenOf = (wish: RenewingWish) =>
    renewingScreen(wish, { choices: CHOICES, operator: OPERATOR, line: LINE_NAME, language })
  const confirm = { voice, line: LINE, choices: CHOICES, form: FORM }
  return [
    ['auto-renewal', <AutoRenewalPage {...given} view={RENEWAL_ON} />],
    ...Object.entries(VIEWS).map(
      ([name, view]) =>
        [`auto-renewal-${name}`, <AutoRenewalPage {...given} view={view} />] as const,
    ),
    ['auto-renewal-wrong', <AutoRenewalPage {...given} view={RENEWAL_OFF} form={wrong} />],
    [
      'auto-renewal-no-means',
      <AutoRenewalPage
        {...given}
        view={RENEWAL_OFF}
        choices={{ ...CHOICES, kept: [], points: NO_YEN }}
      />,
    ],
    [
      'auto-renewal-nothing',
      <AutoRenewalPage {...given} view={RENEWAL_OFF} choices={{ ...CHOICES, offers: [] }} />,
    ],
    [
      'auto-renewal-confirm',
      <AutoRenewalConfirmPage {...confirm} screen={screenOf(WISH)} chosen={{ offer: 'a.1' }} />,
    ],
    [
      'auto-renewal-confirm-points',
      <AutoRenewalConfirmPage
        {...confirm}
        screen={screenOf({ ...WISH, means: { kind: 'points' }, trigger: { kind: 'at_zero' } })}
        chosen={{ offer: 'a.1' }}
      />,
    ],
  ]
}
