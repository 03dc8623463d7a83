/**
 * A means of payment that an account keeps for charges without its holder: two tokens of the
 * provider and what may be shown. `attempts` counts what card schemes limit. Not a number of any
 * card: none ever reaches us.
 */
import type { AccountId, KeptMethodId, OrderId } from '../basics/ids.ts'
import { isBefore, jstMidnight, plusDays, type Instant } from '../basics/time.ts'
import type { KeptMeans, ProviderName } from './provider.ts'

export interface KeptMethod {
  readonly id: KeptMethodId
  readonly account: AccountId
  readonly provider: ProviderName
  readonly means: KeptMeans
  /** The order with which the holder agreed to keep it. */
  readonly order: OrderId
  readonly keptAt: Instant
  /** The schemes, or a lost dispute, forbid further charges. */
  readonly barred: { readonly since: Instant; readonly why: 'scheme' | 'charged_back' } | null
  /** The holder took it away; the provider is told to forget it. */
  readonly forgottenAt: Instant | null
  /** Charges without the holder in the last thirty days, oldest first. */
  readonly attempts: readonly Instant[]
}

/** An account keeps no more than so many; the oldest must go first. */
export const KEPT_METHODS_MAX = 8

export function isUsable(method: KeptMethod): boolean {
  return method.barred === null && method.forgottenAt === null
}

/** A card that ends within so many days may be over when a renewal by the month needs it again. */
export const MEANS_ENDING_DAYS = 45

/** A card is good until its month is over (in Japan); null for means without an end. */
export function meansEndAt({ expires }: Pick<KeptMeans, 'expires'>): Instant | null {
  if (expires === null) return null
  const next = Temporal.PlainYearMonth.from(expires).add({ months: 1 })
  return jstMidnight(next.toPlainDate({ day: 1 }))
}

/** When it ends, where that is so soon that its holder should be told. */
export function meansEndingSoon(means: Pick<KeptMeans, 'expires'>, now: Instant): Instant | null {
  const at = meansEndAt(means)
  return at === null || isBefore(plusDays(now, MEANS_ENDING_DAYS), at) ? null : at
}

/** The provider names the same card by the same token: kept again it is known already. */
export function sameMeans(one: KeptMeans, other: KeptMeans): boolean {
  return one.token === other.token
}
