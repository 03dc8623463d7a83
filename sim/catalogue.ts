/**
 * What is on sale in a simulated world: two networks, every shape of validity, start, stacking and
 * refund, allowances small enough to run out, campaigns of every kind, terms, and money rules that
 * change while it runs. Prices change by new versions.
 */
import { USUAL_HOTLINE, type OperatorView } from '../src/app/queries/views.ts'
import type { Terms } from '../src/domain/agreement/agreement.ts'
import { bytes } from '../src/domain/basics/data-volume.ts'
import type {
  CampaignId,
  NetworkId,
  OfferFamily,
  OfferId,
  TermsKind,
} from '../src/domain/basics/ids.ts'
import type { Localised } from '../src/domain/basics/language.ts'
import { yen } from '../src/domain/basics/money.ts'
import { instant, plusDays, type Instant } from '../src/domain/basics/time.ts'
import type { Benefit, Campaign } from '../src/domain/catalogue/campaign.ts'
import { offerKey, type Catalogue } from '../src/domain/catalogue/catalogue.ts'
import { DEFAULT_RULES, type MoneyRules } from '../src/domain/catalogue/money-rules.ts'
import type { Allowance, Grant, Network, Offer, RefundRule } from '../src/domain/catalogue/offer.ts'
import { NO_DIRECTORY } from '../src/domain/directory/directory.ts'

/** An evening in Tokyo, the last but one of a month with 31 days. */
export const WORLD_BEGINS = instant('2027-01-30T20:15:00+09:00')

const ON_SALE_FROM = instant('2026-01-01T00:00:00+09:00')

const text = (name: string): Localised => ({
  'zh-CN': name,
  'zh-TW': name,
  en: name,
  ja: name,
  ko: name,
})

function network(id: string, own: Partial<Network>): Network {
  return {
    id: id as NetworkId,
    name: text(id),
    iccidPrefixes: ['898110'],
    suspendedDays: 90,
    alwaysOnKbps: null,
    freeRatingGroups: [],
    unsharedPools: [],
    ...own,
  }
}

export const NETWORKS: readonly [Network, ...Network[]] = [
  network('docomo', { iccidPrefixes: ['898110'] }),
  network('softbank', { iccidPrefixes: ['898120'], suspendedDays: 2, alwaysOnKbps: 32 }),
]

const total = (count: number): Allowance => ({ kind: 'total', bytes: bytes(count) })
const daily = (count: number, resetHour = 0): Allowance => ({
  kind: 'daily',
  bytesPerDay: bytes(count),
  resetHour,
})

interface Shape extends Partial<Grant> {
  readonly id: string
  readonly family?: string
  readonly price: number
  readonly taxPercent?: number
  readonly refund?: RefundRule
}

const PRO_RATA: RefundRule = { kind: 'pro_rata' }
const UNSTARTED: RefundRule = { kind: 'full_while_unstarted', withinDays: 2 }

const STOP = { kind: 'stop' } as const
const SLOW = { kind: 'throttle', kbps: 128 } as const

const DOCOMO: readonly Shape[] = [
  { id: 'd-day', price: 330, refund: PRO_RATA, validity: { kind: 'hours', hours: 24 } },
  {
    id: 'd-weekend',
    price: 550,
    refund: UNSTARTED,
    validity: { kind: 'days_to_day_end', days: 3 },
    allowance: daily(600, 4),
    afterAllowance: SLOW,
    stacking: { kind: 'queues', trigger: 'end' },
  },
  {
    id: 'd-month',
    price: 1430,
    refund: PRO_RATA,
    validity: { kind: 'monthly_anniversary', shortMonths: 'clip' },
    allowance: total(5_000),
    afterAllowance: SLOW,
    stacking: { kind: 'extends' },
  },
  {
    id: 'd-next',
    price: 880,
    refund: PRO_RATA,
    validity: { kind: 'calendar_days', days: 7 },
    allowance: total(2_000),
    stacking: { kind: 'queues', trigger: 'end_or_empty' },
  },
  {
    id: 'd-first-use',
    price: 1000,
    refund: UNSTARTED,
    taxPercent: 0,
    validity: { kind: 'hours', hours: 72 },
    start: { kind: 'first_use', withinDays: 5, atLatest: 'lapses' },
  },
  {
    id: 'd-forever',
    price: 999,
    validity: { kind: 'until_used', daysMax: 90 },
    allowance: total(700),
    graceDays: 1,
  },
]

const SOFTBANK: readonly Shape[] = [
  {
    id: 's-unlimited',
    price: 480,
    refund: PRO_RATA,
    validity: { kind: 'hours', hours: 12 },
    allowance: { kind: 'unlimited' },
    fullKbps: 3_000,
    stacking: { kind: 'extends' },
    graceDays: 1,
  },
  {
    id: 's-month',
    price: 2_001,
    refund: PRO_RATA,
    validity: { kind: 'calendar_month' },
    allowance: daily(900),
    start: { kind: 'after_current' },
    graceDays: 1,
  },
  {
    id: 's-long',
    price: 4_999,
    validity: { kind: 'end_of_month', months: 2 },
    allowance: total(8_000),
    start: { kind: 'first_use', withinDays: 3, atLatest: 'starts' },
    graceDays: 1,
  },
  {
    id: 's-first-of-next',
    price: 1,
    validity: { kind: 'monthly_anniversary', shortMonths: 'first_of_next' },
    afterAllowance: SLOW,
    stacking: { kind: 'queues', trigger: 'end' },
    graceDays: 1,
  },
  {
    id: 's-used-up',
    price: 77,
    refund: PRO_RATA,
    validity: { kind: 'until_used', daysMax: null },
    allowance: total(300),
    graceDays: 1,
  },
]

function offer(networkId: NetworkId, shape: Shape): Offer {
  const { id, family, price, taxPercent, refund, ...grant } = shape
  return {
    id: id as OfferId,
    version: 1,
    network: networkId,
    family: (family ?? id) as OfferFamily,
    name: text(id),
    length: 'daily',
    price: yen(price),
    taxPercent: taxPercent ?? 10,
    gigabyte: 'GB',
    grant: {
      validity: { kind: 'hours', hours: 24 },
      allowance: total(1_000),
      afterAllowance: STOP,
      fullKbps: null,
      start: { kind: 'now' },
      stacking: { kind: 'independent' },
      graceDays: 3,
      ...grant,
    },
    refund: refund ?? { kind: 'none' },
    onSaleFrom: ON_SALE_FROM,
    onSaleUntil: null,
    channels: ['web', 'api', 'counter', 'phone'],
    idRequiredFrom: null,
  }
}

function campaign(id: string, benefit: Benefit, own: Partial<Campaign> = {}): Campaign {
  return {
    id: id as CampaignId,
    name: text(id),
    from: ON_SALE_FROM,
    until: null,
    offers: null,
    networks: null,
    lengths: null,
    channels: ['web'],
    buyers: 'anyone',
    code: null,
    perLineMax: null,
    totalMax: null,
    benefit,
    ...own,
  }
}

export const CAMPAIGN_CODE = 'SPRING'

const only = (...ids: string[]) => ({ offers: ids as OfferId[] })

const CAMPAIGNS: readonly Campaign[] = [
  campaign('code-off', { kind: 'percent_off', percent: 15 }, { code: CAMPAIGN_CODE }),
  campaign(
    'first-month',
    { kind: 'percent_off', percent: 33 },
    { perLineMax: 2, channels: ['web', 'phone'], ...only('d-month', 's-month') },
  ),
  campaign('more-data', { kind: 'bonus_data', bytes: bytes(250) }, only('d-day', 'd-next')),
  campaign(
    'thrice',
    { kind: 'points_multiplier', times: 3 },
    { buyers: 'account', ...only('d-forever', 's-long') },
  ),
  campaign(
    'welcome',
    { kind: 'points', points: yen(120) },
    { buyers: 'account', until: plusDays(WORLD_BEGINS, 20), ...only('s-unlimited', 'd-weekend') },
  ),
]

/** Points are many and short-lived; what law and operator say changes twice. */
const RULES_AT_FIRST: MoneyRules = {
  ...DEFAULT_RULES,
  pointsPerHundredYen: 20,
  pointsValidDays: 6,
  payLinkHours: 5,
  counter: { ...DEFAULT_RULES.counter, refundAloneMax: yen(500), differenceAloneMax: yen(150) },
}
export const RULES: readonly MoneyRules[] = [
  RULES_AT_FIRST,
  {
    ...RULES_AT_FIRST,
    effectiveFrom: plusDays(WORLD_BEGINS, 3),
    pointsAs: 'discount',
    taxRounding: 'half_up',
    counter: { ...RULES_AT_FIRST.counter, refundAloneMax: yen(900), differenceAloneMax: yen(60) },
  },
  { ...RULES_AT_FIRST, effectiveFrom: plusDays(WORLD_BEGINS, 12), taxRounding: 'up' },
]

/** Who answers the telephone, at the usual hours. */
export const OPERATOR: OperatorView = {
  name: text('Operator'),
  representative: 'Sato Hanako',
  address: 'Tokyo',
  phone: '+81300000000',
  email: 'hello@example.jp',
  hotlineHours: text('10:00-18:00'),
  invoiceNumber: null,
  shops: [],
  hotline: USUAL_HOTLINE,
  answers: [],
  directory: NO_DIRECTORY,
}

const TERMS: Terms = {
  kind: 'service' as TermsKind,
  version: 1,
  effectiveFrom: ON_SALE_FROM,
  title: text('terms'),
  text: text('terms'),
  hash: 'a'.repeat(64),
}

export function openingCatalogue(): Catalogue {
  const [docomo, softbank] = NETWORKS.map(({ id }) => id) as [NetworkId, NetworkId]
  const offers = [
    ...DOCOMO.map((shape) => offer(docomo, shape)),
    ...SOFTBANK.map((shape) => offer(softbank, shape)),
  ]
  return {
    networks: new Map(NETWORKS.map((one) => [one.id, one])),
    offers: new Map(offers.map((one) => [offerKey(one), one])),
    terms: [TERMS],
    campaigns: CAMPAIGNS,
    exhausted: new Set(),
    rules: RULES,
  }
}

/** The same offer at another price from now on; what was ordered keeps its version. */
export function reprice(catalogue: Catalogue, old: Offer, price: number, now: Instant): Catalogue {
  const ended: Offer = { ...old, onSaleUntil: now }
  const fresh: Offer = { ...old, version: old.version + 1, price: yen(price), onSaleFrom: now }
  const offers = new Map(catalogue.offers)
  for (const one of [ended, fresh]) offers.set(offerKey(one), one)
  return { ...catalogue, offers }
}
