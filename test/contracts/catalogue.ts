/**
 * A small catalogue and the things a test needs to tell a story with it: lines, requests, ids and a
 * clock that moves only when told. For tests only.
 */
import type { Clock, Ids } from '../../src/app/ports.ts'
import { orderIds, settlingIds } from '../../src/app/orders/minted.ts'
import type { PlaceOrder } from '../../src/app/orders/place-order.ts'
import type { RenewByPartner } from '../../src/app/orders/renew-by-partner.ts'
import type { ChargeLine } from '../../src/app/charging/charge-line.ts'
import type { Terms } from '../../src/domain/agreement/agreement.ts'
import { bytes, gigabytes, type Bytes } from '../../src/domain/basics/data-volume.ts'
import type {
  ApiKeyId,
  LineId,
  NetworkId,
  OfferFamily,
  OfferId,
  TermsKind,
} from '../../src/domain/basics/ids.ts'
import type { Localised } from '../../src/domain/basics/language.ts'
import { NO_YEN, yen } from '../../src/domain/basics/money.ts'
import { instant, plusSeconds, type Instant } from '../../src/domain/basics/time.ts'
import { offerKey, type Catalogue } from '../../src/domain/catalogue/catalogue.ts'
import type { Grant, Network, Offer } from '../../src/domain/catalogue/offer.ts'
import type { PlacingRequest } from '../../src/domain/order/placing.ts'
import type { Line } from '../../src/domain/line/line.ts'
import { QUOTA_RULES } from '../../src/domain/charging/quota.ts'
import type { ChargingRequest } from '../../src/domain/charging/request.ts'

/** Noon in Japan, with microseconds that must survive every store. */
export const START = instant('2026-04-01T03:00:00.123456Z')

export interface TestClock extends Clock {
  set(at: Instant): void
  advance(seconds: number): void
}

export function createTestClock(start: Instant = START): TestClock {
  let now = start
  return {
    now: () => now,
    set: (at) => {
      now = at
    },
    advance: (seconds) => {
      now = plusSeconds(now, seconds)
    },
  }
}

/** UUIDs of version 7 that count up; each mint of another `space` stays apart from the others. */
export function createTestIds(space = 0): Ids {
  let count = 0
  return {
    next<Id extends string>(): Id {
      count += 1
      const time = count.toString(16).padStart(12, '0')
      const place = space.toString(16).padStart(12, '0')
      return `${time.slice(0, 8)}-${time.slice(8)}-7000-8000-${place}` as Id
    },
  }
}

const everywhere = (text: string): Localised => ({
  'zh-CN': text,
  'zh-TW': text,
  en: text,
  ja: text,
  ko: text,
})

export const NETWORK: Network = {
  id: 'docomo' as NetworkId,
  name: everywhere('docomo'),
  iccidPrefixes: ['898110'],
  suspendedDays: 90,
  alwaysOnKbps: null,
  freeRatingGroups: [],
  unsharedPools: [],
}

function offer(id: string, price: number, grant: Partial<Grant>): Offer {
  return {
    id: id as OfferId,
    version: 1,
    network: NETWORK.id,
    family: 'plain' as OfferFamily,
    name: everywhere(id),
    length: 'daily',
    price: yen(price),
    taxPercent: 10,
    gigabyte: 'GB',
    grant: {
      validity: { kind: 'hours', hours: 24 },
      allowance: { kind: 'total', bytes: gigabytes(1) },
      afterAllowance: { kind: 'throttle', kbps: 128 },
      fullKbps: null,
      start: { kind: 'now' },
      stacking: { kind: 'independent' },
      graceDays: 3,
      ...grant,
    },
    refund: { kind: 'none' },
    onSaleFrom: instant('2026-01-01T00:00:00Z'),
    onSaleUntil: null,
    channels: ['web', 'phone', 'api'],
    idRequiredFrom: null,
  }
}

/** A gigabyte for a day, at once. */
export const DAY = offer('day', 550, {})
/** Five gigabytes for thirty days, after what is already there. */
export const MONTH = offer('month', 3_300, {
  validity: { kind: 'hours', hours: 720 },
  allowance: { kind: 'total', bytes: gigabytes(5) },
  start: { kind: 'after_current' },
  stacking: { kind: 'queues', trigger: 'end' },
})

export const TERMS: Terms = {
  kind: 'terms-of-use' as TermsKind,
  version: 1,
  effectiveFrom: instant('2026-01-01T00:00:00Z'),
  title: everywhere('Terms of use'),
  text: everywhere('Be kind.'),
  hash: 'ab'.repeat(32),
}

export const CATALOGUE: Catalogue = {
  networks: new Map([[NETWORK.id, NETWORK]]),
  offers: new Map([DAY, MONTH].map((one) => [offerKey(one), one])),
  terms: [TERMS],
  campaigns: [],
  exhausted: new Set(),
  rules: [],
}

export { settlingIds }

/** A line nobody holds, with an ICCID of its own made of the id. */
export function freshLine(id: LineId): Line {
  const digits = BigInt(`0x${id.replaceAll('-', '')}`) % 10_000_000_000_000n
  return {
    id,
    network: NETWORK.id,
    sim: {
      iccid: `898110${String(digits).padStart(13, '0')}` as Line['sim']['iccid'],
      imsi: null,
      form: 'card',
      eid: null,
    },
    msisdn: null,
    holder: null,
    releasedAt: null,
    activation: { hash: 'hash', wrongTries: 0, lockedUntil: null },
    suspension: null,
    recognition: 'on',
    campaignUses: {},
    createdAt: START,
  }
}

/** What a buyer of the offer sends when everything is as it should be. */
export function requestFor(bought: Offer, over: Partial<PlacingRequest> = {}): PlacingRequest {
  return {
    offer: { id: bought.id, version: bought.version },
    shownPrice: bought.price,
    acceptedTerms: [{ kind: TERMS.kind, version: TERMS.version, hash: TERMS.hash }],
    shown: {
      language: 'ja',
      lines: [{ label: '商品', value: '１日 1 GB' }],
      button: '支払って注文する',
    },
    startNow: false,
    method: 'card',
    provider: 'stripe',
    channel: 'web',
    buyer: { kind: 'line_proof' },
    person: null,
    points: NO_YEN,
    giftCards: [],
    campaignCode: null,
    charges: null,
    keepMeans: false,
    byLink: false,
    ...over,
  }
}

export function placing(line: LineId, ids: Ids, over: Partial<PlacingRequest> = {}): PlaceOrder {
  return { line, request: requestFor(DAY, over), ids: orderIds(ids) }
}

export function partnerRenewal(line: LineId, ids: Ids, bought: Offer = DAY): RenewByPartner {
  const apiKey = '00000000-0000-7000-8000-00000000a91c' as ApiKeyId
  return {
    line,
    request: requestFor(bought, {
      method: 'partner',
      provider: 'partner',
      channel: 'api',
      buyer: { kind: 'api_key', apiKey },
    }),
    partnerReference: 'receipt 42',
    ids: orderIds(ids),
  }
}

/** An interim report of a RADIUS session: all bytes since it began. */
export function usageReport(
  line: LineId,
  ids: Ids,
  {
    usedBytes,
    ...told
  }: Partial<ChargingRequest> & {
    readonly sequence: string
    readonly usedBytes: Bytes | null
  },
): ChargeLine {
  return {
    line,
    rules: QUOTA_RULES,
    request: {
      protocol: 'radius',
      peer: 'nas-1',
      moment: 'update',
      sessionKey: 'session-1',
      subscriber: { imsi: null, msisdn: null, iccid: null },
      counting: 'since_session_start',
      number: null,
      wrapsAt: null,
      services: usedBytes === null ? [] : [{ ratingGroup: null, usedBytes, wants: null }],
      delaySeconds: 0,
      coveredSeconds: 0,
      claimedAt: null,
      reach: null,
      framedAddress: null,
      framedIpv6Prefix: null,
      endReason: null,
      ...told,
    },
    ids: { session: ids.next(), record: ids.next() },
  }
}

export const megabyte = bytes(1_000_000)
