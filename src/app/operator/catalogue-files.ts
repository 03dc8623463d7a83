/**
 * The meaning of `kind: networks` and `kind: offers` files. What is read here is sound in itself;
 * whether an offer's network exists is asked when everything is there (`whole-catalogue.ts`).
 */
import { bytes, gigabytes, megabytes, type Bytes } from '../../domain/basics/data-volume.ts'
import type { NetworkId, OfferFamily, OfferId, SupplierName } from '../../domain/basics/ids.ts'
import { yen } from '../../domain/basics/money.ts'
import { isBefore } from '../../domain/basics/time.ts'
import type {
  Channel,
  Fulfilment,
  Network,
  Offer,
  OfferLength,
} from '../../domain/catalogue/offer.ts'
import { WITHIN_MINUTES_MAX, WITHIN_MINUTES_MIN } from '../../domain/fulfilment/progress.ts'
import {
  isSoundValidity,
  VALIDITY_DAYS_MAX,
  VALIDITY_HOURS_MAX,
  VALIDITY_MONTHS_MAX,
  type Validity,
} from '../../domain/catalogue/validity.ts'
import {
  and,
  choice,
  listOf,
  localised,
  matching,
  named,
  oneOf,
  orElse,
  orNull,
  read,
  record,
  tell,
  unique,
  when,
  whole,
  within,
  type Place,
  type Read,
  type Reader,
  type Wrong,
} from './reading.ts'

export const OFFERS_IN_A_FILE_MAX = 1_000
export const NETWORKS_MAX = 50
export const PRICE_YEN_MAX = 1_000_000
export const NAME_LENGTH_MAX = 80
export const GRACE_DAYS_MAX = 730
const KBPS_MAX = 10_000_000
/** RFC 8506 §8.29: Unsigned32. */
const RATING_GROUP_MAX = 0xffff_ffff
const FREE_RATING_GROUPS_MAX = 16
const POOLS_MAX = 64
const PREFIXES_MAX = 32
const TAX_PERCENT_MAX = 50

const networkId = named<NetworkId>()
const offerId = named<OfferId>()
const family = named<OfferFamily>()

const ICCID_PREFIX = /^89\d{0,8}$/
const IPV4_POOL = /^\d{1,3}(?:\.\d{1,3}){3}\/(\d{1,2})$/
const IPV6_POOL = /^[0-9a-f:]+\/(\d{1,3})$/i

const pool: Reader<string> = (given, place) => {
  const message = 'an address pool such as 10.64.0.0/14 or 2001:db8:4400::/40 is needed here'
  if (typeof given !== 'string') return tell(place, message)
  const four = IPV4_POOL.exec(given)
  const six = IPV6_POOL.exec(given)
  const octets = four === null ? [] : given.split('/')[0]?.split('.').map(Number)
  const isFour = four !== null && Number(four[1]) <= 32 && octets?.every((one) => one <= 255)
  const isSix = six !== null && given.includes('::') && Number(six[1]) <= 64
  return isFour === true || isSix ? given : tell(place, message)
}

const network: Reader<Network> = and(
  record({
    id: networkId,
    name: localised({ max: NAME_LENGTH_MAX }),
    iccid_prefixes: listOf(matching(ICCID_PREFIX, 'quoted digits after 89'), {
      min: 1,
      max: PREFIXES_MAX,
    }),
    suspended_days: whole({ min: 0, max: GRACE_DAYS_MAX }),
    always_on_kbps: orNull(whole({ min: 1, max: KBPS_MAX })),
    free_rating_groups: orElse(
      listOf(whole({ min: 0, max: RATING_GROUP_MAX }), { min: 0, max: FREE_RATING_GROUPS_MAX }),
      [],
    ),
    unshared_pools: orElse(listOf(pool, { min: 0, max: POOLS_MAX }), []),
  }),
  (given) => ({
    id: given.id,
    name: given.name,
    iccidPrefixes: given.iccid_prefixes,
    suspendedDays: given.suspended_days,
    alwaysOnKbps: given.always_on_kbps,
    freeRatingGroups: given.free_rating_groups,
    unsharedPools: given.unshared_pools,
  }),
)

export function readNetworks(file: unknown): Read<readonly Network[]> {
  const networks = listOf(network, { min: 1, max: NETWORKS_MAX })
  const fields = { kind: oneOf(['networks']), networks: unique(networks, (one) => one.id) }
  return read(
    and(record(fields), (given) => given.networks),
    file,
  )
}

const days = whole({ min: 1, max: VALIDITY_DAYS_MAX })

const validity: Reader<Validity> = and(
  choice({
    hours: { hours: whole({ min: 1, max: VALIDITY_HOURS_MAX }) },
    days_to_day_end: { days },
    calendar_days: { days },
    calendar_month: {},
    monthly_anniversary: { short_months: oneOf(['clip', 'first_of_next']) },
    end_of_month: { months: whole({ min: 1, max: VALIDITY_MONTHS_MAX }) },
    until_used: { days_max: orNull(days) },
    told_by_wholesaler: {},
  }),
  (given, place) => {
    const shape = asValidity(given)
    return isSoundValidity(shape) ? shape : tell(place, 'this validity is out of bounds')
  },
)

type GivenValidity =
  | Exclude<Validity, { kind: 'monthly_anniversary' } | { kind: 'until_used' }>
  | { readonly kind: 'monthly_anniversary'; readonly short_months: 'clip' | 'first_of_next' }
  | { readonly kind: 'until_used'; readonly days_max: number | null }

function asValidity(given: GivenValidity): Validity {
  if (given.kind === 'monthly_anniversary') {
    return { kind: given.kind, shortMonths: given.short_months }
  }
  if (given.kind === 'until_used') return { kind: given.kind, daysMax: given.days_max }
  return given
}

const VOLUME = /^(\d{1,7})(?:\.(\d))? ?(MB|GB)$/
const gigabyteMeaning = oneOf(['GB', 'GiB'])

/**
 * "3 GB", "1.5 GB" or "500 MB"; whether decimal or binary is said once, by the offer's `gigabyte`.
 */
export function volume(meaning: 'GB' | 'GiB'): Reader<Bytes> {
  return (given, place) => {
    const found = typeof given === 'string' ? VOLUME.exec(given) : null
    if (found === null) return tell(place, 'a volume such as "3 GB" or "500 MB" is needed here')
    const [, count = '', tenths = '0', unit] = found
    const of = unit === 'GB' ? gigabytes : megabytes
    const size = bytes((of(BigInt(count + tenths), meaning) as bigint) / 10n)
    return size > 0n ? size : tell(place, 'an allowance of nothing')
  }
}

const within_minutes = whole({ min: WITHIN_MINUTES_MIN, max: WITHIN_MINUTES_MAX })

const fulfilment = choice({
  own: {},
  wholesale: {
    supplier: named<SupplierName>(),
    plan: matching(/^[\x21-\x7e]{1,80}$/, 'what the wholesaler calls the plan, without spaces'),
    within_minutes,
  },
  manual: { within_minutes, note: matching(/^\S.{0,199}$/u, 'a line of text for staff') },
})

type GivenFulfilment = Exclude<ReturnType<typeof fulfilment>, Wrong>

function asFulfilment(given: GivenFulfilment): Fulfilment | undefined {
  if (given.kind === 'own') return undefined
  const { within_minutes: withinMinutes, ...rest } = given
  return { ...rest, withinMinutes }
}

/** What only whoever delivers could promise is refused before it is sold. */
function refuseElsewhere(given: GivenOffer, place: Place): Wrong | null {
  const isTold = given.validity.kind === 'told_by_wholesaler'
  if (given.fulfilment.kind === 'own') {
    if (!isTold) return null
    return tell(within(place, 'validity'), 'nobody but another carrier could tell the end')
  }
  if (!isTold) {
    return tell(within(place, 'validity'), 'who delivers tells the end: told_by_wholesaler')
  }
  if (given.allowance.kind === 'daily') {
    return tell(within(place, 'allowance'), 'another carrier tells what is left in all, not a day')
  }
  if (given.start.kind !== 'now' || given.stacking.kind !== 'independent') {
    return tell(within(place, 'stacking'), 'what others deliver starts now and runs independent')
  }
  if (given.refund.kind !== 'none') {
    return tell(within(place, 'refund'), 'what others have delivered can not be taken back')
  }
  if (given.channels.includes('auto')) {
    return tell(within(place, 'channels'), 'auto-renewal needs an offer that is delivered here')
  }
  return null
}

function grantFields(meaning: 'GB' | 'GiB') {
  return {
    validity,
    allowance: choice({
      total: { bytes: volume(meaning) },
      daily: { bytes_per_day: volume(meaning), reset_hour: whole({ min: 0, max: 23 }) },
      unlimited: {},
    }),
    after_allowance: orNull(
      choice({ throttle: { kbps: whole({ min: 1, max: KBPS_MAX }) }, stop: {} }),
    ),
    full_kbps: orNull(whole({ min: 1, max: KBPS_MAX })),
    start: choice({
      now: {},
      after_current: {},
      first_use: { within_days: days, at_latest: oneOf(['starts', 'lapses']) },
    }),
    stacking: choice({
      independent: {},
      extends: {},
      queues: { trigger: oneOf(['end', 'end_or_empty']) },
    }),
    grace_days: whole({ min: 0, max: GRACE_DAYS_MAX }),
    fulfilment: orElse(fulfilment, { kind: 'own' }),
  }
}

export const LENGTHS = [
  'hourly',
  'daily',
  'weekly',
  'monthly',
  'long',
] as const satisfies OfferLength[]
export const CHANNELS = ['web', 'counter', 'phone', 'api', 'auto'] as const satisfies Channel[]

function offerFields(meaning: 'GB' | 'GiB') {
  return {
    id: offerId,
    version: whole({ min: 1, max: 1_000_000 }),
    network: networkId,
    family,
    name: localised({ max: NAME_LENGTH_MAX }),
    length: oneOf(LENGTHS),
    price: whole({ min: 1, max: PRICE_YEN_MAX }),
    tax_percent: whole({ min: 0, max: TAX_PERCENT_MAX }),
    gigabyte: gigabyteMeaning,
    ...grantFields(meaning),
    refund: choice({ none: {}, full_while_unstarted: { within_days: days }, pro_rata: {} }),
    on_sale_from: when,
    on_sale_until: orNull(when),
    channels: listOf(oneOf(CHANNELS), { min: 1, max: CHANNELS.length }),
    id_required_from: orNull(when),
  }
}

const READ_OFFER = {
  GB: record(offerFields('GB')),
  GiB: record(offerFields('GiB')),
} as const

type GivenOffer = Exclude<ReturnType<(typeof READ_OFFER)['GB']>, Wrong>

const offer: Reader<Offer> = (given, place) => {
  const isBinary = typeof given === 'object' && given !== null && 'gigabyte' in given
  const meaning = isBinary && given.gigabyte === 'GiB' ? 'GiB' : 'GB'
  return and<GivenOffer, Offer>(READ_OFFER[meaning], asOffer)(given, place)
}

function asOffer(given: GivenOffer, place: Place): Offer | Wrong {
  const { allowance, start, stacking, refund } = given
  if (allowance.kind !== 'unlimited' && given.after_allowance === null) {
    return tell(within(place, 'after_allowance'), 'what follows the allowance must be said')
  }
  if (start.kind !== 'now' && stacking.kind !== 'independent') {
    return tell(within(place, 'stacking'), `an offer that starts ${start.kind} runs independent`)
  }
  if (given.on_sale_until !== null && !isBefore(given.on_sale_from, given.on_sale_until)) {
    return tell(within(place, 'on_sale_until'), 'the sale ends before it begins')
  }
  const elsewhere = refuseElsewhere(given, place)
  if (elsewhere !== null) return elsewhere
  const delivers = asFulfilment(given.fulfilment)
  return {
    id: given.id,
    version: given.version,
    network: given.network,
    family: given.family,
    name: given.name,
    length: given.length,
    price: yen(given.price),
    taxPercent: given.tax_percent,
    gigabyte: given.gigabyte,
    grant: {
      validity: given.validity,
      allowance:
        allowance.kind === 'daily'
          ? {
              kind: 'daily',
              bytesPerDay: allowance.bytes_per_day,
              resetHour: allowance.reset_hour,
            }
          : allowance,
      // Nothing follows what has no end.
      afterAllowance: given.after_allowance ?? { kind: 'stop' },
      fullKbps: given.full_kbps,
      start:
        start.kind === 'first_use'
          ? { kind: 'first_use', withinDays: start.within_days, atLatest: start.at_latest }
          : start,
      stacking,
      graceDays: given.grace_days,
      ...(delivers && { fulfilment: delivers }),
    },
    refund:
      refund.kind === 'full_while_unstarted'
        ? { kind: refund.kind, withinDays: refund.within_days }
        : refund,
    onSaleFrom: given.on_sale_from,
    onSaleUntil: given.on_sale_until,
    channels: given.channels,
    idRequiredFrom: given.id_required_from,
  }
}

export function readOffers(file: unknown): Read<readonly Offer[]> {
  const offers = listOf(offer, { min: 1, max: OFFERS_IN_A_FILE_MAX })
  const named = unique(offers, (one) => `${one.id} version ${one.version}`)
  const fields = { kind: oneOf(['offers']), offers: named }
  return read(
    and(record(fields), (given) => given.offers),
    file,
  )
}
