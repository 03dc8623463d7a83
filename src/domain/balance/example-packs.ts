/**
 * Offers and packs as the tests of this folder and of `line/` tell their stories: JST times of one
 * year, byte counts small enough to add up in the head. Not used by the product.
 */
import { bytes } from '../basics/data-volume.ts'
import type { LineId, NetworkId, OfferFamily, OfferId, PackId } from '../basics/ids.ts'
import type { Localised } from '../basics/language.ts'
import { yen } from '../basics/money.ts'
import { instant, type Instant } from '../basics/time.ts'
import type { Allowance, Grant, Network, Offer } from '../catalogue/offer.ts'
import { burn, type Burned } from './burn.ts'
import { deliver, type Delivered } from './delivery.ts'
import type { Pack } from './pack.ts'

/** A JST time of 2027: `at('03-10 12:00')`. */
export function at(monthDayTime: string): Instant {
  return instant(`2027-${monthDayTime.replace(' ', 'T')}+09:00`)
}

export function justBefore(instantAfter: Instant): Instant {
  return instantAfter.subtract({ microseconds: 1 })
}

export function total(count: number): Allowance {
  return { kind: 'total', bytes: bytes(count) }
}

export function daily(count: number, resetHour = 0): Allowance {
  return { kind: 'daily', bytesPerDay: bytes(count), resetHour }
}

const name: Localised = { 'zh-CN': '例', 'zh-TW': '例', en: 'Example', ja: '例', ko: '예' }

/** 100 bytes for 24 hours, then stop; starts now, beside whatever is there; 3 days of grace. */
export function offer(grant: Partial<Grant> = {}, family = 'days'): Offer {
  return {
    id: 'example' as OfferId,
    version: 1,
    network: 'docomo' as NetworkId,
    family: family as OfferFamily,
    name,
    length: 'daily',
    price: yen(500),
    taxPercent: 10,
    gigabyte: 'GB',
    grant: {
      validity: { kind: 'hours', hours: 24 },
      allowance: total(100),
      afterAllowance: { kind: 'stop' },
      fullKbps: null,
      start: { kind: 'now' },
      stacking: { kind: 'independent' },
      graceDays: 3,
      ...grant,
    },
    refund: { kind: 'none' },
    onSaleFrom: at('01-01 00:00'),
    onSaleUntil: null,
    channels: ['web'],
    idRequiredFrom: null,
  }
}

export const NETWORK: Network = {
  id: 'docomo' as NetworkId,
  name,
  iccidPrefixes: ['898110'],
  suspendedDays: 90,
  alwaysOnKbps: null,
  freeRatingGroups: [],
  unsharedPools: [],
}

export const LINE = '00000000-0000-7000-8000-000000000000' as LineId

/** Ids sort by their number, as time-ordered ids do by age. */
export function packId(number: number): PackId {
  return `00000000-0000-7000-8000-${String(number).padStart(12, '0')}` as PackId
}

export interface Purchase {
  readonly id: number
  readonly now: Instant
  readonly origin?: 'paid' | 'bonus'
  readonly startNow?: boolean
}

/** Delivers; throws where delivery is refused. */
export function buying(packs: readonly Pack[], bought: Offer, purchase: Purchase): Delivered {
  const delivered = deliver(packs, bought, {
    line: LINE,
    order: null,
    packId: packId(purchase.id),
    origin: purchase.origin ?? 'paid',
    startNow: purchase.startNow ?? false,
    now: purchase.now,
  })
  if (!delivered.ok) throw new Error(delivered.refusal.code)
  return delivered.value
}

export function buy(packs: readonly Pack[], bought: Offer, purchase: Purchase): readonly Pack[] {
  return buying(packs, bought, purchase).packs
}

/** Usage of a span heard at its end, or at `heardAt`. */
export function use(
  packs: readonly Pack[],
  used: { readonly from: Instant; readonly until: Instant; readonly heardAt?: Instant },
  count: number,
): Burned {
  return burn(packs, { ...used, heardAt: used.heardAt ?? used.until }, bytes(count))
}

export function pack(packs: readonly Pack[], number: number): Pack {
  const found = packs.find((one) => one.id === packId(number))
  if (found === undefined) throw new Error(`no pack ${number}`)
  return found
}

export function usedOf(packs: readonly Pack[], number: number): number {
  return Number(pack(packs, number).bytesUsed)
}

/** `[from, until)` of a pack that has begun. */
export function interval(packs: readonly Pack[], number: number): (Instant | null)[] {
  const { start } = pack(packs, number)
  if (start.kind !== 'begun') throw new Error(`pack ${number} is ${start.kind}`)
  return [start.from, start.until]
}

export function revoke(packs: readonly Pack[], number: number, now: Instant): readonly Pack[] {
  const revoked = { at: now, order: null }
  return packs.map((one) => (one.id === packId(number) ? { ...one, revoked } : one))
}

/**
 * With every instant and count as text: `deepEqual` finds any two instants equal, because what they
 * hold is no property of theirs.
 */
export function plain(value: unknown): unknown {
  const text = JSON.stringify(value, (_, one: unknown) =>
    typeof one === 'bigint' ? `${one}` : one,
  )
  return JSON.parse(text)
}
